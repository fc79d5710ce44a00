package journal

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"karete/db"
)

// Tables are the journalled ones: every change of a row in them is in a payload.
// Each has a text column id.
var Tables = []string{
	"facility", "department", "staff", "patient", "identifier", "card", "visit", "queue_entry",
	"encounter", "observation", "diagnosis", "prescription", "allergy", "problem", "device", "program",
	"photo", "patient_photo", "patient_pair", "patient_link", "patient_relation", "file_log", "backup_place", "paper_sheet", "paper_row", "legacy_import", "box_clock", "schedule", "closed_day", "appointment", "staff_place", "self_report", "self_review", "alert", "message", "message_stop", "message_settings",
}

var rowQueries = func() map[string]string {
	m := make(map[string]string, len(Tables))
	for _, t := range Tables {
		m[t] = "SELECT * FROM " + t + " WHERE id = ?"
	}
	return m
}()

// Row is the row of a journalled table as canonical JSON. The error is
// sql.ErrNoRows when there is none.
func Row(tx *db.Tx, table, id string) (json.RawMessage, error) {
	query, ok := rowQueries[table]
	if !ok {
		return nil, fmt.Errorf("journal: %s is not journalled", table)
	}
	rows, err := tx.Query(query, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	r, err := newRowReader(table, rows)
	if err != nil {
		return nil, err
	}
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("journal: %s: %w", table, sql.ErrNoRows)
	}
	if err := rows.Scan(r.dest...); err != nil {
		return nil, err
	}
	return r.appendRow(make([]byte, 0, 768)), nil
}

// rowReader turns the rows of one result into canonical JSON.
type rowReader struct {
	shape
	values, dest []any
}

// shape is the columns of a table and the order of their names.
type shape struct {
	names []string
	order []int
}

var shapes sync.Map // table -> shape; a result with other columns is given its own

func newRowReader(table string, rows *sql.Rows) (*rowReader, error) {
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	known, _ := shapes.Load(table)
	s, ok := known.(shape)
	if !ok || !slices.Equal(s.names, names) {
		s = shape{names: names, order: make([]int, len(names))}
		for i := range s.order {
			s.order[i] = i
		}
		slices.SortFunc(s.order, func(a, b int) int {
			if names[a] < names[b] {
				return -1
			}
			return 1
		})
		shapes.Store(table, s)
	}
	r := &rowReader{shape: s, values: make([]any, len(names)), dest: make([]any, len(names))}
	for i := range r.values {
		r.dest[i] = &r.values[i]
	}
	return r, nil
}

func (r *rowReader) appendRow(b []byte) []byte {
	b = append(b, '{')
	for i, column := range r.order {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, r.names[column])
		b = append(b, ':')
		b = appendValue(b, r.values[column])
	}
	return append(b, '}')
}
