package demo

import (
	"context"
	"slices"
	"time"

	"karete/server/access"
	"karete/server/card"
	"karete/server/encounter"
	"karete/server/patient"
	"karete/server/patient/partialdate"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// step is something somebody does at a moment.
type step struct {
	at time.Time
	do func(context.Context) error
}

// attendance is one visit under way.
type attendance struct {
	person  *person
	illness illness
	visit   visit.Visit
	years   int
	chronic *chronic
}

func (f *clinic) register(ctx context.Context, p *person) error {
	in := f.registration(p)
	if _, err := f.Reception.Register(ctx, f.actors["palesa"], in); err != nil {
		return err
	}
	p.id = in.ID
	if f.random.IntN(5) < 2 {
		return nil // no card printed yet
	}
	_, err := f.Cards.Issue(ctx, f.actors["palesa"], p.id, card.IssueCard{ID: f.source.NewID()})
	return err
}

func (f *clinic) registration(p *person) reception.Registration {
	in := reception.Registration{Registration: patient.Registration{ID: f.source.NewID(), Demographics: patient.Demographics{
		GivenNames: p.given, FamilyName: p.family, Sex: patient.Sex("male"),
		BirthDate: p.birthDate, BirthPrecision: partialdate.Precision(p.precision), BirthRecordedOn: p.told,
		Village: p.village, District: "Maseru", Chief: p.chief, Language: p.language,
		NextOfKin: patient.NextOfKin{Name: p.kin, Relationship: p.kinIs},
		Consent:   patient.Consent{Given: true},
	}, FileNumber: patient.NewFileNumber{Mode: "next"}}}
	if p.female {
		in.Sex = "female"
	}
	if p.other != "" {
		in.OtherNames = []string{p.given + " " + p.other}
	}
	if p.phone != "" {
		in.Phones = []patient.NewPhone{{Number: p.phone, Owner: p.phoneOwner, MayLeaveMessage: p.phoneOwner == ""}}
	}
	if p.oldNumber != "" {
		in.FileNumber = patient.NewFileNumber{Mode: "typed", Series: "A", Value: p.oldNumber}
	}
	return in
}

// day plays one day from the opening of the doors; what lies after the end has
// not happened.
func (f *clinic) day(ctx context.Context, number int, open, end time.Time) error {
	f.clock.set(open.Add(-10 * time.Minute))
	if _, err := f.Visits.CloseDays(ctx); err != nil {
		return err
	}
	for _, s := range f.schedule(number, open, end) {
		if s.at.After(end) {
			break
		}
		f.clock.set(s.at)
		if err := s.do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// schedule lays the day out: who comes when, and when nurse and doctor are free
// for them. Most come early, as they do.
//
// A day that ends before its evening is today: some have come just now, and
// nobody has been forgotten.
func (f *clinic) schedule(number int, open, end time.Time) []step {
	r := f.random
	var steps []step
	nurses, doctors := []time.Time{open, open}, []time.Time{open.Add(20 * time.Minute), open.Add(25 * time.Minute)}
	today := end.Sub(open) < 6*time.Hour
	at := open
	count := min(46+r.IntN(18), max(12, f.plan.Patients/3)) // a small register fills a small clinic
	for n := range count {
		gap := 1 + r.IntN(5)
		if n > count/2 {
			gap = 5 + r.IntN(9)
		}
		at = at.Add(time.Duration(gap)*time.Minute + time.Duration(r.IntN(60))*time.Second)
		a := &attendance{person: f.comes(number)}
		if a.person == nil {
			continue
		}
		steps = append(steps, f.through(a, today, at, nurses, doctors)...)
	}
	for ago := 9 * time.Minute; today && ago > 0; ago -= 2 * time.Minute {
		a := &attendance{person: f.comes(number)}
		if a.person != nil {
			steps = append(steps, f.through(a, today, end.Add(-ago), nurses, doctors)...)
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return a.at.Compare(b.at) })
	return steps
}

// comes picks who comes: somebody whose monthly day it is, somebody known, or
// somebody new.
func (f *clinic) comes(number int) *person {
	r := f.random
	if r.IntN(100) < 12 || len(f.people) == 0 {
		p := crowd(r, 1, f.clock.Now().In(f.zone))[0]
		p.oldNumber = ""
		f.people = append(f.people, p)
		p.lastDay = number
		return p
	}
	for range 30 {
		p := f.people[r.IntN(len(f.people))]
		rest := min(6, f.plan.Patients/60)
		if p.chronic != nil {
			rest = 24
		}
		if p.id != "" && number-p.lastDay > rest {
			p.lastDay = number
			return p
		}
	}
	return nil
}

// through is one visit as steps: door, nurse, doctor, sometimes the pharmacy.
func (f *clinic) through(a *attendance, today bool, at time.Time, nurses, doctors []time.Time) []step {
	r := f.random
	minutes := func(low, high int) time.Duration { return time.Duration(low*60+r.IntN((high-low)*60)) * time.Second }
	a.years = age(a.person.born, at)
	a.illness = fits(r, a.years, a.person.female)
	if c := a.person.chronic; c != nil && r.IntN(10) < 7 {
		a.chronic = c
		a.illness = illness{code: c.code, name: c.name, department: "NCD", reason: "chronic", said: "Came for the monthly medicines, feels well.", found: "No swelling, chest clear.", medicines: c.medicines}
	}
	steps := []step{{at, func(ctx context.Context) error { return f.arrive(ctx, a) }}}
	if r.IntN(100) < 4 { // waited, and went home
		return append(steps, step{at.Add(minutes(70, 140)), func(ctx context.Context) error { return f.leave(ctx, a) }})
	}
	nurse, nurseName := soonest(nurses), "thato"
	if nurse == 1 {
		nurseName = "makhotso"
	}
	triageAt := later(at.Add(minutes(1, 4)), nurses[nurse])
	triaged := triageAt.Add(minutes(3, 6))
	nurses[nurse] = triaged.Add(30 * time.Second)
	steps = append(steps,
		step{triageAt, func(ctx context.Context) error { return f.start(ctx, a, nurseName) }},
		step{triaged, func(ctx context.Context) error { return f.triage(ctx, a, nurseName) }})
	if !today && r.IntN(100) < 3 {
		return steps // nobody calls them again: the box closes the visit that night
	}
	doctor, doctorName := soonest(doctors), "ramaili"
	if doctor == 1 {
		doctorName = "khoele"
	}
	seen := later(triaged.Add(minutes(2, 5)), doctors[doctor])
	if a.illness.sign != "" || a.illness.feverUp > 1.5 {
		seen = triaged.Add(minutes(1, 3)) // the line lets them pass
	}
	signed := seen.Add(minutes(9, 17))
	doctors[doctor] = later(doctors[doctor], signed).Add(time.Minute)
	pharmacy := len(a.illness.medicines) > 0 && a.illness.outcome == "" && r.IntN(3) > 0
	steps = append(steps,
		step{seen, func(ctx context.Context) error { return f.start(ctx, a, doctorName) }},
		step{signed, func(ctx context.Context) error { return f.sign(ctx, a, doctorName, pharmacy) }})
	if pharmacy {
		given := signed.Add(minutes(4, 20))
		steps = append(steps,
			step{given, func(ctx context.Context) error { return f.start(ctx, a, "makhotso") }},
			step{given.Add(minutes(1, 4)), func(ctx context.Context) error { return f.done(ctx, a, "makhotso") }})
	}
	return steps
}

func soonest(free []time.Time) int {
	if free[1].Before(free[0]) {
		return 1
	}
	return 0
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (f *clinic) arrive(ctx context.Context, a *attendance) error {
	who := f.actors["palesa"]
	where := f.depts[a.illness.department]
	if a.person.id == "" {
		in := f.registration(a.person)
		in.CheckIn = &reception.Arrival{DepartmentID: where, Reason: a.illness.reason}
		out, err := f.Reception.Register(ctx, who, in)
		if err != nil {
			return err
		}
		a.person.id, a.visit = in.ID, *out.Visit
		_, err = f.Cards.Issue(ctx, who, in.ID, card.IssueCard{ID: f.source.NewID()})
		return err
	}
	var err error
	a.visit, err = f.Visits.CheckIn(ctx, who, visit.CheckIn{ID: f.source.NewID(), PatientID: a.person.id, DepartmentID: where, Reason: a.illness.reason})
	return err
}

func (f *clinic) leave(ctx context.Context, a *attendance) error {
	_, err := f.Visits.Leave(ctx, f.actors["palesa"], a.visit.ID, visit.OnVisit{ID: f.source.NewID(), PatientID: a.person.id})
	return err
}

// entry is where the patient stands now.
func (f *clinic) entry(ctx context.Context, who access.Actor, a *attendance) (string, error) {
	v, err := f.Visits.Read(ctx, who, a.visit.ID)
	if err != nil {
		return "", err
	}
	for _, e := range v.Entries {
		if e.Status.Open() {
			return e.ID, nil
		}
	}
	return "", nil
}

func (f *clinic) start(ctx context.Context, a *attendance, username string) error {
	who := f.actors[username]
	entry, err := f.entry(ctx, who, a)
	if err != nil {
		return err
	}
	_, err = f.Queue.Start(ctx, who, entry, queue.Step{ID: f.source.NewID(), PatientID: a.person.id})
	return err
}

func (f *clinic) done(ctx context.Context, a *attendance, username string) error {
	who := f.actors[username]
	entry, err := f.entry(ctx, who, a)
	if err != nil {
		return err
	}
	_, err = f.Queue.Done(ctx, who, entry, queue.Step{ID: f.source.NewID(), PatientID: a.person.id})
	return err
}

func (f *clinic) triage(ctx context.Context, a *attendance, username string) error {
	up := 0
	if a.chronic != nil {
		up = a.chronic.systolic
	}
	_, err := f.Triage.Save(ctx, f.actors[username], a.visit.ID, triage.Save{
		ID: f.source.NewID(), PatientID: a.person.id,
		Complaint: triage.Complaint{Chips: append([]string{}, a.illness.chips...)},
		Input:     measured(f.random, a.years, a.person.stout, a.illness, up),
		Decision:  sats.Decision{},
	})
	return err
}

func (f *clinic) sign(ctx context.Context, a *attendance, username string, pharmacy bool) error {
	outcome := visit.OutcomeHome
	if a.illness.outcome != "" {
		outcome = visit.Outcome(a.illness.outcome)
	}
	in := encounter.SignNote{ID: f.source.NewID(), PatientID: a.person.id, Note: encounter.Note{
		Complaint: a.illness.said, Examination: a.illness.found, Outcome: outcome,
		Diagnoses:     []encounter.Diagnosis{{System: "icd-10", Code: a.illness.code, Text: a.illness.name, Certainty: "confirmed", FirstVisit: a.chronic == nil}},
		Prescriptions: append([]encounter.Prescription{}, a.illness.medicines...),
	}}
	if outcome == visit.OutcomeReferred {
		in.Referral = &encounter.Referral{To: "Queen ’Mamohato Memorial Hospital", Reason: a.illness.said, Urgency: "emergency"}
	}
	if pharmacy {
		in.MoveTo = f.depts["PHA"]
	}
	_, err := f.Encounters.Sign(ctx, f.actors[username], a.visit.ID, in)
	return err
}
