package audit_test

import (
	"fmt"
	"testing"
	"time"

	"karete/db/journal"
	"karete/server/act"
	"karete/server/audit"
	"karete/server/id"
	"karete/server/visit/visittest"
)

// A year of a clinic: two hundred thousand entries of twelve people on eight devices
// about five thousand patients, and what one of them saw in some of it.
func BenchmarkBreachOfAYear(b *testing.B) {
	const people, entries = 5000, 200_000
	c := visittest.New(b)
	start := c.Clock.Now()
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("nothing", "x")
		patients := make([]id.ID, people)
		for i := range patients {
			patients[i] = id.New()
			tx.Changed("patient", string(patients[i]))
			if _, err := tx.Exec(`INSERT INTO patient (id, given_names, family_name, other_names, sex, birth_precision, phones, village, district, chief,
				next_of_kin, language, consent, registered_at, version) VALUES (?, 'Neo', ?, '[]', 'male', 'unknown', '[]', '', '', '', '{}', 'st', '{}', 1, 1)`,
				patients[i], fmt.Sprint("Tau ", i)); err != nil {
				return err
			}
		}
		for i := range entries {
			e := journal.Entry{CommandID: string(id.New()), RecordedAt: start.Add(time.Duration(i) * 157 * time.Second), OccurredAt: start, TimeSource: "box",
				ActorID: fmt.Sprint("staff", i%12), Role: "nurse", Device: fmt.Sprint("device", i%8), Action: "chart.read",
				SubjectType: journal.SubjectRecord, SubjectID: string(patients[i*7919%people]), PatientID: string(patients[i*7919%people])}
			if i%12 == 0 {
				e.ActorID = visittest.Nurse.ID
			}
			if _, err := journal.Append(tx.Tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	c.Clock.Set(start.AddDate(1, 0, 0))
	room := audit.New(c.Gate, audit.Options{})
	middle := start.AddDate(0, 6, 0)
	for _, of := range []struct {
		name string
		ask  audit.BreachAsk
	}{
		{"a person's month", audit.BreachAsk{StaffID: visittest.Nurse.ID, From: middle, To: middle.AddDate(0, 1, 0)}},
		{"a tablet's month", audit.BreachAsk{Device: "device3", From: middle, To: middle.AddDate(0, 1, 0)}},
		{"a tablet's day", audit.BreachAsk{Device: "device3", From: middle, To: middle.AddDate(0, 0, 1)}},
		{"a tablet's year", audit.BreachAsk{Device: "device3", From: start.Add(time.Hour)}},
	} {
		b.Run(of.name, func(b *testing.B) {
			for b.Loop() {
				r, err := room.Breach(b.Context(), visittest.Admin, of.ask)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(r.Patients)), "patients")
			}
		})
	}
}
