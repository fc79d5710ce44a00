package queue

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/facility"
	"karete/server/triage/sats"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func minutesAgo(m int) time.Time { return noon.Add(-time.Duration(m) * time.Minute) }

// rules are those of a clinic that has chosen nothing.
var rules = Rules{sats.Defaults().TargetMinutes, facility.DefaultLine()}

func self(p *Place) *Place { return p }

// waiting is somebody who came m minutes ago.
func waiting(name string, level sats.Level, m int) Place {
	return Place{Level: level, Since: minutesAgo(m), ArrivedAt: minutesAgo(m), Ticket: name, EntryID: name}
}

func flagged(p Place) Place { p.Emergency = true; return p }
func served(p Place) Place  { p.Served = true; return p }

func said(p Place, level sats.Level) Place { p.Provisional = level; return p }
func collects(p Place) Place               { p.CollectOnly = true; return p }
func booked(p Place, in int) Place         { p.Slot = new(minutesAgo(-in)); return p }
func away(p Place, minutes int) Place      { p.BackAt = new(minutesAgo(-minutes)); return p }

func TestOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		line    []Place // in the order they must come out
		because string
	}{
		{"colours", []Place{
			waiting("red", sats.Emergency, 1), waiting("orange", sats.VeryUrgent, 2), waiting("yellow", sats.Urgent, 3),
			waiting("unknown", sats.NotTriaged, 4), waiting("green", sats.Routine, 5),
		}, "the later they came the more urgent they are here"},
		{"sent to the front", []Place{
			waiting("red", sats.Emergency, 9), flagged(waiting("flag", sats.NotTriaged, 8)), waiting("orange", sats.VeryUrgent, 90),
		}, "reception's flag counts as red before triage"},
		{"triage knows better than the flag", []Place{
			waiting("orange", sats.VeryUrgent, 1), flagged(waiting("green", sats.Routine, 30)),
		}, "a triaged patient goes by the level"},
		{"not triaged before green, however late green is", []Place{
			waiting("unknown", sats.NotTriaged, 0), waiting("green", sats.Routine, 600),
		}, "nobody knows yet that they can wait"},
		{"arrival within a colour", []Place{
			waiting("a", sats.Urgent, 30), waiting("b", sats.Urgent, 20), waiting("c", sats.Urgent, 10),
		}, "first come first served"},
		{"what they say counts until triage", []Place{
			said(waiting("says orange", sats.NotTriaged, 1), sats.VeryUrgent), waiting("yellow", sats.Urgent, 9),
			said(waiting("says yellow", sats.NotTriaged, 8), sats.Urgent),
			waiting("unknown", sats.NotTriaged, 10), said(waiting("says green", sats.NotTriaged, 9), sats.Routine),
			said(waiting("green", sats.Routine, 30), sats.Emergency),
		}, "an answer brings forward, never back; the nurse knows better"},
		{"who only collects waits with green, and not for triage", []Place{
			waiting("unknown", sats.NotTriaged, 1), waiting("green", sats.Routine, 50), collects(waiting("collects", sats.NotTriaged, 40)),
			waiting("green later", sats.Routine, 30),
		}, "they need no triage"},
		{"a booked time that has come", []Place{
			booked(waiting("at ten to", sats.Routine, 5), -10), booked(waiting("at five to", sats.Routine, 90), -5),
			waiting("walked in", sats.Routine, 120), booked(waiting("early", sats.Routine, 200), 30),
		}, "before those without one; who is early waits for it"},
		{"a booked time that was missed", []Place{
			booked(waiting("in grace", sats.Routine, 10), -40), waiting("walked in", sats.Routine, 9), booked(waiting("too late", sats.Routine, 8), -39),
		}, "31 minutes late is too late"},
		{"an early arrival who may not be able to wait", []Place{
			booked(waiting("early yellow", sats.Urgent, 20), 60), waiting("yellow", sats.Urgent, 10),
		}, "a booking keeps back nobody who is urgent"},
		{"late goes before booked", []Place{
			waiting("late", sats.Urgent, 61), booked(waiting("booked", sats.Urgent, 20), -10),
		}, "the target counts first"},
		{"who is away goes last", []Place{
			waiting("green", sats.Routine, 1), away(waiting("yellow", sats.Urgent, 90), 5), away(waiting("green away", sats.Routine, 95), 5),
		}, "nobody calls them"},
		{"who is back has the old place", []Place{
			away(waiting("back", sats.Urgent, 30), 0), waiting("yellow", sats.Urgent, 29),
		}, "the place is by arrival"},
		{"red is looked for", []Place{
			away(waiting("red", sats.Emergency, 1), 5), waiting("orange", sats.VeryUrgent, 30), away(waiting("orange away", sats.VeryUrgent, 1), 5), waiting("yellow", sats.Urgent, 30),
		}, "a call in vain hides nobody who is in danger"},
		{"one being served is not late", []Place{
			waiting("late", sats.Urgent, 61), served(waiting("served", sats.Urgent, 90)),
		}, "lateness is for those who wait"},
		{"same moment", []Place{
			waiting("OPD-001", sats.Urgent, 5), waiting("OPD-002", sats.Urgent, 5),
		}, "the ticket is the last tie"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := slices.Clone(c.line)
			slices.Reverse(got)
			Sort(got, self, noon, rules, nil)
			if diff := cmp.Diff(names(c.line), names(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.because, diff)
			}
		})
	}
}

func TestLateBeforeEarlierArrival(t *testing.T) {
	t.Parallel()
	// Seen at ten, waits anew since five minutes: on time, though the first to arrive.
	again := waiting("again", sats.Urgent, 120)
	again.Since = minutesAgo(5)
	late := waiting("late", sats.Urgent, 61)
	if Compare(late, again, noon, rules) >= 0 {
		t.Error("who is past the target time goes before who came earlier and is not")
	}
}

// They were here before whoever has come since.
func TestTheClockWasPutBack(t *testing.T) {
	t.Parallel()
	first, second, since := waiting("first", sats.Urgent, -170), waiting("second", sats.Urgent, -180), waiting("since", sats.Urgent, 5)
	if Compare(first, second, noon, rules) >= 0 || Compare(second, since, noon, rules) >= 0 {
		t.Error("who came before the clock was put back goes behind who came after it")
	}
}

func TestWhy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		place Place
		want  []QueueReason
	}{
		{flagged(waiting("f", sats.NotTriaged, 0)), []QueueReason{{"emergency", map[string]any{}}, arrival(0)}},
		{flagged(waiting("f", sats.NotTriaged, 1)), []QueueReason{{"emergency", map[string]any{}}, late(1, 0), arrival(1)}},
		{flagged(waiting("g", sats.Routine, 20)), []QueueReason{level(4), arrival(20)}},
		{waiting("y", sats.Urgent, 60), []QueueReason{level(3), arrival(60)}},
		{waiting("y", sats.Urgent, 61), []QueueReason{level(3), late(61, 60), arrival(61)}},
		{served(waiting("y", sats.Urgent, 61)), []QueueReason{level(3), arrival(61)}},
		{waiting("n", sats.NotTriaged, 16), []QueueReason{{"not-triaged", map[string]any{}}, late(16, 15), arrival(16)}},
		{said(waiting("s", sats.NotTriaged, 11), sats.VeryUrgent), []QueueReason{{"said", map[string]any{"level": 2}}, late(11, 10), arrival(11)}},
		{said(waiting("s", sats.NotTriaged, 0), sats.Routine), []QueueReason{{"not-triaged", map[string]any{}}, arrival(0)}},
		{collects(waiting("c", sats.NotTriaged, 90)), []QueueReason{{"collect", map[string]any{}}, arrival(90)}},
		{booked(waiting("b", sats.Routine, 20), -10), []QueueReason{level(4), {"slot", map[string]any{"at": minutesAgo(10)}}, arrival(20)}},
		{booked(waiting("b", sats.Routine, 20), 10), []QueueReason{level(4), {"slot-early", map[string]any{"at": minutesAgo(-10)}}, arrival(20)}},
		{booked(waiting("b", sats.Urgent, 20), 10), []QueueReason{level(3), arrival(20)}},
		{booked(waiting("b", sats.Routine, 20), -60), []QueueReason{level(4), {"slot-lost", map[string]any{"at": minutesAgo(60)}}, arrival(20)}},
		{away(waiting("a", sats.Routine, 300), 5), []QueueReason{level(4), {"away", map[string]any{"until": minutesAgo(-5)}}, arrival(300)}},
		{waiting("clock set back", sats.Emergency, -30), []QueueReason{level(1), arrival(-30)}},
	} {
		if diff := cmp.Diff(c.want, c.place.Why(noon, rules)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.place.Ticket, diff)
		}
	}
}

func names(line []Place) []string {
	list := make([]string, len(line))
	for i, p := range line {
		list[i] = p.Ticket + " " + p.EntryID
	}
	return list
}

func arrival(m int) QueueReason { return QueueReason{"arrival", map[string]any{"at": minutesAgo(m)}} }
func level(n int) QueueReason   { return QueueReason{"level", map[string]any{"level": n}} }
func late(waited, target int) QueueReason {
	return QueueReason{"late", map[string]any{"waitedMinutes": waited, "targetMinutes": target}}
}
