package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"
	"time"

	"karete/server/id"
)

// BenchmarkLoad has the real program serve a made-up clinic of 5,000 patients to
// far more people than it has: 64 at once who search, open records, read boards
// and reports, write drafts of commands that fail and succeed, and hold photos to
// it, beside 60 open streams. It prints the most memory the process ever held
// beside the 120 MiB it may, and how long an ordinary answer took.
func BenchmarkLoad(b *testing.B) {
	program := filepath.Join(b.TempDir(), "karete")
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "karete").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	dir := filepath.Join(b.TempDir(), "data")
	said, err := exec.Command(program, "demo", "--data", dir, "--patients", "5000", "--days", "10").CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, said)
	}
	p := run(b, program, dir)
	var desks []*desk
	for _, who := range signIns(b, string(said)) {
		desks = append(desks, p.signIn(who[0], who[1]))
	}
	for _, d := range desks {
		for range 6 {
			d.follow()
		}
	}
	photo := blankPhoto(b, 4000, 3000)
	var mu sync.Mutex
	var took []time.Duration
	for b.Loop() {
		var all sync.WaitGroup
		for person := range 64 {
			all.Go(func() {
				d := desks[person%len(desks)]
				for _, ask := range d.round(person, photo) {
					began := time.Now()
					ask()
					mu.Lock()
					took = append(took, time.Since(began))
					mu.Unlock()
				}
			})
		}
		all.Wait()
	}
	slices.Sort(took)
	most := p.peakMiB()
	p.stop()
	b.ReportMetric(float64(took[len(took)*95/100].Milliseconds()), "p95-ms")
	b.ReportMetric(most, "peak-MiB")
	b.ReportMetric(120/most, "x-within-120MiB")
}

// desk is somebody signed in.
type desk struct {
	p      *process
	cookie *http.Cookie
}

func signIns(b *testing.B, said string) (list [][2]string) {
	password := regexp.MustCompile(`password: (\S+)`).FindStringSubmatch(said)
	names := regexp.MustCompile(`(?m)^ +([a-z]+) {2,}`).FindAllStringSubmatch(said, -1)
	if password == nil || len(names) == 0 {
		b.Fatalf("no sign-ins in:\n%s", said)
	}
	for _, n := range names {
		list = append(list, [2]string{n[1], password[1]})
	}
	return list
}

func (p *process) signIn(username, password string) *desk {
	body, err := json.Marshal(map[string]string{"username": username, "password": password})
	if err != nil {
		p.b.Fatal(err)
	}
	r, err := http.Post(p.url+"/api/v1/session", "application/json", bytes.NewReader(body))
	if err != nil {
		p.b.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusCreated {
		p.b.Fatalf("%s may not sign in: %d", username, r.StatusCode)
	}
	return &desk{p, r.Cookies()[0]}
}

// follow opens a stream and reads it until the program ends.
func (d *desk) follow() {
	r := d.send(http.MethodGet, "/api/v1/events?topics=queue", "", nil)
	go func() {
		defer r.Body.Close()
		_, _ = io.Copy(io.Discard, r.Body) // it ends with the program
	}()
}

func (d *desk) send(method, path, kind string, body []byte) *http.Response {
	request, err := http.NewRequest(method, d.p.url+path, bytes.NewReader(body))
	if err != nil {
		d.p.b.Error(err)
		return &http.Response{Body: http.NoBody}
	}
	request.AddCookie(d.cookie)
	request.Header.Set("Content-Type", kind)
	r, err := http.DefaultClient.Do(request)
	if err != nil {
		d.p.b.Error(err)
		return &http.Response{Body: http.NoBody}
	}
	if r.StatusCode >= 500 && r.StatusCode != http.StatusServiceUnavailable {
		d.p.b.Errorf("%s %s: %d", method, path, r.StatusCode)
	}
	return r
}

func (d *desk) ask(method, path, kind string, body []byte) []byte {
	r := d.send(method, path, kind, body)
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		d.p.b.Error(err)
	}
	return text
}

// round is what one person does, in an order of their own.
func (d *desk) round(person int, photo []byte) []func() {
	var found struct {
		Patients []struct{ ID string }
	}
	search := func(text string) {
		body := d.ask(http.MethodPost, "/api/v1/patients/search", "application/json", fmt.Appendf(nil, `{"text":%q}`, text))
		_ = json.Unmarshal(body, &found) // who may not search finds nobody
	}
	today := time.Now().UTC().Format(time.DateOnly)
	list := []func(){
		func() { search([]string{"mo", "tha", "le", "ma"}[person%4]) },
		func() { d.ask(http.MethodGet, "/api/v1/queue", "", nil) },
		func() { d.ask(http.MethodGet, "/api/v1/reports/day/"+today, "", nil) },
		func() {
			for _, one := range found.Patients[:min(2, len(found.Patients))] {
				d.ask(http.MethodGet, "/api/v1/patients/"+one.ID+"/chart", "", nil)
				d.ask(http.MethodGet, "/api/v1/patients/"+one.ID, "", nil)
			}
		},
		func() {
			if len(found.Patients) > 0 {
				d.ask(http.MethodPost, "/api/v1/patients/"+found.Patients[0].ID+"/cards", "application/json", fmt.Appendf(nil, `{"id":%q}`, id.New()))
			}
		},
		func() { d.ask(http.MethodGet, "/api/v1/journal", "", nil) },
	}
	if person%8 == 0 {
		list = append(list, func() { d.ask(http.MethodPost, "/api/v1/scan/photo", "image/png", photo) })
	}
	at := person % len(list)
	return append(slices.Clone(list[at:]), list[:at]...)
}

func blankPhoto(b *testing.B, width, height int) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// peakMiB is the most the process ever held.
func (p *process) peakMiB() float64 { return p.status("VmHWM:") }
