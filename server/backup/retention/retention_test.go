package retention

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var zone = time.FixedZone("SAST", 2*60*60)

// every makes n backups, so far apart, numbered from 1.
func every(n int, apart time.Duration) []Copy {
	at := time.Date(2026, 1, 5, 8, 0, 0, 0, zone) // a Monday
	var list []Copy
	for i := range n {
		list = append(list, Copy{int64(i + 1), at.Add(time.Duration(i) * apart), true})
	}
	return list
}

func kept(list []Copy, rule Keeping) (numbers []int64) {
	out := Surplus(list, rule, zone)
	for _, c := range list {
		if !slices.Contains(out, c.Number) {
			numbers = append(numbers, c.Number)
		}
	}
	return numbers
}

func TestAYearOfDays(t *testing.T) {
	t.Parallel()
	list := every(365, 24*time.Hour)
	// The newest four; fourteen days; the last of eight weeks; the last of twelve months.
	want := []int64{55, 86, 116, 147, 177, 208, 239, 269, 300, 322, 329, 330, 336, 343, 350}
	for n := int64(352); n <= 365; n++ {
		want = append(want, n)
	}
	if diff := cmp.Diff(want, kept(list, Standard)); diff != "" {
		t.Error(diff)
	}
}

func TestADayOfQuarters(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff([]int64{37, 38, 39, 40}, kept(every(40, 15*time.Minute), Standard)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{40}, kept(every(40, 15*time.Minute), Tight)); diff != "" {
		t.Error(diff)
	}
}

func TestBadOnesGoOnlyWhenABetterOneIsThere(t *testing.T) {
	t.Parallel()
	list := every(6, time.Hour)
	list[1].Good, list[4].Good, list[5].Good = false, false, false
	if diff := cmp.Diff([]int64{4, 5, 6}, kept(list, Keeping{Recent: 1})); diff != "" {
		t.Error(diff)
	}
	for i := range list {
		list[i].Good = false
	}
	if out := Surplus(list, Tight, zone); len(out) != 0 {
		t.Errorf("none is good, and %d go", out)
	}
}

// Whatever the clock did: the newest good one stays, an empty rule included, and a
// second look finds nothing more.
func TestTheLastGoodOneStays(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(4, 20261122))
	for range 2000 {
		var list []Copy
		newest := int64(0)
		for n := range int64(random.IntN(30)) {
			c := Copy{n + 1, time.UnixMilli(random.Int64N(4e12) - 1e12), random.IntN(3) > 0}
			if c.Good {
				newest = c.Number
			}
			list = append(list, c)
		}
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		rule := []Keeping{{}, Tight, Standard}[random.IntN(3)]
		out := Surplus(list, rule, zone)
		if newest != 0 && slices.Contains(out, newest) {
			t.Fatalf("%d is the last good one of %v", newest, list)
		}
		if newest == 0 && len(out) > 0 {
			t.Fatalf("none is good in %v", list)
		}
		if !slices.IsSorted(out) {
			t.Fatalf("not the oldest first: %v", out)
		}
		left := slices.DeleteFunc(list, func(c Copy) bool { return slices.Contains(out, c.Number) })
		if again := Surplus(left, rule, zone); len(again) > 0 {
			t.Fatalf("a second look takes %v of %v", again, left)
		}
	}
}
