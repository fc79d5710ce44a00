package archive

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"karete/db"
	"karete/db/journal"
)

// format is the number of the form that this package describes.
const format = 1

// Manifest is the first part of a backup: what is in it, counted on the same
// snapshot that the pages come from.
type Manifest struct {
	Format        int              `json:"format"`
	Version       string           `json:"version"`  // of the program that made it
	Schema        int              `json:"schema"`   // number of the newest migration
	MadeAt        time.Time        `json:"madeAt"`   // UTC, by the box's clock
	Database      string           `json:"database"` // the keyring's id, 32 hex digits
	Clinic        string           `json:"clinic"`
	Tables        map[string]int64 `json:"tables"`     // rows of each
	Entries       int64            `json:"entries"`    // of the journal
	Head          string           `json:"head"`       // tree hash over them, hex
	HeadAt        time.Time        `json:"headAt"`     // when the newest was recorded; the zero time when there is none
	Checkpoint    string           `json:"checkpoint"` // the newest signed note; "" when nothing was signed yet
	DatabaseBytes int64            `json:"databaseBytes"`
}

// Rows is how many there are in all tables.
func (m Manifest) Rows() (n int64) {
	for _, rows := range m.Tables {
		n += rows
	}
	return n
}

func (m Manifest) encode() ([]byte, error) {
	text, err := json.MarshalIndent(m, "", "  ")
	return append(text, '\n'), err
}

// parseManifest takes only what encode writes, byte for byte: so no name stands
// twice in it, and none that this version does not know.
func parseManifest(text []byte) (Manifest, error) {
	var kind struct {
		Format int `json:"format"`
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(text, &kind); err != nil || kind.Format < 1 {
		return Manifest{}, damaged(PartManifest, "not a manifest")
	}
	if kind.Format > format {
		return Manifest{}, fmt.Errorf("%w: its format is %d, this program knows %d", ErrNewer, kind.Format, format)
	}
	steps, err := db.Steps(nil)
	if err != nil {
		return Manifest{}, err
	}
	if kind.Schema > steps {
		return Manifest{}, fmt.Errorf("%w: its schema is %d, this program knows %d", ErrNewer, kind.Schema, steps)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, damaged(PartManifest, "not a manifest of format %d", format)
	}
	again, err := m.encode()
	if err != nil || !bytes.Equal(again, text) {
		return Manifest{}, damaged(PartManifest, "not as Karete writes it")
	}
	if says := m.wrong(); says != "" {
		return Manifest{}, damaged(PartManifest, "%s", says)
	}
	return m, nil
}

func (m Manifest) wrong() string {
	isHex := func(text string, n int) bool { b, err := hex.DecodeString(text); return err == nil && len(b) == n }
	switch {
	case m.Schema < 1:
		return "no schema"
	case !isHex(m.Database, 16):
		return "no database id"
	case !isHex(m.Head, 32):
		return "no head of the journal"
	case m.Entries < 0 || (m.Entries == 0) != m.HeadAt.IsZero():
		return "an impossible number of entries"
	case m.MadeAt.IsZero():
		return "no date"
	case m.DatabaseBytes <= 0 || m.DatabaseBytes%pageSize != 0:
		return "an impossible size of the database"
	}
	for table, rows := range m.Tables {
		if !ordinary(table) || rows < 0 {
			return "an impossible table"
		}
	}
	return ""
}

// ordinary says whether a name is one that Karete gives a table.
func ordinary(table string) bool {
	for _, r := range table {
		if r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return table != "" && len(table) <= 64
}

// state is what a manifest says of the rows of a database.
type state struct {
	schema  int
	tables  map[string]int64
	entries int64
	head    string
	headAt  time.Time
}

// stateOf counts. Tables that a search index keeps for itself are left out: the
// integrity check compares them with what they index.
func stateOf(tx *db.Tx) (s state, err error) {
	if err := tx.QueryRow("SELECT coalesce(max(number), 0) FROM schema_migration").Scan(&s.schema); err != nil {
		return s, err
	}
	if s.tables, err = countTables(tx); err != nil {
		return s, err
	}
	head, err := journal.Head(tx)
	if err != nil {
		return s, err
	}
	s.entries, s.head = head.Size, hex.EncodeToString(head.Root[:])
	last, found, err := journal.Last(tx)
	if err == nil && found {
		s.headAt = last.RecordedAt.UTC()
	}
	return s, err
}

func countTables(tx *db.Tx) (map[string]int64, error) {
	rows, err := tx.Query(`SELECT name FROM pragma_table_list
		WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`)
	if err != nil {
		return nil, err
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	tables := map[string]int64{}
	for _, name := range names {
		if !ordinary(name) {
			return nil, damaged(PartDatabase, "a table that Karete did not make")
		}
		var n int64
		if err := tx.QueryRow("SELECT count(*) FROM " + name).Scan(&n); err != nil {
			return nil, err
		}
		tables[name] = n
	}
	return tables, nil
}

// manifestOf is the manifest of a source on a snapshot.
func manifestOf(tx *db.Tx, s Source, database string, bytes int64) (Manifest, error) {
	now, err := stateOf(tx)
	if err != nil {
		return Manifest{}, err
	}
	m := Manifest{
		Format: format, Version: strings.ToValidUTF8(s.Version, "?"), Schema: now.schema, MadeAt: s.Now().UTC().Truncate(time.Second),
		Database: database, Clinic: strings.ToValidUTF8(s.Clinic, "?"), Tables: now.tables, Entries: now.entries, Head: now.head, HeadAt: now.headAt,
		DatabaseBytes: bytes,
	}
	signed, found, err := journal.LastCheckpoint(tx)
	if found {
		m.Checkpoint = signed.Note
	}
	return m, err
}
