package vault

import (
	"database/sql"
	"path/filepath"
	"testing"
)

func TestASummaryIsOfAllThereIs(t *testing.T) {
	t.Parallel()
	of := func(statements ...string) summary {
		t.Helper()
		d, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "a.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		c, err := d.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		base := []string{"CREATE TABLE a (n INTEGER, t, PRIMARY KEY (n)) WITHOUT ROWID", `CREATE TABLE "odd ""name" (x)`,
			"INSERT INTO a VALUES (1, 'x'), (2, NULL), (3, 2.5), (4, x'00')"}
		for _, statement := range append(base, statements...) {
			if _, err := c.ExecContext(t.Context(), statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
		s, err := summarize(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	plain := of()
	if plain.rows != 3+2+4 { // numbers of the header, tables, rows
		t.Errorf("%d rows", plain.rows)
	}
	if of("INSERT INTO a VALUES (9, '')", "DELETE FROM a WHERE n = 9", "VACUUM") != plain {
		t.Error("the layout of the file matters")
	}
	seen := map[summary]string{plain: "nothing"}
	for _, change := range []string{
		"UPDATE a SET t = x'78' WHERE n = 1", "UPDATE a SET t = 'y' WHERE n = 1", "UPDATE a SET t = '' WHERE n = 2",
		"UPDATE a SET t = 2 WHERE n = 3", "DELETE FROM a WHERE n = 4", `INSERT INTO "odd ""name" VALUES (NULL)`,
		"PRAGMA user_version = 1", "PRAGMA application_id = 1", "CREATE INDEX b ON a (t)",
	} {
		s := of(change)
		if other, ok := seen[s]; ok {
			t.Errorf("%s looks like %s", change, other)
		}
		seen[s] = change
	}
}
