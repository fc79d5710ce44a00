package visit

import (
	"testing"
	"time"

	"karete/server/fault"
	"karete/server/patient/partialdate"
)

func TestNext(t *testing.T) {
	t.Parallel()
	all := []Status{Arrived, Triaged, InProgress, Finished, Left, Cancelled}
	allowed := map[Status]string{ // what may follow, in the order of all: y or -
		Arrived:    "-yyyyy",
		Triaged:    "-yyyyy",
		InProgress: "---yy-",
		Finished:   "------",
		Left:       "------",
		Cancelled:  "------",
	}
	for from, row := range allowed {
		for i, to := range all {
			err := from.Next(to)
			if row[i] == 'y' && err != nil {
				t.Errorf("%s -> %s: %v", from, to, err)
			}
			if row[i] == '-' && !fault.Is(err, fault.WrongState) {
				t.Errorf("%s -> %s: %v, want wrong-state", from, to, err)
			}
		}
	}
}

// Every closed status has outcomes of its own, and no open one has any.
func TestOutcomesOfAStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status  Status
		outcome Outcome
		want    bool
	}{
		{Finished, OutcomeHome, true}, {Finished, OutcomeDied, true}, {Finished, OutcomeLeft, true},
		{Finished, OutcomeCancelled, false}, {Finished, OutcomeNone, false},
		{Left, OutcomeLeft, true}, {Left, OutcomeHome, false},
		{Cancelled, OutcomeCancelled, true}, {Cancelled, OutcomeLeft, false},
		{InProgress, OutcomeNone, false}, {Arrived, OutcomeHome, false},
	} {
		if got := allowed(c.status, c.outcome); got != c.want {
			t.Errorf("%s with outcome %q: %v", c.status, c.outcome, got)
		}
	}
}

func TestLastMoment(t *testing.T) {
	t.Parallel()
	maseru := time.FixedZone("SAST", 2*60*60)
	for day, want := range map[string]string{
		"2026-11-24": "2026-11-24T21:59:59.999Z",
		"2026-11-30": "2026-11-30T21:59:59.999Z",
		"2026-12-31": "2026-12-31T21:59:59.999Z",
		"2028-02-29": "2028-02-29T21:59:59.999Z",
	} {
		got, err := lastMoment(day, maseru)
		if err != nil || got.Format(time.RFC3339Nano) != want {
			t.Errorf("%s ends at %v (%v), want %s", day, got, err, want)
		}
	}
	if _, err := lastMoment("yesterday", maseru); err == nil {
		t.Error("no day has an end")
	}
}

func TestAgeSpan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		birth     partialdate.Date
		low, high any
	}{
		{partialdate.Date{Text: "2026-11-20", Precision: "day"}, 4, 4},
		{partialdate.Date{Text: "2026-11-24", Precision: "day"}, 0, 0},
		{partialdate.Date{Text: "2026-10", Precision: "month"}, 24, 54},
		{partialdate.Date{Text: "2026-11", Precision: "month"}, 0, 23}, // not born tomorrow
		{partialdate.Date{Text: "2025", Precision: "year"}, 328, 692},
		{partialdate.Date{Text: "1992", Precision: "age", RecordedOn: "2026-05-03"}, 12623, 12988},
		{partialdate.Date{Precision: "unknown"}, nil, nil},
	} {
		if low, high := ageSpan(c.birth, "2026-11-24"); low != c.low || high != c.high {
			t.Errorf("%+v: %v to %v days, want %v to %v", c.birth, low, high, c.low, c.high)
		}
	}
}
