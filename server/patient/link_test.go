package patient_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func (d *desk) merge(from, into string) (linkID string) {
	d.t.Helper()
	in := patient.Merge{ID: id.New(), IntoID: into}
	if _, err := d.Patients.Merge(d.t.Context(), visittest.Admin, from, in); err != nil {
		d.t.Fatal(err)
	}
	return in.ID
}

func (d *desk) unmerge(patientID string) {
	d.t.Helper()
	if _, err := d.Patients.Unmerge(d.t.Context(), visittest.Admin, patientID, patient.Unmerge{ID: id.New(), Reason: "sisters"}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) files(patientID string) (current string, members patient.Members, linked bool) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) (err error) {
		var one, two, three error
		current, one = patient.CurrentIn(tx, patientID)
		members, two = patient.MembersIn(tx, patientID)
		linked, three = patient.LinkedIn(tx, patientID)
		return errors.Join(one, two, three)
	}); err != nil {
		d.t.Fatal(err)
	}
	return current, members, linked
}

func TestFilesOfOnePersonFormAChain(t *testing.T) {
	t.Parallel()
	d := open(t)
	a, b, c, alone := d.named("’Mathabo", "Letsie").ID, d.named("Mathabo", "Mokoena").ID, d.named("Ma Thabo", "Mokwena").ID, d.named("Pule", "Tau").ID
	is := func(file, current string, linked bool, members ...string) {
		t.Helper()
		nowStands, all, ever := d.files(file)
		if nowStands != current || ever != linked || cmp.Diff(patient.Members(members), all) != "" {
			t.Errorf("%s stands, of %v, linked %v; want %s, %v, %v", nowStands, all, ever, current, members, linked)
		}
	}
	is(a, a, false, a)
	d.merge(a, b)
	d.merge(b, c)
	for _, file := range []string{a, b, c} {
		is(file, c, true, c, b, a)
	}
	is(alone, alone, false, alone)
	p, err := d.Patients.Read(t.Context(), visittest.Clerk, c)
	if err != nil || len(p.Joined) != 2 || p.Joined[0].ID != b || p.Joined[0].IntoID != c || p.Joined[1].ID != a || p.Joined[1].IntoID != b {
		t.Errorf("%+v, %v", p.Joined, err)
	}
	d.unmerge(b)
	is(c, c, true, c)
	is(a, b, true, b, a)
	d.unmerge(a)
	d.merge(b, a) // the other way round: what was taken back is no circle
	is(b, a, true, a, b)
	is(c, c, true, c)
}

// What the use cases refuse, the schema refuses as well, whoever writes SQL.
func TestTheSchemaKeepsLinksTrue(t *testing.T) {
	t.Parallel()
	d := open(t)
	a, b, here := d.named("Thabo", "Mokoena").ID, d.named("Thabo", "Mokwena").ID, d.named("Pule", "Tau").ID
	linkID := d.merge(a, b)
	v := d.CheckIn(here, visittest.OPD)
	insert := `INSERT INTO patient_link (id, patient_id, into_id, reason, linked_at, linked_by, end_reason) VALUES (?, ?, ?, '', 5, '` + visittest.Admin.ID + `', '')`
	for _, c := range []struct {
		says, query string
		args        []any
	}{
		{"immutable: patient_link", insert, []any{id.New(), a, here}}, // joined already
		{"aside: patient_link", insert, []any{id.New(), b, a}},        // a circle
		{"patient_id <> into_id", insert, []any{id.New(), b, b}},      // with itself
		{"here: patient_link", insert, []any{id.New(), here, b}},      // stands in the line
		{"immutable: patient_link", "DELETE FROM patient_link WHERE id = ?", []any{linkID}},
		{"immutable: patient_link", "UPDATE patient_link SET into_id = ? WHERE id = ?", []any{here, linkID}},
		{"immutable: patient_link", "INSERT OR REPLACE INTO patient_link SELECT * FROM patient_link WHERE id = ?", []any{linkID}},
		{"aside: patient", "UPDATE patient SET village = 'Roma' WHERE id = ?", []any{a}},
		{"used: patient", "UPDATE patient SET active = 0 WHERE id = ?", []any{b}},
		{"used: patient", "UPDATE patient SET active = 0 WHERE id = ?", []any{here}},
		{"aside: identifier", "INSERT INTO identifier (id, patient_id, system, series, value, status, created_at) VALUES (?, ?, 'tb', '', '1', 'active', 5)", []any{id.New(), a}},
		{"aside: card", "INSERT INTO card (id, token, code, patient_id, status, made_at, linked_at, reason) VALUES (?, 't', 'c', ?, 'active', 5, 5, '')", []any{id.New(), a}},
		{"aside: allergy", "INSERT INTO allergy (id, patient_id, status, substance, class, reaction, reason, recorded_at, recorded_by) VALUES (?, ?, 'active', 'Egg', '', '', '', 5, '" + visittest.Nurse.ID + "')", []any{id.New(), a}},
		{"aside: visit", "INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient, sex, age_days_low, age_days_high, outcome, arrived_at, triaged_at, started_at, closed_at, closed_by, version) SELECT ?, ?, day, department_id, 'OPD-900', reason, emergency, status, level, new_patient, sex, age_days_low, age_days_high, outcome, arrived_at, triaged_at, started_at, closed_at, closed_by, version FROM visit WHERE id = '" + v.ID + "'", []any{id.New(), a}},
	} {
		err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(c.query, c.args...)
			return err
		})
		var refused *db.ConstraintError
		if !errors.As(err, &refused) || !strings.Contains(refused.Name, c.says) {
			t.Errorf("%s %v: %v, want %s", c.query, c.args, err, c.says)
		}
	}
}

// Whoever came with an import that was taken back is found by nobody.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Tšepo", "Mokoena")
	in.Phones = []patient.NewPhone{{Number: "58124471"}}
	in.FileNumber = patient.NewFileNumber{Mode: "typed", Value: "0012/19"}
	gone := d.registered(in)
	withdraw := func(patientID string) error {
		_, err := act.Do(t.Context(), d.Gate, visittest.Admin, act.Command{ID: id.New(), Action: "facility.update"}, func(tx *act.Tx) error {
			tx.Subject("patient", patientID)
			return patient.WithdrawIn(tx, patientID)
		}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
		return err
	}
	if err := withdraw(gone.ID); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"tsepo", "58124471", "4471", "0012/19", ""} {
		if found := d.find(text); len(found.Patients) != 0 {
			t.Errorf("%s: %s", text, names(found))
		}
	}
	_, err := d.Patients.Read(t.Context(), visittest.Clerk, gone.ID)
	refused(t, err, fault.NotFound)
	refused(t, withdraw(gone.ID), fault.NotFound)
	again := person("Tšepo", "Mokoena")
	again.FileNumber = in.FileNumber
	d.registered(again) // the number is free
	seen := d.named("Pule", "Tau")
	d.CheckIn(seen.ID, visittest.OPD)
	refused(t, withdraw(seen.ID), fault.WrongState)
	booked := d.named("Palesa", "Tau")
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("appointment", booked.ID)
		tx.Changed("appointment", booked.ID)
		_, err := tx.Exec(`INSERT INTO appointment (id, patient_id, department_id, day, start, seat, status, reason, source, cancel_reason, booked_at, booked_by, version)
			VALUES (?1, ?1, ?2, '2026-12-01', '09:00', 0, 'booked', '', 'staff', '', 5, '', 1)`, booked.ID, visittest.OPD)
		return err
	})
	refused(t, withdraw(booked.ID), fault.WrongState)
	one, two := d.named("Lineo", "Tau"), d.named("Dineo", "Taung")
	d.merge(one.ID, two.ID)
	refused(t, withdraw(one.ID), fault.Replaced)
	refused(t, withdraw(two.ID), fault.WrongState)
}
