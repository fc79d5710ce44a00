package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/patient"
)

// rowsOf reads the visits of a day in order of arrival, with the diagnoses that
// stand and without anybody's name.
func rowsOf(tx *db.Tx, day string, zone *time.Location) ([]ReportRow, error) {
	on, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT v.id, v.patient_id, v.ticket, d.code, v.status, v.outcome, v.level, v.sex, v.age_days_low, v.age_days_high, v.new_patient,
		v.arrived_at, v.triaged_at, v.started_at, v.closed_at, v.closed_by = 'box',
		EXISTS (SELECT 1 FROM paper_row r WHERE r.visit_id = v.id)
		FROM visit v JOIN department d ON d.id = v.department_id WHERE v.day = ? ORDER BY v.arrived_at, v.ticket`, day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []ReportRow{}
	at := map[string]int{}
	for rows.Next() {
		var r ReportRow
		var low, high *int
		var arrived int64
		var triaged, started, closed *int64
		if err := rows.Scan(&r.VisitID, &r.PatientID, &r.Ticket, &r.Department, &r.Status, &r.Outcome, &r.Level,
			&r.Sex, &low, &high, &r.NewPatient, &arrived, &triaged, &started, &closed, &r.ClosedByBox, &r.FromPaper); err != nil {
			return nil, err
		}
		r.AgeBand = Band(low, high, on)
		r.ArrivedAt = time.UnixMilli(arrived).UTC()
		r.ArrivedHour = r.ArrivedAt.In(zone).Hour()
		r.TriagedAt, r.StartedAt, r.ClosedAt = moment(triaged), moment(started), moment(closed)
		r.Diagnoses = []Finding{}
		at[r.VisitID] = len(list)
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, addFindings(tx, day, list, at)
}

// name says who the rows are about.
func name(tx *db.Tx, rows []ReportRow) error {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.PatientID
	}
	people, err := patient.SummariesIn(tx, ids)
	if err != nil {
		return err
	}
	if len(people) != len(rows) {
		return errors.New("report: a visit of nobody") // the foreign key does not let it be
	}
	for i, p := range people {
		rows[i].DisplayName, rows[i].FileNumber = p.DisplayName, p.FileNumber
	}
	return nil
}

func addFindings(tx *db.Tx, day string, list []ReportRow, at map[string]int) error {
	rows, err := tx.Query(`SELECT d.visit_id, d.code, d.text FROM diagnosis d JOIN encounter_in_force e ON e.id = d.encounter_id
		WHERE d.day = ? ORDER BY d.encounter_id, d.rank`, day)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var visitID, code, text string
		if err := rows.Scan(&visitID, &code, &text); err != nil {
			return err
		}
		if i, ok := at[visitID]; ok {
			list[i].Diagnoses = append(list[i].Diagnoses, finding(code, text))
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

// paperLeft is how many people stand on the day's paper sheets and nowhere else yet.
func paperLeft(tx *db.Tx, day string) (left int, err error) {
	err = tx.QueryRow(`SELECT coalesce(sum(s.written - (SELECT count(*) FROM paper_row r
			WHERE r.sheet_id = s.id AND r.status <> 'reserved')), 0)
		FROM paper_sheet s WHERE s.day = ? AND s.status = 'open'`, day).Scan(&left)
	return left, err
}

// staffOf lists everybody who ever worked here, by name: a few dozen.
func staffOf(tx *db.Tx) ([]ActivityStaff, error) {
	rows, err := tx.Query(`SELECT id, display_name, roles, active FROM staff ORDER BY display_name, id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []ActivityStaff{}
	for rows.Next() {
		p := ActivityStaff{Days: []ActivityDay{}}
		var roles string
		if err := rows.Scan(&p.StaffID, &p.DisplayName, &roles, &p.Active); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(roles), &p.Roles); err != nil {
			return nil, fmt.Errorf("report: roles of staff %s: %w", p.StaffID, err)
		}
		list = append(list, p)
	}
	return list, rows.Err()
}
