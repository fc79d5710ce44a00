package legacy

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
)

// keptFor is how long the lines of an import are kept after it was added, or brought
// and left lying.
const keptFor = 30 * 24 * time.Hour

// row is one row of legacy_import.
type row struct {
	id, name, sha256      string
	bytes                 int64
	format                format
	header                []string
	headerLine, rows      int
	mapping               ImportMapping
	state                 State
	counts                ImportCounts
	uploadedAt            int64
	uploadedBy            string
	appliedAt, endedAt    sql.NullInt64
	appliedBy, endedBy    sql.NullString
	byName, appliedByName string
	endedByName           string
	hasLines              bool
}

const rowColumns = `SELECT i.id, i.name, i.sha256, i.bytes, i.format, i.header, i.header_line, i.rows, i.mapping, i.state, i.counts,
	i.uploaded_at, i.uploaded_by, i.applied_at, i.applied_by, i.ended_at, i.ended_by,
	coalesce((SELECT display_name FROM staff WHERE id = i.uploaded_by), ''),
	coalesce((SELECT display_name FROM staff WHERE id = i.applied_by), ''),
	coalesce((SELECT display_name FROM staff WHERE id = i.ended_by), ''),
	EXISTS (SELECT 1 FROM legacy_line l WHERE l.import_id = i.id) FROM legacy_import i `

func scan(from interface{ Scan(...any) error }) (row, error) {
	var r row
	var form, header, mapping, counts string
	err := from.Scan(&r.id, &r.name, &r.sha256, &r.bytes, &form, &header, &r.headerLine, &r.rows, &mapping, &r.state, &counts,
		&r.uploadedAt, &r.uploadedBy, &r.appliedAt, &r.appliedBy, &r.endedAt, &r.endedBy,
		&r.byName, &r.appliedByName, &r.endedByName, &r.hasLines)
	if err != nil {
		return r, err
	}
	return r, errors.Join(json.Unmarshal([]byte(form), &r.format), json.Unmarshal([]byte(header), &r.header),
		json.Unmarshal([]byte(mapping), &r.mapping), json.Unmarshal([]byte(counts), &r.counts))
}

// load is one import. Fault: not-found.
func load(tx *db.Tx, importID string) (row, error) {
	r, err := scan(tx.QueryRow(rowColumns+"WHERE i.id = ?", importID))
	if errors.Is(err, sql.ErrNoRows) {
		return r, fault.New(fault.NotFound)
	}
	if err != nil {
		return r, fmt.Errorf("import: %w", err)
	}
	return r, nil
}

// loadAll is every import that is so, newest first.
func loadAll(tx *db.Tx, which string, args ...any) ([]row, error) {
	rows, err := tx.Query(rowColumns+which+" ORDER BY i.uploaded_at DESC, i.id DESC", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []row
	for rows.Next() {
		r, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("import: %w", err)
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// standing is the import in a state in which the command makes sense. Faults: not-found;
// wrong-state {status}.
func standing(tx *db.Tx, importID string, states ...State) (row, error) {
	r, err := load(tx, importID)
	if err != nil {
		return r, err
	}
	for _, s := range states {
		if r.state == s {
			return r, nil
		}
	}
	return r, fault.New(fault.WrongState).With("status", r.state)
}

// readable is standing for a command that needs the lines, which may be forgotten.
func readable(tx *db.Tx, importID string, states ...State) (row, error) {
	r, err := standing(tx, importID, states...)
	if err == nil && !r.hasLines {
		err = fault.New(fault.WrongState).With("status", "forgotten")
	}
	return r, err
}

// insert writes a new import.
func (r row) insert(tx *act.Tx) error {
	tx.Changed("legacy_import", r.id)
	_, err := tx.Exec(`INSERT INTO legacy_import (id, name, sha256, bytes, format, header, header_line, rows, mapping, state, counts, uploaded_at, uploaded_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, r.id, r.name, r.sha256, r.bytes, text(r.format), text(r.header), r.headerLine, r.rows,
		text(r.mapping), r.state, text(r.counts), r.uploadedAt, r.uploadedBy)
	return err
}

// save writes what changes about an import.
func (r row) save(tx *act.Tx) error {
	tx.Subject("legacy_import", r.id)
	tx.Changed("legacy_import", r.id)
	_, err := tx.Exec(`UPDATE legacy_import SET mapping = ?, state = ?, counts = ?, applied_at = ?, applied_by = ?, ended_at = ?, ended_by = ? WHERE id = ?`,
		text(r.mapping), r.state, text(r.counts), r.appliedAt, r.appliedBy, r.endedAt, r.endedBy, r.id)
	return err
}

// ends says who ended it, now.
func (r *row) ends(tx *act.Tx) {
	r.endedAt, r.endedBy = now(tx), by(tx)
}

func now(tx *act.Tx) sql.NullInt64 { return sql.NullInt64{Int64: tx.Now.UnixMilli(), Valid: true} }
func by(tx *act.Tx) sql.NullString { return sql.NullString{String: tx.Actor.ID, Valid: true} }

// text is a column that holds JSON. What is given is always a struct or a list of
// text, which no encoder refuses.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("legacy: %T has no JSON", v))
	}
	return string(b)
}

func moment(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}

// told is the import as the API tells it.
func (r row) told() Import {
	i := Import{
		ID: r.id, Name: r.name, SHA256: r.sha256, Bytes: r.bytes, Kind: r.format.Kind, Encoding: r.format.Encoding,
		Sheet: r.format.Sheet, Sheets: r.format.Sheets, State: r.state, Rows: r.rows, Counts: r.counts,
		UploadedAt: time.UnixMilli(r.uploadedAt).UTC(), UploadedBy: r.byName,
		AppliedAt: moment(r.appliedAt), AppliedBy: r.appliedByName, EndedAt: moment(r.endedAt), EndedBy: r.endedByName,
	}
	if r.hasLines {
		until := r.forgotten()
		i.LinesUntil = &until
	}
	return i
}

// forgotten is when the lines go.
func (r row) forgotten() time.Time {
	from := r.uploadedAt
	if r.appliedAt.Valid {
		from = r.appliedAt.Int64
	}
	return time.UnixMilli(from).UTC().Add(keptFor)
}
