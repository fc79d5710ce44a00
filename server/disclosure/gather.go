package disclosure

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"karete/db"
	"karete/server/alert"
	"karete/server/appointment"
	"karete/server/chart"
	"karete/server/facility"
	"karete/server/legacy"
	"karete/server/notify"
	"karete/server/patient"
	"karete/server/triage"
)

func (b *SubjectBundle) gather(tx *db.Tx, patientID string) error {
	clinic, err := facility.In(tx)
	if err != nil {
		return err
	}
	b.Clinic = clinic.Nameplate()
	if b.Patient, err = patient.ReadIn(tx, patientID); err != nil {
		return err
	}
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return err
	}
	if b.Joinings, err = joinings(tx, files); err != nil {
		return err
	}
	if b.Comparisons, err = comparisons(tx, files); err != nil {
		return err
	}
	if b.Origins, err = legacy.OriginsIn(tx, files); err != nil {
		return err
	}
	b.Versions, b.Consents = []PatientVersion{}, []ConsentAnswer{}
	for _, file := range files {
		list, err := versions(tx, file)
		if err != nil {
			return err
		}
		b.Versions = append(b.Versions, list...)
		b.Consents = append(b.Consents, consents(list)...)
	}
	if b.Photos, b.Photo, err = photos(tx, files, b.Patient.Photo); err != nil {
		return err
	}
	b.Patient.Relations = nil // what is known of relatives is theirs
	if b.Relations, err = patient.RelationLinesIn(tx, patientID); err != nil {
		return err
	}
	if b.Files, err = patient.FileLinesIn(tx, patientID); err != nil {
		return err
	}
	if b.Allergies, err = chart.AllergyHistoryIn(tx, patientID); err != nil {
		return err
	}
	if b.Problems, err = chart.ProblemHistoryIn(tx, patientID); err != nil {
		return err
	}
	if b.Visits, _, err = chart.VisitRecordsIn(tx, patientID); err != nil {
		return err
	}
	slices.Reverse(b.Visits)
	if b.Appointments, err = appointment.OfPatientIn(tx, patientID); err != nil {
		return err
	}
	if b.Messages, err = notify.RecordsIn(tx, files); err != nil {
		return err
	}
	if b.Stops, err = notify.StopsIn(tx, b.Patient.Phones); err != nil {
		return err
	}
	if b.SelfReports, err = triage.AllSaidIn(tx, patientID); err != nil {
		return err
	}
	if b.Calls, err = alert.OfPatientIn(tx, patientID); err != nil {
		return err
	}
	b.Drafts.Why = whyDrafts
	if err := tx.QueryRow(`SELECT count(*) FROM draft WHERE patient_id IN (SELECT value FROM json_each(?))`, files.JSON()).Scan(&b.Drafts.Count); err != nil {
		return err
	}
	if b.Accesses, err = patient.AccessesIn(tx, patientID, 0, -1); err != nil {
		return err
	}
	slices.Reverse(b.Accesses)
	return b.name(tx)
}

// name adds the names of the departments and the people that the visits and bookings name by id.
func (b *SubjectBundle) name(tx *db.Tx) error {
	places, people := map[string]bool{}, map[string]bool{}
	for _, v := range b.Visits {
		places[v.Visit.DepartmentID], people[v.Visit.ClosedBy] = true, true
		for _, e := range v.Visit.Entries {
			places[e.DepartmentID], people[e.StaffID] = true, true
		}
	}
	for _, a := range b.Appointments {
		places[a.DepartmentID], people[a.BookedBy] = true, true
	}
	departments, err := facility.DepartmentsIn(tx)
	if err != nil {
		return err
	}
	b.Departments = slices.DeleteFunc(departments, func(d facility.Department) bool { return !places[d.ID] })
	rows, err := tx.Query(`SELECT id, display_name FROM staff ORDER BY display_name, id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	b.People = []patient.AccessStaff{}
	for rows.Next() {
		var s patient.AccessStaff
		if err := rows.Scan(&s.ID, &s.DisplayName); err != nil {
			return err
		}
		if people[s.ID] {
			b.People = append(b.People, s)
		}
	}
	return rows.Err()
}

// patientRow is a patient as the journal keeps the row: lists are JSON in a text.
type patientRow struct {
	GivenNames      string  `json:"given_names"`
	FamilyName      string  `json:"family_name"`
	OtherNames      string  `json:"other_names"`
	Sex             string  `json:"sex"`
	BirthDate       *string `json:"birth_date"`
	BirthPrecision  string  `json:"birth_precision"`
	BirthRecordedOn *string `json:"birth_recorded_on"`
	Phones          string  `json:"phones"`
	Village         string  `json:"village"`
	District        string  `json:"district"`
	Chief           string  `json:"chief"`
	NextOfKin       string  `json:"next_of_kin"`
	Language        string  `json:"language"`
	Consent         string  `json:"consent"`
	DeceasedOn      *string `json:"deceased_on"`
}

// versions reads from the journal what the patient's row held after each act that
// wrote it. Who came with an old register was added among others, by whoever said
// that it be added. A payload that was lawfully erased has none any more.
func versions(tx *db.Tx, patientID string) ([]PatientVersion, error) {
	rows, err := tx.Query(`SELECT j.seq, j.recorded_at, coalesce(s.display_name, p.name, ''), j.payload FROM journal j
		LEFT JOIN staff s ON s.id = j.actor_id LEFT JOIN program p ON p.id = j.actor_id
		WHERE j.patient_id = ?1 AND instr(j.payload, CAST('"patient":{"' || ?1 AS BLOB)) > 0
		UNION ALL SELECT j.seq, j.recorded_at, coalesce(s.display_name, ''), j.payload FROM legacy_person l
		JOIN journal j ON j.command_id = l.command_id JOIN legacy_import i ON i.id = l.import_id LEFT JOIN staff s ON s.id = i.applied_by
		WHERE l.patient_id = ?1 AND j.payload IS NOT NULL ORDER BY 1`, patientID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []PatientVersion{}
	for rows.Next() {
		var seq, at int64
		var by string
		var raw sql.RawBytes
		if err := rows.Scan(&seq, &at, &by, &raw); err != nil {
			return nil, err
		}
		var payload struct {
			Rows struct {
				Patient map[string]patientRow `json:"patient"`
			} `json:"rows"`
		}
		if err := json.Unmarshal(raw, &payload); err != nil {
			return nil, fmt.Errorf("disclosure: a payload of the journal: %w", err)
		}
		row, wrote := payload.Rows.Patient[patientID]
		if !wrote {
			continue
		}
		v, err := row.version()
		if err != nil {
			return nil, err
		}
		v.PatientID, v.At, v.By = patientID, moment(at), by
		list = append(list, v)
	}
	return list, rows.Err()
}

func (r patientRow) version() (PatientVersion, error) {
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	v := PatientVersion{GivenNames: r.GivenNames, FamilyName: r.FamilyName, OtherNames: []string{}, Sex: r.Sex, BirthDate: text(r.BirthDate),
		BirthPrecision: r.BirthPrecision, BirthRecordedOn: text(r.BirthRecordedOn), Phones: []patient.Phone{}, Village: r.Village,
		District: r.District, Chief: r.Chief, Language: r.Language, DeceasedOn: text(r.DeceasedOn)}
	err := errors.Join(json.Unmarshal([]byte(r.OtherNames), &v.OtherNames), json.Unmarshal([]byte(r.Phones), &v.Phones),
		json.Unmarshal([]byte(r.NextOfKin), &v.NextOfKin), json.Unmarshal([]byte(r.Consent), &v.Consent))
	if err != nil {
		return v, fmt.Errorf("disclosure: a patient in the journal: %w", err)
	}
	return v, nil
}

// consents are the versions of one file in which the answer was another one. That nobody asked
// at the first registration is no answer.
func consents(versions []PatientVersion) []ConsentAnswer {
	list := []ConsentAnswer{}
	var was patient.Consent
	for _, v := range versions {
		if v.Consent != was {
			list = append(list, ConsentAnswer{v.PatientID, v.Consent, v.At, v.By})
		}
		was = v.Consent
	}
	return list
}

// photos are all that were ever taken; held is the one that is shown.
func photos(tx *db.Tx, files patient.Members, shown *patient.HeldPhoto) (list []PhotoRecord, held []byte, err error) {
	rows, err := tx.Query(`SELECT p.id, p.patient_id, p.taken_at, s.display_name, p.agreed_by, p.sha256, x.jpeg FROM photo p JOIN staff s ON s.id = p.taken_by
		LEFT JOIN photo_picture x ON x.photo_id = p.id WHERE p.patient_id IN (SELECT value FROM json_each(?)) ORDER BY p.taken_at, p.id`, files.JSON())
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	list = []PhotoRecord{}
	for rows.Next() {
		var p PhotoRecord
		var at int64
		var jpeg []byte
		if err := rows.Scan(&p.ID, &p.PatientID, &at, &p.TakenBy, &p.AgreedBy, &p.SHA256, &jpeg); err != nil {
			return nil, nil, err
		}
		p.TakenAt, p.Held = moment(at), jpeg != nil
		if shown != nil && p.ID == shown.ID {
			held = jpeg
		}
		list = append(list, p)
	}
	return list, held, rows.Err()
}

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
