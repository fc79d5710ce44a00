package sats

import (
	"slices"
	"time"
)

// Note is something to show beside a result; it changes no level.
type Note string

// The notes.
const (
	NoteAgeEstimated   Note = "age-estimated"
	NoteChartsDisagree Note = "charts-disagree"  // age and height name different charts; the more urgent was taken
	NoteByHeight       Note = "chart-by-height"  // no age: height named the chart
	NoteAgeMonths      Note = "age-months-asked" // under 1 year, but months unknown: is the baby under 2 months?
	NoteVitalsStale    Note = "vitals-stale"     // measured over 60 minutes before: repeat them
	NoteSeniorNow      Note = "senior-now"       // pulse or pressure unrecordable
)

// vitalsGoStale is how old vital signs may be when they are scored.
const vitalsGoStale = time.Hour

// ChartScore is the arithmetic of one chart: the points of Items add up to Sum.
type ChartScore struct {
	Chart      Chart       `json:"chart"`
	Items      []ItemScore `json:"items"`
	Sum        int         `json:"sum"`        // lower bound: missing items add nothing
	UpperBound int         `json:"upperBound"` // with the maximum of each missing item
	Level      Level       `json:"level"`      // of Sum alone
}

// Result is one reckoning, complete enough to be explained and repeated years
// later. Tews is the chart that decided, with the arithmetic to show; its Level is
// that of the sum alone, Computed is that of everything.
type Result struct {
	RulesVersion string   `json:"rulesVersion"`
	Settings     Settings `json:"settings"`

	Tews   ChartScore   `json:"tews"`   // zero when neither age nor height is known
	Charts []ChartScore `json:"charts"` // all that were scored, that of the age first

	Computed Level  `json:"computed"` // 0 when nothing was found to judge by
	Rules    []Rule `json:"rules"`    // the winning colour's first

	// Missing lists the required items that were not given; Complete means none.
	Missing  []Item `json:"missing"`
	Complete bool   `json:"complete"`
	// Unfinished means that the missing items could still raise a green or yellow
	// patient, who therefore heads the list of triages to finish.
	Unfinished bool `json:"unfinished"`

	Notes  []Note  `json:"notes"`
	Checks []Check `json:"checks"` // measurements SATS asks for next
}

// Score reckons a triage. The error, when there is one, is Problems.
func Score(in Input, s Settings) (Result, error) {
	if err := append(s.Problems(), in.Problems()...).err(); err != nil {
		return Result{}, err
	}
	used := charts(in, s)
	result := Result{
		RulesVersion: RulesVersion, Settings: s,
		Tews: ChartScore{Items: []ItemScore{}}, Charts: []ChartScore{}, Rules: []Rule{}, Missing: []Item{}, Notes: []Note{},
	}
	for _, c := range used {
		score := scoreOn(c, in, s)
		result.Charts = append(result.Charts, score)
		if result.Tews.Chart == ChartUnknown || moreUrgent(score, result.Tews) {
			result.Tews = score
		}
	}
	result.explain(discriminators(in, used, s))
	result.findMissing(in)
	result.Notes = append(result.Notes, notes(in, used)...)
	result.Checks = checks(in, used, result.Tews)
	return result, nil
}

func scoreOn(c Chart, in Input, s Settings) ChartScore {
	score := ChartScore{Chart: c, Items: tableOf(c, s).score(in)}
	for _, item := range score.Items {
		score.Sum += item.Points
		score.UpperBound += item.Points
		if item.Missing {
			score.UpperBound += item.Max
		}
	}
	score.Level = levelOfSum(score.Sum)
	return score
}

// moreUrgent lets the chart of the age keep a tie.
func moreUrgent(a, b ChartScore) bool {
	if a.Level != b.Level {
		return a.Level.MoreUrgentThan(b.Level)
	}
	return a.Sum > b.Sum
}

// scoredAny says whether the sum rests on anything: the sum of an empty form is
// 0, but an empty form is not a green patient.
func (c ChartScore) scoredAny() bool {
	return slices.ContainsFunc(c.Items, func(i ItemScore) bool { return !i.Missing })
}

// explain puts the rules in the order in which a person wants to hear them: the
// colour that won first, within a colour the signs before the sum.
func (r *Result) explain(rules []Rule) {
	for _, c := range r.Charts {
		if c.scoredAny() {
			rules = append(rules, Rule{ID: RuleSum, Kind: RuleTEWS, Level: c.Level, ByEngine: true, Chart: c.Chart, Sum: c.Sum})
		}
	}
	slices.SortStableFunc(rules, func(a, b Rule) int { return int(a.Level) - int(b.Level) })
	if len(rules) > 0 {
		r.Rules = rules
		r.Computed = rules[0].Level
	}
}

func (r *Result) findMissing(in Input) {
	if len(r.Charts) == 0 {
		r.Missing = append(r.Missing, ItemAge)
		// Any chart will need these; blood pressure only the adult's.
		for _, item := range tableOf(Child, r.Settings).score(in) {
			if item.Missing {
				r.Missing = append(r.Missing, item.Item)
			}
		}
	}
	for _, c := range r.Charts {
		for _, item := range c.Items {
			if item.Missing && !slices.Contains(r.Missing, item.Item) {
				r.Missing = append(r.Missing, item.Item)
			}
		}
	}
	r.Complete = len(r.Missing) == 0
	r.Unfinished = !r.Complete && !r.Computed.MoreUrgentThan(Urgent)
}

func notes(in Input, used []Chart) []Note {
	var list []Note
	years, ageKnown := in.years()
	if ageKnown && in.AgeEstimated {
		list = append(list, NoteAgeEstimated)
	}
	if len(used) > 1 {
		list = append(list, NoteChartsDisagree)
	}
	if !ageKnown && in.HeightCm != nil {
		list = append(list, NoteByHeight)
	}
	if ageKnown && in.AgeMonths == nil && years == 0 {
		list = append(list, NoteAgeMonths)
	}
	if !in.MeasuredAt.IsZero() && in.ScoredAt.Sub(in.MeasuredAt) > vitalsGoStale {
		list = append(list, NoteVitalsStale)
	}
	if in.PulseUnrecordable || in.PressureUnrecordable {
		list = append(list, NoteSeniorNow)
	}
	return list
}
