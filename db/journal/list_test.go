package journal_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
)

func TestTailTellsChangesOnly(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.write(func(tx *db.Tx) error {
		_, err := journal.Append(tx, b.entry(tx, journal.SubjectRefusal, "staff.list"))
		return err
	})
	b.act("visit", uid(7, 0), "UPDATE visit SET reason = 'cough' WHERE id = ?", uid(7, 0))
	b.read(func(tx *db.Tx) error {
		all, err := journal.Tail(tx, 0, 100)
		if err != nil {
			return err
		}
		if len(all) != acts+1 || all[0].Seq != 1 {
			t.Errorf("told %d events, the first %+v", len(all), all[0])
		}
		want := []journal.Event{{
			Seq: acts + 3, Action: "test.visit", SubjectType: "visit", SubjectID: uid(7, 0),
			PatientID: uid(4, 0), ActorID: uid(3, 0), At: dbtest.Start.UTC(),
		}}
		last, err := journal.Tail(tx, acts, 100)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(want, last); diff != "" {
			t.Error(diff)
		}
		if few, err := journal.Tail(tx, 3, 2); err != nil || len(few) != 2 || few[0].Seq != 4 || few[1].Seq != 5 {
			t.Errorf("two after 3 are %+v, %v", few, err)
		}
		return nil
	})
}

func TestListFilters(t *testing.T) {
	t.Parallel()
	clock := dbtest.NewClock()
	b := &book{DB: dbtest.New(t, dbtest.WithClock(clock)), t: t}
	b.write(func(tx *db.Tx) error {
		for i := range 6 {
			e := b.entry(tx, "patient", uid(4, i%2))
			e.PatientID = uid(4, i%2)
			e.RecordedAt = tx.Now.Add(time.Duration(i) * time.Hour)
			if i == 5 {
				e.ActorID, e.Action, e.PatientID = "", "visit.closeDay", ""
			}
			if _, err := journal.Append(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	at := func(hours int) time.Time { return dbtest.Start.Add(time.Duration(hours) * time.Hour) }
	for _, c := range []struct {
		name   string
		filter journal.Filter
		limit  int
		want   []int64
	}{
		{"all, newest first", journal.Filter{}, 10, []int64{6, 5, 4, 3, 2, 1}},
		{"a page", journal.Filter{}, 2, []int64{6, 5}},
		{"the next page", journal.Filter{Before: 5}, 2, []int64{4, 3}},
		{"one patient", journal.Filter{PatientID: uid(4, 1)}, 10, []int64{4, 2}},
		{"one person", journal.Filter{ActorID: uid(3, 0)}, 10, []int64{5, 4, 3, 2, 1}},
		{"one action", journal.Filter{Action: "visit.closeDay"}, 10, []int64{6}},
		{"a time", journal.Filter{From: at(1), To: at(3)}, 10, []int64{3, 2}},
		{"all at once", journal.Filter{PatientID: uid(4, 0), ActorID: uid(3, 0), Action: "test.patient", From: at(1), To: at(9), Before: 5}, 10, []int64{3}},
	} {
		b.read(func(tx *db.Tx) error {
			list, err := journal.List(tx, c.filter, c.limit)
			var got []int64
			for _, e := range list {
				got = append(got, e.Seq)
				if e.Payload != nil {
					t.Errorf("%s: entry %d has its payload", c.name, e.Seq)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
			return err
		})
	}
}

func TestAppendCountsOnAfterARollback(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	before := b.head()
	failed := errors.New("failed")
	err := b.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := journal.Append(tx, b.entry(tx, "patient", uid(4, 0))); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) || b.head() != before {
		t.Fatalf("%v; head %+v, was %+v", err, b.head(), before)
	}
	b.look()
	if r := b.verify(); !r.Clean() || r.Tree.Size != before.Size+1 {
		t.Errorf("%+v", r)
	}
	b.next-- // the same command id again
	err = b.Write(t.Context(), func(tx *db.Tx) error {
		_, err := journal.Append(tx, b.entry(tx, "patient", uid(4, 0)))
		return err
	})
	if !db.IsUnique(err, "journal.command_id") {
		t.Errorf("a command id twice: %v", err)
	}
}

func TestRowAndPayload(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.read(func(tx *db.Tx) error {
		row, err := journal.Row(tx, "department", uid(2, 0))
		want := `{"active":1,"code":"OPD","id":"` + uid(2, 0) + `","kind":"consultation","name":"Outpatients","name_st":"OPD","position":1,"rooms":"[]","version":1}`
		if err != nil || string(row) != want {
			t.Errorf("row %s, %v", row, err)
		}
		if _, err := journal.Row(tx, "department", "x"); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("no such row: %v", err)
		}
		for _, table := range []string{"session", "journal", "visit; DROP TABLE visit"} {
			if _, err := journal.Row(tx, table, "x"); err == nil || errors.Is(err, sql.ErrNoRows) {
				t.Errorf("%s: %v", table, err)
			}
		}
		got, err := journal.Payload(tx, map[string]any{"b": 1, "a": "<"}, []journal.Changed{
			{Table: "observation", ID: uid(10, 0)}, {Table: "department", ID: uid(2, 0)}, {Table: "observation", ID: uid(10, 0)},
		})
		wantPayload := `{"detail":{"a":"<","b":1},"rows":{"department":{"` + uid(2, 0) + `":` + want + `},"observation":{"` + uid(10, 0) +
			`":{"code":"8310-5","encounter_id":"` + uid(9, 0) + `","id":"` + uid(10, 0) + `","patient_id":"` + uid(4, 0) +
			`","taken_at":5,"text":"","unit":"Cel","value":37.2,"visit_id":"` + uid(7, 0) + `"}}}}`
		if err != nil || string(got) != wantPayload {
			t.Errorf("payload %s, %v", got, err)
		}
		if _, err := journal.Payload(tx, nil, []journal.Changed{{Table: "visit", ID: "x"}}); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("a changed row that is not there: %v", err)
		}
		return nil
	})
}
