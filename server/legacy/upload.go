package legacy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/tabular"
)

// The longest name of a file that is kept, and how many rows are written at a time:
// others want to write too.
const (
	maxName  = 120
	rowsOnce = 500
)

// Upload reads a file, keeps its rows and proposes a mapping. Faults: invalid about
// file with "table-" and the reason of tabular.Error {line}; too-large; busy while
// another file is read; those of act.Do.
func (r *Room) Upload(ctx context.Context, who access.Actor, in Upload, from io.Reader) (ImportDetail, error) {
	var none ImportDetail
	if _, err := r.gate.Allow(ctx, who, "import.upload"); err != nil {
		return none, err
	}
	select {
	case r.reading <- struct{}{}:
		defer func() { <-r.reading }()
	default:
		return none, fault.New(fault.Busy)
	}
	file, err := r.read(in, from)
	if err != nil {
		return none, err
	}
	known, err := r.known(ctx, in.ID)
	if err == nil && !known {
		err = r.keep(ctx, in.ID, file.rows)
	}
	if err != nil {
		return none, err
	}
	c := act.Command{ID: in.ID, Action: "import.upload", Body: struct{ Upload, Hash any }{in, file.sha256}}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		row := file.row
		row.id, row.uploadedAt, row.uploadedBy, row.state = in.ID, tx.Now.UnixMilli(), tx.Actor.ID, Uploaded
		if row.mapping, err = propose(tx.Tx, file); err != nil {
			return err
		}
		tx.Subject("legacy_import", in.ID)
		return row.insert(tx)
	}, r.detail)
}

// file is what was brought, read.
type file struct {
	row
	rows []tabular.Row // below the header
}

func (r *Room) read(in Upload, from io.Reader) (file, error) {
	hash := sha256.New()
	size := &counter{}
	t, err := tabular.Open(io.TeeReader(from, io.MultiWriter(hash, size)), tabular.Options{Encoding: in.Encoding, Sheet: in.Sheet, Limits: r.o.Limits})
	if err != nil {
		return file{}, refused(err)
	}
	defer t.Close()
	var all []tabular.Row
	for {
		row, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return file{}, refused(err)
		}
		all = append(all, row)
	}
	f := file{row: row{name: fileName(in.Name), format: formatOf(t.Format)}}
	f.header, f.headerLine, f.rows = split(all)
	if f.row.rows = len(f.rows); len(f.rows) == 0 {
		return file{}, refused(&tabular.Error{Reason: tabular.Empty})
	}
	f.bytes, f.sha256 = size.n, hex.EncodeToString(hash.Sum(nil))
	return f, nil
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// refused is a table's refusal as a fault.
func refused(err error) error {
	var why *tabular.Error
	switch {
	case !errors.As(err, &why):
		return err
	case why.Reason == tabular.TooLarge:
		return fault.New(fault.TooLarge).Because(err)
	}
	f := fault.FieldError{Field: "file"}
	f.Code = "table-" + string(why.Reason)
	if why.Line > 0 {
		f.Params = map[string]any{"line": why.Line}
	}
	return fault.Fields(f).Because(err)
}

// fileName is a file's name without its folder, and no longer than is kept.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(norm.NFC.String(strings.ToValidUTF8(name, "")), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
	if name == "." || name == "/" {
		name = ""
	}
	for utf8.RuneCountInString(name) > maxName {
		_, last := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-last]
	}
	return name
}

func (r *Room) known(ctx context.Context, importID string) (known bool, err error) {
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		return tx.QueryRow("SELECT EXISTS (SELECT 1 FROM legacy_import WHERE id = ?)", importID).Scan(&known)
	})
	return known, err
}

// keep writes the rows, a part at a time. Those of an upload that was cut short go.
func (r *Room) keep(ctx context.Context, importID string, rows []tabular.Row) error {
	if err := r.forget(ctx, importID); err != nil {
		return err
	}
	for len(rows) > 0 {
		part := rows[:min(len(rows), rowsOnce)]
		rows = rows[len(part):]
		if err := r.gate.DB().Write(ctx, func(tx *db.Tx) error {
			for _, row := range part {
				formulas := row.Formulas
				if formulas == nil {
					formulas = []int{}
				}
				if _, err := tx.Exec(`INSERT INTO legacy_line (import_id, line, cells, formulas, verdict, doubtful, notes, reasons)
					VALUES (?, ?, ?, ?, '', 0, '[]', '[]')`, importID, row.Line, text(row.Cells), text(formulas)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// forget takes the lines of an import out, a part at a time.
func (r *Room) forget(ctx context.Context, importID string) error {
	for {
		var n int64
		err := r.gate.DB().Write(ctx, func(tx *db.Tx) error {
			result, err := tx.Exec(`DELETE FROM legacy_line WHERE import_id = ?1 AND line IN
				(SELECT line FROM legacy_line WHERE import_id = ?1 LIMIT ?2)`, importID, 4*rowsOnce)
			if err == nil {
				n, err = result.RowsAffected()
			}
			return err
		})
		if err != nil || n == 0 {
			return err
		}
	}
}
