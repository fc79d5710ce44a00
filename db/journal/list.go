package journal

import (
	"strings"
	"time"

	"karete/db"
)

// Event is what live screens are told of a change: ids, never names.
type Event struct {
	Seq         int64
	Action      string
	SubjectType string
	SubjectID   string
	PatientID   string // "" when the act is about none
	VisitID     string
	ActorID     string
	At          time.Time // when it was recorded
}

// Tail lists up to limit changes after a seq, oldest first. It skips openings of
// records and refusals; a caller that got fewer than limit has seen everything
// up to [Size] in the same transaction.
func Tail(tx *db.Tx, after int64, limit int) ([]Event, error) {
	rows, err := tx.Query(`SELECT seq, action, subject_type, subject_id, coalesce(patient_id, ''), coalesce(visit_id, ''),
		actor_id, recorded_at FROM journal
		WHERE seq > ? AND subject_type NOT IN ('`+SubjectRecord+`', '`+SubjectRefusal+`') ORDER BY seq LIMIT ?`, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Event
	for rows.Next() {
		var e Event
		var at int64
		if err := rows.Scan(&e.Seq, &e.Action, &e.SubjectType, &e.SubjectID, &e.PatientID, &e.VisitID, &e.ActorID, &at); err != nil {
			return nil, err
		}
		e.At = time.UnixMilli(at).UTC()
		list = append(list, e)
	}
	return list, rows.Err()
}

// Filter narrows a list; a zero field does not.
type Filter struct {
	Before    int64 // seq: only entries before it, for the next page
	ActorID   string
	Action    string
	PatientID string
	From, To  time.Time // recorded at From or later, before To
}

// List is the newest entries that pass the filter, newest first, without their
// payloads.
func List(tx *db.Tx, f Filter, limit int) ([]Entry, error) {
	var where []string
	var args []any
	and := func(condition string, arg any) {
		where = append(where, condition)
		args = append(args, arg)
	}
	if f.Before > 0 {
		and("seq < ?", f.Before)
	}
	if f.ActorID != "" {
		and("actor_id = ?", f.ActorID)
	}
	if f.Action != "" {
		and("action = ?", f.Action)
	}
	if f.PatientID != "" {
		and("patient_id = ?", f.PatientID)
	}
	if !f.From.IsZero() {
		and("recorded_at >= ?", f.From.UnixMilli())
	}
	if !f.To.IsZero() {
		and("recorded_at < ?", f.To.UnixMilli())
	}
	query := "SELECT " + columns + " FROM journal"
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	rows, err := tx.Query(query+" ORDER BY seq DESC LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Entry
	for rows.Next() {
		var e Entry
		if err := e.scan(rows.Scan); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}
