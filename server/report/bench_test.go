package report_test

import (
	"math/rand/v2"
	"testing"
	"time"

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
