package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"karete/server/id"
)

// BenchmarkWear sends people through the clinic, one after the other: check-in,
// triage, a consultation with its drafts, home. It prints what a visit has the real
// program write to the disk, as the kernel counts it, beside the pages of the
// database that its acts wrote: an SD card dies of the rest. What is moved from the
// log into the database later is in it; of the file system's own journal only what
// it counts as the program's.
func BenchmarkWear(b *testing.B) {
	program := filepath.Join(b.TempDir(), "karete")
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "karete").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	dir := filepath.Join(b.TempDir(), "data")
	said, err := exec.Command(program, "demo", "--data", dir, "--patients", "400", "--days", "5").CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, said)
	}
	p := run(b, program, dir)
	password := signIns(b, string(said))[0][1]
	c := newLine(p.signIn("palesa", password), p.signIn("thato", password), p.signIn("ramaili", password))

	// A frame of the log is a page that an act wrote; those that are new in it were
	// written since.
	const page, frame, some = 4096, 4096 + 24, 10
	pages := 0.0
	for range some {
		before := p.log(dir)
		c.visit()
		after := p.log(dir)
		for at := 32; at < len(after); at += frame {
			end := min(at+frame, len(after))
			if end > len(before) || !bytes.Equal(before[at:end], after[at:end]) {
				pages += 1.0 / some
			}
		}
	}

	written, visits := p.written(), 0
	if written == 0 {
		b.Fatal("the kernel counts no writes here: give the benchmark a TMPDIR on a disk")
	}
	for b.Loop() {
		for range 50 { // enough for some checkpoints, of which none may be left out
			c.visit()
			visits++
		}
	}
	each := float64(p.written()-written) / float64(visits)
	p.stop()
	b.ReportMetric(each/1024, "KiB-written/visit")
	b.ReportMetric(pages, "pages/visit")
	b.ReportMetric(each/(pages*page), "x-of-pages(<=4)")
}

// log is the log of the database as it stands in the file.
func (p *process) log(dir string) []byte {
	text, err := os.ReadFile(filepath.Join(dir, "karete.db-wal"))
	if err != nil {
		p.b.Fatal(err)
	}
	return text
}

// written is how many bytes the process had sent to the disk, by the kernel.
func (p *process) written() int64 {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.c.Process.Pid), "io"))
	if err != nil {
		p.b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\nwrite_bytes:")
	n, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		p.b.Fatal(err)
	}
	return n
}

// line is the clinic's line with those who work along it.
type line struct {
	clerk, nurse, doctor *desk
	department           string
	patients             []string
	next                 int
}

func newLine(clerk, nurse, doctor *desk) *line {
	c := &line{clerk: clerk, nurse: nurse, doctor: doctor}
	var departments struct{ Departments []struct{ ID, Kind string } }
	c.read(clerk, "/departments", &departments)
	for _, d := range departments.Departments {
		if d.Kind == "consultation" && c.department == "" {
			c.department = d.ID
		}
	}
	seen := map[string]bool{}
	for _, text := range []string{"mo", "tha", "le", "ma", "ra", "pa", "se", "li", "te", "nt", "ts", "ne", "kh", "ph", "le mo"} {
		var found struct {
			Patients []struct {
				ID        string
				OpenVisit any
			}
		}
		text, err := json.Marshal(clerk.must(http.MethodPost, "/patients/search", map[string]any{"text": text}))
		if err == nil {
			err = json.Unmarshal(text, &found)
		}
		if err != nil {
			clerk.p.b.Fatal(err)
		}
		for _, one := range found.Patients {
			if !seen[one.ID] && one.OpenVisit == nil {
				seen[one.ID] = true
				c.patients = append(c.patients, one.ID)
			}
		}
	}
	return c
}

func (c *line) read(d *desk, path string, v any) {
	if err := json.Unmarshal(d.ask(http.MethodGet, "/api/v1"+path, "", nil), v); err != nil {
		d.p.b.Fatal(err)
	}
}

// must sends a command and answers with what came back.
func (d *desk) must(method, path string, body map[string]any) map[string]any {
	text, err := json.Marshal(body)
	if err != nil {
		d.p.b.Fatal(err)
	}
	r := d.send(method, "/api/v1"+path, "application/json", text)
	defer r.Body.Close()
	if r.StatusCode >= 300 {
		var problem any
		_ = json.NewDecoder(r.Body).Decode(&problem)
		d.p.b.Fatalf("%s %s: %d %v", method, path, r.StatusCode, problem)
	}
	var out map[string]any
	if r.StatusCode != http.StatusNoContent {
		if err := json.NewDecoder(r.Body).Decode(&out); err != nil {
			d.p.b.Fatal(err)
		}
	}
	return out
}

// visit sends the next patient through the clinic.
func (c *line) visit() {
	patient := c.patients[c.next%len(c.patients)]
	c.next++
	with := func(more map[string]any) map[string]any {
		body := map[string]any{"id": id.New(), "patientId": patient}
		for k, v := range more {
			body[k] = v
		}
		return body
	}
	in := c.clerk.must(http.MethodPost, "/visits", with(map[string]any{"departmentId": c.department, "reason": "general", "emergency": false}))
	visit, ok := in["id"].(string)
	entries, many := in["entries"].([]any)
	if !ok || !many || len(entries) == 0 {
		c.clerk.p.b.Fatalf("no visit: %v", in)
	}
	entry := "/queue/" + fmt.Sprint(entries[0].(map[string]any)["id"])
	c.nurse.must(http.MethodPost, entry+"/call", with(map[string]any{"room": ""}))
	c.nurse.must(http.MethodPost, entry+"/start", with(nil))
	c.nurse.must(http.MethodPost, "/visits/"+visit+"/triage", with(map[string]any{
		"input":    map[string]any{"mobility": "walking", "respiratoryRate": 12, "heartRate": 72, "systolicMmHg": 120, "temperatureCel": 36.8, "avpu": "alert", "trauma": false, "ageYears": 30},
		"decision": map[string]any{"level": 0}, "complaint": map[string]any{"chips": []string{"cough"}, "text": "since Sunday"}}))
	c.doctor.must(http.MethodPost, entry+"/call", with(map[string]any{"room": "2"}))
	c.doctor.must(http.MethodPost, entry+"/start", with(nil))
	c.doctor.must(http.MethodGet, "/patients/"+patient+"/chart", nil)
	note := map[string]any{"complaint": "Cough since Sunday, worse at night", "examination": "Chest clear, no wheeze, throat red", "advice": "Rest and drink; come back if it is hard to breathe",
		"diagnoses":     []any{map[string]any{"system": "icd-10", "code": "J06.9", "text": "Acute upper respiratory infection", "certainty": "confirmed", "firstVisit": true}},
		"prescriptions": []any{map[string]any{"medicine": "Paracetamol", "form": "tablet", "strength": "500 mg", "atc": "N02BE01", "dose": "1", "frequency": "daily", "days": 3, "quantity": "18", "note": ""}}}
	for _, sofar := range []string{"Cough", "Cough since Sunday", "Cough since Sunday, worse at night"} {
		c.doctor.must(http.MethodPut, "/visits/"+visit+"/drafts/consultation", map[string]any{"patientId": patient, "content": map[string]any{"complaint": sofar}})
	}
	sign := with(note)
	sign["outcome"], sign["followUp"] = "home", map[string]any{"note": ""}
	c.doctor.must(http.MethodPost, "/visits/"+visit+"/encounters", sign)
}
