package upgrade

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/migrations"
)

const database = "karete.db"

// What a later program's migration may be.
const (
	grows   = "CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;"
	broken  = "CREATE TABLE more (id TEXT PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);"
	hollows = "DROP TRIGGER visit_no_delete;"
)

// with are the program's migrations and those that a later program adds.
func with(t *testing.T, more ...string) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := migrations.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: text}
	}
	for i, text := range more {
		all[fmt.Sprintf("%04d_more.sql", len(names)+i+1)] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

// box is a folder of records and the programs that are run over it.
type box struct {
	*testing.T
	dir string
	at  func(step string)
}

// clinic is a folder that the good program 1.0 wrote in.
func clinic(t *testing.T) *box {
	t.Helper()
	b := &box{T: t, dir: filepath.Join(t.TempDir(), "clinic")}
	if err := os.Mkdir(b.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	r := b.begin("1.0")
	// dbtest makes the first one quicker than a program does.
	d := dbtest.New(t, func(o *db.Options) { o.Path = b.options("1.0").Dir + "/" + database })
	b.write(d, "one")
	b.closes(d)
	b.says(r, well)
	b.ends(r)
	return b
}

func (b *box) options(version string, more ...string) Options {
	b.Helper()
	name := filepath.Join(b.dir, "..", "karete-"+version)
	if _, err := os.Stat(name); err != nil {
		b.install(version)
	}
	return Options{Dir: b.dir, Database: database, Version: version, Program: name, Migrations: with(b.T, more...), Log: slog.New(slog.DiscardHandler),
		Patience: 40 * time.Millisecond, Steady: 20 * time.Millisecond, at: b.at}
}

// install puts a program's file there, anew.
func (b *box) install(version string) {
	b.Helper()
	name := filepath.Join(b.dir, "..", "karete-"+version)
	if err := errors.Join(os.RemoveAll(name), os.WriteFile(name, []byte("the program "+version), 0o700)); err != nil {
		b.Fatal(err)
	}
}

func (b *box) begin(version string, more ...string) *Run {
	b.Helper()
	r, err := Begin(b.options(version, more...))
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func (b *box) opens(r *Run) (*db.DB, error) {
	b.Helper()
	return r.Open(b.Context(), db.Options{Path: filepath.Join(b.dir, database), VFS: dbtest.VFS(), Readers: 1, CacheMiB: 2})
}

func (b *box) open(r *Run) *db.DB {
	b.Helper()
	d, err := b.opens(r)
	if err != nil {
		b.Fatal(err)
	}
	return d
}

func (b *box) closes(d *db.DB) {
	b.Helper()
	if err := d.Close(); err != nil {
		b.Error(err)
	}
}

// says has the box say the word until the run is settled.
func (b *box) says(r *Run, word string) {
	b.Helper()
	r.Watch(b.Context(), func(context.Context) string { return word })
}

func (b *box) ends(r *Run) {
	b.Helper()
	if err := r.Close(); err != nil {
		b.Error(err)
	}
}

func (b *box) state() State {
	b.Helper()
	s, err := Read(b.dir)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func (b *box) write(d *db.DB, text string) {
	b.Helper()
	err := d.Write(b.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec("INSERT INTO secret VALUES (?, x'00', 0)", text)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// written is all that was written, in order, and a + for the later program's table.
func (b *box) written(d *db.DB) string {
	b.Helper()
	var text string
	err := d.Read(b.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT (SELECT group_concat(name, ' ' ORDER BY name) FROM secret)
			|| iif((SELECT count(*) FROM sqlite_schema WHERE name = 'more') = 1, ' +', '')`).Scan(&text)
	})
	if err != nil {
		b.Fatal(err)
	}
	return text
}

// holds checks what stands in a file of the folder, under the schema it has.
func (b *box) holds(name, want string, more ...string) {
	b.Helper()
	d, err := db.Look(b.Context(), db.Options{Path: filepath.Join(b.dir, name), VFS: dbtest.VFS(), Readers: 1, Migrations: with(b.T, more...)})
	if err != nil {
		b.Errorf("%s: %v", name, err)
		return
	}
	defer b.closes(d)
	if got := b.written(d); got != want {
		b.Errorf("%s holds %q, want %q", name, got, want)
	}
}

// files are the names in the folder, but for the lock and logs.
func (b *box) files(pattern string) string {
	b.Helper()
	found, err := filepath.Glob(filepath.Join(b.dir, pattern))
	if err != nil {
		b.Fatal(err)
	}
	for i := range found {
		found[i], _ = filepath.Rel(b.dir, found[i])
	}
	return strings.Join(found, " ")
}

// other is the program that has to take over.
func (b *box) other(err error) *Elsewhere {
	b.Helper()
	var e *Elsewhere
	if !errors.As(err, &e) {
		b.Fatalf("nobody takes over: %v", err)
	}
	return e
}
