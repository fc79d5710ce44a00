package demo

import (
	"context"
	"fmt"
	"time"

	"karete/server/card"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/reception"
)

// recent is how long before the first day people who were taken over were also
// seen; of those before, only who they are was written down.
const recent = 60 * 24 * time.Hour

// takeOver registers the people the clinic knew from paper, family by family and
// a few each day, and lets those of the last weeks be seen.
func (f *clinic) takeOver(ctx context.Context) error {
	for len(f.people) < f.plan.Patients {
		at := f.turn(len(f.people))
		for _, p := range f.household(at, f.plan.Patients-len(f.people)) {
			f.clock.set(f.turn(len(f.people)))
			f.people = append(f.people, p)
			if f.one(3) {
				f.paper += 1 + f.random.IntN(9)
				p.oldNumber = fmt.Sprintf("%04d", f.paper)
			}
			if err := f.takeIn(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// turn is when the desk takes over the nth of them: between eight and three on
// the working days before the first, in order.
func (f *clinic) turn(n int) time.Time {
	if f.desk == nil {
		f.desk = f.plan.desk()
	}
	at := float64(n) / float64(f.plan.Patients) * float64(len(f.desk))
	day := min(int(at), len(f.desk)-1)
	return f.desk[day].Add(8*time.Hour + time.Duration((at-float64(day))*float64(7*time.Hour)))
}

func (f *clinic) takeIn(ctx context.Context, p *person) error {
	now := f.clock.Now()
	a := &attendance{person: p, years: p.years(now)}
	f.suffers(a)
	seen := f.plan.today().AddDate(0, 0, -f.plan.Days).Sub(now) < recent
	var arrival *reception.Arrival
	if seen {
		arrival = &reception.Arrival{DepartmentID: f.depts[a.illness.department], Reason: a.illness.reason}
	}
	if err := f.register(ctx, a, arrival); err != nil || !seen {
		return err
	}
	// Done before the next one stands at the desk: the clinic's clock only goes forward.
	f.clock.set(now.Add(min(f.minutes(5, 20), f.turn(len(f.people)).Sub(now)*9/10)))
	if err := f.list(ctx, a, "khoele"); err != nil {
		return err
	}
	return f.sign(ctx, a, "khoele", "")
}

// register takes somebody in, with or without a visit, and prints most a card.
func (f *clinic) register(ctx context.Context, a *attendance, arrival *reception.Arrival) error {
	desk := f.actors["palesa"]
	in := f.registration(a.person)
	in.CheckIn = arrival
	out, err := f.Reception.Register(ctx, desk, in)
	for fault.Is(err, fault.LikelyDuplicate) { // two of the made-up people are alike by chance: the desk asks
		other, _ := fault.Of(err).Params["patientId"].(string)
		in.Different = append(in.Different, reception.Different{PatientID: other, Reason: patient.ReasonAsked})
		out, err = f.Reception.Register(ctx, desk, in)
	}
	if err != nil {
		return err
	}
	a.person.id, a.person.last = in.ID, f.clock.Now()
	if out.Visit != nil {
		a.visit = *out.Visit
	}
	if f.random.IntN(5) < 2 {
		return nil // no card printed yet
	}
	_, err = f.Cards.Issue(ctx, desk, in.ID, card.IssueCard{ID: f.id()})
	return err
}

func (f *clinic) registration(p *person) reception.Registration {
	in := reception.Registration{Registration: patient.Registration{ID: f.id(), Demographics: patient.Demographics{
		GivenNames: p.given, FamilyName: p.family, Sex: patient.Male,
		BirthDate: p.birth.Text, BirthPrecision: p.birth.Precision, BirthRecordedOn: p.birth.RecordedOn,
		Village: p.village, District: "Maseru", Chief: p.chief, Language: p.language,
		NextOfKin: patient.NextOfKin{Name: p.kin, Relationship: p.kinIs},
		Consent:   patient.Consent{Given: true, On: f.clock.Now().In(zone()).Format(time.DateOnly)},
	}, FileNumber: patient.NewFileNumber{Mode: "next"}}}
	if p.female {
		in.Sex = patient.Female
	}
	if p.other != "" {
		in.OtherNames = []string{p.other}
	}
	if p.phone != "" {
		in.Phones = []patient.NewPhone{{Number: p.phone, Owner: p.phoneOwner, MayLeaveMessage: p.phoneOwner == ""}}
	}
	if p.oldNumber != "" {
		in.FileNumber = patient.NewFileNumber{Mode: "typed", Series: "A", Value: p.oldNumber}
	}
	return in
}
