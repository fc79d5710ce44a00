package act_test

import (
	"context"
	"errors"
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

var (
	nurse  = access.Actor{ID: id.New(), Name: "Lineo", Roles: []access.Role{access.Nurse}, Device: "Tablet 3"}
	clerk  = access.Actor{ID: id.New(), Name: "Thabo", Roles: []access.Role{access.Clerk, access.Admin}}
	nobody = access.Actor{}
)

type doubt struct{}

func (doubt) Source() string { return "doubtful" }

func newGate(t testing.TB, opts ...func(*db.Options)) *act.Gate {
	return act.NewGate(dbtest.New(t, opts...), act.Options{})
}

// register makes a patient the way the rooms do, in a few lines.
func register(t testing.TB, g *act.Gate, who access.Actor, c act.Command, village string) (string, error) {
	c.Action, c.PatientID = "patient.register", c.ID
	if c.Body == nil {
		c.Body = map[string]string{"village": village}
	}
	return act.Do(t.Context(), g, who, c, func(tx *act.Tx) error {
		if err := insertPatient(tx.Tx, c.ID, village); err != nil {
			return err
		}
		tx.Subject("patient", c.ID)
		tx.Changed("patient", c.ID)
		return nil
	}, villageOf)
}

func insertPatient(tx *db.Tx, patientID, village string) error {
	_, err := tx.Exec(`INSERT INTO patient (id, given_names, family_name, other_names, sex, birth_precision, phones, village, district, chief,
		next_of_kin, language, consent, registered_at, version)
		VALUES (?, 'Tšepo', 'Thabane', '[]', 'male', 'unknown', '[]', ?, '', '', '{}', 'st', '{}', ?, 1)`, patientID, village, tx.Now.UnixMilli())
	return err
}

func villageOf(tx *db.Tx, patientID string) (village string, err error) {
	err = tx.QueryRow("SELECT village FROM patient WHERE id = ?", patientID).Scan(&village)
	return village, err
}

func insertVisit(t testing.TB, g *act.Gate, patientID string) string {
	t.Helper()
	visitID, department := id.New(), id.New()
	_, err := act.Do(t.Context(), g, clerk, act.Command{ID: visitID, Action: "visit.checkIn", PatientID: patientID}, func(tx *act.Tx) error {
		if _, err := tx.Exec("INSERT INTO department (id, code, name, name_st, kind, position, active, version) VALUES (?, ?, '', '', 'other', 1, 1, 1)", department, department); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient, sex, outcome, arrived_at, closed_by, version)
			VALUES (?, ?, '2026-11-24', ?, ?, '', 0, 'arrived', 0, 1, 'male', '', 5, '', 1)`, visitID, patientID, department, visitID)
		tx.Subject("visit", visitID)
		tx.About(patientID, visitID)
		tx.Changed("department", department)
		tx.Changed("visit", visitID)
		return err
	}, nothing)
	if err != nil {
		t.Fatal(err)
	}
	return visitID
}

func nothing(*db.Tx, string) (struct{}, error) { return struct{}{}, nil }

// entries is the journal, oldest first, and fails the test when it does not verify.
func entries(t testing.TB, g *act.Gate) []journal.Entry {
	t.Helper()
	r, err := journal.Verify(t.Context(), g.DB(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Clean() {
		t.Errorf("the journal does not verify: %v", r.Findings)
	}
	var list []journal.Entry
	err = g.DB().Read(t.Context(), func(tx *db.Tx) error {
		for seq := int64(1); ; seq++ {
			e, ok, err := journal.BySeq(tx, seq)
			if err != nil || !ok {
				return err
			}
			list = append(list, e)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func wantFault(t testing.TB, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("got %v, want the fault %s", err, code)
	}
}

func TestDoJournalsWhatItDid(t *testing.T) {
	t.Parallel()
	g := act.NewGate(dbtest.New(t), act.Options{Clock: doubt{}})
	c := act.Command{ID: id.New()}
	answer, err := register(t, g, nurse, c, "Roma")
	if err != nil || answer != "Roma" {
		t.Fatalf("answered %q, %v", answer, err)
	}
	list := entries(t, g)
	if len(list) != 1 {
		t.Fatalf("%d entries", len(list))
	}
	var row []byte
	err = g.DB().Read(t.Context(), func(tx *db.Tx) (err error) {
		row, err = journal.Row(tx, "patient", c.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := list[0]
	want := journal.Entry{
		Seq: 1, CommandID: c.ID, CommandHash: got.CommandHash, RecordedAt: dbtest.Start.UTC(), OccurredAt: dbtest.Start.UTC(), TimeSource: "doubtful",
		ActorID: nurse.ID, Role: "nurse", Device: "Tablet 3", Action: "patient.register", SubjectType: "patient", SubjectID: c.ID, PatientID: c.ID,
		Payload: []byte(`{"detail":{},"rows":{"patient":{"` + c.ID + `":` + string(row) + `}}}`), PayloadHash: got.PayloadHash,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDoKeepsBothTimes(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	when := dbtest.Start.Add(-3 * time.Hour).Add(700 * time.Microsecond)
	if _, err := register(t, g, nurse, act.Command{ID: id.New(), OccurredAt: when, Source: "paper"}, "Roma"); err != nil {
		t.Fatal(err)
	}
	e := entries(t, g)[0]
	if !e.OccurredAt.Equal(when.Truncate(time.Millisecond)) || !e.RecordedAt.Equal(dbtest.Start) || e.TimeSource != "paper" {
		t.Errorf("occurred %v, recorded %v, from %s", e.OccurredAt, e.RecordedAt, e.TimeSource)
	}
}

func TestDoAnswersARepeat(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	c := act.Command{ID: id.New()}
	for range 3 {
		if answer, err := register(t, g, nurse, c, "Roma"); err != nil || answer != "Roma" {
			t.Fatalf("answered %q, %v", answer, err)
		}
	}
	if n := len(entries(t, g)); n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestDoRefusesAReusedID(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	c := act.Command{ID: id.New()}
	if _, err := register(t, g, nurse, c, "Roma"); err != nil {
		t.Fatal(err)
	}
	_, err := register(t, g, nurse, c, "Mazenod") // another body
	wantFault(t, err, fault.CommandReused)
	_, err = register(t, g, clerk, c, "Roma") // another person
	wantFault(t, err, fault.CommandReused)
	later := c
	later.OccurredAt = dbtest.Start.Add(-time.Hour)
	_, err = register(t, g, nurse, later, "Roma") // another time
	wantFault(t, err, fault.CommandReused)
	for _, other := range []act.Command{
		{ID: c.ID, Action: "card.issue", PatientID: c.ID, Body: map[string]string{"village": "Roma"}},
		{ID: c.ID, Action: "patient.register", PatientID: id.New(), Body: map[string]string{"village": "Roma"}},
	} {
		_, err = act.Do(t.Context(), g, nurse, other, func(*act.Tx) error {
			t.Errorf("%s ran", other.Action)
			return nil
		}, villageOf)
		wantFault(t, err, fault.CommandReused)
	}
	if n := len(entries(t, g)); n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestDoRefusesIDsThatAreNone(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	for _, bad := range []string{"", "1", "01930000-0000-4000-8000-000000000000", "01930000-0000-7000-8000-00000000000G"} {
		_, err := register(t, g, nurse, act.Command{ID: bad}, "Roma")
		wantFault(t, err, fault.Invalid)
	}
}

func TestRefusalsOfStaffAreJournalled(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	run := func(*act.Tx) error { t.Error("it ran"); return nil }
	read := func(*db.Tx) (int, error) { t.Error("it read"); return 0, nil }

	_, err := act.Do(t.Context(), g, nurse, act.Command{ID: id.New(), Action: "staff.create"}, run, nothing)
	wantFault(t, err, fault.Forbidden)
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	_, err = act.Peek(gone, g, nurse, "journal.list", read)
	wantFault(t, err, fault.Forbidden)
	_, err = act.Look(t.Context(), g, clerk, "chart.read", id.New(), read)
	wantFault(t, err, fault.Forbidden)
	_, err = act.Do(t.Context(), g, nobody, act.Command{ID: id.New(), Action: "staff.create"}, run, nothing)
	wantFault(t, err, fault.Unauthenticated)
	_, err = act.Do(t.Context(), g, nurse, act.Command{ID: id.New(), Action: "no.such"}, run, nothing)
	wantFault(t, err, fault.Forbidden)

	list := entries(t, g)
	if len(list) != 4 { // the guest's is not among them
		t.Fatalf("%d entries", len(list))
	}
	for i, action := range []string{"staff.create", "journal.list", "chart.read", "no.such"} {
		e := list[i]
		if e.Action != "refused" || e.SubjectID != action || e.SubjectType != journal.SubjectRefusal || e.Role != "" ||
			string(e.Payload) != `{"detail":{"action":"`+action+`"},"rows":{}}` {
			t.Errorf("entry %d is %+v %s", e.Seq, e, e.Payload)
		}
	}
}

func TestAFailingActLeavesNothing(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	failed := errors.New("failed")
	command := func() act.Command { return act.Command{ID: id.New(), Action: "patient.register"} }
	insert := func(tx *act.Tx) error { return insertPatient(tx.Tx, id.New(), "Roma") }

	_, err := act.Do(t.Context(), g, nurse, command(), func(tx *act.Tx) error { return errors.Join(insert(tx), failed) }, nothing)
	if !errors.Is(err, failed) {
		t.Errorf("the act failed: %v", err)
	}
	_, err = act.Do(t.Context(), g, nurse, command(), func(tx *act.Tx) error {
		tx.Subject("patient", "x")
		return insert(tx)
	}, func(*db.Tx, string) (int, error) { return 7, failed })
	if !errors.Is(err, failed) {
		t.Errorf("the answer failed: %v", err)
	}
	if _, err = act.Do(t.Context(), g, nurse, command(), insert, nothing); err == nil {
		t.Error("an act without a subject")
	}
	_, err = act.Do(t.Context(), g, nurse, command(), func(tx *act.Tx) error {
		tx.Subject("patient", "x")
		tx.Changed("patient", "x")
		return insert(tx)
	}, nothing)
	if err == nil {
		t.Error("a changed row that is not there")
	}
	_, err = act.Do(t.Context(), g, nurse, command(), func(tx *act.Tx) error {
		_, err := tx.Exec("INSERT INTO card VALUES (1)")
		return err
	}, nothing)
	wantFault(t, fault.Of(err), fault.Internal)

	if n := len(entries(t, g)); n != 0 { // which also finds no patient that no entry wrote
		t.Errorf("%d entries", n)
	}
}

// Law 3: every write names the patient, and a visit of another one is refused.
func TestDoRefusesAVisitOfAnotherPatient(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	tsepo, palesa := id.New(), id.New()
	for _, patient := range []string{tsepo, palesa} {
		if _, err := register(t, g, nurse, act.Command{ID: patient}, "Roma"); err != nil {
			t.Fatal(err)
		}
	}
	visit := insertVisit(t, g, tsepo)
	before := len(entries(t, g))
	for _, c := range []struct {
		name                     string
		patient, visit           string
		aboutPatient, aboutVisit string
		refused                  bool
	}{
		{"the patient's own", tsepo, visit, "", "", false},
		{"the patient's own, named twice", tsepo, visit, tsepo, visit, false},
		{"the patient's own, found by the act", tsepo, "", tsepo, visit, false},
		{"both found by the act", "", "", tsepo, visit, false},
		{"another's", palesa, visit, "", "", true},
		{"another's, found by the act", palesa, "", "", visit, true},
		{"another's, both found by the act", "", "", palesa, visit, true},
		{"nobody's", "", visit, "", "", true},
		{"no such visit", tsepo, id.New(), "", "", true},
		{"the act is about another patient", tsepo, "", palesa, "", true},
		{"the act is about another visit", tsepo, visit, tsepo, id.New(), true},
	} {
		_, err := act.Do(t.Context(), g, nurse, act.Command{ID: id.New(), Action: "triage.save", PatientID: c.patient, VisitID: c.visit}, func(tx *act.Tx) error {
			tx.Subject("visit", visit)
			tx.About(c.aboutPatient, c.aboutVisit)
			return nil
		}, nothing)
		if c.refused {
			if !fault.Is(err, fault.Mismatch) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		list := entries(t, g)
		if e := list[len(list)-1]; e.PatientID != tsepo || e.VisitID != visit {
			t.Errorf("%s: the entry is about %q and %q", c.name, e.PatientID, e.VisitID)
		}
	}
	if n := len(entries(t, g)); n != before+4 {
		t.Errorf("%d entries more", n-before)
	}
}
