package selftriage

import "slices"

// Result is how urgent somebody is by their own words, and why.
type Result struct {
	Level   Level    `json:"level" enum:"R,D,N,E"`
	Held    int      `json:"held" minimum:"1" maximum:"4" doc:"The triage level the queue holds until a nurse has seen them: 1 emergency to 4 routine"`
	Why     []Fired  `json:"why" doc:"The items and rules that gave a level, the most urgent first"`
	Flags   []string `json:"flags" doc:"What to mind besides: MASK, ISOLATE, AWD, PRIVATE, MALARIA"`
	Stop    bool     `json:"stop" doc:"An emergency: nothing more is asked"`
	Version string   `json:"version" doc:"Of the table"`
}

// Fired is an item or a rule that applied.
type Fired struct {
	ID    string `json:"id"`
	Gives Level  `json:"gives" enum:"R,D,N,E"`
}

// Score reckons a case. Answers to what the table does not have count for nothing; Check finds them.
func (t *Questionnaire) Score(c Case) Result {
	r := Result{Level: Routine, Why: []Fired{}, Flags: []string{}, Version: t.Version}
	fire := func(id string, gives Level) {
		if gives.rank() == 0 {
			return
		}
		r.Level = Max(r.Level, gives)
		r.Why = append(r.Why, Fired{id, gives})
	}
	for _, item := range t.Items {
		fire(item.ID, item.given(c.Answers))
		if c.yes(item.ID) && len(item.Scale) == 0 {
			for _, flag := range item.Flags {
				if !slices.Contains(r.Flags, flag) {
					r.Flags = append(r.Flags, flag)
				}
			}
		}
	}
	var raising []QuestionnaireRule // by a step: last, so that they raise what all others gave
	for _, rule := range t.Rules {
		switch {
		case !rule.When.holds(t, &c):
		case rule.Raises != "":
			raising = append(raising, rule)
		default:
			fire(rule.ID, rule.Gives)
		}
	}
	for _, rule := range raising {
		if up := r.Level.next(rule.Raises); up != r.Level {
			fire(rule.ID, up)
		}
	}
	slices.SortStableFunc(r.Why, func(a, b Fired) int { return b.Gives.rank() - a.Gives.rank() })
	r.Held, r.Stop = int(r.Level.Held()), r.Level == Emergency
	return r
}

// given is what the answer to the item gives, none when it gives nothing.
func (i *QuestionnaireItem) given(answers map[string]int) Level {
	answer, ok := answers[i.ID]
	if !ok {
		return ""
	}
	if len(i.Scale) == 0 {
		if answer == Yes {
			return i.Gives
		}
		return ""
	}
	for _, step := range i.Scale {
		if answer >= step.From {
			return step.Gives
		}
	}
	return ""
}

// babyDays is how long somebody is a baby, of whom no symptom said is no sign of health.
const babyDays = 182

// Sick is any yes but the one that says that there is no sickness, or any pain; and a baby of whom that was
// not said.
func (t *Questionnaire) Sick(c Case) bool { return t.sick(&c) }

func (t *Questionnaire) sick(c *Case) bool {
	well := false
	for _, item := range t.Items {
		answer := c.Answers[item.ID]
		switch {
		case item.NoSickness:
			well = answer == Yes
		case answer >= Yes:
			return true
		}
	}
	return !well && c.AgeDays != nil && c.AgeDays.Low < babyDays
}

func (w *When) holds(t *Questionnaire, c *Case) bool {
	for i := range w.All {
		if !w.All[i].holds(t, c) {
			return false
		}
	}
	if len(w.Any) > 0 && !slices.ContainsFunc(w.Any, func(w When) bool { return w.holds(t, c) }) {
		return false
	}
	if len(w.Yes) > 0 && count(w.Yes, c.yes) < max(1, w.AtLeast) {
		return false
	}
	switch {
	case len(w.Unknown) > 0 && count(w.Unknown, c.unknown) == 0,
		len(w.Conditions) > 0 && count(w.Conditions, func(s string) bool { return slices.Contains(c.Conditions, s) }) == 0,
		w.OlderThanYears > 0 && (c.AgeDays == nil || c.AgeDays.High <= w.OlderThanYears*36525/100),
		w.YoungerThanDays > 0 && (c.AgeDays == nil || c.AgeDays.Low >= w.YoungerThanDays),
		w.Pregnant && !c.pregnant(),
		w.SameProblem && !c.SameProblem,
		w.Unfinished && c.Finished,
		w.Sick && !t.sick(c):
		return false
	}
	return true
}

func count(list []string, is func(string) bool) int {
	n := 0
	for _, s := range list {
		if is(s) {
			n++
		}
	}
	return n
}
