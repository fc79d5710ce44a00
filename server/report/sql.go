package report

import (
	"errors"
	"time"

	"karete/db"
	"karete/server/patient"
)

// rowsOf reads the visits of a day in order of arrival, with the diagnoses that
// stand.
func rowsOf(tx *db.Tx, day string, zone *time.Location) ([]ReportRow, error) {
	rows, err := tx.Query(`SELECT v.id, v.patient_id, p.given_names, p.family_name,
		coalesce((SELECT i.value FROM identifier i WHERE i.patient_id = p.id AND i.system = 'file-number' AND i.status = 'active'
			ORDER BY i.created_at DESC LIMIT 1), ''),
		v.ticket, d.code, v.status, v.outcome, v.level, v.sex, v.age_days_low, v.age_days_high, v.new_patient,
		v.arrived_at, v.triaged_at, v.started_at, v.closed_at, v.closed_by = 'box'
		FROM visit v JOIN patient p ON p.id = v.patient_id JOIN department d ON d.id = v.department_id
		WHERE v.day = ? ORDER BY v.arrived_at, v.ticket`, day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []ReportRow{}
	at := map[string]int{}
	for rows.Next() {
		var r ReportRow
		var given, family string
		var low, high *int
		var arrived int64
		var triaged, started, closed *int64
		if err := rows.Scan(&r.VisitID, &r.PatientID, &given, &family, &r.FileNumber, &r.Ticket, &r.Department, &r.Status, &r.Outcome, &r.Level,
			&r.Sex, &low, &high, &r.NewPatient, &arrived, &triaged, &started, &closed, &r.ClosedByBox); err != nil {
			return nil, err
		}
		r.DisplayName = patient.DisplayName(given, family)
		r.AgeBand = Band(low, high)
		r.ArrivedAt = time.UnixMilli(arrived).UTC()
		r.ArrivedHour = r.ArrivedAt.In(zone).Hour()
		r.TriagedAt, r.StartedAt, r.ClosedAt = moment(triaged), moment(started), moment(closed)
		r.Diagnoses = []Finding{}
		at[r.VisitID] = len(list)
		list = append(list, r)
	}
	return list, errors.Join(rows.Err(), addFindings(tx, day, list, at))
}

func addFindings(tx *db.Tx, day string, list []ReportRow, at map[string]int) error {
	rows, err := tx.Query(`SELECT d.visit_id, d.code, d.text FROM diagnosis d JOIN encounter_in_force e ON e.id = d.encounter_id
		WHERE d.day = ? ORDER BY d.encounter_id, d.rank`, day)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var visitID string
		var f Finding
		if err := rows.Scan(&visitID, &f.Code, &f.Text); err != nil {
			return err
		}
		if i, ok := at[visitID]; ok {
			list[i].Diagnoses = append(list[i].Diagnoses, f)
		}
	}
	return rows.Err()
}

func moment(ms *int64) *time.Time {
	if ms == nil {
		return nil
	}
	t := time.UnixMilli(*ms).UTC()
	return &t
}
