package notify

import (
	"database/sql"
	"fmt"
	"time"

	"karete/db"
)

// MessageKind is what a message is about.
type MessageKind string

// The kinds.
const (
	Reminder  MessageKind = "reminder"  // the day before
	NewTime   MessageKind = "new-time"  // the clinic moved it
	Cancelled MessageKind = "cancelled" // the clinic cancelled it
	Missed    MessageKind = "missed"    // the day after
	CallUp    MessageKind = "call-up"   // almost their turn, for those who asked
)

var kinds = []MessageKind{Reminder, NewTime, Cancelled, Missed, CallUp}

// MessageState is how far a message has come.
type MessageState string

// The states.
const (
	Asked     MessageState = "asked"   // a call-up, until it is almost their turn
	Waiting   MessageState = "waiting" // for its time, the end of the quiet hours, or the next try
	Sending   MessageState = "sending"
	Unsure    MessageState = "unsure" // it may have gone out
	Sent      MessageState = "sent"
	Delivered MessageState = "delivered"
	Failed    MessageState = "failed"
	Withheld  MessageState = "withheld"
	Stopped   MessageState = "cancelled" // by a person
	Over      MessageState = "over"
)

// row is a message as it is kept.
type row struct {
	ID, PatientID   string
	Kind            MessageKind
	AboutID, Slot   string
	Round           int64
	Language        string
	Phone, Text     string
	Parts           int
	State           MessageState
	Reason          string
	Due, Expires    time.Time
	Attempts        int
	Carrier         string
	Reference       string
	Price           int64
	Queued          time.Time
	Handed, Settled time.Time // zero: never
	Version         int64
}

const columns = `SELECT m.id, m.patient_id, m.kind, m.about_id, m.slot, m.round, m.language, m.phone, m.text, m.parts, m.state, m.reason, m.due_at,
	m.expires_at, m.attempts, m.carrier, m.reference, m.price, m.queued_at, m.handed_at, m.settled_at, m.version FROM message m `

func rowsIn(tx *db.Tx, where string, args ...any) ([]row, error) {
	rows, err := tx.Query(columns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("messages: %w", err)
	}
	defer rows.Close()
	var list []row
	for rows.Next() {
		var m row
		var due, expires, queued int64
		var handed, settled sql.NullInt64
		err := rows.Scan(&m.ID, &m.PatientID, &m.Kind, &m.AboutID, &m.Slot, &m.Round, &m.Language, &m.Phone, &m.Text, &m.Parts, &m.State, &m.Reason, &due,
			&expires, &m.Attempts, &m.Carrier, &m.Reference, &m.Price, &queued, &handed, &settled, &m.Version)
		if err != nil {
			return nil, fmt.Errorf("messages: %w", err)
		}
		m.Due, m.Expires, m.Queued = moment(due), moment(expires), moment(queued)
		if handed.Valid {
			m.Handed = moment(handed.Int64)
		}
		if settled.Valid {
			m.Settled = moment(settled.Int64)
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// insert writes a new message. The id is already in the row.
func insert(tx *db.Tx, m row) error {
	_, err := tx.Exec(`INSERT INTO message (id, patient_id, kind, about_id, slot, round, language, phone, text, parts, state, reason, due_at, expires_at,
		attempts, carrier, reference, price, queued_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', 0, ?, 1)`,
		m.ID, m.PatientID, m.Kind, m.AboutID, m.Slot, m.Round, m.Language, m.Phone, m.Text, m.Parts, m.State, m.Reason, m.Due.UnixMilli(), m.Expires.UnixMilli(),
		m.Queued.UnixMilli())
	if err != nil {
		return fmt.Errorf("message: %w", err)
	}
	return nil
}

// store writes what may change of a message.
func store(tx *db.Tx, m row) error {
	_, err := tx.Exec(`UPDATE message SET language = ?, phone = ?, text = ?, parts = ?, state = ?, reason = ?, due_at = ?, expires_at = ?, attempts = ?, carrier = ?,
		reference = ?, price = ?, handed_at = ?, settled_at = ?, version = version + 1 WHERE id = ?`,
		m.Language, m.Phone, m.Text, m.Parts, m.State, m.Reason, m.Due.UnixMilli(), m.Expires.UnixMilli(), m.Attempts, m.Carrier,
		m.Reference, m.Price, maybe(m.Handed), maybe(m.Settled), m.ID)
	if err != nil {
		return fmt.Errorf("message: %w", err)
	}
	return nil
}

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func maybe(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}
