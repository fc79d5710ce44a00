package demo

import (
	"fmt"
	"math/rand/v2"
	"time"

	"karete/server/patient/partialdate"
)

// person is somebody made up.
type person struct {
	given, family, other string // other is her name before she married
	female               bool
	born                 time.Time        // the true day, which the desk may not be told
	birth                partialdate.Date // what the desk is told
	phone, phoneOwner    string
	village, chief       string
	kin, kinIs           string
	language             string
	oldNumber            string // from the paper card, "" when the box issues one

	chronic *chronic
	listed  bool // the chronic illness is on the list of problems
	allergy *allergy
	asked   bool    // about allergies
	stout   float64 // 0 to 1: light to heavy for the age, the same at each visit
	id      string
	last    time.Time // when they came last
}

// years is the age as the record has it on a day: the nurse's chart goes by it.
func (p *person) years(at time.Time) int {
	age, ok := p.birth.Age(partialdate.DayOf(at.In(zone())))
	switch {
	case !ok:
		return completed(p.born, at)
	case age.Unit == partialdate.Years:
		return age.Value
	case age.Unit == partialdate.Months:
		return age.Value / 12
	}
	return 0
}

// member is how somebody belongs to the head of a household.
type member struct {
	chance            int
	least, most       int // years younger than the head
	headAtLeast       int
	herIs, hisIs      string // what the head is to them
	otherSex, married bool
}

var members = []member{
	{chance: 10, least: 18, most: 45, headAtLeast: 18, herIs: "mother", hisIs: "father"},
	{chance: 3, least: 42, most: 70, headAtLeast: 45, herIs: "grandmother", hisIs: "grandfather"},
	{chance: 2, least: -6, most: 6, headAtLeast: 26, herIs: "wife", hisIs: "husband", otherSex: true, married: true},
	{chance: 2, least: -8, most: 8, headAtLeast: 28, herIs: "sister", hisIs: "brother"},
}

// household makes a family: people of one village who share a name and a phone.
// The first is grown up, and the phone is theirs.
func (f *clinic) household(at time.Time, most int) []*person {
	r := f.random
	isNguni := f.one(8)
	names := sesotho
	if isNguni {
		names = nguni
	}
	family, village, chief := pick(r, names), pick(r, villages), pick(r, chiefs)
	phone := fmt.Sprintf("%s%06d", pick(r, []string{"58", "59", "62", "63", "56"}), r.IntN(1_000_000))
	head := f.somebody(isNguni, 18+pick(r, []int{r.IntN(14), r.IntN(30), r.IntN(45), 40 + r.IntN(30)}), at)
	list := []*person{head}
	ages := map[int]bool{} // taken: nobody has two children within a year
	for range min(most-1, r.IntN(4)) {
		m := f.member(head, at)
		years := max(completed(head.born, at)-m.least-r.IntN(m.most-m.least+1), 0)
		if ages[years] {
			continue
		}
		ages[years], ages[years+1] = true, true
		p := f.somebody(isNguni, years, at)
		if m.otherSex && p.female == head.female {
			p.female = !head.female
			p.given = f.given(isNguni, p.female)
		}
		p.kin, p.kinIs, p.phoneOwner = head.given+" "+family, m.hisIs, head.given
		if head.female {
			p.kinIs = m.herIs
		}
		if m.married && head.kin == "" {
			head.kin, head.kinIs = p.given+" "+family, map[bool]string{true: "wife", false: "husband"}[p.female]
		}
		list = append(list, p)
	}
	if head.kin == "" {
		head.kin, head.kinIs = f.given(isNguni, true)+" "+pick(r, names), pick(r, []string{"sister", "aunt", "neighbour", "cousin"})
	}
	for _, p := range list {
		p.family, p.village, p.chief = family, village, chief
		if r.IntN(10) < 8 {
			p.phone = phone
		} else {
			p.phoneOwner = ""
		}
		if p.female && f.one(9) && completed(p.born, at) > 20 {
			p.other = p.given + " " + pick(r, names)
		}
	}
	return list
}

func (f *clinic) member(head *person, at time.Time) member {
	years := completed(head.born, at)
	var fitting []member
	for _, m := range members {
		for range m.chance {
			if years >= m.headAtLeast && years-m.least >= 0 {
				fitting = append(fitting, m)
			}
		}
	}
	return pick(f.random, fitting)
}

// somebody is a person of so many years, without a family yet.
func (f *clinic) somebody(isNguni bool, years int, at time.Time) *person {
	r := f.random
	p := &person{female: r.IntN(100) < 62, language: "st", stout: r.Float64()}
	p.given = f.given(isNguni, p.female)
	p.born = midnight(at).AddDate(-years, -r.IntN(12), -1-r.IntN(27))
	p.birth = f.told(p.born, at)
	if f.one(9) {
		p.language = "en"
	}
	if completed(p.born, at) > 34 && f.one(3) {
		p.chronic = &chronics[r.IntN(len(chronics))]
	}
	if f.one(14) {
		p.allergy = &allergies[r.IntN(len(allergies))]
	}
	return p
}

func (f *clinic) given(isNguni, female bool) string {
	r := f.random
	names, church := menSesotho, churchMan
	switch {
	case isNguni && female:
		names, church = womenNguni, churchWoman
	case isNguni:
		names = menNguni
	case female:
		names, church = womenSesotho, churchWoman
	}
	if f.one(4) {
		return pick(r, names) + " " + pick(r, church)
	}
	return pick(r, names)
}

// told is as much of the birth date as the desk hears: an age from the old, the
// whole day from the health card of a small child.
func (f *clinic) told(born, at time.Time) partialdate.Date {
	years := completed(born, at)
	n := f.random.IntN(100)
	switch {
	case years < 5 || n < 60:
	case n < 84:
		if d, err := partialdate.FromAge(years, partialdate.Years, partialdate.DayOf(at.In(zone()))); err == nil {
			return d
		}
	case n < 94:
		return partialdate.Date{Text: born.Format("2006"), Precision: partialdate.ByYear}
	case n < 98:
		return partialdate.Date{Text: born.Format("2006-01"), Precision: partialdate.ByMonth}
	default:
		return partialdate.Date{Precision: partialdate.Unknown}
	}
	return partialdate.Date{Text: born.Format(time.DateOnly), Precision: partialdate.ByDay}
}

func completed(born, at time.Time) int {
	born, at = born.In(zone()), at.In(zone())
	n := at.Year() - born.Year()
	if at.Month() < born.Month() || at.Month() == born.Month() && at.Day() < born.Day() {
		n--
	}
	return n
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
