package patient

import (
	"context"

	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// PatientChange is who the patient is, whole, as it is to be from now on.
type PatientChange struct {
	ID string `json:"id" format:"uuid"`
	Demographics
	DeceasedOn string `json:"deceasedOn,omitempty" maxLength:"10" doc:"YYYY-MM-DD"`
}

// Update corrects what is known of a patient. version is the one that was read.
// Faults: not-found; replaced; stale, with the patient as it is now; invalid.
func (r *Room) Update(ctx context.Context, who access.Actor, patientID string, version int64, in PatientChange) (Patient, error) {
	c := act.Command{ID: in.ID, Action: "patient.update", PatientID: patientID, Body: struct {
		Version int64
		PatientChange
	}{version, in}}
	defer r.names.forget(patientID)
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("patient", patientID)
		return update(tx, patientID, version, in)
	}, ReadIn)
}

func update(tx *act.Tx, patientID string, version int64, in PatientChange) error {
	if err := StandsIn(tx.Tx, patientID); err != nil {
		return err
	}
	was, err := ReadIn(tx.Tx, patientID)
	if err != nil {
		return err
	}
	if was.Version != version {
		return stale(was)
	}
	here, err := clinicFor(tx)
	if err != nil {
		return err
	}
	var c checks
	p := in.Demographics.tidy(&c, here)
	p.Consent = p.Consent.since(was.Consent)
	p.DeceasedOn = c.day("deceasedOn", in.DeceasedOn, here.latest)
	if err := c.fault(); err != nil {
		return err
	}
	lists, err := p.stored()
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE patient SET given_names = ?, family_name = ?, other_names = ?, sex = ?, birth_date = ?,
			birth_precision = ?, birth_recorded_on = ?, phones = ?, village = ?, district = ?, chief = ?, next_of_kin = ?,
			language = ?, consent = ?, deceased_on = ?, version = version + 1 WHERE id = ?`,
		p.GivenNames, p.FamilyName, lists.others, p.Sex, orNull(p.BirthDate), p.BirthPrecision, orNull(p.BirthRecordedOn),
		lists.phones, p.Village, p.District, p.Chief, lists.kin, p.Language, lists.consent, orNull(p.DeceasedOn), patientID)
	if err != nil {
		return err
	}
	tx.Changed("patient", patientID)
	num, err := numOf(tx.Tx, patientID)
	if err != nil {
		return err
	}
	p.Identifiers = was.Identifiers
	if err := recount(tx.Tx, num, PersonOf(was), PersonOf(p)); err != nil {
		return err
	}
	return index(tx.Tx, num, p)
}

func stale(now Patient) error {
	e := fault.New(fault.Stale).With("version", now.Version)
	e.Current = now
	return e
}
