package patient_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func (d *desk) ledger(q patient.LedgerQuery) patient.FileLedger {
	d.t.Helper()
	l, err := d.Patients.Ledger(d.t.Context(), visittest.Clerk, q)
	if err != nil {
		d.t.Fatal(err)
	}
	return l
}

func (d *desk) logFile(p patient.Patient, in patient.LogFile) (patient.Patient, error) {
	in.ID = id.New()
	return d.Patients.LogFile(d.t.Context(), visittest.Clerk, p.ID, p.Identifiers[0].ID, in)
}

func (d *desk) logged(p patient.Patient, in patient.LogFile) *patient.PaperFile {
	d.t.Helper()
	d.Clock.Advance(time.Minute)
	p, err := d.logFile(p, in)
	if err != nil {
		d.t.Fatal(err)
	}
	return p.Identifiers[0].File
}

func TestWhereAFileIs(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.withFile("Neo", "0012/19")
	if p.Identifiers[0].File != nil {
		t.Errorf("%+v", p.Identifiers[0].File)
	}
	wrong := func(in patient.LogFile) {
		t.Helper()
		_, err := d.logFile(p, in)
		refused(t, err, fault.WrongState)
	}
	wrong(patient.LogFile{Kind: "found"}) // nobody missed it
	if f := d.logged(p, patient.LogFile{Kind: "shelved", Shelf: " b  4 "}); f.Shelf != "B 4" || f.State != patient.FileShelved || f.By != visittest.Clerk.Name || !f.At.Equal(d.Clock.Now()) {
		t.Errorf("%+v", f)
	}
	if f := d.logged(p, patient.LogFile{Kind: "missing", Note: "not with the doctor"}); f.Shelf != "B 4" || f.State != patient.FileMissing || f.Note != "not with the doctor" {
		t.Errorf("%+v", f)
	}
	wrong(patient.LogFile{Kind: "missing"})
	wrong(patient.LogFile{Kind: "shelved", Shelf: "C 1"}) // it has to be found first
	list, err := d.Patients.Missing(t.Context(), visittest.Admin)
	if err != nil || list.Total != 1 || list.Files[0].FileNumber != "0012/19" || list.Files[0].Shelf != "B 4" || list.Files[0].Patient.ID != p.ID || list.Files[0].By != visittest.Clerk.Name {
		t.Errorf("%+v, %v", list, err)
	}
	if f := d.logged(p, patient.LogFile{Kind: "found"}); f.Shelf != "B 4" || f.State != patient.FileFound {
		t.Errorf("%+v", f)
	}
	if f := d.logged(p, patient.LogFile{Kind: "shelved", Shelf: "C 1"}); f.Shelf != "C 1" {
		t.Errorf("%+v", f)
	}
	if list, err := d.Patients.Missing(t.Context(), visittest.Admin); err != nil || list.Total != 0 || len(list.Files) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	d.logged(p, patient.LogFile{Kind: "destroyed", Note: "the roof leaked"})
	for _, kind := range []patient.FileEvent{"missing", "found", "destroyed"} {
		wrong(patient.LogFile{Kind: kind})
	}
	wrong(patient.LogFile{Kind: "shelved", Shelf: "C 1"})
	if l := d.ledger(patient.LedgerQuery{}); l.Lines[0].State != patient.FileGone || l.Lines[0].Shelf != "C 1" {
		t.Errorf("%+v", l.Lines)
	}
	if rows := d.Payload("file.log").Rows["file_log"]; len(rows) != 1 {
		t.Errorf("%v", rows)
	}
	var lines []patient.FileLine
	if err := d.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		lines, err = patient.FileLinesIn(tx, p.ID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, l := range lines {
		kinds = append(kinds, string(l.Kind))
	}
	if got := strings.Join(kinds, " "); got != "shelved missing found shelved destroyed" {
		t.Error(got)
	}
}

func TestFileLogHasLimits(t *testing.T) {
	t.Parallel()
	d := open(t)
	p, other := d.withFile("Neo", "1"), d.withFile("Pule", "2")
	for _, c := range []struct {
		in          patient.LogFile
		field, code string
	}{
		{patient.LogFile{Kind: "shelved"}, "shelf", "required"},
		{patient.LogFile{Kind: "missing", Shelf: "B"}, "shelf", "not-allowed"},
		{patient.LogFile{Kind: "eaten"}, "kind", "not-one-of"},
		{patient.LogFile{Kind: "shelved", Shelf: strings.Repeat("B", 31)}, "shelf", "too-long"},
		{patient.LogFile{Kind: "missing", Note: strings.Repeat("B", 201)}, "note", "too-long"},
		{patient.LogFile{Kind: "missing", Note: "a\x00b"}, "note", "bad-text"},
	} {
		_, err := d.logFile(p, c.in)
		broken(t, err, c.field, c.code)
	}
	mixed := p
	mixed.Identifiers = other.Identifiers
	_, err := d.logFile(mixed, patient.LogFile{Kind: "missing"})
	refused(t, err, fault.NotFound)
	passport := d.identifyOK(p.ID, patient.Identify{System: patient.SystemPassport, Value: "RC 1234"})
	passport.Identifiers = passport.Identifiers[1:]
	_, err = d.logFile(passport, patient.LogFile{Kind: "missing"})
	refused(t, err, fault.NotFound)
	_, err = d.Patients.LogFile(t.Context(), visittest.Nurse, p.ID, p.Identifiers[0].ID, patient.LogFile{ID: id.New(), Kind: "missing"})
	refused(t, err, fault.Forbidden)
	for _, query := range []string{
		`INSERT INTO file_log (id, identifier_id, kind, shelf, note, logged_at, logged_by) VALUES ('x', '` + passport.Identifiers[0].ID + `', 'missing', '', '', 1, '` + visittest.Clerk.ID + `')`,
		`INSERT INTO file_log (id, identifier_id, kind, shelf, note, logged_at, logged_by) VALUES ('x', '` + p.Identifiers[0].ID + `', 'found', '', '', 1, '` + visittest.Clerk.ID + `')`,
	} {
		if err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(query)
			return err
		}); err == nil {
			t.Errorf("done: %s", query)
		}
	}
}

func TestLedger(t *testing.T) {
	t.Parallel()
	d := open(t)
	last := d.named("Neo", "Tau").ID
	const numbers = 203
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("nothing", "x")
		for n := range numbers {
			key := id.New()
			tx.Changed("identifier", key)
			if _, err := tx.Exec(`INSERT INTO identifier (id, patient_id, system, series, value, status, created_at) VALUES (?, ?, 'file-number', ?, ?, 'active', 1)`,
				key, last, []string{"", "A"}[n%2], fmt.Sprintf("%04d/%02d", n, 18+n%3)); err != nil {
				return err
			}
		}
		return nil
	})
	all := func(q patient.LedgerQuery) (list []string) {
		t.Helper()
		for pages := 0; pages == 0 || q.After != ""; pages++ {
			l := d.ledger(q)
			if (pages == 0) != (l.Series != nil) || len(l.Lines) > 100 {
				t.Errorf("page %d: %d lines, %+v", pages, len(l.Lines), l.Series)
			}
			for _, line := range l.Lines {
				list = append(list, line.Series+" "+line.Value)
				if line.Patient.ID != last || line.State != patient.FileActive || fmt.Sprint(line.Year) != "20"+line.Value[5:] {
					t.Errorf("%+v", line)
				}
			}
			q.After = l.Next
		}
		return list
	}
	whole := all(patient.LedgerQuery{})
	if len(whole) != numbers || !slices.IsSorted(whole) {
		t.Errorf("%d: %q", len(whole), whole)
	}
	if a, bare := all(patient.LedgerQuery{Series: "a"}), all(patient.LedgerQuery{Bare: true}); len(a) != 101 || len(bare) != 102 || a[0] != "A 0001/19" {
		t.Errorf("%d and %d", len(a), len(bare))
	}
	if of := all(patient.LedgerQuery{Year: 2019}); len(of) != 68 || of[0] != " 0004/19" {
		t.Errorf("%d: %q", len(of), of)
	}
	series := d.ledger(patient.LedgerQuery{}).Series
	if len(series) != 2 || series[0] != (patient.LedgerSeries{Numbers: 102, Next: "000001", Own: true}) || series[1] != (patient.LedgerSeries{Series: "A", Numbers: 101}) {
		t.Errorf("%+v", series)
	}
	_, err := d.Patients.Ledger(t.Context(), visittest.Clerk, patient.LedgerQuery{After: id.New()})
	refused(t, err, fault.NotFound)
	_, err = d.Patients.Ledger(t.Context(), visittest.Doctor, patient.LedgerQuery{})
	refused(t, err, fault.Forbidden)
	_, err = d.Patients.Missing(t.Context(), visittest.Doctor)
	refused(t, err, fault.Forbidden)
}
