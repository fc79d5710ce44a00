package journal_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
)

func TestVerifyFindsNothingWrongInAnHonestJournal(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	signed := b.sign()
	b.act("patient", uid(4, 0), "UPDATE patient SET village = 'Roma', version = 2 WHERE id = ?", uid(4, 0))
	r := b.verify()
	if !r.Clean() {
		t.Fatalf("found %v", r.Findings)
	}
	want := journal.Report{
		Tree: b.head(), Entries: acts + 2, Checkpoints: 1, Signed: signed.Size, Rows: int64(len(rows)),
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
}

// Each case is one thing somebody with the file could do. n is the number of
// entries before it, s those that were signed.
var tampering = []struct {
	name string
	do   []string
	want string
}{
	{"a payload edited", []string{`UPDATE journal SET payload = CAST(replace(payload, 'Thabane', 'Thabana') AS BLOB) WHERE seq = 4`}, "payload-changed row-changed"},
	{"a payload cut", []string{`UPDATE journal SET payload = CAST(substr(payload, 1, 20) AS BLOB) WHERE seq = 4`}, "payload-changed payload-malformed row-unjournalled"},
	{"a payload and its hash edited", []string{`UPDATE journal SET payload = x'7b7d', payload_hash = x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE seq = 15`}, "entry-changed"},
	{"who did it", []string{`UPDATE journal SET actor_id = 'x' WHERE seq = 3`}, "entry-changed"},
	{"when", []string{`UPDATE journal SET recorded_at = recorded_at + 1 WHERE seq = 3`}, "entry-changed"},
	{"what", []string{`UPDATE journal SET action = 'x' WHERE seq = 3`}, "entry-changed"},
	{"about whom", []string{`UPDATE journal SET patient_id = NULL WHERE seq = 3`}, "entry-changed"},
	{"nobody made nothing", []string{`UPDATE journal SET visit_id = '' WHERE seq = 3`}, "entry-changed"},
	{"a hash cut", []string{`UPDATE journal SET command_hash = x'00' WHERE seq = 3`}, "entry-changed"},
	{"the first entry deleted", []string{`DELETE FROM journal WHERE seq = 1`}, "entry-missing row-unjournalled"},
	{"an entry deleted", []string{`DELETE FROM journal WHERE seq = 15`}, "entry-missing"},
	{"an entry deleted, the others moved up", []string{`DELETE FROM journal WHERE seq = 15`, `UPDATE journal SET seq = seq - 1 WHERE seq > 15`}, "entry-changed journal-cut"},
	{"two swapped", []string{`UPDATE journal SET seq = -1 WHERE seq = 2`, `UPDATE journal SET seq = 2 WHERE seq = 3`, `UPDATE journal SET seq = 3 WHERE seq = -1`}, "entry-changed"},
	{"the last ones cut off", []string{`DELETE FROM journal WHERE seq > 15`}, "journal-cut"},
	{"the last ones and their hashes cut off", []string{`DELETE FROM journal WHERE seq > 14`, `DELETE FROM journal_hash WHERE position >= 26`}, "journal-cut"},
	{"an entry put before the first", []string{`INSERT INTO journal SELECT -5, 'x', command_hash, recorded_at, occurred_at, time_source, actor_id, role, device, action, subject_type, subject_id, patient_id, visit_id, payload, payload_hash FROM journal WHERE seq = 15`}, "entry-extra"},
	{"an entry put after the last", []string{`INSERT INTO journal SELECT 18, 'x', command_hash, recorded_at, occurred_at, time_source, actor_id, role, device, action, subject_type, subject_id, patient_id, visit_id, payload, payload_hash FROM journal WHERE seq = 15`}, "entry-unproven"},
	{"an entry put far away", []string{`INSERT INTO journal SELECT 9223372036854775807, 'x', command_hash, recorded_at, occurred_at, time_source, actor_id, role, device, action, subject_type, subject_id, patient_id, visit_id, payload, payload_hash FROM journal WHERE seq = 15`}, "entry-missing entry-unproven"},
	{"a leaf edited", []string{`UPDATE journal_hash SET hash = zeroblob(32) WHERE position = 0`}, "entry-changed tree-changed checkpoint-broken"},
	{"a node edited", []string{`UPDATE journal_hash SET hash = zeroblob(32) WHERE position = 2`}, "tree-changed"},
	{"a leaf deleted", []string{`DELETE FROM journal_hash WHERE position = 0`}, "entry-unproven"},
	{"a node deleted", []string{`DELETE FROM journal_hash WHERE position = 2`}, "tree-incomplete"},
	{"hashes put where none belong", []string{`INSERT INTO journal_hash VALUES (-4, zeroblob(32))`}, "tree-extra"},
	{"hashes put after the end", []string{`INSERT INTO journal_hash VALUES (9223372036854775806, zeroblob(32))`}, "journal-cut"},
	{"a checkpoint edited", []string{`UPDATE checkpoint SET note = replace(note, 'qhalasi', 'another')`}, "checkpoint-false"},
	{"a checkpoint moved", []string{`UPDATE checkpoint SET size = 3`}, "checkpoint-false"},
	{"a checkpoint made up", []string{`INSERT INTO checkpoint VALUES (4, 'karete/qhalasi', 5)`}, "checkpoint-false"},
	{"a row made up", []string{`INSERT INTO department (id, code, name, name_st, kind, position, active, version) VALUES ('x', 'X', '', '', 'other', 1, 1, 1)`}, "row-unjournalled"},
	{"a row deleted", []string{`DELETE FROM problem`}, "row-missing"},
	{"a row under another id", []string{`UPDATE problem SET id = 'x'`}, "row-unjournalled row-missing"},
	{"an infinity", []string{`UPDATE observation SET value = 9e999`}, "row-changed"},
	{"a guard removed", []string{`DROP TABLE problem`}, "guard-missing row-missing"},
}

func TestVerifyFindsTampering(t *testing.T) {
	t.Parallel()
	for _, c := range tampering {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBook(t)
			b.look()
			b.sign()
			b.look()
			if c.name == "a guard removed" { // its triggers cannot come back
				b.write(func(tx *db.Tx) error { _, err := tx.Exec(c.do[0]); return err })
			} else {
				b.tamper(c.do...)
			}
			r := b.verify()
			if got := codes(r); got != c.want {
				t.Errorf("found %q, want %q:\n%v", got, c.want, r.Findings)
			}
			if diff := cmp.Diff(r, b.verify()); diff != "" {
				t.Errorf("another check says otherwise: %s", diff)
			}
		})
	}
}

func TestVerifyFindsAChangedRowInEveryTable(t *testing.T) {
	t.Parallel()
	for _, table := range journal.Tables {
		if !slices.ContainsFunc(rows, func(r struct{ table, id, insert, column string }) bool { return r.table == table }) {
			t.Errorf("no row of %s", table)
		}
	}
	for _, row := range rows {
		t.Run(row.table, func(t *testing.T) {
			t.Parallel()
			b := newBook(t)
			value := "'[]'"
			if row.column == "value" && row.table == "observation" {
				value = "38.4"
			}
			if row.table == "alert" {
				value = "'red-flag'"
			}
			b.tamper(fmt.Sprintf("UPDATE %s SET %s = %s WHERE id = '%s'", row.table, row.column, value, row.id))
			r := b.verify()
			if len(r.Findings) != 1 {
				t.Fatalf("found %v", r.Findings)
			}
			f := r.Findings[0]
			if f.Code != journal.RowChanged || f.Table != row.table || f.ID != row.id || !strings.HasSuffix(f.Says, ": "+row.column) {
				t.Errorf("found %+v", f)
			}
		})
	}
}

// Whoever changes an entry and reckons the whole tree anew makes a journal that
// fits itself. Only what was signed tells.
func TestVerifyFindsARewrittenHistory(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	signed := b.sign()
	b.look()
	rewritten := *b
	var entries []journal.Entry
	b.read(func(tx *db.Tx) error {
		for seq := int64(1); seq <= signed.Size+1; seq++ {
			e, _, err := journal.BySeq(tx, seq)
			if err != nil {
				return err
			}
			entries = append(entries, e)
		}
		return nil
	})
	entries[4].ActorID = "somebody else"
	rewritten.tamper("DELETE FROM journal", "DELETE FROM journal_hash")
	rewritten.write(func(tx *db.Tx) error {
		for _, e := range entries {
			if _, err := journal.Append(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if got := codes(rewritten.verify()); got != "checkpoint-broken" {
		t.Errorf("found %q", got)
	}
	if r, err := journal.VerifyHead(t.Context(), rewritten.DB, b.key.Verifier, 10); err != nil || codes(r) != "checkpoint-broken" {
		t.Errorf("the quick look found %q, %v", codes(r), err)
	}
	err := rewritten.Write(t.Context(), func(tx *db.Tx) error { _, err := journal.Sign(tx, b.key.Signer); return err })
	if err == nil || err.Error() != journal.ErrForked.Error() {
		t.Errorf("signed a second history: %v", err)
	}
}

func TestVerifyFindsAnOlderFile(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.sign()
	copied := filepath.Join(t.TempDir(), "old.db")
	if err := b.Snapshot(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	b.look()
	newer := b.sign()

	d, err := db.Open(t.Context(), db.Options{Path: copied, VFS: dbtest.VFS()})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	old := &book{DB: d, t: t, key: b.key}
	if r := old.verify(); !r.Clean() {
		t.Errorf("by itself the old file is honest, but found %v", r.Findings)
	}
	if got := codes(old.verify(newer.Note)); got != "journal-cut" {
		t.Errorf("with the newer checkpoint at hand found %q", got)
	}
	if got := codes(old.verify(strings.Replace(newer.Note, "karete", "kartete", 1))); got != "checkpoint-false" {
		t.Errorf("with a false checkpoint at hand found %q", got)
	}
}

func TestVerifyLetsPayloadsBeErased(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.tamper("UPDATE journal SET payload = NULL WHERE seq = 15")
	r := b.verify()
	if !r.Clean() || r.Erased != 1 {
		t.Errorf("erased %d, found %v", r.Erased, r.Findings)
	}
}

// A row that was journalled before a migration added a column is untouched as
// long as the column holds what the migration gave it.
func TestVerifyKnowsAddedColumns(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.write(func(tx *db.Tx) error {
		for _, s := range []string{
			"ALTER TABLE department ADD COLUMN colour TEXT NOT NULL DEFAULT 'it''s green'",
			"ALTER TABLE department ADD COLUMN floor INTEGER NOT NULL DEFAULT -1",
			"ALTER TABLE department ADD COLUMN area REAL",
		} {
			if _, err := tx.Exec(s); err != nil {
				return err
			}
		}
		return nil
	})
	if r := b.verify(); !r.Clean() {
		t.Errorf("found %v", r.Findings)
	}
	b.tamper("UPDATE department SET floor = 0, name = 'x'")
	r := b.verify()
	if codes(r) != "row-changed" || !strings.HasSuffix(r.Findings[0].Says, ": floor, name") {
		t.Errorf("found %v", r.Findings)
	}
}

func TestVerifyBoundsItsFindings(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.tamper(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
		INSERT INTO department (id, code, name, name_st, kind, position, active, version)
		SELECT 'x' || i, 'X' || i, '', '', 'other', 1, 1, 1 FROM n`)
	r := b.verify()
	if len(r.Findings) != 1000 || r.More != 500 || r.Clean() {
		t.Errorf("%d findings and %d more", len(r.Findings), r.More)
	}
}

func TestVerifyHead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, do, want string }{
		{"nothing", "", ""},
		{"the last entry", "UPDATE journal SET action = 'x' WHERE seq = 15", "entry-changed"},
		{"its payload", "UPDATE journal SET payload = x'7b7d' WHERE seq = 14", "payload-changed"},
		{"the head's hash", "UPDATE journal_hash SET hash = zeroblob(32) WHERE position = 14", "entry-changed checkpoint-broken"},
		{"a hash gone", "DELETE FROM journal_hash WHERE position = 14", "tree-incomplete"},
		{"entries gone", "DELETE FROM journal WHERE seq > 12", "journal-cut"},
		{"one entry gone", "DELETE FROM journal WHERE seq = 13", "entry-missing"},
		{"all gone", "DELETE FROM journal", "journal-cut"},
		{"an entry before the first", "UPDATE journal SET seq = -3 WHERE seq = 15", "entry-extra journal-cut"},
		{"a false checkpoint", "UPDATE checkpoint SET note = replace(note, 'qhalasi', 'another')", "checkpoint-false"},
		{"no checkpoint", "UPDATE checkpoint SET note = 'x'", "checkpoint-false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBook(t)
			signed := b.sign()
			if c.do != "" {
				b.tamper(c.do)
			}
			r, err := journal.VerifyHead(t.Context(), b.DB, b.key.Verifier, 20)
			if err != nil {
				t.Fatal(err)
			}
			if got := codes(r); got != c.want {
				t.Errorf("found %q, want %q: %v", got, c.want, r.Findings)
			}
			if c.want == "" && (r.Signed != signed.Size || r.Tree != signed.Tree) {
				t.Errorf("signed %d of %+v", r.Signed, r.Tree)
			}
		})
	}
}
