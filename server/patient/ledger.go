package patient

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
)

// LedgerQuery says which part of the ledger is wanted.
type LedgerQuery struct {
	Series string // of this series only; "": of all
	Bare   bool   // only of the series without a name
	Year   int    // counted in this year only; 0: all
	After  string // the identifier id that the page before ended with
}

// LedgerLine is one file number and whose it is.
type LedgerLine struct {
	ID         string         `json:"id" doc:"Of the identifier"`
	Series     string         `json:"series"`
	Value      string         `json:"value"`
	FileNumber string         `json:"fileNumber" doc:"As people write it"`
	Year       int            `json:"year,omitempty"`
	Shelf      string         `json:"shelf"`
	State      FileState      `json:"state" enum:"active,retired,missing,destroyed"`
	Patient    PatientSummary `json:"patient"`
}

// FileState is how a number and its paper file stand.
type FileState string

// The states. A file that is missing or destroyed is so whether its number is used
// or retired.
const (
	FileActive  FileState = "active"
	FileRetired FileState = "retired"
	FileLost    FileState = "missing"
	FileGone    FileState = "destroyed"
)

// LedgerSeries is one series of file numbers.
type LedgerSeries struct {
	Series  string `json:"series" doc:"Empty: numbers without one"`
	Numbers int    `json:"numbers" doc:"That were ever given"`
	Next    string `json:"next" doc:"What the box would issue next; empty when it never issued one in this series"`
	Own     bool   `json:"own" doc:"The clinic's own, in which new numbers are issued"`
}

// FileLedger is a page of it, by series and number as text.
type FileLedger struct {
	Lines  []LedgerLine   `json:"lines"`
	Next   string         `json:"next,omitempty" doc:"Ask with after=next for the page after this one; absent on the last"`
	Series []LedgerSeries `json:"series,omitempty" doc:"All there are; with the first page only"`
}

// ledgerPage is how many lines are listed at once.
const ledgerPage = 100

// Ledger lists the file numbers that were ever given, retired ones too. It opens no
// record. Fault: not-found when After is no number's id.
func (r *Room) Ledger(ctx context.Context, who access.Actor, q LedgerQuery) (FileLedger, error) {
	return act.Peek(ctx, r.gate, who, "file.ledger", func(tx *db.Tx) (FileLedger, error) {
		l, err := ledger(tx, q)
		if err == nil && q.After == "" {
			l.Series, err = ledgerSeries(tx)
		}
		return l, err
	})
}

func ledger(tx *db.Tx, q LedgerQuery) (FileLedger, error) {
	l := FileLedger{Lines: []LedgerLine{}}
	where, args := "", []any{}
	if q.Series != "" || q.Bare {
		where, args = where+" AND i.series = ?", append(args, capitals(q.Series))
	}
	if q.Year != 0 {
		where, args = where+" AND (i.value GLOB ? OR i.value GLOB ?)", append(args, fmt.Sprintf("?*/%02d", q.Year%100), fmt.Sprintf("?*/%d", q.Year))
	}
	if q.After != "" {
		var series, value string
		err := tx.QueryRow("SELECT series, value FROM identifier WHERE id = ? AND system = 'file-number'", q.After).Scan(&series, &value)
		if errors.Is(err, sql.ErrNoRows) {
			return l, notFound()
		}
		if err != nil {
			return l, err
		}
		where, args = where+" AND (i.series, i.value) > (?, ?)", append(args, series, value)
	}
	rows, err := tx.Query(`SELECT i.id, i.series, i.value, i.status, i.patient_id, `+fileColumns+` FROM identifier i `+fileJoin+`
		WHERE i.system = 'file-number' AND i.status <> 'withdrawn'`+where+` ORDER BY i.series, i.value LIMIT ?`, append(args, ledgerPage+1)...)
	if err != nil {
		return l, err
	}
	defer rows.Close()
	var holders []string
	for rows.Next() {
		if len(l.Lines) == ledgerPage {
			l.Next = l.Lines[ledgerPage-1].ID
			break
		}
		var line LedgerLine
		var holder string
		var f fileRow
		if err := rows.Scan(append([]any{&line.ID, &line.Series, &line.Value, &line.State, &holder}, f.dest()...)...); err != nil {
			return l, err
		}
		line.FileNumber, line.Year, line.Shelf = FileNumber(line.Series, line.Value), numberYear(line.Value), f.shelf.String
		switch FileEvent(f.kind.String) {
		case FileMissing:
			line.State = FileLost
		case FileDestroyed:
			line.State = FileGone
		}
		l.Lines, holders = append(l.Lines, line), append(holders, holder)
	}
	if err := rows.Err(); err != nil {
		return l, err
	}
	people, err := shown(tx, holders)
	for n := range l.Lines {
		l.Lines[n].Patient = people[holders[n]]
	}
	return l, err
}

// ledgerSeries are those with numbers, and the clinic's own.
func ledgerSeries(tx *db.Tx) ([]LedgerSeries, error) {
	own, err := ownSeries(tx)
	if err != nil {
		return nil, err
	}
	next, err := FileNumbersIn(tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT series, sum(n) FROM (
		SELECT series, count(*) AS n FROM identifier WHERE system = 'file-number' AND status <> 'withdrawn' GROUP BY series
		UNION ALL SELECT ?, 0) GROUP BY series ORDER BY series`, own)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []LedgerSeries
	for rows.Next() {
		var s LedgerSeries
		if err := rows.Scan(&s.Series, &s.Numbers); err != nil {
			return nil, err
		}
		n, issued := next[s.Series]
		if s.Own = s.Series == own; s.Own && !issued {
			n, issued = 1, true
		}
		if issued {
			if n, err = firstFree(tx, s.Series, n); err != nil {
				return nil, err
			}
			s.Next = fileNumberText(n)
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

// MissingFile is a paper file that nobody can find.
type MissingFile struct {
	ID         string         `json:"id" doc:"Of the identifier"`
	FileNumber string         `json:"fileNumber"`
	Shelf      string         `json:"shelf" doc:"Where it should stand, empty when nobody said"`
	Note       string         `json:"note"`
	Since      time.Time      `json:"since"`
	By         string         `json:"by" doc:"Display name of who missed it"`
	Patient    PatientSummary `json:"patient"`
}

// MissingFiles are the files that are missing now, the one missed last first.
type MissingFiles struct {
	Files []MissingFile `json:"files" maxItems:"500"`
	Total int           `json:"total"`
}

// mostMissing bounds the list: whoever misses more has another problem.
const mostMissing = 500

// Missing lists the files that are missing now. It opens no record.
func (r *Room) Missing(ctx context.Context, who access.Actor) (MissingFiles, error) {
	return act.Peek(ctx, r.gate, who, "file.missing", missing)
}

func missing(tx *db.Tx) (MissingFiles, error) {
	list := MissingFiles{Files: []MissingFile{}}
	rows, err := tx.Query(`SELECT i.id, i.series, i.value, i.patient_id, ` + fileColumns + `
		FROM file_log l JOIN identifier i ON i.id = l.identifier_id JOIN staff s ON s.id = l.logged_by
		WHERE l.kind = 'missing' AND i.status <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM file_log n WHERE n.identifier_id = l.identifier_id AND n.num > l.num)
		ORDER BY l.num DESC`)
	if err != nil {
		return list, err
	}
	defer rows.Close()
	var holders []string
	for rows.Next() {
		if list.Total++; list.Total > mostMissing {
			continue
		}
		var m MissingFile
		var series, value, holder string
		var f fileRow
		if err := rows.Scan(append([]any{&m.ID, &series, &value, &holder}, f.dest()...)...); err != nil {
			return list, err
		}
		m.FileNumber, m.Shelf, m.Note, m.Since, m.By = FileNumber(series, value), f.shelf.String, f.note.String, moment(f.at.Int64), f.by.String
		list.Files, holders = append(list.Files, m), append(holders, holder)
	}
	if err := rows.Err(); err != nil {
		return list, err
	}
	people, err := shown(tx, holders)
	for n := range list.Files {
		list.Files[n].Patient = people[holders[n]]
	}
	return list, err
}
