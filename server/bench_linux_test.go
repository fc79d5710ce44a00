package server

import (
	"bufio"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"karete/db"
)

// BenchmarkStart starts the real program over 100,000 patients with a past visit
// each. It prints the time from there to the first healthy answer, how often that
// goes into the 150 ms it may take, and the memory of the process when it has
// answered a few times and rests, beside the 40 MiB it may hold.
func BenchmarkStart(b *testing.B) {
	program := filepath.Join(b.TempDir(), "karete")
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "karete").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	dir := b.TempDir()
	settle(b, dir, 100_000)
	var took []time.Duration
	var resident float64
	for b.Loop() {
		began := time.Now()
		p := run(b, program, dir)
		p.get("/healthz")
		took = append(took, time.Since(began))
		b.StopTimer()
		for range 20 {
			p.get("/api/v1/box")
			p.get("/")
		}
		resident = max(resident, p.residentMiB())
		p.stop()
		b.StartTimer()
	}
	slices.Sort(took)
	median := took[len(took)/2]
	b.ReportMetric(float64(median.Milliseconds()), "ms-to-healthy")
	b.ReportMetric(0.150/median.Seconds(), "x-within-150ms")
	b.ReportMetric(resident, "idle-MiB")
	b.ReportMetric(40/resident, "x-within-40MiB")
}

// process is a running `karete serve`.
type process struct {
	b     *testing.B
	c     *exec.Cmd
	lines *bufio.Scanner
	url   string
}

func run(b *testing.B, program, dir string) *process {
	c := exec.Command(program, "serve", "--data", dir, "--http", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	p := &process{b: b, c: c, lines: bufio.NewScanner(out)}
	for p.url == "" && p.lines.Scan() {
		if _, url, ok := strings.Cut(p.lines.Text(), "http://"); ok {
			host, _, _ := strings.Cut(url, " ")
			p.url = "http://" + host
		}
	}
	return p
}

func (p *process) get(path string) {
	r, err := http.Get(p.url + path)
	if err != nil || r.StatusCode != http.StatusOK {
		p.b.Fatal(r, err)
	}
	r.Body.Close()
}

// stop ends it as systemd does.
func (p *process) stop() {
	if err := p.c.Process.Signal(syscall.SIGTERM); err != nil {
		p.b.Fatal(err)
	}
	for p.lines.Scan() {
	}
	if err := p.c.Wait(); err != nil {
		p.b.Error(err)
	}
}

// residentMiB is what the process holds in memory, its program's own pages too.
func (p *process) residentMiB() float64 { return p.status("VmRSS:") }

// status is a line of what the system says of the process, in MiB.
func (p *process) status(line string) float64 {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.c.Process.Pid), "status"))
	if err != nil {
		p.b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), line)
	kib, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		p.b.Fatal(err)
	}
	return kib / 1024
}

// settle fills a folder with patients and a visit each, past the journal: no
// start reads them, but all of it is in the file.
func settle(b *testing.B, dir string, patients int) {
	b.Helper()
	s, err := New(b.Context(), Config{Data: dir})
	if err != nil {
		b.Fatal(err)
	}
	s.execute(b,
		`INSERT INTO facility (id, code, name, district, country, time_zone, phone, language, file_series, settings, set_up_at, version)
			VALUES ('f', 'F', 'Clinic', 'Maseru', 'LS', 'Africa/Maseru', '', 'en', '', '{}', 1, 1)`,
		`INSERT INTO department (id, code, name, name_st, kind, position, active, version) VALUES ('d', 'OPD', 'OPD', '', 'consultation', 1, 1, 1)`)
	s.crowd(b, patients)
	if err := s.keys.Ring().SetTemporary(false); err != nil { // nobody went through the wizard: the box keeps its key
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// crowd adds patients and a past visit each to a clinic that is set up.
func (s *Server) crowd(b *testing.B, patients int) {
	b.Helper()
	const first = 1_000_000 // of their numbers, behind those who are there
	s.execute(b,
		`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < `+strconv.Itoa(patients)+`)
		INSERT INTO patient (num, id, given_names, family_name, other_names, sex, birth_date, birth_precision, phones, village, district, chief,
			next_of_kin, language, consent, registered_at, version)
		SELECT `+strconv.Itoa(first)+` + i, printf('0190a000-0000-7000-8000-%012d', i), 'Given ' || (i % 900), 'Family ' || (i % 700), '[]', 'female', 1940 + i % 80, 'year',
			'[{"number":"+2665' || (1000000 + i) || '"}]', 'Ha Abia', 'Maseru', '', '{}', 'st', '{}', i, 1 FROM n`,
		`INSERT INTO patient_name (rowid, names) SELECT num, given_names || ' ' || family_name FROM patient WHERE num > `+strconv.Itoa(first),
		`INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient, sex, outcome, arrived_at, closed_at, closed_by, version)
		SELECT replace(id, '0190a000', '0190b000'), id, date('2024-01-01', ((num - `+strconv.Itoa(first)+`) / 150) || ' days'),
			(SELECT id FROM department ORDER BY position LIMIT 1), 'OPD-' || num, 'general', 0, 'finished', 4, 1, 'female',
			'home', num, num + 1, 'x', 1 FROM patient WHERE num > `+strconv.Itoa(first))
}

func (s *Server) execute(b *testing.B, statements ...string) {
	b.Helper()
	err := s.home().db.Write(b.Context(), func(tx *db.Tx) error {
		for _, statement := range statements {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
