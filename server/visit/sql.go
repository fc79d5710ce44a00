package visit

import (
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
)

const visitColumns = `v.id, v.patient_id, v.day, v.department_id, v.ticket, v.reason, v.emergency, v.status, v.level,
	v.arrived_at, v.triaged_at, v.started_at, v.closed_at, v.outcome, v.closed_by, v.new_patient,
	v.slot_at, v.self_level, v.collect_only, v.version`

const entryColumns = `e.id, e.visit_id, e.department_id, e.status, e.entered_at, e.called_at, e.started_at, e.ended_at,
	e.staff_id, e.room, e.calls, e.missed, e.last_call_at, e.back_at, e.moved_for, e.version`

// The rules of the schema that decide, as SQLite names them: one open visit per
// patient, one open entry per visit and department.
const (
	oneOpenVisit = "visit.patient_id"
	oneOpenEntry = "queue_entry.visit_id, queue_entry.department_id"
)

type scanner interface{ Scan(...any) error }

func scanVisit(row scanner) (Visit, error) {
	var v Visit
	var arrived int64
	var triaged, started, closed, slot sql.NullInt64
	err := row.Scan(&v.ID, &v.PatientID, &v.Day, &v.DepartmentID, &v.Ticket, &v.Reason, &v.Emergency, &v.Status, &v.Level,
		&arrived, &triaged, &started, &closed, &v.Outcome, &v.ClosedBy, &v.NewPatient,
		&slot, &v.SelfLevel, &v.CollectOnly, &v.Version)
	v.ArrivedAt = time.UnixMilli(arrived).UTC()
	v.TriagedAt, v.StartedAt, v.ClosedAt, v.SlotAt = moment(triaged), moment(started), moment(closed), moment(slot)
	return v, err
}

func scanEntry(row scanner) (Entry, error) {
	var e Entry
	var entered int64
	var called, started, ended, lastCall, back sql.NullInt64
	var staff sql.NullString
	err := row.Scan(&e.ID, &e.VisitID, &e.DepartmentID, &e.Status, &entered, &called, &started, &ended,
		&staff, &e.Room, &e.Calls, &e.Missed, &lastCall, &back, &e.MovedFor, &e.Version)
	e.EnteredAt = time.UnixMilli(entered).UTC()
	e.CalledAt, e.StartedAt, e.EndedAt = moment(called), moment(started), moment(ended)
	e.LastCallAt, e.BackAt = moment(lastCall), moment(back)
	e.StaffID = staff.String
	return e, err
}

func moment(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}

// stored is a moment as a column holds it.
func stored(t *time.Time) any {
	if t == nil {
		return nil
	}
	return t.UnixMilli()
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// ReadIn is the visit with its entries. Fault: not-found.
func ReadIn(tx *db.Tx, visitID string) (Visit, error) {
	v, err := scanVisit(tx.QueryRow(`SELECT `+visitColumns+` FROM visit v WHERE v.id = ?`, visitID))
	if errors.Is(err, sql.ErrNoRows) {
		return Visit{}, fault.New(fault.NotFound)
	}
	if err != nil {
		return Visit{}, err
	}
	v.Entries, err = entriesOf(tx, visitID)
	return v, err
}

// OpenIn is the patient's open visit. Fault: not-found when there is none.
func OpenIn(tx *db.Tx, patientID string) (Visit, error) {
	var visitID string
	err := tx.QueryRow(`SELECT id FROM visit WHERE patient_id = ? AND status IN ('arrived', 'triaged', 'in-progress')`,
		patientID).Scan(&visitID)
	if errors.Is(err, sql.ErrNoRows) {
		return Visit{}, fault.New(fault.NotFound)
	}
	if err != nil {
		return Visit{}, err
	}
	return ReadIn(tx, visitID)
}

// visits reads a list of visits, without their entries.
func visits(rows *sql.Rows, err error) ([]Visit, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Visit{}
	for rows.Next() {
		v, err := scanVisit(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

func entriesOf(tx *db.Tx, visitID string) ([]Entry, error) {
	return entries(tx.Query(`SELECT `+entryColumns+` FROM queue_entry e WHERE e.visit_id = ? ORDER BY e.entered_at, e.id`, visitID))
}

func entries(rows *sql.Rows, err error) ([]Entry, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Entry{}
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// EntryIn is one place in line. Fault: not-found.
func EntryIn(tx *db.Tx, entryID string) (Entry, error) {
	e, err := scanEntry(tx.QueryRow(`SELECT `+entryColumns+` FROM queue_entry e WHERE e.id = ?`, entryID))
	if errors.Is(err, sql.ErrNoRows) {
		return Entry{}, fault.New(fault.NotFound)
	}
	return e, err
}

// save writes what may change of a visit. Fault visit-open when the patient has
// another open visit by now.
func save(tx *act.Tx, v *Visit) error {
	v.Version++
	_, err := tx.Exec(`UPDATE visit SET status = ?, level = ?, triaged_at = ?, started_at = ?, closed_at = ?,
		outcome = ?, closed_by = ?, slot_at = ?, self_level = ?, collect_only = ?, version = ? WHERE id = ?`,
		v.Status, v.Level, stored(v.TriagedAt), stored(v.StartedAt), stored(v.ClosedAt), v.Outcome, v.ClosedBy,
		stored(v.SlotAt), v.SelfLevel, v.CollectOnly, v.Version, v.ID)
	if db.IsUnique(err, oneOpenVisit) {
		return alreadyOpen(tx.Tx, v.PatientID)
	}
	if err != nil {
		return err
	}
	tx.Changed("visit", v.ID)
	return nil
}

// SaveEntryIn writes what may change of an entry and counts its version up.
// Fault already-queued when that would open a second entry in a department.
func SaveEntryIn(tx *act.Tx, e *Entry) error {
	e.Version++
	_, err := tx.Exec(`UPDATE queue_entry SET status = ?, called_at = ?, started_at = ?, ended_at = ?,
		staff_id = ?, room = ?, calls = ?, missed = ?, last_call_at = ?, back_at = ?, version = ? WHERE id = ?`,
		e.Status, stored(e.CalledAt), stored(e.StartedAt), stored(e.EndedAt), orNull(e.StaffID), e.Room,
		e.Calls, e.Missed, stored(e.LastCallAt), stored(e.BackAt), e.Version, e.ID)
	if db.IsUnique(err, oneOpenEntry) {
		return alreadyQueued(e.DepartmentID)
	}
	if err != nil {
		return err
	}
	tx.Changed("queue_entry", e.ID)
	return nil
}

// insertEntry puts a visit into a department's line. Fault already-queued.
func insertEntry(tx *act.Tx, e Entry) error {
	_, err := tx.Exec(`INSERT INTO queue_entry (id, visit_id, department_id, status, entered_at, ended_at, room, moved_for, version)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.ID, e.VisitID, e.DepartmentID, e.Status, e.EnteredAt.UnixMilli(), stored(e.EndedAt), e.Room, e.MovedFor, e.Version)
	if db.IsUnique(err, oneOpenEntry) {
		return alreadyQueued(e.DepartmentID)
	}
	if err != nil {
		return err
	}
	tx.Changed("queue_entry", e.ID)
	return nil
}

// seen reports whether a consultation was signed in the visit and stands: one
// that was only entered in error saw nobody.
func seen(tx *db.Tx, v Visit) (yes bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM encounter c
		WHERE c.patient_id = ? AND c.visit_id = ? AND c.kind = 'consultation' AND NOT EXISTS (
			SELECT 1 FROM encounter a WHERE a.amends_id = c.id AND a.amend_kind = 'entered-in-error'))`,
		v.PatientID, v.ID).Scan(&yes)
	return yes, err
}

// signedOutcome is how the last consultation that stands says the visit ends, ""
// when none does. A correction speaks for the consultation it corrects; a late
// entry adds to one and ends nothing.
func signedOutcome(tx *db.Tx, v Visit) (outcome Outcome, err error) {
	err = tx.QueryRow(`SELECT coalesce(json_extract(e.content, '$.outcome'), '') FROM encounter_in_force e
		JOIN encounter o ON o.id = coalesce(e.amends_id, e.id) LEFT JOIN journal j ON j.command_id = o.id
		WHERE e.patient_id = ? AND e.visit_id = ? AND o.kind = 'consultation' AND coalesce(e.amend_kind, '') <> 'late-entry'
		ORDER BY coalesce(j.seq, 9223372036854775807) DESC, o.signed_at DESC, o.id DESC LIMIT 1`, v.PatientID, v.ID).Scan(&outcome)
	if errors.Is(err, sql.ErrNoRows) {
		return OutcomeNone, nil
	}
	return outcome, err
}
