package legacy_test

import (
	"runtime"
	"syscall"
	"testing"
	"time"

	"karete/server/id"
	"karete/server/legacy"
	"karete/server/visit/visittest"
)

// BenchmarkImport brings a register of 100,000 people in. Each step is told by what it
// cost: an old PC has a second core for the clinic, and a busy machine no other clock.
func BenchmarkImport(b *testing.B) {
	const rows = 100_000
	text := many(rows)
	for b.Loop() {
		o := newOffice(b)
		o.room = legacy.New(o.Gate, legacy.Options{})
		step := func(name string, do func()) {
			runtime.GC()
			from, began := spent(b), time.Now()
			do()
			b.ReportMetric((spent(b) - from).Seconds(), name+"-cpu-s")
			b.Logf("%s: %.1f s of processor, %.1f s on the wall", name, (spent(b) - from).Seconds(), time.Since(began).Seconds())
		}
		var d legacy.ImportDetail
		step("upload", func() { d = o.bring("a.csv", text) })
		step("trial", func() { d = o.tried(d) })
		b.Logf("%+v", d.Counts)
		step("apply", func() { d = o.applied(d) })
		step("again", func() { // not doubled
			if again := o.tried(o.bring("b.csv", text)); again.Counts.Add != 0 {
				b.Fatalf("%+v", again.Counts)
			}
		})
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
		b.Logf("%+v, %d people", d.Counts, o.people())
		if _, err := o.room.Discard(b.Context(), visittest.Admin, d.ID, legacy.EndImport{ID: id.New()}); err == nil {
			b.Fatal("thrown away what was added")
		}
	}
}

// spent is the processor time of this process.
func spent(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
