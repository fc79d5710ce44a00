package downtime

import (
	"errors"
	"strings"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/clock"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/patient/partialdate"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// keying is one row on its way into the record.
type keying struct {
	tx             *act.Tx
	who            access.Actor
	in             KeyRow
	row            reserved
	sheet          PaperSheet
	arrived, ended time.Time
	patientID      string
	visitID        string
}

// signer is somebody who signed the paper, and as what.
type signer struct {
	id   string
	role access.Role
}

func (k *keying) run(zone *time.Location) error {
	if k.in.Day != k.sheet.Day {
		return fault.Field("day", "not-allowed")
	}
	// The paper knows minutes only.
	if k.arrived.Before(k.sheet.PrintedAt.Truncate(time.Minute)) {
		return fault.Field("arrivedAt", "before-printed")
	}
	seen, err := k.signer("seenBy", k.in.SeenBy)
	if err != nil {
		return err
	}
	triaged, err := k.signer("triagedBy", k.in.TriagedBy)
	if err != nil {
		return err
	}
	if err := k.person(zone); err != nil {
		return err
	}
	if err := visit.PaperIn(k.tx, k.visit(seen)); err != nil {
		return err
	}
	if err := appointment.ArriveIn(k.tx, k.visitID); err != nil {
		return err
	}
	v, err := visit.ReadIn(k.tx.Tx, k.visitID)
	if err != nil {
		return err
	}
	if err := k.triage(v, triaged, seen); err != nil {
		return err
	}
	if err := k.note(v, seen); err != nil {
		return err
	}
	k.tx.Subject("paper_row", k.row.id)
	k.tx.Changed("paper_row", k.row.id)
	_, err = k.tx.Exec(`UPDATE paper_row SET status = 'keyed', visit_id = ?, occurred_at = ?, seen_by = nullif(?, ''), recorded_at = ?, recorded_by = ? WHERE id = ?`,
		k.visitID, k.arrived.UnixMilli(), seen.id, k.tx.Now.UnixMilli(), k.who.ID, k.row.id)
	return err
}

// signer finds who signed. Somebody who left since may have, a receptionist never.
func (k *keying) signer(field, staffID string) (signer, error) {
	if staffID == "" {
		return signer{}, nil
	}
	p, err := staff.In(k.tx.Tx, staffID)
	if fault.Is(err, fault.NotFound) {
		return signer{}, fault.Field(field, "unknown")
	}
	if err != nil {
		return signer{}, err
	}
	role, ok := clinician(p)
	if !ok {
		return signer{}, fault.Field(field, "not-allowed")
	}
	return signer{p.ID, role}, nil
}

// person is who came: somebody known, or somebody new, who gets the number that
// was printed for them. It claims the row for them, or the schema would refuse
// its number and its ticket.
func (k *keying) person(zone *time.Location) error {
	claim := func() error {
		_, err := k.tx.Exec("UPDATE paper_row SET patient_id = ? WHERE id = ?", k.patientID, k.row.id)
		return err
	}
	switch {
	case (k.in.PatientID == "") == (k.in.NewPatient == nil):
		return fault.Field("patientId", "required")
	case k.in.PatientID != "":
		k.patientID = k.in.PatientID
		_, err := patient.SummaryIn(k.tx.Tx, k.patientID)
		if fault.Is(err, fault.NotFound) {
			return fault.Field("patientId", "unknown")
		}
		if err != nil {
			return err
		}
		return claim()
	}
	k.patientID = k.tx.NewID()
	reg := patient.Registration{ID: k.patientID, Demographics: *k.in.NewPatient}
	if reg.BirthPrecision == partialdate.ByAge && reg.BirthRecordedOn == "" {
		reg.BirthRecordedOn = clock.Day(k.arrived, zone)
	}
	if k.row.number == "" {
		reg.FileNumber.Mode = "next"
	}
	if err := patient.RegisterIn(k.tx, reg); err != nil {
		return under("newPatient.", err)
	}
	if err := claim(); err != nil || k.row.number == "" {
		return err
	}
	return patient.GiveFileNumberIn(k.tx, k.patientID, k.row.series, k.row.number)
}

func (k *keying) visit(seen signer) visit.Paper {
	p := visit.Paper{ID: k.visitID, PatientID: k.patientID, DepartmentID: k.in.DepartmentID, Ticket: k.row.ticket,
		Reason: cut(k.in.Complaint, maxReason), ArrivedAt: k.arrived, EndedAt: k.ended, Level: k.in.Level, Status: visit.Finished, Outcome: visit.Outcome(k.in.Outcome), By: seen.id}
	if p.DepartmentID == "" {
		p.DepartmentID = k.sheet.DepartmentID
	}
	switch {
	case k.in.Outcome == "here":
		p.Status, p.Outcome = visit.Arrived, visit.OutcomeNone
	case p.Outcome == visit.OutcomeLeft && seen.id == "":
		p.Status = visit.Left
	}
	if p.By == "" {
		p.By = k.who.ID // nobody else is named
	}
	return p
}

// maxReason is what a check-in may say of why somebody came.
const maxReason = 200

func cut(text string, most int) string {
	runes := []rune(strings.TrimSpace(text))
	return string(runes[:min(len(runes), most)])
}

// triage is what was measured, and the colour.
func (k *keying) triage(v visit.Visit, by, seen signer) error {
	if k.in.Vitals == (PaperVitals{}) && k.in.Level == sats.NotTriaged {
		return nil
	}
	if by.id == "" {
		by = seen
	}
	if by.id == "" {
		return fault.Field("triagedBy", "required")
	}
	return under("vitals.", triage.PaperIn(k.tx, v, triage.Paper{ID: k.tx.NewID(), AuthorID: by.id, Role: by.role, At: k.arrived,
		Complaint: strings.TrimSpace(k.in.Complaint), Input: k.in.Vitals.input(), Level: k.in.Level}))
}

// note is what the one who saw the patient wrote.
func (k *keying) note(v visit.Visit, seen signer) error {
	found := len(k.in.Diagnoses)+len(k.in.Prescriptions) > 0
	switch {
	case k.in.Outcome == "here":
		if found { // they will be seen, and that note is written on a screen
			return fault.Field("outcome", "not-allowed")
		}
		return nil
	case seen.id == "":
		if k.in.Outcome != string(visit.OutcomeLeft) || found {
			return fault.Field("seenBy", "required")
		}
		return nil
	}
	n := encounter.Note{Complaint: strings.TrimSpace(k.in.Complaint), Diagnoses: k.in.Diagnoses, Prescriptions: k.in.Prescriptions, Outcome: visit.Outcome(k.in.Outcome)}
	if k.in.Outcome == string(visit.OutcomeReferred) {
		if strings.TrimSpace(k.in.ReferredTo) == "" {
			return fault.Field("referredTo", "required")
		}
		n.Referral = &encounter.Referral{To: strings.TrimSpace(k.in.ReferredTo), Urgency: "routine"}
	}
	when := k.arrived
	if !k.ended.IsZero() {
		when = k.ended
	}
	return encounter.PaperIn(k.tx, v, encounter.Paper{ID: k.in.ID, AuthorID: seen.id, Role: seen.role, At: when, Note: n}, "")
}

// under names the part of the command that a broken field belongs to.
func under(part string, err error) error {
	var f *fault.Error
	if errors.As(err, &f) {
		if f.Field != "" {
			f.Field = part + strings.TrimPrefix(f.Field, "input.")
		}
		for i := range f.Fields {
			f.Fields[i].Field = part + strings.TrimPrefix(f.Fields[i].Field, "input.")
		}
	}
	return err
}
