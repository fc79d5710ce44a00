package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"karete/db"
)

// lastRows remembers, of every row that a payload held, the hash of its last
// state: some 100 bytes a row, so that a clinic of 100,000 visits fits a Pi.
type lastRows map[rowKey]lastRow

// rowKey is half a SHA-256 over table and id.
type rowKey [16]byte

type lastRow struct {
	hash Hash
	seq  int64 // of the entry; 0 once the row was found
}

func keyOf(table, id string) rowKey {
	var buf [96]byte
	b := append(buf[:0], table...)
	b = append(b, 0)
	b = append(b, id...)
	h := sha256.Sum256(b)
	return rowKey(h[:])
}

type payload struct {
	Rows map[string]map[string]json.RawMessage `json:"rows"`
}

// note takes the rows of a payload; false when it cannot be read.
func (l lastRows) note(text []byte, seq int64) bool {
	if bytes.HasSuffix(text, []byte(`"rows":{}}`)) { // openings and refusals: most entries
		return true
	}
	var p payload
	if err := json.Unmarshal(text, &p); err != nil {
		return false
	}
	for table, rows := range p.Rows {
		for id, row := range rows {
			l[keyOf(table, id)] = lastRow{sha256.Sum256(row), seq}
		}
	}
	return true
}

// verifyTable compares each row of a table with its last payload.
func verifyTable(tx *db.Tx, table string, last lastRows, r *Report) error {
	rows, err := tx.Query("SELECT * FROM " + table + " ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	reader, err := newRowReader(table, rows)
	if err != nil {
		return err
	}
	idColumn := slices.Index(reader.names, "id")
	buf := make([]byte, 0, 1024)
	for rows.Next() {
		if err := rows.Scan(reader.dest...); err != nil {
			return err
		}
		r.Rows++
		id, _ := reader.values[idColumn].(string)
		key := keyOf(table, id)
		then, ok := last[key]
		if !ok {
			r.row(RowUnjournalled, table, id, 0, "%s %s: no entry of the journal wrote it", table, id)
			continue
		}
		buf = reader.appendRow(buf[:0])
		if sha256.Sum256(buf) != then.hash {
			columns, err := differing(tx, table, id, then.seq, buf)
			if err != nil {
				return err
			}
			if len(columns) > 0 {
				r.row(RowChanged, table, id, then.seq, "%s %s was changed outside the journal since entry %d: %s",
					table, id, then.seq, strings.Join(columns, ", "))
			}
		}
		last[key] = lastRow{}
	}
	return rows.Err()
}

// differing lists the columns in which a row differs from a payload. A column
// that a later migration added is not in the payload: it must hold its default.
func differing(tx *db.Tx, table, id string, seq int64, row []byte) ([]string, error) {
	text, err := payloadOf(tx, seq)
	if err != nil {
		return nil, err
	}
	var p payload
	var then, now map[string]json.RawMessage
	if json.Unmarshal(text, &p) != nil || json.Unmarshal(p.Rows[table][id], &then) != nil {
		return []string{"all"}, nil
	}
	if err := json.Unmarshal(row, &now); err != nil {
		return nil, err
	}
	defaults, err := columnDefaults(tx, table)
	if err != nil {
		return nil, err
	}
	var columns []string
	for _, name := range slices.Sorted(maps.Keys(now)) {
		want, ok := then[name]
		if !ok {
			want, ok = defaults[name]
		}
		if !ok || !bytes.Equal(want, now[name]) {
			columns = append(columns, name)
		}
		delete(then, name)
	}
	return append(columns, slices.Sorted(maps.Keys(then))...), nil
}

// columnDefaults are the plain defaults of a table's columns as canonical JSON.
func columnDefaults(tx *db.Tx, table string) (map[string]json.RawMessage, error) {
	rows, err := tx.Query(`SELECT name, type, "notnull", coalesce(dflt_value, 'NULL') FROM pragma_table_info(?)`, table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	defaults := map[string]json.RawMessage{}
	for rows.Next() {
		var name, kind, text string
		var notNull bool
		if err := rows.Scan(&name, &kind, &notNull, &text); err != nil {
			return nil, err
		}
		if v, ok := literal(text, kind); ok && !(v == nil && notNull) {
			defaults[name] = appendValue(nil, v)
		}
	}
	return defaults, rows.Err()
}

// literal is the value of a default that is written as a number, a text or NULL.
func literal(text, kind string) (any, bool) {
	if strings.EqualFold(text, "NULL") {
		return nil, true
	}
	if len(text) >= 2 && text[0] == '\'' && text[len(text)-1] == '\'' {
		return strings.ReplaceAll(text[1:len(text)-1], "''", "'"), true
	}
	if kind == "REAL" {
		f, err := strconv.ParseFloat(text, 64)
		return f, err == nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

func payloadOf(tx *db.Tx, seq int64) (text []byte, err error) {
	err = tx.QueryRow("SELECT payload FROM journal WHERE seq = ?", seq).Scan(&text)
	return text, err
}

// verifyGone reports journalled rows that no table holds any more. Their names
// are in the payloads of the entries that wrote them last.
func verifyGone(tx *db.Tx, last lastRows, r *Report) error {
	gone := map[int64]bool{}
	for _, row := range last {
		if row.seq > 0 {
			gone[row.seq] = true
		}
	}
	for _, seq := range slices.Sorted(maps.Keys(gone)) {
		text, err := payloadOf(tx, seq)
		if err != nil {
			return err
		}
		var p payload
		if err := json.Unmarshal(text, &p); err != nil {
			continue // reported when it was read
		}
		for _, table := range slices.Sorted(maps.Keys(p.Rows)) {
			for _, id := range slices.Sorted(maps.Keys(p.Rows[table])) {
				if last[keyOf(table, id)].seq == seq {
					r.row(RowMissing, table, id, seq, "%s %s, written by entry %d, is not there", table, id, seq)
				}
			}
		}
	}
	return nil
}
