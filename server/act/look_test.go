package act_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
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
	opened := clock.Now()
	village, err := act.Look(t.Context(), g, nurse, "patient.read", patient, func(tx *db.Tx) (string, error) { return villageOf(tx, patient) })
	if err != nil || village != "Roma" {
		t.Errorf("the record of a patient in need: %q, %v", village, err)
	}
	if n := len(entries(t, g)); n != 1 {
		t.Fatalf("%d entries: the disk was not full", n)
	}
	full()
	_, err = register(t, g, nurse, act.Command{ID: id.New()}, "Mazenod")
	wantFault(t, fault.Of(err), fault.DiskFull)
	if n := len(entries(t, g)); n != 1 {
		t.Errorf("%d entries after a refused write", n)
	}

	clock.Advance(time.Hour)
	if _, err := register(t, g, clerk, act.Command{ID: id.New()}, "Mazenod"); err != nil {
		t.Fatal(err)
	}
	list := entries(t, g)
	if len(list) != 3 {
		t.Fatalf("%d entries", len(list))
	}
	e := list[2]
	if e.Action != "patient.read" || e.ActorID != nurse.ID || e.PatientID != patient || !e.OccurredAt.Equal(opened) || !e.RecordedAt.Equal(clock.Now()) {
		t.Errorf("the entry it was owed is %s by %s about %s, at %v, recorded %v", e.Action, e.ActorID, e.PatientID, e.OccurredAt, e.RecordedAt)
	}
	if err := g.Settle(t.Context()); err != nil || len(entries(t, g)) != 3 {
		t.Errorf("it was settled twice: %v", err)
	}
}
