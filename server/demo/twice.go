package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/patient/partialdate"
)

// slip is what was written down otherwise when somebody was registered again.
type slip func(f *clinic, p *person, at time.Time)

// slips are those of the second registrations, one after the other: as the surname,
// the given name, the birth date and the phone really come out the second time.
var slips = [][]slip{
	{otherSpelling, ageOnly},
	{plainName, noPhone},
	{oneNameLess, otherVillage},
	{otherSpelling, dayAndMonth},
	{swappedNames},
	{plainName, otherSpelling, yearOnly, noAllergy},
	{oneNameMore, noKin},
	{oneLetter, noAllergy},
	{otherSpelling, newPhone},
	{plainName, ageOnly, otherVillage},
	{oneLetter, noPhone, noKin},
	{oneNameMore, otherSpelling, noAllergy},
}

// twice registers some of the people again, as two desks or an old register would
// have: the question that the desk is asked, whether this may be somebody who is
// there already, is not asked.
func (f *clinic) twice(ctx context.Context) error {
	n := min(len(slips), len(f.people)/5)
	for i := range n {
		f.clock.set(f.clock.Now().Add(f.minutes(2, 4)))
		again := *f.known(i, n)
		again.id, again.oldNumber, again.asked, again.listed = "", "", false, false
		for _, slip := range slips[i] {
			slip(f, &again, f.clock.Now())
		}
		in := f.registration(&again).Registration
		command := act.Command{ID: in.ID, Action: "demo.fill", PatientID: in.ID, Body: in}
		if _, err := act.Do(ctx, f.Gate, access.TheBox(), command,
			func(tx *act.Tx) error { return patient.RegisterIn(tx, in) }, patient.ReadIn); err != nil {
			return fmt.Errorf("register again: %w", err)
		}
		again.id, again.last = in.ID, f.clock.Now()
		f.people = append(f.people, &again)
	}
	return nil
}

// known is the next grown-up after the ith of n parts of the people, whose birth
// date is known to the day: somebody one would know again.
func (f *clinic) known(i, n int) *person {
	from := i * len(f.people) / n
	for _, p := range f.people[from:] {
		if p.birth.Precision == partialdate.ByDay && p.phone != "" && completed(p.born, f.clock.Now()) >= 18 {
			return p
		}
	}
	return f.people[from]
}

// southern is how one name is written in Lesotho and in South Africa.
var southern = strings.NewReplacer("oe", "we", "oa", "wa", "ea", "ya", "tš", "tsh", "Tš", "Tsh", "ts’", "tsh", "Ts’", "Tsh", "Nts’", "Ntsh", "Li", "Di", "li", "di", "Kh", "Kg", "kh", "kg")

func otherSpelling(_ *clinic, p *person, _ time.Time) {
	family := southern.Replace(p.family)
	if family == p.family {
		p.given = southern.Replace(p.given)
	}
	p.family = family
}

// plainName has no apostrophe: 'Mathabo is Mathabo, or Ma Thabo.
func plainName(_ *clinic, p *person, _ time.Time) {
	p.given, p.family = strings.ReplaceAll(p.given, "’", ""), strings.ReplaceAll(p.family, "’", "")
}

func oneNameLess(_ *clinic, p *person, _ time.Time) { p.given, _, _ = strings.Cut(p.given, " ") }

func oneNameMore(f *clinic, p *person, _ time.Time) {
	church := churchMan
	if p.female {
		church = churchWoman
	}
	p.given += " " + pick(f.random, church)
}

func swappedNames(_ *clinic, p *person, _ time.Time) { p.given, p.family = p.family, p.given }

// oneLetter is a double letter written once, or the last letter left out.
func oneLetter(_ *clinic, p *person, _ time.Time) {
	if once := strings.Replace(p.family, "ll", "l", 1); once != p.family {
		p.family = once
		return
	}
	letters := []rune(p.family)
	p.family = string(letters[:len(letters)-1])
}

func ageOnly(_ *clinic, p *person, at time.Time) {
	if d, err := partialdate.FromAge(completed(p.born, at), partialdate.Years, partialdate.DayOf(at.In(zone()))); err == nil {
		p.birth = d
	}
}

func yearOnly(_ *clinic, p *person, _ time.Time) {
	p.birth = partialdate.Date{Text: p.born.Format("2006"), Precision: partialdate.ByYear}
}

// dayAndMonth changes the two for each other, where both can be either.
func dayAndMonth(_ *clinic, p *person, _ time.Time) {
	if year, month, day := p.born.Date(); p.birth.Precision == partialdate.ByDay && day <= 12 {
		p.birth.Text = fmt.Sprintf("%04d-%02d-%02d", year, day, month)
	}
}

func noPhone(_ *clinic, p *person, _ time.Time) { p.phone, p.phoneOwner = "", "" }

func newPhone(f *clinic, p *person, _ time.Time) {
	p.phone, p.phoneOwner = fmt.Sprintf("57%06d", f.random.IntN(1_000_000)), ""
}

// otherVillage leaves out the Ha, or adds it.
func otherVillage(_ *clinic, p *person, _ time.Time) {
	if rest, ok := strings.CutPrefix(p.village, "Ha "); ok {
		p.village = rest
	}
}

func noKin(_ *clinic, p *person, _ time.Time) { p.kin, p.kinIs = "", "" }

// noAllergy was not told the second time.
func noAllergy(_ *clinic, p *person, _ time.Time) { p.allergy = nil }
