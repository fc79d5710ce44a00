package journal

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"karete/db"
)

// Hash is a SHA-256.
type Hash = [sha256.Size]byte

// Kinds of subject that are no change: a patient's record was opened; somebody
// asked for what they may not do. [Tail] leaves them out.
const (
	SubjectRecord  = "record"  // subject id: the patient's
	SubjectRefusal = "refusal" // subject id: the action's name
)

// Entry is one act. An empty PatientID or VisitID is NULL in the table.
type Entry struct {
	Seq         int64     // 1, 2, 3 ...: the only order there is
	CommandID   string    // UUIDv7
	CommandHash Hash      // tells a repeated command from a re-used id
	RecordedAt  time.Time // by the box, whole milliseconds
	OccurredAt  time.Time // when it happened, whole milliseconds
	TimeSource  string    // box, doubtful, paper or device
	ActorID     string    // staff id, "" for the box itself and for a guest
	Role        string    // the role that allowed it, "" when none did
	Device      string
	Action      string
	SubjectType string
	SubjectID   string
	PatientID   string
	VisitID     string
	Payload     []byte // canonical JSON; nil once lawfully erased, and in lists
	PayloadHash Hash   // set by Append
}

const leafVersion = "karete journal entry v1\n"

// leaf appends the canonical bytes that the tree covers; see the package
// documentation, which is their specification.
func (e *Entry) leaf(b []byte) []byte {
	b = append(b, leafVersion...)
	b = leafInt(b, e.Seq)
	b = leafText(b, e.CommandID)
	b = leafHash(b, e.CommandHash)
	b = leafInt(b, e.RecordedAt.UnixMilli())
	b = leafInt(b, e.OccurredAt.UnixMilli())
	for _, s := range [...]string{e.TimeSource, e.ActorID, e.Role, e.Device, e.Action, e.SubjectType, e.SubjectID} {
		b = leafText(b, s)
	}
	b = leafNull(b, e.PatientID)
	b = leafNull(b, e.VisitID)
	return leafHash(b, e.PayloadHash)
}

func leafText(b []byte, s string) []byte {
	b = strconv.AppendInt(b, int64(len(s)), 10)
	b = append(b, ':')
	b = append(b, s...)
	return append(b, '\n')
}

func leafNull(b []byte, s string) []byte {
	if s == "" {
		return append(b, "-\n"...)
	}
	return leafText(b, s)
}

func leafInt(b []byte, n int64) []byte {
	var digits [20]byte
	s := strconv.AppendInt(digits[:0], n, 10)
	b = strconv.AppendInt(b, int64(len(s)), 10)
	b = append(b, ':')
	b = append(b, s...)
	return append(b, '\n')
}

func leafHash(b []byte, h Hash) []byte {
	b = append(b, "64:"...)
	b = hex.AppendEncode(b, h[:])
	return append(b, '\n')
}

// columns in the order that scan reads them; the payload comes last.
const columns = `seq, command_id, command_hash, recorded_at, occurred_at, time_source, actor_id, role, device,
	action, subject_type, subject_id, patient_id, visit_id, payload_hash`

// scan reads the columns, and after them what extra points to.
func (e *Entry) scan(scan func(...any) error, extra ...any) error {
	var recorded, occurred int64
	var command, payload []byte
	var patient, visit sql.NullString
	dest := append([]any{&e.Seq, &e.CommandID, &command, &recorded, &occurred, &e.TimeSource, &e.ActorID, &e.Role,
		&e.Device, &e.Action, &e.SubjectType, &e.SubjectID, &patient, &visit, &payload}, extra...)
	if err := scan(dest...); err != nil {
		return err
	}
	e.RecordedAt = time.UnixMilli(recorded).UTC()
	e.OccurredAt = time.UnixMilli(occurred).UTC()
	e.PatientID, e.VisitID = patient.String, visit.String
	copy(e.CommandHash[:], command)
	copy(e.PayloadHash[:], payload)
	if len(command) != len(e.CommandHash) || len(payload) != len(e.PayloadHash) ||
		patient.Valid && patient.String == "" || visit.Valid && visit.String == "" {
		return fmt.Errorf("%w %d", errMalformed, e.Seq)
	}
	return nil
}

// ByCommand is the entry, without its payload, of the act that a command id did;
// false when there was none.
func ByCommand(tx *db.Tx, commandID string) (Entry, bool, error) {
	var e Entry
	err := e.scan(tx.QueryRow("SELECT "+columns+" FROM journal WHERE command_id = ?", commandID).Scan)
	return found(e, err)
}

// BySeq is one entry with its payload.
func BySeq(tx *db.Tx, seq int64) (Entry, bool, error) {
	var e Entry
	err := e.scan(tx.QueryRow("SELECT "+columns+", payload FROM journal WHERE seq = ?", seq).Scan, &e.Payload)
	return found(e, err)
}

// Last is the newest entry with its payload; false when there is none.
func Last(tx *db.Tx) (Entry, bool, error) {
	var e Entry
	err := e.scan(tx.QueryRow("SELECT "+columns+", payload FROM journal ORDER BY seq DESC LIMIT 1").Scan, &e.Payload)
	return found(e, err)
}
