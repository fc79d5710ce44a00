package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/triage/sats"
)

// DayReport is one day in figures. Seen + Left + Cancelled + Open = All, always.
type DayReport struct {
	Day         string           `json:"day" format:"date"`
	AsOf        time.Time        `json:"asOf"`
	Clinic      string           `json:"clinic"`
	All         int              `json:"all"`
	Seen        int              `json:"seen"`
	Left        int              `json:"left"`
	Cancelled   int              `json:"cancelled"`
	Open        int              `json:"open"`
	New         int              `json:"new"`
	Known       int              `json:"known"`
	ClosedByBox int              `json:"closedByBox" doc:"Left open by everybody, closed as of this day"`
	FromPaper   int              `json:"fromPaper" doc:"Written by hand and keyed in later"`
	PaperLeft   int              `json:"paperLeft" doc:"Rows written on this day's paper sheets that are not keyed in yet: the attendance will grow"`
	Departments []Count          `json:"departments"`
	Outcomes    []Count          `json:"outcomes"`
	Levels      []LevelFigures   `json:"levels"`
	Hours       []Count          `json:"hours"`
	Ages        []AgeFigures     `json:"ages"`
	Diagnoses   []DiagnosisCount `json:"diagnoses" doc:"Most frequent first"`
	Waits       []WaitFigures    `json:"waits"`
	Journal     Seal             `json:"journal"`
}

// Count is one number and the figure that opens the list behind it.
type Count struct {
	Figure Figure `json:"figure"`
	Name   string `json:"name"`
	People int    `json:"people"`
}

// LevelFigures is one triage level. Waits are from triage to the clinician.
type LevelFigures struct {
	Level         sats.Level `json:"level"`
	Figure        Figure     `json:"figure"`
	People        int        `json:"people"`
	TargetMinutes int        `json:"targetMinutes"`
	MedianMinutes *int       `json:"medianMinutes,omitempty"`
	P90Minutes    *int       `json:"p90Minutes,omitempty"`
	Late          int        `json:"late"`
	LateFigure    Figure     `json:"lateFigure"`
}

// AgeFigures is one age band by sex.
type AgeFigures struct {
	Band   string  `json:"band"`
	People int     `json:"people"`
	Figure Figure  `json:"figure"`
	Sexes  []Count `json:"sexes"`
}

// DiagnosisCount is how many people had a condition.
type DiagnosisCount struct {
	Finding
	People int `json:"people"`
}

// WaitFigures is one wait: half waited at most Median, nine in ten at most P90.
type WaitFigures struct {
	Wait          string `json:"wait" enum:"triage,clinician"`
	Figure        Figure `json:"figure"`
	People        int    `json:"people"`
	MedianMinutes *int   `json:"medianMinutes,omitempty"`
	P90Minutes    *int   `json:"p90Minutes,omitempty"`
}

// DayList is the list behind one figure.
type DayList struct {
	Day    string      `json:"day"`
	Figure Figure      `json:"figure"`
	Rows   []ReportRow `json:"rows"`
}

// Room is the room of reports.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate: gate} }

// Day reckons the day's report. Faults: invalid for what is no day, or to come.
func (r *Room) Day(ctx context.Context, a access.Actor, day string) (DayReport, error) {
	return act.Peek(ctx, r.gate, a, "report.day", func(tx *db.Tx) (DayReport, error) { return r.dayIn(tx, day) })
}

// List is the rows behind a figure, in order of arrival; none behind a figure
// that nobody counts under. It names people and what they had, so it is journalled
// like the opening of a record. Faults as Day's.
func (r *Room) List(ctx context.Context, a access.Actor, day string, figure Figure) (DayList, error) {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return DayList{}, fault.Field("day", "not-a-date") // and not into the journal
	}
	return act.LookThrough(ctx, r.gate, a, "report.dayList", "report", day, map[string]any{"figure": figure}, func(tx *db.Tx) (DayList, error) {
		clinic, err := r.checkDay(tx, day)
		if err != nil {
			return DayList{}, err
		}
		rows, err := rowsOf(tx, day, clinic.Zone())
		if err != nil {
			return DayList{}, err
		}
		rows = slices.DeleteFunc(rows, func(row ReportRow) bool {
			return !slices.Contains(figures(row, clinic.Settings.Triage.TargetMinutes), figure)
		})
		return DayList{Day: day, Figure: figure, Rows: rows}, name(tx, rows)
	})
}

func (r *Room) checkDay(tx *db.Tx, day string) (facility.Facility, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return clinic, err
	}
	at, err := time.ParseInLocation(time.DateOnly, day, clinic.Zone())
	switch {
	case err != nil:
		return clinic, fault.Field("day", "not-a-date")
	case at.After(r.gate.Latest(tx)):
		return clinic, fault.Field("day", "future")
	}
	return clinic, nil
}

func (r *Room) dayIn(tx *db.Tx, day string) (DayReport, error) {
	clinic, err := r.checkDay(tx, day)
	if err != nil {
		return DayReport{}, err
	}
	rows, err := rowsOf(tx, day, clinic.Zone())
	if err != nil {
		return DayReport{}, err
	}
	report := reckon(rows, clinic.Settings.Triage.TargetMinutes)
	report.Day, report.AsOf, report.Clinic = day, tx.Now, clinic.Name
	if report.PaperLeft, err = paperLeft(tx, day); err != nil {
		return DayReport{}, err
	}
	report.Journal, err = seal(tx)
	return report, err
}

// reckon is the whole report from the rows alone.
func reckon(rows []ReportRow, targets sats.TargetMinutes) DayReport {
	count := map[Figure]int{}
	known := map[Figure]Finding{}
	for _, row := range rows {
		for _, key := range figures(row, targets) {
			count[key]++
		}
		for _, f := range row.Diagnoses {
			if _, ok := known[f.Figure]; !ok {
				known[f.Figure] = f
			}
		}
	}
	r := DayReport{
		All: count[All], Seen: count["seen"], Left: count["left"], Cancelled: count["cancelled"], Open: count["open"],
		New: count["new"], Known: count["known"], ClosedByBox: count["closed-by-box"], FromPaper: count["from-paper"],
		Departments: group(count, "department:"), Outcomes: group(count, "outcome:"), Hours: hours(count),
		Levels: []LevelFigures{}, Ages: []AgeFigures{}, Diagnoses: []DiagnosisCount{},
	}
	for _, level := range []sats.Level{sats.Emergency, sats.VeryUrgent, sats.Urgent, sats.Routine, sats.NotTriaged} {
		key, lateKey := Figure(fmt.Sprintf("level:%d", level)), Figure(fmt.Sprintf("late:%d", level))
		of := func(row ReportRow) *int {
			if row.Level != level {
				return nil
			}
			return row.ClinicianWait()
		}
		median, p90, _ := percentiles(rows, of)
		r.Levels = append(r.Levels, LevelFigures{Level: level, Figure: key, People: count[key], TargetMinutes: targets.Of(level),
			MedianMinutes: median, P90Minutes: p90, Late: count[lateKey], LateFigure: lateKey})
	}
	for _, band := range Bands {
		a := AgeFigures{Band: band, People: count[Figure("band:"+band)], Figure: Figure("band:" + band), Sexes: []Count{}}
		for _, sex := range []string{"female", "male", "other", "unknown"} {
			key := Figure("age:" + band + ":" + sex)
			a.Sexes = append(a.Sexes, Count{Figure: key, Name: sex, People: count[key]})
		}
		r.Ages = append(r.Ages, a)
	}
	for _, c := range group(count, "diagnosis:") {
		r.Diagnoses = append(r.Diagnoses, DiagnosisCount{Finding: known[c.Figure], People: c.People})
	}
	for _, w := range []struct {
		name string
		of   func(ReportRow) *int
	}{{"triage", ReportRow.TriageWait}, {"clinician", ReportRow.ClinicianWait}} {
		median, p90, n := percentiles(rows, w.of)
		r.Waits = append(r.Waits, WaitFigures{Wait: w.name, Figure: Figure("wait:" + w.name), People: n, MedianMinutes: median, P90Minutes: p90})
	}
	return r
}

// group lists the figures with a prefix, most people first, then by name.
func group(count map[Figure]int, prefix string) []Count {
	list := []Count{}
	for key, n := range count {
		if name, ok := strings.CutPrefix(string(key), prefix); ok {
			list = append(list, Count{Figure: key, Name: name, People: n})
		}
	}
	slices.SortFunc(list, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// hours lists every hour from the first arrival to the last, empty ones too: a
// gap in the day is a finding.
func hours(count map[Figure]int) []Count {
	list := []Count{}
	first, last := -1, -1
	for h := range 24 {
		if count[Figure(fmt.Sprintf("hour:%d", h))] > 0 {
			if first < 0 {
				first = h
			}
			last = h
		}
	}
	for h := first; first >= 0 && h <= last; h++ {
		key := Figure(fmt.Sprintf("hour:%d", h))
		list = append(list, Count{Figure: key, Name: fmt.Sprintf("%02d", h), People: count[key]})
	}
	return list
}

// percentiles are by nearest rank: each is a wait that somebody really had.
func percentiles(rows []ReportRow, of func(ReportRow) *int) (median, p90 *int, n int) {
	var waits []int
	for _, row := range rows {
		if w := of(row); w != nil {
			waits = append(waits, *w)
		}
	}
	if len(waits) == 0 {
		return nil, nil, 0
	}
	slices.Sort(waits)
	at := func(percent int) *int { return &waits[(len(waits)*percent+99)/100-1] }
	return at(50), at(90), len(waits)
}
