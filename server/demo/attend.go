package demo

import (
	"context"
	"errors"
	"time"

	"karete/server/chart"
	"karete/server/encounter"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// attendance is one visit under way.
type attendance struct {
	person  *person
	illness illness
	chronic *chronic // what they came for, when it is that
	visit   visit.Visit
	years   int
}

var rooms = map[string]string{"thato": "Triage 1", "makhotso": "Triage 2", "limpho": "Hatch", "ramaili": "1", "khoele": "2"}

// arrives lets somebody in at the door, for a department when they are booked there.
func (d *day) arrives(ctx context.Context, p *person, booked string) error {
	a := &attendance{person: p, years: p.years(d.now)}
	d.suffers(a)
	for n := 0; booked != "" && a.illness.department != booked && n < 60; n++ {
		d.suffers(a)
	}
	emergency := a.illness.sign != "" && d.one(2) // the desk sees it, or does not
	department := d.depts[a.illness.department]
	if p.id == "" {
		if err := d.register(ctx, a, &reception.Arrival{DepartmentID: department, Reason: a.illness.reason, Emergency: emergency}); err != nil {
			return err
		}
	} else {
		v, err := d.Reception.CheckIn(ctx, d.actors["palesa"], visit.CheckIn{ID: d.id(), PatientID: p.id, DepartmentID: department,
			Reason: a.illness.reason, Emergency: emergency})
		if err != nil {
			return err
		}
		a.visit = v
	}
	switch {
	case d.one(70):
		d.after(d.minutes(1, 3), func(ctx context.Context) error { return d.cancel(ctx, a) })
		return nil
	case d.one(12): // will not wait for ever
		d.after(d.minutes(35, 90), func(ctx context.Context) error {
			if d.doctors.leaves(a) {
				return d.leave(ctx, a)
			}
			return nil
		})
	}
	d.join(&d.nurses, a)
	return nil
}

func (d *day) cancel(ctx context.Context, a *attendance) error {
	_, err := d.Visits.Cancel(ctx, d.actors["palesa"], a.visit.ID, visit.Cancellation{ID: d.id(), PatientID: a.person.id, Reason: "checked in the sister"})
	return err
}

func (d *day) leave(ctx context.Context, a *attendance) error {
	_, err := d.Visits.Leave(ctx, d.actors["palesa"], a.visit.ID, visit.OnVisit{ID: d.id(), PatientID: a.person.id})
	return err
}

// takes calls somebody from the line and begins with them; then comes what is
// done there.
func (d *day) takes(a *attendance, username string, then func(context.Context) error) {
	who, room := d.actors[username], rooms[username]
	d.after(d.seconds(5, 25), func(ctx context.Context) error {
		place, err := a.place()
		if err != nil {
			return err
		}
		if _, err := d.Queue.Call(ctx, who, place, queue.Call{ID: d.id(), PatientID: a.person.id, Room: room}); err != nil {
			return err
		}
		d.after(d.seconds(30, 75), func(ctx context.Context) error {
			if _, err := d.Queue.Start(ctx, who, place, queue.Step{ID: d.id(), PatientID: a.person.id}); err != nil {
				return err
			}
			return then(ctx)
		})
		return nil
	})
}

// place is where the patient stands now.
func (a *attendance) place() (entryID string, err error) {
	for _, e := range a.visit.Entries {
		if e.Status.Open() {
			return e.ID, nil
		}
	}
	return "", errors.New("demo: a patient in no line")
}

// triages is the nurse's part.
func (d *day) triages(a *attendance, username string) {
	d.takes(a, username, func(context.Context) error {
		d.after(d.minutes(2, 5), func(ctx context.Context) error {
			if err := d.sort(ctx, a, username); err != nil {
				return err
			}
			d.done(&d.nurses, username)
			if !d.isToday && d.one(30) {
				return nil // nobody calls them again: the box closes the visit that night
			}
			d.join(&d.doctors, a)
			return nil
		})
		return nil
	})
}

// sort signs the triage, and asks about allergies the first time.
func (d *day) sort(ctx context.Context, a *attendance, username string) error {
	who, up := d.actors[username], 0
	if a.chronic != nil {
		up = a.chronic.systolic
	}
	in := measured(d.random, a.years, a.person.stout, a.illness, up)
	if a.person.birth.Text == "" {
		in.AgeYears = &a.years // nobody wrote it down: the nurse's guess
	}
	if err := d.askAllergies(ctx, a.person, username); err != nil {
		return err
	}
	result, err := d.Triage.Score(ctx, who, triage.Ask{PatientID: a.person.id, Input: in})
	if err != nil {
		return err
	}
	var decision sats.Decision
	if result.Computed == sats.Routine && d.one(25) {
		decision = sats.Decision{Level: sats.Urgent, Reason: "looks-worse", Text: "Pale, leans on the wall."}
	}
	saved, err := d.Triage.Save(ctx, who, a.visit.ID, triage.Save{ID: d.id(), PatientID: a.person.id,
		Complaint: triage.Complaint{Chips: append([]string{}, a.illness.chips...)}, Input: in, Decision: decision})
	a.visit = saved.Visit
	return err
}

func (d *day) askAllergies(ctx context.Context, p *person, username string) error {
	if p.asked || p.allergy == nil && d.one(3) {
		return nil // sometimes nobody asks
	}
	p.asked = true
	in := chart.RecordAllergy{ID: d.id(), Status: "none-known"}
	if x := p.allergy; x != nil {
		in.Status, in.Substance, in.Class, in.Reaction = "active", x.substance, x.class, x.reaction
	}
	_, err := d.Charts.RecordAllergy(ctx, d.actors[username], p.id, in)
	return err
}

// consults is the doctor's part: the chart first, a draft while it is written.
func (d *day) consults(a *attendance, username string) {
	who := d.actors[username]
	d.takes(a, username, func(ctx context.Context) error {
		if _, err := d.Charts.Read(ctx, who, a.person.id); err != nil {
			return err
		}
		d.after(d.seconds(20, 60), func(ctx context.Context) error {
			_, err := d.Encounters.SaveDraft(ctx, who, a.visit.ID, encounter.KindConsultation, encounter.SaveDraft{PatientID: a.person.id,
				Content: map[string]any{"complaint": a.illness.said}})
			return err
		})
		d.after(d.minutes(8, 16), func(ctx context.Context) error { return d.ends(ctx, a, username) })
		return nil
	})
}

// ends signs the consultation and sends the patient home, on, or for medicines.
func (d *day) ends(ctx context.Context, a *attendance, username string) error {
	if err := d.list(ctx, a, username); err != nil {
		return err
	}
	moveTo := ""
	if len(a.illness.medicines) > 0 && a.illness.outcome == "" && (d.dispensers.away || !d.one(3)) {
		moveTo = d.depts["PHA"]
	}
	if err := d.sign(ctx, a, username, moveTo); err != nil {
		return err
	}
	if err := d.again(ctx, a, username); err != nil {
		return err
	}
	d.done(&d.doctors, username)
	if moveTo != "" {
		d.join(&d.dispensers, a)
	}
	return nil
}

// dispenses is the hatch's part.
func (d *day) dispenses(a *attendance, username string) {
	d.takes(a, username, func(context.Context) error {
		d.after(d.minutes(1, 4), func(ctx context.Context) error {
			place, err := a.place()
			if err != nil {
				return err
			}
			if _, err := d.Queue.Done(ctx, d.actors[username], place, queue.Step{ID: d.id(), PatientID: a.person.id}); err != nil {
				return err
			}
			d.done(&d.dispensers, username)
			return nil
		})
		return nil
	})
}

func (d *day) seconds(low, high int) time.Duration {
	return time.Duration(low+d.random.IntN(high-low)) * time.Second
}
