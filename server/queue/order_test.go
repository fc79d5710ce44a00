package queue

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/triage/sats"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func minutesAgo(m int) time.Time { return noon.Add(-time.Duration(m) * time.Minute) }

// waiting is somebody who came m minutes ago.
func waiting(name string, level sats.Level, m int) Place {
	return Place{Level: level, Since: minutesAgo(m), ArrivedAt: minutesAgo(m), Ticket: name, EntryID: name}
}

func flagged(p Place) Place { p.Emergency = true; return p }
func served(p Place) Place  { p.Served = true; return p }

func TestOrder(t *testing.T) {
	t.Parallel()
	targets := sats.Defaults().TargetMinutes
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
			Sort(got, func(p Place) Place { return p }, noon, targets)
			if diff := cmp.Diff(names(c.line), names(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.because, diff)
			}
		})
	}
}

func TestLateBeforeEarlierArrival(t *testing.T) {
	t.Parallel()
	targets := sats.Defaults().TargetMinutes
	// Seen at ten, waits anew since five minutes: on time, though the first to arrive.
	again := waiting("again", sats.Urgent, 120)
	again.Since = minutesAgo(5)
	late := waiting("late", sats.Urgent, 61)
	if Compare(late, again, noon, targets) >= 0 {
		t.Error("who is past the target time goes before who came earlier and is not")
	}
}

// They were here before whoever has come since.
func TestTheClockWasPutBack(t *testing.T) {
	t.Parallel()
	targets := sats.Defaults().TargetMinutes
	first, second, since := waiting("first", sats.Urgent, -170), waiting("second", sats.Urgent, -180), waiting("since", sats.Urgent, 5)
	if Compare(first, second, noon, targets) >= 0 || Compare(second, since, noon, targets) >= 0 {
		t.Error("who came before the clock was put back goes behind who came after it")
	}
}

func TestWhy(t *testing.T) {
	t.Parallel()
	targets := sats.Defaults().TargetMinutes
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
		{waiting("clock set back", sats.Emergency, -30), []QueueReason{level(1), arrival(-30)}},
	} {
		if diff := cmp.Diff(c.want, c.place.Why(noon, targets)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.place.Ticket, diff)
		}
	}
}

// The order is total, comes out the same from every shuffle, puts red first, and
// the reasons given explain it.
func TestOrderHoldsForAnyLine(t *testing.T) {
	t.Parallel()
	targets := sats.Defaults().TargetMinutes
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 7))
		line := make([]Place, 2+random.IntN(40))
		for i := range line {
			arrived := minutesAgo(random.IntN(300)) // many ties
			line[i] = Place{
				Level: sats.Level(random.IntN(5)), Emergency: random.IntN(8) == 0, Served: random.IntN(5) == 0,
				ArrivedAt: arrived, Since: arrived.Add(time.Duration(random.IntN(60)) * time.Minute),
				Ticket: fmt.Sprintf("OPD-%03d", random.IntN(20)), EntryID: fmt.Sprint(i),
			}
		}
		compare := func(a, b Place) int { return Compare(a, b, noon, targets) }
		for _, a := range line {
			for _, b := range line {
				if x, y := compare(a, b), compare(b, a); x != -y || (x == 0) != (a.EntryID == b.EntryID) {
					t.Fatalf("seed %d: %v and %v compare %d and %d", seed, a, b, x, y)
				}
			}
		}
		sorted := slices.SortedFunc(slices.Values(line), compare)
		for range 5 {
			random.Shuffle(len(line), func(i, j int) { line[i], line[j] = line[j], line[i] })
			Sort(line, func(p Place) Place { return p }, noon, targets)
			if diff := cmp.Diff(names(sorted), names(line)); diff != "" {
				t.Fatalf("seed %d: a shuffle changed the order:\n%s", seed, diff)
			}
		}
		red := func(p Place) bool { return p.Level == sats.Emergency || p.Emergency && p.Level == sats.NotTriaged }
		for i, p := range line[1:] {
			before := line[i]
			if red(p) && !red(before) {
				t.Fatalf("seed %d: %v stands before a red", seed, before)
			}
			if weight(before, targets) > weight(p, targets) {
				t.Fatalf("seed %d: %v stands before %v, and their reasons do not say why", seed, before, p)
			}
		}
	}
}

// weight reads the order back from the reasons alone.
func weight(p Place, targets sats.TargetMinutes) int {
	w := 1
	for _, r := range p.Why(noon, targets) {
		switch r.Code {
		case "emergency":
			w += 10
		case "level":
			w += []int{0, 10, 20, 30, 50}[r.Params["level"].(int)]
		case "not-triaged":
			w += 40
		case "late":
			w--
		}
	}
	return w
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
