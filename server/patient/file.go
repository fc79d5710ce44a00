package patient

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// FileEvent is what became of a paper file.
type FileEvent string

// The events. A file that is missing can be found, one that is destroyed is gone.
const (
	FileShelved   FileEvent = "shelved"
	FileMissing   FileEvent = "missing"
	FileFound     FileEvent = "found"
	FileDestroyed FileEvent = "destroyed"
)

// PaperFile is how the paper file of a number stands.
type PaperFile struct {
	Shelf string    `json:"shelf" doc:"Where it was put last, empty when nobody said"`
	State FileEvent `json:"state" enum:"shelved,missing,found,destroyed" doc:"What was written down about it last"`
	Note  string    `json:"note"`
	At    time.Time `json:"at"`
	By    string    `json:"by" doc:"Display name"`
}

// LogFile writes down what became of the paper file of one of a patient's numbers.
// ID names the command and is the new line's id.
type LogFile struct {
	ID    string    `json:"id" format:"uuid"`
	Kind  FileEvent `json:"kind" enum:"shelved,missing,found,destroyed"`
	Shelf string    `json:"shelf,omitempty" maxLength:"30" doc:"Where it stands from now on; with shelved always, with found when it is not the old place"`
	Note  string    `json:"note,omitempty" maxLength:"200"`
}

const maxShelf, maxFileNote = 30, 200

// LogFile answers with the patient. Faults: not-found for the patient, or when they
// have no such number; wrong-state when that cannot have become of it; replaced;
// invalid.
func (r *Room) LogFile(ctx context.Context, who access.Actor, patientID, identifierID string, in LogFile) (Patient, error) {
	c := act.Command{ID: in.ID, Action: "file.log", PatientID: patientID, Body: struct {
		Identifier string
		LogFile
	}{identifierID, in}}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("patient", patientID)
		return logFile(tx, patientID, identifierID, in)
	}, ReadIn)
}

func logFile(tx *act.Tx, patientID, identifierID string, in LogFile) error {
	var c checks
	in.Shelf, in.Note = c.line("shelf", capitals(in.Shelf), maxShelf), c.line("note", in.Note, maxFileNote)
	switch in.Kind {
	case FileShelved:
		if in.Shelf == "" {
			c.add("shelf", "required", nil)
		}
	case FileMissing, FileDestroyed:
		if in.Shelf != "" {
			c.add("shelf", "not-allowed", nil)
		}
	case FileFound:
	default:
		c.add("kind", "not-one-of", nil)
	}
	if err := c.fault(); err != nil {
		return err
	}
	if err := StandsIn(tx.Tx, patientID); err != nil {
		return err
	}
	if err := hasFile(tx.Tx, patientID, identifierID); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO file_log (id, identifier_id, kind, shelf, note, logged_at, logged_by) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		in.ID, identifierID, in.Kind, in.Shelf, in.Note, tx.OccurredAt.UnixMilli(), tx.Actor.ID)
	if brokeTrigger(err, "state: file_log") {
		return fault.New(fault.WrongState)
	}
	if err != nil {
		return err
	}
	tx.Changed("file_log", in.ID)
	return nil
}

// hasFile says that a file number is the patient's, or that of a file that was
// joined with theirs. Fault: not-found.
func hasFile(tx *db.Tx, patientID, identifierID string) error {
	var holder string
	err := tx.QueryRow("SELECT patient_id FROM identifier WHERE id = ? AND system = 'file-number' AND status <> 'withdrawn'", identifierID).Scan(&holder)
	if errors.Is(err, sql.ErrNoRows) {
		return notFound()
	}
	if err != nil {
		return err
	}
	return oneOfTheirs(tx, patientID, holder)
}

// fileColumns are how the paper file of the identifier i stands, with fileJoin; a
// fileRow reads them.
const (
	fileColumns = `l.kind, l.note, l.logged_at, s.display_name,
		(SELECT shelf FROM file_log WHERE identifier_id = i.id AND shelf <> '' ORDER BY num DESC LIMIT 1)`
	fileJoin = `LEFT JOIN file_log l ON l.num = (SELECT max(num) FROM file_log WHERE identifier_id = i.id)
		LEFT JOIN staff s ON s.id = l.logged_by`
)

type fileRow struct {
	kind, note, by, shelf sql.NullString
	at                    sql.NullInt64
}

func (f *fileRow) dest() []any { return []any{&f.kind, &f.note, &f.at, &f.by, &f.shelf} }

// file is nil when nothing was ever written down about it.
func (f *fileRow) file() *PaperFile {
	if !f.kind.Valid {
		return nil
	}
	return &PaperFile{Shelf: f.shelf.String, State: FileEvent(f.kind.String), Note: f.note.String, At: moment(f.at.Int64), By: f.by.String}
}

// FileLine is one line that was written down about a paper file.
type FileLine struct {
	FileNumber string    `json:"fileNumber"`
	Kind       FileEvent `json:"kind" enum:"shelved,missing,found,destroyed"`
	Shelf      string    `json:"shelf"`
	Note       string    `json:"note"`
	At         time.Time `json:"at"`
	By         string    `json:"by" doc:"Display name"`
}

// FileLinesIn is all that was ever written down about the paper files of a patient,
// oldest first.
func FileLinesIn(tx *db.Tx, patientID string) ([]FileLine, error) {
	theirs, err := MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT i.series, i.value, l.kind, l.shelf, l.note, l.logged_at, s.display_name
		FROM identifier i JOIN file_log l ON l.identifier_id = i.id JOIN staff s ON s.id = l.logged_by
		WHERE i.patient_id IN (SELECT value FROM json_each(?)) ORDER BY l.num`, theirs.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []FileLine{}
	for rows.Next() {
		var l FileLine
		var series, value string
		var at int64
		if err := rows.Scan(&series, &value, &l.Kind, &l.Shelf, &l.Note, &at, &l.By); err != nil {
			return nil, err
		}
		l.FileNumber, l.At = FileNumber(series, value), moment(at)
		list = append(list, l)
	}
	return list, rows.Err()
}
