package act_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
)

func TestLookIsJournalledBeforeItReads(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	patient := id.New()
	if _, err := register(t, g, nurse, act.Command{ID: patient}, "Roma"); err != nil {
		t.Fatal(err)
	}
	village, err := act.Look(t.Context(), g, nurse, "chart.read", patient, func(tx *db.Tx) (string, error) {
		e, _, err := journal.Last(tx)
		if err != nil {
			return "", err
		}
		if e.Action != "chart.read" || e.SubjectType != journal.SubjectRecord || e.SubjectID != patient || e.PatientID != patient ||
			e.ActorID != nurse.ID || e.Role != "nurse" || e.Device != "Tablet 3" {
			t.Errorf("when it reads the last entry is %+v", e)
		}
		if tx.Writable() {
			t.Error("it reads in the writer's way")
		}
		return villageOf(tx, patient)
	})
	if err != nil || village != "Roma" {
		t.Errorf("%q, %v", village, err)
	}
	failed := errors.New("failed")
	if _, err := act.Look(t.Context(), g, nurse, "chart.read", patient, func(*db.Tx) (int, error) { return 3, failed }); !errors.Is(err, failed) {
		t.Error(err)
	}
	if n := len(entries(t, g)); n != 3 { // opened is opened, whatever came of it
		t.Errorf("%d entries", n)
	}
	_, err = act.Look(t.Context(), g, nurse, "chart.read", id.New(), func(*db.Tx) (int, error) {
		t.Error("it read nobody's record")
		return 0, nil
	})
	wantFault(t, err, fault.NotFound)
	if n := len(entries(t, g)); n != 3 {
		t.Errorf("%d entries after a look at nobody", n)
	}
}

// A list that tells what was found in many people is opened like a record.
func TestLookThroughNamesTheList(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	look := func(read func(tx *db.Tx) (int64, error)) (int64, error) {
		return act.LookThrough(t.Context(), g, nurse, "report.dayList", "report", "2026-11-24", map[string]any{"figure": "seen"}, read)
	}
	n, err := look(journal.Size)
	if n != 1 || err != nil {
		t.Errorf("the entry comes first: %d, %v", n, err)
	}
	if _, err := look(func(*db.Tx) (int64, error) { return 0, errors.New("failed") }); err == nil {
		t.Error("what came of reading is not told")
	}
	list := entries(t, g)
	if len(list) != 2 {
		t.Fatalf("%d entries", len(list))
	}
	e := list[0]
	if e.Action != "report.dayList" || e.SubjectType != "report" || e.SubjectID != "2026-11-24" || e.PatientID != "" || e.ActorID != nurse.ID || e.Role != "nurse" {
		t.Errorf("%+v", e)
	}
	if got := string(e.Payload); got != `{"detail":{"figure":"seen"},"rows":{}}` {
		t.Errorf("%s", got)
	}
}

func TestPeekLeavesNoTrace(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	n, err := act.Peek(t.Context(), g, nurse, "queue.read", func(tx *db.Tx) (int64, error) { return journal.Size(tx) })
	if err != nil || n != 0 || len(entries(t, g)) != 0 {
		t.Errorf("%d, %v", n, err)
	}
}

// While the disk takes no write a record still opens, and the journal gets what
// it is owed as soon as it can.
func TestLookOnAFullDisk(t *testing.T) {
	t.Parallel()
	clock := dbtest.NewClock()
	g := newGate(t, dbtest.WithClock(clock))
	patient := id.New()
	if _, err := register(t, g, nurse, act.Command{ID: patient}, "Roma"); err != nil {
		t.Fatal(err)
	}
	// The file may not grow, and whatever this nurse does needs more than a page.
	// The limit goes with the connection, at the first write it refuses.
	full := func() {
		t.Helper()
		err := g.DB().Write(t.Context(), func(tx *db.Tx) error { _, err := tx.Exec("PRAGMA max_page_count = 1"); return err })
		if err != nil {
			t.Fatal(err)
		}
	}
	nurse := nurse
	nurse.Device = strings.Repeat("x", 50_000)

	full()
	_, err := register(t, g, nurse, act.Command{ID: id.New()}, "Mazenod")
	wantFault(t, fault.Of(err), fault.DiskFull)
	full()
	opened := clock.Now()
	village, err := act.Look(t.Context(), g, nurse, "patient.read", patient, func(tx *db.Tx) (string, error) { return villageOf(tx, patient) })
	if err != nil || village != "Roma" {
		t.Errorf("the record of a patient in need: %q, %v", village, err)
	}
	full()
	if err := g.Settle(t.Context()); !act.NoWrite(err) {
		t.Errorf("settled on a full disk: %v", err)
	}
	if n := len(entries(t, g)); n != 1 {
		t.Fatalf("%d entries: the disk was not full", n)
	}

	clock.Advance(time.Hour)
	if _, err := register(t, g, clerk, act.Command{ID: id.New()}, "Mazenod"); err != nil {
		t.Fatal(err)
	}
	list := entries(t, g)
	if len(list) != 3 {
		t.Fatalf("%d entries", len(list))
	}
	e := list[1] // before the act that found the disk well
	if e.Action != "patient.read" || e.ActorID != nurse.ID || e.PatientID != patient || !e.OccurredAt.Equal(opened) || !e.RecordedAt.Equal(clock.Now()) {
		t.Errorf("the entry it was owed is %s by %s about %s, at %v, recorded %v", e.Action, e.ActorID, e.PatientID, e.OccurredAt, e.RecordedAt)
	}
	if err := g.Settle(t.Context()); err != nil || len(entries(t, g)) != 3 {
		t.Errorf("it was settled twice: %v", err)
	}
}

// What somebody did while the disk took no write is in the journal before what
// comes after it, with its rows, once.
func TestOwedActs(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	refused := db.ErrFull
	wrote, told := 0, 0
	late := act.Late{Action: "session.create", Kind: "session", ID: id.New(), Detail: map[string]any{"means": "pin"},
		Write:   func(tx *db.Tx) error { wrote++; _, err := tx.Exec("PRAGMA user_version"); return err },
		Written: func() { told++ }}
	if err := g.Owe(t.Context(), nurse, late, refused); err != nil {
		t.Fatal(err)
	}
	spoiled := act.Late{Action: "session.delete", Kind: "session", ID: id.New(), Write: func(*db.Tx) error { return errors.New("spoiled") }}
	if err := g.Owe(t.Context(), nurse, spoiled, refused); err != nil {
		t.Fatal(err)
	}
	wantFault(t, g.Owe(t.Context(), nurse, act.Late{Action: "staff.create", Kind: "staff", ID: id.New()}, refused), fault.Forbidden)
	if wrote != 0 || told != 0 {
		t.Error("written before there was a write")
	}
	if _, err := register(t, g, clerk, act.Command{ID: id.New()}, "Roma"); err != nil {
		t.Fatal(err)
	}
	if err := g.Settle(t.Context()); err != nil || wrote != 1 || told != 1 {
		t.Errorf("written %d times, told %d times: %v", wrote, told, err)
	}
	var actions []string
	for _, e := range entries(t, g) {
		actions = append(actions, e.Action)
	}
	if diff := cmp.Diff([]string{"refused", "session.create", "session.delete", "patient.register"}, actions); diff != "" {
		t.Error(diff)
	}
}

// Guessers fill the room of sign-ins, not that of openings.
func TestOwedIsBounded(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	n := 0
	for n < 100_000 && g.OweRows(func(*db.Tx) error { return nil }, nil) {
		n++
	}
	if n == 100_000 {
		t.Fatal("no bound")
	}
	if err := g.Owe(t.Context(), access.TheBox(), act.Late{Action: "session.refused", Kind: "staff", ID: "unknown"}, db.ErrFull); !errors.Is(err, db.ErrFull) {
		t.Errorf("owed beyond the bound: %v", err)
	}
}
