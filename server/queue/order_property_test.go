//go:build !race

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

// somebody is any place that there can be, with many ties.
func somebody(random *rand.Rand, i int) Place {
	arrived := minutesAgo(random.IntN(300) - 5)
	p := Place{
		Line: []string{"OPD", "NCD"}[random.IntN(2)], Level: sats.Level(random.IntN(5)), Provisional: sats.Level(random.IntN(5)),
		Emergency: random.IntN(8) == 0, CollectOnly: random.IntN(5) == 0, Served: random.IntN(5) == 0,
		ArrivedAt: arrived, Since: arrived.Add(time.Duration(random.IntN(60)) * time.Minute),
		Ticket: fmt.Sprintf("OPD-%03d", random.IntN(20)), EntryID: fmt.Sprint(i),
	}
	if random.IntN(3) == 0 {
		p.Slot = new(minutesAgo(random.IntN(200) - 100))
	}
	if random.IntN(5) == 0 {
		p.BackAt = new(minutesAgo(random.IntN(20) - 10))
	}
	return p
}

func anyLine(seed uint64) (line []Place, random *rand.Rand, since map[string]Since) {
	random = rand.New(rand.NewPCG(seed, 7))
	line = make([]Place, 2+random.IntN(25))
	for i := range line {
		line[i] = somebody(random, i)
	}
	return line, random, map[string]Since{"OPD": {random.IntN(6), random.IntN(6)}, "NCD": {random.IntN(6), random.IntN(6)}}
}

// The order is total and transitive, comes out the same from every shuffle, puts red
// and orange first, and the reasons given explain it.
func TestOrderHoldsForAnyLine(t *testing.T) {
	t.Parallel()
	compare := func(a, b Place) int { return Compare(a, b, noon, rules) }
	for seed := range uint64(200) {
		line, random, since := anyLine(seed)
		Sort(line, self, noon, rules, since)
		sorted := slices.Clone(line)
		for i, a := range sorted {
			for j, b := range sorted {
				// Every one before every later one, and none equal to another: that is total and transitive.
				if got := compare(a, b); (got < 0) != (i < j) || (got == 0) != (i == j) {
					t.Fatalf("seed %d: %v at %d and %v at %d compare %d", seed, a, i, b, j, got)
				}
			}
		}
		for range 3 {
			random.Shuffle(len(line), func(i, j int) { line[i], line[j] = line[j], line[i] })
			for i := range line {
				line[i].Turn = false
			}
			Sort(line, self, noon, rules, since)
			if diff := cmp.Diff(names(sorted), names(line)); diff != "" {
				t.Fatalf("seed %d: a shuffle changed the order:\n%s", seed, diff)
			}
		}
		for i, p := range sorted[1:] {
			if before := sorted[i]; weight(before) > weight(p) {
				t.Fatalf("seed %d: %v stands before %v, and their reasons do not say why:\n%v\n%v", seed, before, p, before.Why(noon, rules), p.Why(noon, rules))
			}
		}
	}
}

// Whoever is booked in a line stands at the same place in it, whether they came to it or were sent on to it; a
// booking for another line counts in none but its own.
func TestABookingCountsInItsLine(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", 2*60*60)
	for seed := range uint64(200) {
		line, random, since := anyLine(seed)
		slot := minutesAgo(random.IntN(200) - 100)
		who := somebody(random, 99)
		here := QueueRow{DepartmentID: "OPD", ArrivedAt: who.ArrivedAt, EnteredAt: who.Since, Level: who.Level, SelfLevel: who.Provisional,
			Emergency: who.Emergency, CollectOnly: who.CollectOnly, BackAt: who.BackAt, Ticket: who.Ticket, ID: who.EntryID, Status: "waiting"}
		sent := here
		here.cameTo, here.cameBy = "OPD", &slot
		sent.cameTo, sent.cameBy, sent.bookedHere = "NCD", new(minutesAgo(random.IntN(200))), slot.In(zone).Format("2006-01-02 15:04")
		order := func(q QueueRow) []string {
			q.reckon(zone)
			all := append(slices.Clone(line), q.place)
			Sort(all, self, noon, rules, since)
			return names(all)
		}
		if diff := cmp.Diff(order(here), order(sent)); diff != "" {
			t.Fatalf("seed %d: sent on, they stand elsewhere:\n%s", seed, diff)
		}
		sent.bookedHere = ""
		if sent.reckon(zone); sent.SlotAt != nil || sent.place.Slot != nil {
			t.Fatalf("seed %d: a booking elsewhere counts here: %v", seed, sent.SlotAt)
		}
	}
}

// weight reads the order back from the reasons alone.
func weight(p Place) int {
	group, away, late, early, slot := 60, 0, 1, 1, 1
	for _, r := range p.Why(noon, rules) {
		switch r.Code {
		case "level", "said":
			group = []int{0, 10, 20, 40, 60}[r.Params["level"].(int)]
		case "emergency":
			group = 10
		case "not-triaged":
			group = 50
		case "away":
			if group > 20 {
				away = 1
			}
		case "turn":
			group = 30
		case "late":
			late = 0
		case "slot":
			slot = 0
		case "slot-early":
			slot = 2
		case "arrival":
			if r.Params["at"].(time.Time).After(noon) { // the clock was put back
				early = 0
			}
		}
	}
	return away*10000 + group*100 + late*50 + early*10 + slot
}

// What somebody says of themselves never makes them wait behind anybody they would go
// before without it.
func TestSayingMoreNeverCostsAPlace(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		line, random, _ := anyLine(seed)
		a := somebody(random, 99)
		a.Level, a.Provisional = sats.NotTriaged, 0
		for _, said := range []sats.Level{sats.Emergency, sats.VeryUrgent, sats.Urgent, sats.Routine} {
			more := a
			more.Provisional = said
			for _, b := range line {
				if Compare(a, b, noon, rules) < 0 && Compare(more, b, noon, rules) > 0 {
					t.Fatalf("seed %d: having said %d, %v waits behind %v", seed, said, a, b)
				}
			}
		}
	}
}

// Nobody who is not red or orange stands before one who is, whatever turn they have.
func TestNothingGoesBeforeRedAndOrange(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		line, _, since := anyLine(seed)
		Sort(line, self, noon, rules, since)
		for i, p := range line[1:] {
			if p.colour() < line[i].colour() && p.colour() <= orange {
				t.Fatalf("seed %d: %v before %v", seed, line[i], p)
			}
		}
	}
}

// A clinic that never has a moment's rest: each minute somebody more urgent comes, and
// somebody is called. A routine patient who is past the target is called after at most
// FairEvery calls for each such who is before them; and of any FairEvery calls at most
// one is theirs. So does who only collects, from the first.
func TestNobodyStarves(t *testing.T) {
	t.Parallel()
	for _, collect := range []bool{false, true} {
		line, since, dueAt, calledAt := []Place{}, map[string]Since{}, map[string]int{}, map[string]int{}
		var turns []bool
		const routine = 7
		for i := range routine {
			p := waiting(fmt.Sprint("green ", i), sats.Routine, 0)
			if p.CollectOnly = collect; collect {
				p.Level = sats.NotTriaged
			}
			p.ArrivedAt = p.ArrivedAt.Add(time.Duration(i) * time.Second)
			p.Since = p.ArrivedAt
			line = append(line, p)
		}
		for minute := range 600 {
			now := noon.Add(time.Duration(minute) * time.Minute)
			urgent := Place{Level: []sats.Level{sats.Urgent, sats.NotTriaged}[minute%2], Since: now, ArrivedAt: now, EntryID: fmt.Sprint(minute)}
			line = append(line, urgent)
			for i := range line {
				line[i].Turn = false
				if p := line[i]; p.colour() == green && dueAt[p.EntryID] == 0 && (collect || p.Late(now, rules.Targets)) {
					dueAt[p.EntryID] = len(turns) + 1
				}
			}
			Sort(line, self, now, rules, since)
			called := line[0]
			line = line[1:]
			s := since[""]
			s.Routine, s.Collect = s.Routine+1, s.Collect+1
			if called.colour() == green {
				calledAt[called.EntryID] = len(turns) + 1
				if s.Collect = 0; !collect {
					s.Collect, s.Routine = since[""].Collect+1, 0
				}
			}
			since[""] = s
			turns = append(turns, called.colour() == green)
		}
		for i := range routine {
			id := fmt.Sprint("green ", i)
			if waited := calledAt[id] - dueAt[id]; calledAt[id] == 0 || waited >= rules.FairEvery*(i+1) {
				t.Errorf("collect %v: %s was due at call %d and called at %d", collect, id, dueAt[id], calledAt[id])
			}
		}
		for i := range turns[rules.FairEvery:] {
			n := 0
			for _, green := range turns[i : i+rules.FairEvery] {
				if green {
					n++
				}
			}
			if n > 1 {
				t.Fatalf("collect %v: %d of the calls from %d on were of routine patients", collect, n, i)
			}
		}
	}
}
