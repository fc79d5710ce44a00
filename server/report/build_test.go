package report_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"karete/db/dbtest"
	"karete/server/act"
	"karete/server/id"
	"karete/server/report"
	"karete/server/visit/visittest"
)

// office is a clinic with the room of reports open.
type office struct {
	*visittest.Clinic
	t    testing.TB
	room *report.Room

	people int // who have come so far
}

func newOffice(t testing.TB) *office {
	t.Helper()
	c := visittest.New(t)
	return &office{Clinic: c, t: t, room: report.New(c.Gate)}
}

func (o *office) day(day string) report.DayReport {
	o.t.Helper()
	r, err := o.room.Day(o.t.Context(), visittest.Admin, day)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func (o *office) list(day string, f report.Figure) []report.ReportRow {
	o.t.Helper()
	l, err := o.room.List(o.t.Context(), visittest.Admin, day, f)
	if err != nil {
		o.t.Fatal(err)
	}
	if l.Rows == nil {
		o.t.Errorf("%s: null for no rows", f)
	}
	return l.Rows
}

// attendance is a row of the table of visits, straight from a test. What is left
// empty is an adult woman who came at eight, was not triaged and is still there.
type attendance struct {
	day, department, status, outcome, sex, closedBy string
	level                                           int
	ageLow, ageHigh                                 *int
	isNew                                           bool
	arrived                                         time.Time
	triaged, started, closed                        time.Duration // after arrival; 0 never
	findings                                        []string      // codes, or words
}

func (a attendance) final() bool {
	return a.status == "finished" || a.status == "left" || a.status == "cancelled"
}

const today = "2026-11-24"

// came writes attendances, each of a person of their own.
func (o *office) came(list ...attendance) {
	o.t.Helper()
	o.Seed(func(tx *act.Tx) error {
		tx.Subject("visit", "made up")
		for _, a := range list {
			if err := o.write(tx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

func (o *office) write(tx *act.Tx, a attendance) error {
	set := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	set(&a.day, today)
	set(&a.department, visittest.OPD)
	set(&a.status, "arrived")
	set(&a.sex, "female")
	if a.arrived.IsZero() {
		a.arrived = dbtest.Start
	}
	if a.final() && a.closed == 0 {
		a.closed = time.Hour
	}
	after := func(d time.Duration) any {
		if d == 0 {
			return nil
		}
		return a.arrived.Add(d).UnixMilli()
	}
	o.people++
	patientID, visitID, encounterID := id.New(), id.New(), id.New()
	for _, row := range []struct {
		table, id, query string
		args             []any
	}{
		{"patient", patientID, `INSERT INTO patient (id, given_names, family_name, other_names, sex, birth_precision, phones, village, district, chief,
			next_of_kin, language, consent, registered_at, version) VALUES (?, 'Thabo', ?, '[]', 'male', 'unknown', '[]', '', '', '', '{}', 'st', '{}', 0, 1)`,
			[]any{fmt.Sprintf("Mokoena %d", o.people)}},
		{"visit", visitID, `INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient, sex,
			age_days_low, age_days_high, outcome, arrived_at, triaged_at, started_at, closed_at, closed_by, version)
			VALUES (?, ?, ?, ?, ?, '', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
			[]any{patientID, a.day, a.department, fmt.Sprintf("T-%d", o.people), a.status, a.level, a.isNew, a.sex, a.ageLow, a.ageHigh, a.outcome,
				a.arrived.UnixMilli(), after(a.triaged), after(a.started), after(a.closed), a.closedBy}},
	} {
		if _, err := tx.Exec(row.query, append([]any{row.id}, row.args...)...); err != nil {
			return err
		}
		tx.Changed(row.table, row.id)
	}
	if len(a.findings) == 0 {
		return nil
	}
	return consult(tx, patientID, visitID, encounterID, a, "")
}

// consult signs a consultation with the attendance's findings; amends names the
// one it corrects.
func consult(tx *act.Tx, patientID, visitID, encounterID string, a attendance, amends string) error {
	kind, how := "consultation", sql.NullString{}
	if amends != "" {
		kind, how = "amendment", sql.NullString{String: "correction", Valid: true}
	}
	if _, err := tx.Exec(`INSERT INTO encounter (id, patient_id, visit_id, kind, occurred_at, signed_at, author_id, author_role, content, amends_id, amend_kind, amend_reason)
		VALUES (?, ?, ?, ?, 0, ?, ?, 'doctor', '{}', nullif(?, ''), ?, ?)`, encounterID, patientID, visitID, kind, len(amends), visittest.Doctor.ID, amends, how, how); err != nil {
		return err
	}
	tx.Changed("encounter", encounterID)
	for rank, f := range a.findings {
		code, system := f, "icd-10"
		if len(f) > 6 || f[0] > 'Z' {
			code, system = "", ""
		}
		key := id.New()
		if _, err := tx.Exec(`INSERT INTO diagnosis (id, patient_id, visit_id, encounter_id, system, code, text, certainty, first_visit, rank, day)
			VALUES (?, ?, ?, ?, ?, ?, ?, 'confirmed', 1, ?, ?)`, key, patientID, visitID, encounterID, system, code, "text of "+f, rank, a.day); err != nil {
			return err
		}
		tx.Changed("diagnosis", key)
	}
	return nil
}

func of[T any](v T) *T { return &v }

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// anybody is an attendance as chance will have it, within what the tables allow.
func anybody(r *rand.Rand, day time.Time) attendance {
	a := attendance{
		day: day.Format(time.DateOnly), department: pick(r, visittest.OPD, visittest.U5, visittest.LAB),
		status: pick(r, "arrived", "triaged", "in-progress", "finished", "finished", "finished", "left", "cancelled"),
		sex:    pick(r, "female", "male", "other", "unknown"), level: r.IntN(5), isNew: r.IntN(4) == 0,
		arrived: day.Add(time.Duration(r.IntN(24*60*60)) * time.Second),
	}
	if r.IntN(5) > 0 {
		a.ageLow = of(r.IntN(33000))
		a.ageHigh = of(*a.ageLow + pick(r, 0, 0, 30, 364))
	}
	if r.IntN(3) > 0 {
		a.triaged = time.Duration(1+r.IntN(7200)) * time.Second
	}
	if a.status == "in-progress" || a.status == "finished" {
		a.started = a.triaged + time.Duration(r.IntN(20000)-300)*time.Second // now and then the clock was set back
	}
	switch a.status {
	case "finished":
		a.outcome = pick(r, "home", "home", "home", "referred", "admitted", "died", "left")
	case "left", "cancelled":
		a.outcome = a.status
	}
	if a.final() {
		a.closed, a.closedBy = a.started+time.Hour, pick(r, "box", visittest.Doctor.ID)
	}
	for range r.IntN(4) {
		a.findings = append(a.findings, pick(r, "J06.9", "I10", "A09", "tired of work", "worms again"))
	}
	return a
}
