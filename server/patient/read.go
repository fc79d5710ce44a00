package patient

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"karete/db"
	"karete/server/fault"
	"karete/server/patient/name"
	"karete/server/patient/partialdate"
	"karete/server/patient/phone"
)

// ReadIn is a patient inside another read or act, which journals the opening
// itself, with the other files of the same person. Faults: not-found; not-set-up.
func ReadIn(tx *db.Tx, patientID string) (Patient, error) {
	p, err := fileIn(tx, patientID)
	if err != nil {
		return Patient{}, err
	}
	members, err := MembersIn(tx, patientID)
	if err != nil || !members.joined() {
		return p, err
	}
	if members[0] != patientID {
		return p, p.standsFor(tx, members[0])
	}
	return p, p.join(tx, members)
}

// fileIn is what one file says.
func fileIn(tx *db.Tx, patientID string) (Patient, error) {
	here, err := clinicIn(tx)
	if err != nil {
		return Patient{}, err
	}
	p := Patient{ID: patientID}
	var birth, recordedOn, deceased sql.NullString
	var others, phones, kin, consent string
	var registered int64
	err = tx.QueryRow(`SELECT given_names, family_name, other_names, sex, birth_date, birth_precision, birth_recorded_on,
			phones, village, district, chief, next_of_kin, language, consent, deceased_on, registered_at, version
		FROM patient WHERE id = ? AND active = 1`, patientID).Scan(
		&p.GivenNames, &p.FamilyName, &others, &p.Sex, &birth, &p.BirthPrecision, &recordedOn,
		&phones, &p.Village, &p.District, &p.Chief, &kin, &p.Language, &consent, &deceased, &registered, &p.Version)
	if errors.Is(err, sql.ErrNoRows) {
		return Patient{}, fault.New(fault.NotFound)
	}
	if err != nil {
		return Patient{}, fmt.Errorf("patient: %w", err)
	}
	if err := errors.Join(
		json.Unmarshal([]byte(others), &p.OtherNames), json.Unmarshal([]byte(phones), &p.Phones),
		json.Unmarshal([]byte(kin), &p.NextOfKin), json.Unmarshal([]byte(consent), &p.Consent),
	); err != nil {
		return Patient{}, fmt.Errorf("patient: stored JSON: %w", err)
	}
	for i := range p.Phones {
		p.Phones[i].Display = phone.Display(p.Phones[i].Number, here.country)
	}
	p.BirthDate, p.BirthRecordedOn, p.DeceasedOn = birth.String, recordedOn.String, deceased.String
	p.DisplayName = DisplayName(p.GivenNames, p.FamilyName)
	p.Initials = name.Initials(p.GivenNames, p.FamilyName)
	p.Age = age(p.BirthDate, p.BirthPrecision, p.BirthRecordedOn, here.today)
	p.RegisteredAt = moment(registered)
	if p.Identifiers, err = identifiers(tx, patientID); err != nil {
		return Patient{}, err
	}
	for _, i := range p.Identifiers {
		if i.System == SystemFile && i.Status == "active" {
			p.FileNumber = FileNumber(i.Series, i.Value)
		}
	}
	if p.Cards, err = heldCards(tx, patientID); err != nil {
		return Patient{}, err
	}
	if p.Photo, err = heldPhoto(tx, patientID); err != nil {
		return Patient{}, err
	}
	return p, p.others(tx)
}

// DisplayName is how a name is written in lists: as it was typed, given names
// first. Either part may be empty.
func DisplayName(given, family string) string {
	if given == "" || family == "" {
		return given + family
	}
	return given + " " + family
}

// heldCards lists the patient's cards, newest first. The table is the card
// room's; what a patient holds is read here so that a page is one request.
func heldCards(tx *db.Tx, patientID string) ([]HeldCard, error) {
	rows, err := tx.Query(`SELECT id, code, status, made_at, linked_at, revoked_at, reason
		FROM card WHERE patient_id = ? ORDER BY coalesce(linked_at, made_at) DESC, id DESC`, patientID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []HeldCard{}
	for rows.Next() {
		var c HeldCard
		var made int64
		var linked, revoked sql.NullInt64
		if err := rows.Scan(&c.ID, &c.Code, &c.Status, &made, &linked, &revoked, &c.Reason); err != nil {
			return nil, err
		}
		c.MadeAt, c.LinkedAt, c.RevokedAt = moment(made), maybe(linked), maybe(revoked)
		list = append(list, c)
	}
	return list, rows.Err()
}

// age is the completed age today, nil when nothing is known.
func age(birthDate string, precision partialdate.Precision, recordedOn string, today partialdate.Day) *partialdate.Age {
	a, ok := partialdate.Date{Text: birthDate, Precision: precision, RecordedOn: recordedOn}.Age(today)
	if !ok {
		return nil
	}
	return &a
}
