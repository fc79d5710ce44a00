package api_test

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkClinicDay is a day of 400 visits at a hundred times its speed: six hours
// in which people come, and until the last has gone. It takes about five minutes,
// and says how long a screen waited for its answers.
func BenchmarkClinicDay(b *testing.B) {
	const speed = 100
	for b.Loop() {
		r := newReplay(b, 400)
		r.pace = func(d time.Duration) { time.Sleep(d / speed) }
		go func() {
			last := time.Now()
			for tick := time.NewTicker(10 * time.Millisecond); ; {
				select {
				case now := <-tick.C:
					r.Clock.Advance(now.Sub(last) * speed)
					last = now
				case <-b.Context().Done():
					tick.Stop()
					return
				}
			}
		}()
		began := r.Clock.Now()
		r.run(6 * time.Hour / 400)
		lasted := r.Clock.Now().Sub(began)
		r.addsUp()
		slices.Sort(r.took)
		at := func(share float64) float64 {
			return float64(r.took[int(share*float64(len(r.took)-1))].Microseconds()) / 1000
		}
		b.ReportMetric(at(0.50), "p50-ms")
		b.ReportMetric(at(0.99), "p99-ms")
		b.ReportMetric(float64(len(r.took)), "requests")
		b.ReportMetric(float64(r.lost), "overtaken")
		b.ReportMetric(lasted.Hours(), "clinic-hours")
		b.ReportMetric(0, "ns/op")
	}
}
