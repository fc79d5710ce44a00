package upgrade

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"karete/db"
)

// The good way: the records move, the program is tried and kept, and so is the one
// before it with the records as they were.
func TestAnUpgrade(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	r := b.begin("2.0", grows)
	d := b.open(r)
	if got := b.written(d); got != "one +" {
		t.Errorf("the records are %q", got)
	}
	b.write(d, "two")
	before := b.state().Trial.Before
	b.holds(before, "one")
	b.says(r, well)
	b.closes(d)
	b.ends(r)
	s := b.state()
	if s.Trial != nil || s.Good.Version != "2.0" || s.Former.Version != "1.0" || s.Good.Schema != s.Former.Schema+1 {
		t.Errorf("%+v", s)
	}
	for _, p := range []*Program{s.Good, s.Former} {
		if _, ok := p.Kept(b.dir); !ok {
			t.Errorf("%s is not kept", p.Version)
		}
	}
	if got := b.files("*.next*"); got != "" {
		t.Errorf("left behind: %s", got)
	}
	b.holds(database, "one two +", grows)

	// The next one leaves neither more programs nor more records behind.
	r = b.begin("3.0", grows, "CREATE TABLE third (id TEXT PRIMARY KEY) STRICT;")
	b.closes(b.open(r))
	b.says(r, well)
	b.ends(r)
	if programs := strings.Fields(b.files("programs/*")); len(programs) != 2 {
		t.Errorf("kept: %s", programs)
	}
	if got := b.files("karete.db.before-*"); got == before || got == "" || strings.Contains(got, " ") {
		t.Errorf("records kept: %s", got)
	}
}

// What the good program writes before it is asked to make room, nobody loses; what
// the new one wrote before it was taken back is kept, beside.
func TestAProgramThatIsNotWellIsTakenBack(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"failing"} {
		b := clinic(t)
		r := b.begin("2.0", grows)
		d := b.open(r)
		b.write(d, "two")
		b.says(r, word)
		select {
		case <-r.Ended():
		default:
			t.Fatalf("%q is no reason", word)
		}
		if r.Verdict() != nil {
			t.Error("the records are still open")
		}
		b.closes(d)
		b.ends(r)
		e := b.other(r.Verdict())
		if text, err := os.ReadFile(e.Program); err != nil || string(text) != "the program 1.0" || e.Version != "1.0" {
			t.Errorf("%q, %v", text, err)
		}
		last := b.state().Refused[0]
		if !strings.Contains(e.Reason, "Karete 2.0 was taken back") || !strings.Contains(e.Reason, last.Aside) {
			t.Errorf("it is not told: %s", e.Reason)
		}
		b.holds(database, "one")
		b.holds(last.Aside, "one two +", grows)

		// From now on the old one runs, in whichever file it is.
		_, err := Begin(b.options("2.0", grows))
		if b.other(err).Program != e.Program {
			t.Error("the refused one is not kept away")
		}
		o := b.options("1.0")
		o.Program = e.Program
		if r, err = Begin(o); err != nil {
			t.Fatal(err)
		}
		d = b.open(r)
		b.write(d, "three")
		b.closes(d)
		b.ends(r)
		if _, err := Begin(Options{Dir: b.dir, Database: database, Version: "2.0", Migrations: with(t, grows)}); err == nil || !strings.Contains(err.Error(), e.Program) {
			t.Errorf("a command of the refused program: %v", err)
		}
		// Somebody who installs it again wants to see it.
		b.install("2.0")
		if err := os.Chtimes(b.options("2.0").Program, time.Now(), time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
		r = b.begin("2.0", grows)
		d = b.open(r)
		if got := b.written(d); got != "one three +" {
			t.Errorf("the second time: %q", got)
		}
		b.says(r, well)
		b.closes(d)
		b.ends(r)
		if _, told := b.state().Last(); told || b.state().Good.Version != "2.0" {
			t.Errorf("%+v", b.state())
		}
	}
}

// A plug pulled once or twice says nothing against a program; one that ends each
// time before it is well does.
func TestAProgramThatStopsAgainAndAgainIsTakenBack(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	for range mostStarts {
		d := b.open(b.begin("2.0", grows))
		b.closes(d)
	}
	_, err := Begin(b.options("2.0", grows))
	if e := b.other(err); !strings.Contains(e.Reason, "stopped 3 times") {
		t.Error(e.Reason)
	}
	b.holds(database, "one")
	r := b.begin("1.0")
	b.closes(b.open(r))
	b.ends(r)
}

// Stopped as it was told, sealed until somebody comes, on a full disk: not its fault.
func TestWhatIsNotTheProgramsFault(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	for range 2 * mostStarts {
		r := b.begin("2.0", grows)
		b.ends(r)
	}
	for _, word := range []string{sealed, string(db.StateFull), string(db.StateReadOnly)} {
		r := b.begin("2.0", grows)
		asked := 0
		deadline := time.Now().Add(3 * r.o.Patience)
		r.Watch(t.Context(), func(context.Context) string {
			if asked++; time.Now().Before(deadline) {
				return word
			}
			return well
		})
		b.ends(r)
		if s := b.state(); s.Trial != nil || s.Good.Version != "2.0" || len(s.Refused) > 0 || asked < 3 {
			t.Errorf("%s: %+v", word, s)
		}
		b = clinic(t)
	}
	r := b.begin("2.0", grows)
	for _, err := range []error{db.ErrFull, db.ErrReadOnly, db.ErrCorrupt} {
		if got := r.Failed(err); got != err {
			t.Errorf("%v: %v", err, got)
		}
	}
	if e := b.other(r.Failed(errors.New("the journal cannot be read"))); !strings.Contains(e.Reason, "the journal cannot be read") {
		t.Error(e.Reason)
	}
}

// A migration that does not come out right never touches the records.
func TestAMigrationThatFails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ step, says string }{
		"is broken":        {broken, "no such table: nowhere"},
		"loses a guard":    {hollows, "visit_no_delete"},
		"leaves an orphan": {"CREATE TABLE more (id TEXT PRIMARY KEY REFERENCES patient (id)) STRICT; INSERT INTO more VALUES ('nobody');", "row 1 of more"},
	} {
		b := clinic(t)
		r := b.begin("2.0", c.step)
		_, err := b.opens(r)
		if e := b.other(err); !strings.Contains(e.Reason, c.says) || strings.Contains(e.Reason, "kept in the file") {
			t.Errorf("%s: %s", name, e.Reason)
		}
		<-r.Ended()
		b.ends(r)
		b.other(r.Verdict())
		b.holds(database, "one")
		if got := b.files("*.next*") + b.files("*.after-*"); got != "" {
			t.Errorf("%s: left behind: %s", name, got)
		}
	}
}

// Without a program to go back to, the records are as safe; the error is told.
func TestTheFirstProgramHasNobodyBehindIt(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	if err := errors.Join(os.Remove(filepath.Join(b.dir, File)), os.RemoveAll(filepath.Join(b.dir, Folder))); err != nil {
		t.Fatal(err)
	}
	r := b.begin("2.0", broken)
	_, err := b.opens(r)
	if err == nil || errors.As(err, new(*Elsewhere)) || !strings.Contains(err.Error(), "they are as they were") {
		t.Error(err)
	}
	b.says(r, "failing")
	b.ends(r)
	if r.Verdict() != nil {
		t.Error(r.Verdict())
	}
	b.holds(database, "one")
}

// Records that somebody tampered with can be upgraded: what was found before does
// not count.
func TestTamperedRecordsUpgrade(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	d := b.open(b.begin("1.0"))
	if err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec("INSERT INTO journal_hash VALUES (7, zeroblob(32))")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	b.closes(d)
	r := b.begin("2.0", grows)
	d = b.open(r)
	b.closes(d)
}

func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	// A second new one, put there before the first had shown that it works.
	b.closes(b.open(b.begin("2.0", grows)))
	r := b.begin("3.0", grows, broken)
	_, err := b.opens(r)
	b.other(err)
	b.holds(database, "one")
	// The old one, put there by hand: it takes its records back too.
	d := b.open(b.begin("4.0", grows))
	b.write(d, "two")
	b.closes(d)
	r = b.begin("1.0")
	b.closes(b.open(r))
	b.holds(database, "one")
	if last, ok := b.state().Last(); !ok || last.Version != "4.0" {
		t.Errorf("%+v", last)
	} else {
		b.holds(last.Aside, "one two +", grows)
	}
}
