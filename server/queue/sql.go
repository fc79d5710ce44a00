package queue

import (
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/fault"
)

// columns of a row, over queue_entry e, visit v, department d and the staff s who
// called. Who the patients are is the patient room's to read, for a whole list.
const columns = `e.id, e.visit_id, e.department_id, e.status, e.entered_at, e.called_at, e.started_at, e.ended_at, e.room, e.version,
	e.staff_id, s.display_name, d.code, d.name, d.kind,
	v.patient_id, v.ticket, v.level, v.emergency, v.reason, v.status, v.outcome, v.arrived_at, v.started_at,
	v.slot_at, v.self_level, v.collect_only, v.department_id, e.calls, e.missed, e.back_at, e.moved_for,
	CASE WHEN e.department_id <> v.department_id THEN (SELECT a.day || ' ' || a.start FROM appointment a
		WHERE a.patient_id = v.patient_id AND a.day = v.day AND a.department_id = e.department_id AND a.status <> 'cancelled'
			AND a.visit_id IS NULL AND a.booked_at <= e.entered_at) END,
	CASE WHEN v.triaged_at IS NOT NULL THEN (SELECT max(n.occurred_at) FROM encounter n WHERE n.patient_id = v.patient_id AND n.visit_id = v.id AND n.kind = 'triage') END`

const joined = `
	JOIN visit v ON v.id = e.visit_id
	JOIN department d ON d.id = e.department_id
	LEFT JOIN staff s ON s.id = e.staff_id`

// scan reads the columns, and after them what extra points to.
func scan(row interface{ Scan(...any) error }, extra ...any) (QueueRow, error) {
	var q QueueRow
	var entered, arrived int64
	var called, started, ended, seen, slot, back, triaged sql.NullInt64
	var staffID, staffName, booked sql.NullString
	dest := append([]any{&q.ID, &q.VisitID, &q.DepartmentID, &q.Status, &entered, &called, &started, &ended, &q.Room, &q.Version,
		&staffID, &staffName, &q.Department.Code, &q.Department.Name, &q.kind,
		&q.patientID, &q.Ticket, &q.Level, &q.Emergency, &q.Reason, &q.visitStatus, &q.Outcome, &arrived, &seen,
		&slot, &q.SelfLevel, &q.CollectOnly, &q.cameTo, &q.Calls, &q.Missed, &back, &q.MovedFor, &booked, &triaged}, extra...)
	if err := row.Scan(dest...); err != nil {
		return q, err
	}
	q.EnteredAt, q.ArrivedAt = time.UnixMilli(entered).UTC(), time.UnixMilli(arrived).UTC()
	q.CalledAt, q.StartedAt, q.EndedAt, q.seenAt = moment(called), moment(started), moment(ended), moment(seen)
	q.cameBy, q.bookedHere, q.BackAt, q.TriagedAt = moment(slot), booked.String, moment(back), moment(triaged)
	if staffID.Valid {
		q.Staff = &QueueStaff{staffID.String, staffName.String}
	}
	return q, nil
}

// openRows is every place in any line, in no order.
func openRows(tx *db.Tx) ([]QueueRow, error) {
	rows, err := tx.Query(`SELECT ` + columns + ` FROM queue_entry e` + joined + `
		WHERE e.status IN ('waiting', 'called', 'serving')`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []QueueRow{}
	for rows.Next() {
		q, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, q)
	}
	return list, rows.Err()
}

// maxDone bounds the list of who has gone; the count is of all.
const maxDone = 50

// doneRows is the visits of the day that have closed, each at its last place in
// line, the last to go first; and how many there are.
func doneRows(tx *db.Tx, today, departmentID string) (list []QueueRow, count int, err error) {
	rows, err := tx.Query(`SELECT `+columns+`, count(*) OVER () FROM visit c
		JOIN queue_entry e ON e.id = (SELECT l.id FROM queue_entry l WHERE l.visit_id = c.id AND (?2 = '' OR l.department_id = ?2)
			ORDER BY l.entered_at DESC, l.id DESC LIMIT 1)`+joined+`
		WHERE c.day = ?1 AND c.closed_at IS NOT NULL ORDER BY c.closed_at DESC, c.id DESC LIMIT ?3`,
		today, departmentID, maxDone)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	list = []QueueRow{}
	for rows.Next() {
		q, err := scan(rows, &count)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, q)
	}
	return list, count, rows.Err()
}

// entryRow is one place in line. Fault: not-found.
func entryRow(tx *db.Tx, entryID string) (QueueRow, error) {
	q, err := scan(tx.QueryRow(`SELECT `+columns+` FROM queue_entry e`+joined+` WHERE e.id = ?`, entryID))
	if errors.Is(err, sql.ErrNoRows) {
		return q, fault.New(fault.NotFound)
	}
	return q, err
}
