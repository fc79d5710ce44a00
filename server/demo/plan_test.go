//go:build !race

package demo

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"karete/assets"
	"karete/server/encounter"
)

// made is a clinic without rooms: its people and its chance.
func made(patients int, seed uint64) *clinic {
	plan := Plan{Patients: patients, Days: 14, Seed: seed, Now: time.Date(2026, 11, 24, 11, 40, 0, 0, zone())}
	return &clinic{plan: plan, clock: plan.Clock(), random: rand.New(rand.NewPCG(seed, 7))}
}

// A clinic of any size has taken everybody over before its first day, in order
// and in working hours.
func TestTakingOverEndsBeforeTheFirstDay(t *testing.T) {
	t.Parallel()
	for _, patients := range []int{1, 2, 25, 420, 100_000} {
		f := made(patients, 1)
		before := f.plan.founded()
		first := f.plan.today().AddDate(0, 0, -f.plan.Days)
		for n := 0; n < patients; n += max(1, patients/500) {
			at := f.turn(n)
			if !at.After(before) || !at.Before(first) || at.Hour() < 8 || at.Hour() > 15 || at.Weekday() == time.Sunday {
				t.Fatalf("%d of %d: %v after %v", n, patients, at, before)
			}
			before = at
		}
	}
}

// Those with a long-term illness come once a month, others not within the week.
func TestChronicPatientsComeMonthly(t *testing.T) {
	t.Parallel()
	f := made(300, 5)
	start := f.plan.today().AddDate(0, -6, 0)
	for len(f.people) < 300 {
		for _, p := range f.household(start, 4) {
			p.id, p.last = "known", start.AddDate(0, 0, -f.random.IntN(28))
			f.people = append(f.people, p)
		}
	}
	visits := map[*person][]time.Time{}
	for n := range 180 {
		open := start.AddDate(0, 0, n).Add(7 * time.Hour)
		last := map[*person]time.Time{}
		for _, p := range f.people {
			last[p] = p.last
		}
		d := &day{clinic: f, open: open, end: open.Add(10 * time.Hour)}
		d.arrivals()
		came := 0
		for _, p := range f.people {
			if p.id == "" {
				p.id = "known"
			}
			if p.last != last[p] {
				visits[p] = append(visits[p], p.last)
				came++
			}
		}
		if came != len(d.agenda.list) {
			t.Fatalf("%d people came %d times on %v", came, len(d.agenda.list), open)
		}
	}
	monthly := 0
	for p, list := range visits {
		rest := 5 * 24 * time.Hour
		if p.chronic != nil {
			rest = 26 * 24 * time.Hour
		}
		for i := 1; i < len(list); i++ {
			if list[i].Sub(list[i-1]) < rest {
				t.Errorf("came on %v and %v, chronic %t", list[i-1], list[i], p.chronic != nil)
			}
		}
		if p.chronic != nil && len(list) >= 5 && list[len(list)-1].Sub(list[0]) < time.Duration(len(list))*40*24*time.Hour {
			monthly++
		}
	}
	if monthly < 20 {
		t.Errorf("only %d come each month", monthly)
	}
}

func TestHouseholdsHangTogether(t *testing.T) {
	t.Parallel()
	f := made(1, 11)
	at := f.plan.Now
	several := 0
	for range 400 {
		list := f.household(at, 4)
		head := list[0]
		if years := completed(head.born, at); years < 18 {
			t.Errorf("a head of %d years", years)
		}
		for _, p := range list {
			if p.family != head.family || p.village != head.village || p.phone != "" && p.phone != phoneOf(list) || p.kin == "" {
				t.Errorf("%+v of %+v", p, head)
			}
			if age := completed(p.born, at); age < 0 || age > 100 {
				t.Errorf("%d years", age)
			}
			if e := p.birth.Precision; e == "" {
				t.Errorf("no precision: %+v", p)
			}
			if p != head && (p.kinIs == "mother" || p.kinIs == "father") && completed(p.born, at)+16 > completed(head.born, at) {
				t.Errorf("a %s of %d of somebody of %d", p.kinIs, completed(head.born, at), completed(p.born, at))
			}
			if p != head && (p.kinIs == "husband") == head.female && (p.kinIs == "husband" || p.kinIs == "wife") {
				t.Errorf("a %s, female %t", p.kinIs, head.female)
			}
		}
		if len(list) > 1 {
			several++
		}
	}
	if several < 200 {
		t.Errorf("%d families", several)
	}
}

func TestAnotherSeedMakesOtherPeople(t *testing.T) {
	t.Parallel()
	names := func(seed uint64) (all string) {
		f := made(1, seed)
		for range 10 {
			for _, p := range f.household(f.plan.Now, 4) {
				all += p.given + p.family + p.birth.Text
			}
		}
		return all
	}
	first, again, other := names(1), names(1), names(2)
	if first != again || first == other {
		t.Error("chance does not come from the seed alone")
	}
}

func phoneOf(list []*person) string {
	for _, p := range list {
		if p.phone != "" {
			return p.phone
		}
	}
	return ""
}

// What is written is what the product's own lists offer.
func TestIllnessesAreOnTheLists(t *testing.T) {
	t.Parallel()
	known := func(code, name string) {
		if d, ok := assets.DiagnosisByCode(code); !ok || d.Name != name {
			t.Errorf("%s %q is on the list as %q", code, name, d.Name)
		}
	}
	given := []encounter.Prescription{instead}
	for _, i := range illnesses {
		known(i.code, i.name)
		given = append(given, i.medicines...)
	}
	for _, c := range chronics {
		known(c.code, c.name)
		given = append(given, c.medicines...)
	}
	for _, p := range given {
		if !slices.ContainsFunc(assets.Medicines(), func(m assets.Medicine) bool {
			return m.Name == p.Medicine && m.Form == p.Form && m.Strength == p.Strength && m.ATC == p.ATC
		}) {
			t.Errorf("%s %s %s %s is not on the list", p.Medicine, p.Form, p.Strength, p.ATC)
		}
	}
}
