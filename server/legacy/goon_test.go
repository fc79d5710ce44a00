package legacy_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/legacy"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/visit/visittest"
)

// many is a register of so many people, whom nobody takes for one another.
func many(n int) string {
	random := rand.New(rand.NewPCG(2019, 11))
	name := func() string {
		var out string
		for range 4 {
			out += syllables[random.IntN(len(syllables))]
		}
		return strings.ToUpper(out[:1]) + out[1:]
	}
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("%s,%s,%s,%02d/%02d/%d,Ha %s,58%06d,%05d", name(), name(), []string{"F", "M"}[random.IntN(2)],
			1+random.IntN(28), 1+random.IntN(12), 1930+random.IntN(90), syllables[random.IntN(len(syllables))]+"li", i, i)
	}
	return sheetOf(lines...)
}

var syllables = strings.Fields("ba be bo fa fe fo ka ke ko ku la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to tsa tse tso hla hle")

// cut runs work until so many transactions have been written, and cuts it there, as a
// power cut does: what was not written never was.
func (o *office) cut(after int, work func(context.Context) error) {
	o.t.Helper()
	ctx, cut := context.WithCancel(o.t.Context())
	defer cut()
	o.DB.OnCommit(func() {
		if after--; after == 0 {
			cut()
		}
	})
	if err := work(ctx); err == nil {
		o.t.Fatal("it was done before it was cut")
	}
	o.room = legacy.New(o.Gate, legacy.Options{}) // what was in memory is gone
}

func (o *office) count(query string, args ...any) (n int) {
	o.t.Helper()
	if err := o.DB.Read(o.t.Context(), func(tx *db.Tx) error { return tx.QueryRow(query, args...).Scan(&n) }); err != nil {
		o.t.Fatal(err)
	}
	return n
}

func TestCutBetweenBatchesGoesOn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const n = legacy.Batch + 30
	d := o.bring("a.csv", many(n))
	if _, err := o.room.Map(t.Context(), visittest.Admin, d.ID, legacy.MapImport{ID: id.New(), ImportMapping: d.Mapping}); err != nil {
		t.Fatal(err)
	}
	o.cut(1, func(ctx context.Context) error { return o.room.Work(ctx) })
	d = o.worked(d.ID, legacy.Checked)
	if d.Counts.Add != n {
		t.Fatalf("%+v", d.Counts)
	}
	if _, err := o.room.Apply(t.Context(), visittest.Admin, d.ID, legacy.ApplyImport{ID: id.New()}); err != nil {
		t.Fatal(err)
	}
	o.cut(1, func(ctx context.Context) error { return o.room.Work(ctx) })
	if part, err := o.room.Read(t.Context(), visittest.Admin, d.ID); err != nil || part.Progress == nil ||
		part.Progress.Done == 0 || part.Progress.Done == n || part.Progress.Done%legacy.Batch != 0 || part.Progress.Total != n || o.people() != part.Progress.Done {
		t.Errorf("%+v %v, %d people", part.Import, err, o.people())
	}
	d = o.worked(d.ID, legacy.Applied)
	if d.Counts.Added != n || o.people() != n {
		t.Errorf("%+v, %d people", d.Counts, o.people())
	}
	if _, err := o.room.Undo(t.Context(), visittest.Admin, d.ID, legacy.EndImport{ID: id.New()}); err != nil {
		t.Fatal(err)
	}
	o.cut(1, func(ctx context.Context) error { return o.room.Work(ctx) })
	d = o.worked(d.ID, legacy.Undone)
	if d.Counts.Withdrawn != n || o.people() != 0 {
		t.Errorf("%+v, %d people", d.Counts, o.people())
	}
}

func TestUploadThatWasCutShortLeavesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.cut(2, func(ctx context.Context) error { // first it makes sure that nothing is there
		_, err := o.room.Upload(ctx, visittest.Admin, legacy.Upload{ID: id.New(), Name: "a.csv"}, strings.NewReader(many(1200)))
		return err
	})
	if o.count("SELECT count(*) FROM legacy_line") == 0 {
		t.Fatal("it was cut before anything was written")
	}
	if err := legacy.Sweep(o.room, t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := o.count("SELECT count(*) FROM legacy_line"); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

// While somebody looks at the trial, the desk goes on.
func TestTheDeskWasQuicker(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.tried(o.bring("a.csv", sheetOf("Mathabo,Mokoena,F,12/04/1987,Ha Matala,,0012", "Neo,Tau,M,1980,Ha Abia,,0014")))
	desk := reception.New(o.Gate, patient.New(o.Gate))
	_, err := desk.Register(t.Context(), visittest.Clerk, reception.Registration{Registration: patient.Registration{ID: id.New(),
		Demographics: patient.Demographics{GivenNames: "Pule", FamilyName: "Sello", Sex: patient.Male, BirthPrecision: "unknown"},
		FileNumber:   patient.NewFileNumber{Mode: "typed", Value: "0012"}}})
	if err != nil {
		t.Fatal(err)
	}
	d = o.applied(d)
	if diff := cmp.Diff(legacy.ImportCounts{Added: 1, Unreadable: 1}, d.Counts); diff != "" {
		t.Error(diff)
	}
	if l := o.lines(d.ID, "unreadable"); len(l) != 1 || told(l[0]) != "2 unreadable fileNumber:number-taken-since" {
		t.Errorf("%+v", l)
	}
}

func TestLinesAreForgottenAndThePeopleAreNot(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.brought("a.csv", sheetOf("Mathabo,Mokoena,F,12/04/1987,Ha Matala,,0012"))
	idle := o.bring("idle.csv", sheetOf("Neo,Tau,M,1980,Ha Abia,,0014"))
	if d.LinesUntil == nil {
		t.Fatal("nobody is told when the lines go")
	}
	o.Clock.Advance(29 * 24 * time.Hour)
	o.worked(d.ID, legacy.Applied)
	if n := o.count("SELECT count(*) FROM legacy_line"); n != 2 {
		t.Errorf("%d lines are left of 2", n)
	}
	o.Clock.Advance(48 * time.Hour)
	if d = o.worked(d.ID, legacy.Applied); d.LinesUntil != nil || d.Counts.Added != 1 || o.people() != 1 {
		t.Errorf("%+v", d.Import)
	}
	if n := o.count("SELECT count(*) FROM legacy_line"); n != 0 {
		t.Errorf("%d lines are left", n)
	}
	if _, err := o.room.CSV(t.Context(), visittest.Admin, d.ID, false); !fault.Is(err, fault.NotFound) {
		t.Errorf("a report without lines: %v", err)
	}
	if _, err := o.room.Map(t.Context(), visittest.Admin, idle.ID, legacy.MapImport{ID: id.New(), ImportMapping: idle.Mapping}); !fault.Is(err, fault.WrongState) {
		t.Errorf("a trial without lines: %v", err)
	}
	if d = o.undone(d); d.Counts.Withdrawn != 1 || o.people() != 0 {
		t.Errorf("%+v", d.Counts)
	}
}

func TestDiscarded(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.tried(o.bring("a.csv", register))
	if _, err := o.room.Discard(t.Context(), visittest.Admin, d.ID, legacy.EndImport{ID: id.New()}); err != nil {
		t.Fatal(err)
	}
	o.worked(d.ID, legacy.Discarded)
	if n := o.count("SELECT count(*) FROM legacy_line"); n != 0 {
		t.Errorf("%d lines are left", n)
	}
	_, err := o.room.Apply(t.Context(), visittest.Admin, d.ID, legacy.ApplyImport{ID: id.New()})
	if !fault.Is(err, fault.WrongState) {
		t.Error(err)
	}
}
