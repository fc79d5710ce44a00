package estimate_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/queue/estimate"
)

var monday = time.Date(2026, 11, 2, 7, 0, 0, 0, time.UTC)

func at(day, minute int) time.Time {
	return monday.AddDate(0, 0, day).Add(time.Duration(minute) * time.Minute)
}

// steady is a day on which everybody comes at seven and one is called each ten minutes.
func steady(day, people int) (waits []estimate.Wait) {
	for i := range people {
		waits = append(waits, estimate.Wait{From: at(day, 0), To: at(day, 10*(i+1))})
	}
	return waits
}

func days(n, people int) (list [][]estimate.Wait) {
	for day := range n {
		list = append(list, steady(day, people))
	}
	return list
}

// Ten minutes for each who is before: what was told held.
func TestASteadyClinic(t *testing.T) {
	t.Parallel()
	ranges := estimate.Ranges(days(10, 12), time.UTC)[estimate.Any]
	if len(ranges) != 12 {
		t.Fatalf("%d numbers are known", len(ranges))
	}
	for before, r := range ranges {
		if wait := 10 * (before + 1); r == nil || r.Low > wait || r.High < wait || r.High-r.Low > 20+before*4 {
			t.Errorf("%d before: %v, and it was %d minutes", before, r, wait)
		}
	}
}

func TestTooLittleIsKnown(t *testing.T) {
	t.Parallel()
	for name, list := range map[string][][]estimate.Wait{
		"nothing": nil, "two days": days(2, 40), "one a day": days(2, 1), "an empty day": {nil, nil, nil},
	} {
		if got := estimate.Ranges(list, time.UTC); len(got) != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	// Eight days of four people: nobody ever had five before them.
	ranges := estimate.Ranges(days(8, 4), time.UTC)[estimate.Any]
	if len(ranges) != 4 {
		t.Errorf("known up to %d before", len(ranges))
	}
}

// The hour counts where enough is known of it: mornings are slow here, afternoons quick.
func TestByHour(t *testing.T) {
	t.Parallel()
	var list [][]estimate.Wait
	for day := range 15 {
		var waits []estimate.Wait
		for i := range 6 {
			waits = append(waits, estimate.Wait{From: at(day, 0), To: at(day, 20*(i+1))}, estimate.Wait{From: at(day, 420), To: at(day, 420+2*(i+1))})
		}
		list = append(list, waits)
	}
	ranges := estimate.Ranges(list, time.FixedZone("", 2*60*60))
	if morning, afternoon := ranges[9][2], ranges[16][2]; morning == nil || afternoon == nil || morning.Low < 40 || afternoon.High > 15 {
		t.Errorf("at nine %v, at four %v", morning, afternoon)
	}
	if ranges[12] != nil {
		t.Errorf("nobody ever came at noon: %v", ranges[12])
	}
}

// Who was more urgent and came later is part of what those before had to wait.
func TestThoseWhoWentFirstCount(t *testing.T) {
	t.Parallel()
	var list [][]estimate.Wait
	for day := range 10 {
		list = append(list, []estimate.Wait{
			{From: at(day, 0), To: at(day, 60)}, // nobody before them, and three passed
			{From: at(day, 5), To: at(day, 20)}, {From: at(day, 10), To: at(day, 30)}, {From: at(day, 25), To: at(day, 45)},
		})
	}
	if r := estimate.Ranges(list, time.UTC)[estimate.Any][0]; r == nil || r.High < 20 {
		t.Errorf("%v", r)
	}
}

func TestWaitsThatAreNone(t *testing.T) {
	t.Parallel()
	list := days(10, 5)
	for day := range list {
		list[day] = append(list[day], estimate.Wait{From: at(day, 10), To: at(day, 5)}, estimate.Wait{From: at(day, 0), To: at(day, 14*60)})
	}
	if diff := cmp.Diff(estimate.Ranges(days(10, 5), time.UTC), estimate.Ranges(list, time.UTC)); diff != "" {
		t.Errorf("a clock put back and a day forgotten changed what is told:\n%s", diff)
	}
}

// More before somebody never make the range smaller, each is by fives, and the order
// of the people and of the days is nothing.
func TestRangesForAnyWeeks(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		random := rand.New(rand.NewPCG(seed, 3))
		list := make([][]estimate.Wait, 4+random.IntN(12))
		for day := range list {
			for range random.IntN(40) {
				from := random.IntN(400)
				list[day] = append(list[day], estimate.Wait{From: at(day, from), To: at(day, from+random.IntN(200))})
			}
		}
		got := estimate.Ranges(list, time.UTC)
		for hour, ranges := range got {
			var last estimate.Range
			for before, r := range ranges {
				if r == nil {
					continue
				}
				if r.Low < last.Low || r.High < last.High || r.High-r.Low < 5 || r.Low%5 != 0 || r.High%5 != 0 {
					t.Fatalf("seed %d, hour %d, %d before: %v after %v", seed, hour, before, *r, last)
				}
				last = *r
			}
			if ranges[len(ranges)-1] == nil {
				t.Fatalf("seed %d: the last says nothing", seed)
			}
		}
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, waits := range list {
			random.Shuffle(len(waits), func(i, j int) { waits[i], waits[j] = waits[j], waits[i] })
		}
		if diff := cmp.Diff(got, estimate.Ranges(list, time.UTC)); diff != "" {
			t.Fatalf("seed %d: shuffled, it says something else:\n%s", seed, diff)
		}
	}
}
