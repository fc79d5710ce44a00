package journal_test

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/journal"
)

// schemaGuards reads from the schema itself which triggers protect what.
func schemaGuards(b *book) map[string][]string {
	found := map[string][]string{}
	b.read(func(tx *db.Tx) error {
		rows, err := tx.Query("SELECT tbl_name, name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%immutable:%' ORDER BY name")
		if err != nil {
			return err
		}
		for rows.Next() {
			var table, name string
			if err := rows.Scan(&table, &name); err != nil {
				return err
			}
			found[table] = append(found[table], name)
		}
		return rows.Err()
	})
	return found
}

func TestVerifyMissesEveryGuard(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	guards := schemaGuards(b)
	if len(guards) < 15 {
		t.Fatalf("only %d tables are protected", len(guards))
	}
	var want []string
	b.write(func(tx *db.Tx) error {
		for _, names := range guards {
			for _, name := range names {
				want = append(want, name)
				if _, err := tx.Exec("DROP TRIGGER " + name); err != nil {
					return err
				}
			}
		}
		return nil
	})
	var got []string
	name := regexp.MustCompile(`^the trigger (\w+), `)
	for _, f := range b.verify().Findings {
		if m := name.FindStringSubmatch(f.Says); m != nil && f.Code == journal.GuardMissing {
			got = append(got, m[1])
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What a guard is called says what it refuses.
func TestGuardsRefuse(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.sign()
	var statements []string
	refused := func(statement string) { statements = append(statements, statement) }
	try := func() {
		b.write(func(tx *db.Tx) error {
			for _, statement := range statements {
				_, err := tx.Exec(statement)
				var c *db.ConstraintError
				if !errors.As(err, &c) || c.Kind != db.KindTrigger || !strings.HasPrefix(c.Name, "immutable: ") {
					t.Errorf("%s: %v", statement, err)
				}
			}
			statements = nil
			return nil
		})
	}
	for table, names := range schemaGuards(b) {
		for _, name := range names {
			switch strings.TrimPrefix(name, table+"_") {
			case "no_update":
				for _, column := range columnsOf(b, table) {
					refused("UPDATE " + table + " SET " + column + " = " + column)
				}
			case "no_delete":
				refused("DELETE FROM " + table)
			case "no_replace":
				refused("INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table)
				refused("REPLACE INTO " + table + " SELECT * FROM " + table)
			case "fixed":
			default:
				t.Errorf("what does %s refuse?", name)
			}
		}
	}
	for _, set := range []string{"token = 'x'", "code = 'x'", "patient_id = NULL, status = 'blank'"} {
		refused("UPDATE card SET " + set)
	}
	try()
	b.act("card", uid(6, 0), "UPDATE card SET status = 'revoked', revoked_at = 6, reason = 'lost' WHERE id = ?", uid(6, 0))
	refused("UPDATE card SET status = 'active', revoked_at = NULL")
	for _, set := range []string{"patient_id = 'x'", "day = '2026-11-25'", "ticket = 'OPD-002'", "arrived_at = 6"} {
		refused("UPDATE visit SET " + set)
	}
	try()
	if r := b.verify(); !r.Clean() {
		t.Errorf("found %v", r.Findings)
	}
}

// An upsert is an update by another name.
func TestGuardsRefuseUpserts(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	err := b.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(`INSERT INTO journal_hash (position, hash) VALUES (0, zeroblob(32)) ON CONFLICT (position) DO UPDATE SET hash = excluded.hash`)
		return err
	})
	if !errors.Is(err, db.ErrConstraint) {
		t.Error(err)
	}
}

func columnsOf(b *book, table string) []string {
	columns := map[string]bool{}
	b.read(func(tx *db.Tx) error {
		rows, err := tx.Query("SELECT name FROM pragma_table_info(?)", table)
		if err != nil {
			return err
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			columns[name] = true
		}
		return rows.Err()
	})
	return slices.Sorted(maps.Keys(columns))
}
