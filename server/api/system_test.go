package api_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/server/api/apitest"
	"karete/server/device"
	"karete/server/health"
)

// line is one of the health page's, as the manager reads it.
func line(t *testing.T, c *apitest.Clinic, id string) health.HealthLine {
	t.Helper()
	var h health.Health
	c.SignIn("admin").GET("/health").Want(http.StatusOK).JSON(&h)
	for _, l := range h.Lines {
		if l.ID == id {
			return l
		}
	}
	t.Fatalf("no line %s in %+v", id, h.Lines)
	return health.HealthLine{}
}

func TestHealthLines(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var h health.Health
	c.As("admin").GET("/health").Want(http.StatusOK).JSON(&h)
	var ids []string
	for _, l := range h.Lines {
		ids = append(ids, l.ID)
	}
	for _, id := range []string{"writing", "disk", "backup", "clock", "keys", "journal", "signIns", "devices", "hub", "version", "managers", "factors"} {
		if !slices.Contains(ids, id) {
			t.Errorf("no line %s in %v", id, ids)
		}
	}
	rank := map[health.Mood]int{health.Now: 0, health.Look: 1, health.Good: 2}
	if !slices.IsSortedFunc(h.Lines, func(a, b health.HealthLine) int { return rank[a.Mood] - rank[b.Mood] }) {
		t.Errorf("what presses most is not first: %+v", h.Lines)
	}
	if l := line(t, c, "writing"); l.Mood != health.Good || l.Word != "ok" {
		t.Errorf("%+v", l)
	}
	if l := line(t, c, "backup"); l.Mood == health.Good || l.Word != "no-place" {
		t.Errorf("no place for backups: %+v", l)
	}
	if l := line(t, c, "managers"); l.Count != 1 {
		t.Errorf("%+v", l)
	}
	c.As("nurse").GET("/health").Refused(http.StatusForbidden, "forbidden")
	c.As("guest").GET("/health").Refused(http.StatusUnauthorized, "unauthenticated")

	// Wrong passwords of a day, and a tablet that does not come any more.
	guesser := c.Browser()
	for range 4 {
		guesser.POST("/session", map[string]string{"username": "nobody", "password": "not this one, is it"}).Refused(http.StatusUnauthorized, "bad-credentials")
	}
	if l := line(t, c, "signIns"); l.Count != 4 || l.Mood != health.Good || l.AgeSeconds == nil {
		t.Errorf("%+v", l)
	}
	c.Device(device.Tablet)
	if l := line(t, c, "devices"); l.Count != 1 || l.Mood != health.Good {
		t.Errorf("%+v", l)
	}
	c.Clock.Advance(8 * 24 * time.Hour)
	if l := line(t, c, "devices"); l.Mood != health.Look || l.Word != "unseen" || len(l.Names) != 1 || *l.AgeSeconds < 8*86400-60 {
		t.Errorf("%+v", l)
	}
	if l := line(t, c, "signIns"); l.Count != 0 {
		t.Errorf("a week later: %+v", l)
	}
}

// sample is one line of Prometheus' text format.
var sample = regexp.MustCompile(`^[a-z_]+(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})? -?[0-9.e+]+$`)

func TestMetrics(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	a := c.As("admin").GET("/metrics").Want(http.StatusOK)
	if got := a.Header.Get("Content-Type"); got != health.MetricsType {
		t.Errorf("content type %q", got)
	}
	typed := map[string]bool{}
	for l := range strings.Lines(string(a.Body)) {
		l = strings.TrimSpace(l)
		if name, ok := strings.CutPrefix(l, "# TYPE "); ok {
			name, _, _ = strings.Cut(name, " ")
			if typed[name] {
				t.Errorf("%s is there twice", name)
			}
			typed[name] = true
		} else if !strings.HasPrefix(l, "# HELP ") && !sample.MatchString(l) {
			t.Errorf("no sample: %q", l)
		}
	}
	for _, want := range []string{`karete_up_writing 1`, `karete_health{line="backup",mood="good"} 0`, `karete_disk_state{state="ok"} 1`, "karete_journal_entries_total ", "karete_clock_doubtful 0"} {
		if !strings.Contains(string(a.Body), want) {
			t.Errorf("no %s in\n%s", want, a.Body)
		}
	}
	c.As("doctor").GET("/metrics").Refused(http.StatusForbidden, "forbidden")
	c.As("guest").GET("/metrics").Refused(http.StatusUnauthorized, "unauthenticated")

	// Beside it, on the box itself, nobody is asked.
	get := func(host string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.URL+"/metrics", nil)
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			r.Host = host
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text)
	}
	if status, text := get(""); status != http.StatusOK || !strings.Contains(text, "karete_build_info{version=\"0.0.0-test\"") {
		t.Errorf("on the box: %d %s", status, text)
	}
	if status, text := get("karete.local"); status != http.StatusForbidden || strings.Contains(text, "karete_") {
		t.Errorf("by the name that others know: %d %s", status, text)
	}
}

// unzipped is every file of a bundle.
func unzipped(t *testing.T, bundle []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// The bundle leaves the clinic: nobody's name, number or id may go with it.
func TestSupportBundle(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Qhobosheane", "Letsatsimokhachane")
	c.As("doctor").GET("/patients/" + v.PatientID + "/chart").Want(http.StatusOK)
	c.As("nurse").POST("/queue/"+apitest.ID()+"/call", step(v.PatientID)).Want(http.StatusNotFound)
	c.Device(device.Tablet)
	c.Clock.Advance(8 * 24 * time.Hour) // its name would stand in the health page

	c.As("guest").POST("/support", map[string]any{"id": apitest.ID()}).Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("nurse").POST("/support", map[string]any{"id": apitest.ID()}).Refused(http.StatusForbidden, "forbidden")
	manager := c.SignIn("admin")
	manager.POST("/support", map[string]any{"id": "x"}).Broken("id", "pattern")
	a := manager.POST("/support", map[string]any{"id": apitest.ID()}).Want(http.StatusOK)
	files := unzipped(t, a.Body)
	for _, name := range []string{"about.txt", "health.json", "system.json", "metrics.txt", "counts.json", "log.txt", "stacks.txt"} {
		if len(files[name]) == 0 {
			t.Errorf("%s is empty or not there", name)
		}
	}
	if !strings.Contains(files["counts.json"], `"patient": 1`) || !strings.Contains(files["health.json"], `"backup"`) {
		t.Errorf("%s\n%s", files["counts.json"], files["health.json"])
	}
	planted := []string{"Qhobosheane", "Letsatsimokhachane", v.PatientID, v.ID, "The tablet", "Mohapi", "Motsoane", "Ramaili", "Ha Matala"}
	for _, id := range c.Staff {
		planted = append(planted, id)
	}
	for name, text := range files {
		for _, word := range planted {
			if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
				t.Errorf("%q is in %s", word, name)
			}
		}
	}
	if n := acted(t, c, "support.make", c.Staff["admin"]); n != 1 {
		t.Errorf("%d entries say that it was made", n)
	}
}

// acted counts the entries of an action by a person, or about them.
func acted(t *testing.T, c *apitest.Clinic, action, staffID string) (n int) {
	t.Helper()
	err := c.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM journal WHERE action = ? AND (actor_id = ? OR subject_id = ?)`, action, staffID, staffID).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
