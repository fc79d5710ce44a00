//go:build !race

package report_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"karete/db"
	"karete/server/report"
)

// Law 7 over many random days: the four ends are the attendance, every breakdown
// is the attendance again, and each figure opens as many rows as it says.
func TestFiguresAddUpAndOpenTheirLists(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := rand.New(rand.NewPCG(5, 9))
	first := time.Date(2026, 10, 1, 0, 0, 0, 0, time.FixedZone("SAST", 2*60*60))
	for n := range 12 {
		day := first.AddDate(0, 0, n)
		var list []attendance
		for range r.IntN(60) {
			list = append(list, anybody(r, day))
		}
		o.came(list...)
		o.addsUp(day.Format(time.DateOnly), len(list))
	}
}

func (o *office) addsUp(day string, came int) {
	o.t.Helper()
	d := o.day(day)
	if d.All != came || d.Seen+d.Left+d.Cancelled+d.Open != came || d.New+d.Known != came {
		o.t.Errorf("%s: %d came; seen %d + left %d + cancelled %d + open %d; new %d + known %d", day, came, d.Seen, d.Left, d.Cancelled, d.Open, d.New, d.Known)
	}
	o.agrees(day, d)
	figures := map[report.Figure]int{"all": d.All, "seen": d.Seen, "left": d.Left, "cancelled": d.Cancelled, "open": d.Open,
		"new": d.New, "known": d.Known, "closed-by-box": d.ClosedByBox}
	whole := func(what string, counts []report.Count) {
		sum := 0
		for _, c := range counts {
			sum += c.People
			figures[c.Figure] = c.People
		}
		if sum != came {
			o.t.Errorf("%s: the %s make %d of %d", day, what, sum, came)
		}
	}
	whole("departments", d.Departments)
	whole("outcomes", d.Outcomes)
	whole("hours", d.Hours)
	var levels, bands, ages []report.Count
	for _, l := range d.Levels {
		levels = append(levels, report.Count{Figure: l.Figure, People: l.People})
		figures[l.LateFigure] = l.Late
	}
	for _, a := range d.Ages {
		bands = append(bands, report.Count{Figure: a.Figure, People: a.People})
		ages = append(ages, a.Sexes...)
	}
	whole("levels", levels)
	whole("bands", bands)
	whole("ages and sexes", ages)
	for _, f := range d.Diagnoses {
		figures[f.Figure] = f.People
	}
	for _, w := range d.Waits {
		figures[w.Figure] = w.People
	}
	for figure, n := range figures {
		if rows := o.list(day, figure); len(rows) != n {
			o.t.Errorf("%s: %s says %d and opens %d", day, figure, n, len(rows))
		}
	}
}

// agrees counts again in SQL, which knows nothing of the figures' code.
func (o *office) agrees(day string, d report.DayReport) {
	o.t.Helper()
	var seen, left, cancelled, box, female, coded int
	if err := o.DB.Read(o.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT coalesce(sum(status = 'finished'), 0), coalesce(sum(status = 'left'), 0), coalesce(sum(status = 'cancelled'), 0),
			coalesce(sum(closed_by = 'box'), 0), coalesce(sum(sex = 'female'), 0),
			(SELECT count(DISTINCT visit_id) FROM diagnosis WHERE day = ?1 AND code = 'I10') FROM visit WHERE day = ?1`, day).
			Scan(&seen, &left, &cancelled, &box, &female, &coded)
	}); err != nil {
		o.t.Fatal(err)
	}
	women := 0
	for _, a := range d.Ages {
		women += a.Sexes[0].People
	}
	hypertension := 0
	for _, f := range d.Diagnoses {
		if f.Code == "I10" {
			hypertension = f.People
		}
	}
	if d.Seen != seen || d.Left != left || d.Cancelled != cancelled || d.ClosedByBox != box || women != female || hypertension != coded {
		o.t.Errorf("%s: the report has %d %d %d %d %d %d, the tables %d %d %d %d %d %d", day,
			d.Seen, d.Left, d.Cancelled, d.ClosedByBox, women, hypertension, seen, left, cancelled, box, female, coded)
	}
}

// A whole day through the rooms, with the night that closes it.
func TestADayClosedAsOfItsOwnDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, name := range []string{"Mokoena", "Tau", "Phiri"} {
		o.Arrive("Thabo", name)
	}
	if d := o.day(today); d.Open != 3 || d.ClosedByBox != 0 || d.Outcomes[0].Name != "open" {
		t.Errorf("before the night: %+v", d)
	}
	o.At(2, "07:00:00")
	if n, err := o.Visits.CloseDays(t.Context()); n != 3 || err != nil {
		t.Fatal(n, err)
	}
	if d := o.day(today); d.Open != 0 || d.Left != 3 || d.ClosedByBox != 3 || d.All != 3 {
		t.Errorf("after it: %+v", d)
	}
	for _, r := range o.list(today, "closed-by-box") {
		if !r.ClosedByBox || r.ClosedAt.Format(time.RFC3339Nano) != "2026-11-24T21:59:59.999Z" {
			t.Errorf("%+v", r)
		}
	}
	if d := o.day("2026-11-26"); d.All != 0 || d.ClosedByBox != 0 {
		t.Errorf("the day it was noticed has nothing of it: %+v", d)
	}
}
