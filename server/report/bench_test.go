package report_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"karete/db/journal"
	"karete/server/act"
	"karete/server/id"
	"karete/server/visit/visittest"
)

// BenchmarkDay reckons a day of 200 visits in a clinic that has 20,000 behind it.
func BenchmarkDay(b *testing.B) {
	o := newOffice(b)
	r := rand.New(rand.NewPCG(1, 2))
	first := time.Date(2026, 8, 1, 0, 0, 0, 0, time.FixedZone("SAST", 2*60*60))
	for n := range 100 {
		var list []attendance
		for range 200 {
			list = append(list, anybody(r, first.AddDate(0, 0, n)))
		}
		o.came(list...)
	}
	for _, c := range []struct {
		name string
		run  func() error
	}{
		{"figures", func() error { _, err := o.room.Day(b.Context(), visittest.Admin, "2026-10-02"); return err }},
		{"list", func() error { _, err := o.room.List(b.Context(), visittest.Admin, "2026-10-02", "seen"); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkActivity counts a quarter of a clinic that has written 200,000 entries in a year.
func BenchmarkActivity(b *testing.B) {
	o := newOffice(b)
	start := o.Clock.Now()
	staff := []string{visittest.Clerk.ID, visittest.Nurse.ID, visittest.Other.ID, visittest.Doctor.ID, visittest.Admin.ID}
	actions := []string{"patient.register", "visit.checkIn", "queue.call", "triage.save", "encounter.sign", "chart.read"}
	o.Seed(func(tx *act.Tx) error {
		tx.Subject("nothing", "x")
		for i := range 200_000 {
			at := start.Add(time.Duration(i) * 157 * time.Second)
			if _, err := journal.Append(tx.Tx, journal.Entry{CommandID: id.New(), RecordedAt: at, OccurredAt: at, TimeSource: "box",
				ActorID: staff[i%len(staff)], Role: "nurse", Device: "test", Action: actions[i%len(actions)], SubjectType: "thing", SubjectID: "x"}); err != nil {
				return err
			}
		}
		return nil
	})
	o.Clock.Set(start.AddDate(1, 0, 0))
	for _, span := range []struct{ name, from, to string }{{"a day", "2027-11-20", "2027-11-20"}, {"a quarter", "2027-08-23", "2027-11-22"}} {
		b.Run(span.name, func(b *testing.B) {
			for b.Loop() {
				a, err := o.room.Activity(b.Context(), visittest.Admin, span.from, span.to)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(a.Total.All), "acts")
			}
		})
	}
}
