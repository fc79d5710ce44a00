package encounter

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// record is an encounter on its way into the tables.
type record struct {
	id, patientID, visitID, departmentID, day string
	kind                                      Kind
	occurredAt                                time.Time
	authorID                                  string
	role                                      access.Role
	note                                      *Note
	amendsID                                  string
	amendKind                                 AmendKind
	amendReason                               string
}

// written is the part of a note that stays one text; diagnoses and prescriptions
// have rows of their own, because they are counted and dispensed.
type written struct {
	Complaint   string    `json:"complaint,omitempty"`
	Examination string    `json:"examination,omitempty"`
	Advice      string    `json:"advice,omitempty"`
	FollowUp    *FollowUp `json:"followUp,omitempty"`
	Referral    *Referral `json:"referral,omitempty"`
	Outcome     string    `json:"outcome,omitempty"`
}

func (r record) insert(tx *act.Tx) error {
	content := []byte("{}")
	if n := r.note; n != nil {
		var err error
		content, err = json.Marshal(written{n.Complaint, n.Examination, n.Advice, n.FollowUp, n.Referral, string(n.Outcome)})
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(`INSERT INTO encounter (id, patient_id, visit_id, kind, department_id, occurred_at, signed_at, author_id, author_role,
		content, amends_id, amend_kind, amend_reason) VALUES (?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''))`,
		r.id, r.patientID, r.visitID, r.kind, r.departmentID, r.occurredAt.UnixMilli(), tx.Now.UnixMilli(), r.authorID, r.role,
		string(content), r.amendsID, r.amendKind, r.amendReason)
	if err != nil {
		return fmt.Errorf("insert encounter: %w", err)
	}
	tx.Changed("encounter", r.id)
	if r.note == nil {
		return nil
	}
	for rank, d := range r.note.Diagnoses {
		key := tx.NewID()
		if _, err := tx.Exec(`INSERT INTO diagnosis (id, patient_id, visit_id, encounter_id, system, code, text, certainty, first_visit, rank, day)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			key, r.patientID, r.visitID, r.id, d.System, d.Code, d.Text, d.Certainty, d.FirstVisit, rank, r.day); err != nil {
			return fmt.Errorf("insert diagnosis: %w", err)
		}
		tx.Changed("diagnosis", key)
	}
	for rank, p := range r.note.Prescriptions {
		key := tx.NewID()
		if _, err := tx.Exec(`INSERT INTO prescription (id, patient_id, visit_id, encounter_id, medicine, form, strength, atc, dose, frequency,
			days, quantity, note, rank) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			key, r.patientID, r.visitID, r.id, p.Medicine, p.Form, p.Strength, p.ATC, p.Dose, p.Frequency, p.Days, p.Quantity, p.Note, rank); err != nil {
			return fmt.Errorf("insert prescription: %w", err)
		}
		tx.Changed("prescription", key)
	}
	return nil
}

// one reads one encounter; fault not-found.
func one(tx *db.Tx, encounterID string) (Encounter, error) {
	var patientID string
	err := tx.QueryRow(`SELECT patient_id FROM encounter WHERE id = ?`, encounterID).Scan(&patientID)
	if errors.Is(err, sql.ErrNoRows) {
		return Encounter{}, fault.New(fault.NotFound)
	}
	if err != nil {
		return Encounter{}, err
	}
	all, err := OfPatientIn(tx, patientID)
	if err != nil {
		return Encounter{}, err
	}
	for _, e := range all {
		if e.ID == encounterID {
			return e, nil
		}
	}
	return Encounter{}, fault.New(fault.NotFound)
}

// OfPatientIn reads all signed encounters of a patient, of all their files, oldest
// first, each with its diagnoses and prescriptions: three range reads over rows that
// lie together. Their order is the journal's, because a clock may have been set back.
func OfPatientIn(tx *db.Tx, patientID string) ([]Encounter, error) {
	members, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	files := members.JSON()
	rows, err := tx.Query(`SELECT e.id, e.patient_id, e.visit_id, e.kind, e.occurred_at, e.signed_at, e.author_id, s.display_name, e.author_role, e.content,
		coalesce(e.amends_id, ''), coalesce(e.amend_kind, ''), coalesce(e.amend_reason, ''),
		NOT EXISTS (SELECT 1 FROM encounter_in_force f WHERE f.id = e.id)
		FROM encounter e JOIN staff s ON s.id = e.author_id LEFT JOIN journal j ON j.command_id = e.id
		WHERE e.patient_id IN (SELECT value FROM json_each(?)) ORDER BY coalesce(j.seq, 9223372036854775807), e.signed_at, e.id`, files)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Encounter
	at := map[string]int{}
	for rows.Next() {
		var e Encounter
		var occurred, signed int64
		var content []byte
		if err := rows.Scan(&e.ID, &e.PatientID, &e.VisitID, &e.Kind, &occurred, &signed, &e.Author.ID, &e.Author.DisplayName, &e.Author.Role, &content,
			&e.AmendsID, &e.AmendKind, &e.AmendReason, &e.Struck); err != nil {
			return nil, err
		}
		e.OccurredAt, e.SignedAt = time.UnixMilli(occurred).UTC(), time.UnixMilli(signed).UTC()
		if e.Kind != KindTriage && e.AmendKind != EnteredInError {
			e.Note = &Note{Diagnoses: []Diagnosis{}, Prescriptions: []Prescription{}}
			if err := json.Unmarshal(content, e.Note); err != nil {
				return nil, fmt.Errorf("encounter %s: %w", e.ID, err)
			}
		}
		at[e.ID] = len(list)
		list = append(list, e)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, errors.Join(addDiagnoses(tx, files, list, at), addPrescriptions(tx, files, list, at))
}

func addDiagnoses(tx *db.Tx, files string, list []Encounter, at map[string]int) error {
	rows, err := tx.Query(`SELECT encounter_id, system, code, text, certainty, first_visit FROM diagnosis
		WHERE patient_id IN (SELECT value FROM json_each(?)) ORDER BY encounter_id, rank`, files)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var encounterID string
		var d Diagnosis
		if err := rows.Scan(&encounterID, &d.System, &d.Code, &d.Text, &d.Certainty, &d.FirstVisit); err != nil {
			return err
		}
		n := list[at[encounterID]].Note
		n.Diagnoses = append(n.Diagnoses, d)
	}
	return rows.Err()
}

func addPrescriptions(tx *db.Tx, files string, list []Encounter, at map[string]int) error {
	rows, err := tx.Query(`SELECT encounter_id, medicine, form, strength, atc, dose, frequency, days, quantity, note FROM prescription
		WHERE patient_id IN (SELECT value FROM json_each(?)) ORDER BY encounter_id, rank`, files)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var encounterID string
		var p Prescription
		if err := rows.Scan(&encounterID, &p.Medicine, &p.Form, &p.Strength, &p.ATC, &p.Dose, &p.Frequency, &p.Days, &p.Quantity, &p.Note); err != nil {
			return err
		}
		n := list[at[encounterID]].Note
		n.Prescriptions = append(n.Prescriptions, p)
	}
	return rows.Err()
}
