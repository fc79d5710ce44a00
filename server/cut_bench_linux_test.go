package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"karete/db/durable"
	"karete/server/id"
)

// BenchmarkStartAfterCut starts the real program over a clinic of 100,000 visits
// that was killed at work: with a log that is nearly full, and with commands on
// their way. What the system keeps in memory of the records is dropped before, as
// a power cut drops it. It prints the time to the first healthy answer, how often
// that goes into the 2 s it may take, and how much longer it is than a start after
// an orderly stop, over records that have to be read from the disk just so.
func BenchmarkStartAfterCut(b *testing.B) {
	program := filepath.Join(b.TempDir(), "karete")
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "karete").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	dir := filepath.Join(b.TempDir(), "data")
	said, err := exec.Command(program, "demo", "--data", dir, "--patients", "400", "--days", "5").CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, said)
	}
	password := signIns(b, string(said))[0][1]
	s, err := New(b.Context(), Config{Data: dir})
	if err != nil {
		b.Fatal(err)
	}
	s.crowd(b, 100_000)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}

	start := func() (*process, time.Duration) {
		forget(b, dir)
		began := time.Now()
		p := run(b, program, dir)
		p.get("/healthz")
		return p, time.Since(began)
	}
	var orderly, cut []time.Duration
	left := 0
	for b.Loop() {
		p, took := start()
		orderly = append(orderly, took)
		c := newLine(p.signIn("palesa", password), p.signIn("thato", password), p.signIn("ramaili", password))
		for p.logged(dir) < 900 { // of the 1,000 at which they go into the database
			c.visit()
		}
		p.cut(c)
		left = max(left, p.logged(dir))
		p, took = start()
		cut = append(cut, took)
		p.stop()
	}
	slices.Sort(orderly)
	slices.Sort(cut)
	worst, usual := cut[len(cut)-1], cut[len(cut)/2]
	b.ReportMetric(0, "ns/op") // mostly the work before the cut
	b.ReportMetric(float64(usual.Milliseconds()), "ms-after-cut")
	b.ReportMetric(float64(worst.Milliseconds()), "ms-worst")
	b.ReportMetric(2/worst.Seconds(), "x-within-2s")
	b.ReportMetric(usual.Seconds()/orderly[len(orderly)/2].Seconds(), "x-of-orderly")
	b.ReportMetric(float64(left), "pages-in-the-log")
}

// logged is how many pages stand in the log, which an orderly stop took away and
// which has not begun anew since.
func (p *process) logged(dir string) int {
	const head, page = 32, 24 + 4096
	return (len(p.log(dir)) - head) / page
}

// cut kills the process while people who have just arrived are checked in, after
// the third of them.
func (p *process) cut(c *line) {
	done := make(chan bool)
	const desks = 4
	for number := range desks {
		go func() {
			client := http.Client{Timeout: 10 * time.Second}
			for at := number; ; at += desks {
				body, err := json.Marshal(map[string]any{"id": id.New(), "patientId": c.patients[(c.next+at)%len(c.patients)],
					"departmentId": c.department, "reason": "general", "emergency": false})
				if err != nil {
					p.b.Error(err)
				}
				request, err := http.NewRequest(http.MethodPost, p.url+"/api/v1/visits", bytes.NewReader(body))
				if err != nil {
					p.b.Error(err)
				}
				request.AddCookie(c.clerk.cookie)
				request.Header.Set("Content-Type", "application/json")
				r, err := client.Do(request)
				if err != nil {
					break // the power is gone
				}
				r.Body.Close()
				done <- true
			}
			done <- false
		}()
	}
	for answered, gone := 0, 0; gone < desks; {
		if !<-done {
			gone++
		} else if answered++; answered == 3 {
			if err := p.c.Process.Kill(); err != nil {
				p.b.Error(err)
			}
		}
	}
	for p.lines.Scan() {
	}
	_ = p.c.Wait() // killed
}

// forget has every file of the folder read from the disk the next time.
func forget(b *testing.B, dir string) {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range files {
		if err := durable.File(name); err != nil {
			continue // a folder
		}
		if _, err := durable.Forget(name); err != nil {
			b.Fatal(err)
		}
	}
}
