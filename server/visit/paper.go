package visit

import (
	"fmt"
	"strings"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/triage/sats"
)

// Paper is an attendance as it was written down while the box was away. It is the
// only visit whose beginning is not the box's own moment.
type Paper struct {
	ID           string
	PatientID    string
	DepartmentID string
	Ticket       string // the one printed on the sheet, reserved there for this patient
	Reason       string
	ArrivedAt    time.Time
	EndedAt      time.Time // zero: the paper does not say, so no later than nothing
	Level        sats.Level
	Status       Status  // Arrived for somebody who is still here, Finished or Left
	Outcome      Outcome // none while still here
	By           string  // staff id of who ended it
}

// PaperIn writes it as a whole, because somebody who was here then may be here now
// as well, and has one open visit. What the paper does not say stays unknown:
// there is no moment of triage, and none at which the clinician began. Faults:
// visit-open for somebody still here twice; not-found for the patient; invalid for
// the department, for times to come, out of order or, for somebody still here,
// not of today, and for an outcome that the status does not have.
func PaperIn(tx *act.Tx, p Paper) error {
	department, err := receiving(tx.Tx, p.DepartmentID)
	if err != nil {
		return err
	}
	clinic, err := facility.In(tx.Tx)
	if err != nil {
		return err
	}
	day := clock.Day(p.ArrivedAt, clinic.Zone())
	today := clock.Day(tx.Now, clinic.Zone())
	if tx.Latest().After(tx.Now) { // the time is doubtful, and so is what day it is
		today = day
	}
	if err := p.check(tx.Latest(), day, today); err != nil {
		return err
	}
	who, err := attending(tx.Tx, p.PatientID, day)
	if err != nil {
		return err
	}
	status, entry := p.Status, Entry{ID: tx.NewID(), VisitID: p.ID, DepartmentID: department.ID, Status: EntryWaiting, EnteredAt: p.ArrivedAt, Version: 1}
	var triaged, closed *time.Time
	switch {
	case status.Open() && p.Level.Valid():
		status, triaged = Triaged, &p.ArrivedAt // the line goes by colour, and needs it done
	case !status.Open():
		closed = &p.EndedAt
		if p.EndedAt.IsZero() {
			closed = &p.ArrivedAt
		}
		entry.EndedAt, entry.Status = closed, EntryLeft
		if status == Finished {
			entry.Status = EntryDone
		}
	}
	tx.About(p.PatientID, p.ID)
	_, err = tx.Exec(`INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level,
			new_patient, sex, age_days_low, age_days_high, outcome, arrived_at, triaged_at, closed_at, closed_by, version)
		VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
		p.ID, p.PatientID, day, department.ID, p.Ticket, strings.TrimSpace(p.Reason), status, p.Level,
		who.isNew, who.sex, who.ageLow, who.ageHigh, p.Outcome, p.ArrivedAt.UnixMilli(), stored(triaged), stored(closed), p.By)
	if db.IsUnique(err, oneOpenVisit) {
		return alreadyOpen(tx.Tx, p.PatientID)
	}
	if err != nil {
		return fmt.Errorf("visit on paper: %w", err)
	}
	tx.Changed("visit", p.ID)
	return insertEntry(tx, entry)
}

// check holds that it is over, or still goes on today.
func (p *Paper) check(now time.Time, day, today string) error {
	switch {
	case p.ArrivedAt.After(now):
		return fault.Field("arrivedAt", "future")
	case p.EndedAt.After(now):
		return fault.Field("endedAt", "future")
	case !p.EndedAt.IsZero() && p.EndedAt.Before(p.ArrivedAt):
		return fault.Field("endedAt", "not-in-order")
	case p.Status == Arrived:
		if p.Outcome != OutcomeNone {
			return fault.Field("outcome", "not-allowed")
		}
		if day != today {
			return fault.Field("outcome", "not-today")
		}
		if !p.EndedAt.IsZero() {
			return fault.Field("endedAt", "not-allowed")
		}
		p.By = ""
	case p.Status != Finished && p.Status != Left || !allowed(p.Status, p.Outcome):
		return fault.Field("outcome", "not-allowed")
	}
	return nil
}
