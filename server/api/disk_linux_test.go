package api_test

import (
	"net/http"
	"strings"
	"testing"

	"karete/db/journal"
	"karete/db/smalldisk"
	"karete/server/api/apitest"
	"karete/server/queue"
	"karete/server/visit"
)

// healthz is what a monitor sees.
func healthz(t *testing.T, c *apitest.Clinic, status int, word string) {
	t.Helper()
	var h struct{ Status string }
	c.Browser().GET("/healthz").Want(status).JSON(&h)
	if h.Status != word {
		t.Errorf("healthz says %s, want %s", h.Status, word)
	}
}

// commands are some of every room, ready to be sent again and again.
func ready(c *apitest.Clinic, patientID, visitID, entryID string) []struct {
	who, path string
	body      map[string]any
} {
	return []struct {
		who, path string
		body      map[string]any
	}{
		{"clerk", "/patients", newcomer(nil)},
		{"clerk", "/patients/" + patientID + "/cards", map[string]any{"id": apitest.ID()}},
		{"clerk", "/cards/blanks", map[string]any{"id": apitest.ID(), "count": 10}},
		{"nurse", "/queue/" + entryID + "/call", step(patientID)},
		{"nurse", "/visits/" + visitID + "/triage", sorting(patientID)},
		{"doctor", "/visits/" + visitID + "/encounters", signing(patientID)},
		{"admin", "/departments", map[string]any{"id": apitest.ID(), "code": "TB", "name": "TB", "kind": "consultation"}},
	}
}

// goesOn wants everything that only reads to work: the board, a chart, the search
// box, who is signed in, an open stream.
func goesOn(t *testing.T, c *apitest.Clinic, patientID string) {
	t.Helper()
	var b queue.Board
	c.As("nurse").GET("/queue?department=" + c.Departments["OPD"]).Want(http.StatusOK).JSON(&b)
	if len(b.Entries) != 1 || b.Entries[0].Patient.DisplayName != "Thabo Mokoena" {
		t.Errorf("the board: %+v", b)
	}
	if a := c.As("doctor").GET("/patients/" + patientID + "/chart").Want(http.StatusOK); !strings.Contains(string(a.Body), "Penicillin") {
		t.Errorf("the chart: %s", a.Body)
	}
	c.As("clerk").GET("/patients/" + patientID).Want(http.StatusOK)
	c.As("clerk").GET("/session").Want(http.StatusOK)
	c.As("clerk").GET("/departments").Want(http.StatusOK)
	if a := c.As("clerk").POST("/patients/search", map[string]string{"text": "mokoena"}).Want(http.StatusOK); !strings.Contains(string(a.Body), "Thabo") {
		t.Errorf("the search box: %s", a.Body)
	}
	c.As("admin").GET("/reports/day/2026-11-24").Want(http.StatusOK)
	c.As("admin").GET("/system").Want(http.StatusOK)
	follow(t, c, c.As("nurse"), "queue", "").cancel()
}

// inUse is a clinic with everybody signed in and somebody in the line.
func inUse(t *testing.T) (c *apitest.Clinic, v visit.Visit, key journal.Key) {
	t.Helper()
	c = apitest.New(t)
	var err error
	if key, err = journal.NewKey("karete/test"); err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"clerk", "nurse", "doctor", "admin"} {
		c.As(who)
	}
	v = arrived(t, c, "Thabo", "Mokoena")
	c.As("nurse").POST("/patients/"+v.PatientID+"/allergies",
		map[string]any{"id": apitest.ID(), "status": "active", "substance": "Penicillin", "class": "", "reaction": "rash", "reason": ""}).Want(http.StatusCreated)
	return c, v, key
}

func TestTheClinicOnAFullDisk(t *testing.T) {
	dir := smalldisk.On(t, 12)
	if dir == "" {
		return
	}
	t.Setenv("TMPDIR", dir)
	c, v, key := inUse(t)
	healthz(t, c, http.StatusOK, "ok")

	free := smalldisk.Fill(t, dir)
	kept := 0 // the log ahead of the database may have room of its own
	for ; ; kept++ {
		if a := c.As("clerk").POST("/patients", newcomer(nil)); a.Status != http.StatusCreated {
			a.Refused(http.StatusInsufficientStorage, "disk-full")
			break
		}
	}
	commands := ready(c, v.PatientID, v.ID, v.Entries[0].ID)
	for round := range 3 {
		for _, cmd := range commands {
			c.As(cmd.who).POST(cmd.path, cmd.body).Refused(http.StatusInsufficientStorage, "disk-full")
		}
		c.SignIn("nurse").GET("/queue").Want(http.StatusOK)
		healthz(t, c, http.StatusServiceUnavailable, "disk-full")
		goesOn(t, c, v.PatientID)
		if round == 1 { // what may be done is still asked first, though it cannot be noted
			c.As("clerk").POST("/departments", commands[6].body).Refused(http.StatusForbidden, "forbidden")
		}
	}

	free()
	for _, cmd := range commands { // the same, sent again by the same screens
		if a := c.As(cmd.who).POST(cmd.path, cmd.body); a.Status != http.StatusOK && a.Status != http.StatusCreated {
			t.Errorf("%s with room again: %d %s", cmd.path, a.Status, a.Body)
		}
	}
	healthz(t, c, http.StatusOK, "ok")
	c.SignIn("nurse")
	opened(t, c, v.PatientID, 3)
	sound(t, c, key)
}

// opened wants the journal to know of the openings that it could not be told of
// when they happened.
func opened(t *testing.T, c *apitest.Clinic, patientID string, times int) {
	t.Helper()
	var who struct{ Accesses []struct{ Action string } }
	c.As("admin").GET("/patients/" + patientID + "/access").Want(http.StatusOK).JSON(&who)
	n := 0
	for _, a := range who.Accesses {
		if a.Action == "chart.read" {
			n++
		}
	}
	if n != times {
		t.Errorf("%d openings of the chart are in the journal, want %d: %+v", n, times, who)
	}
}

func TestTheClinicOnAFailingAndAReadOnlyDisk(t *testing.T) {
	dir := smalldisk.On(t, 12)
	if dir == "" {
		return
	}
	t.Setenv("TMPDIR", dir)
	c, v, key := inUse(t)
	commands := ready(c, v.PatientID, v.ID, v.Entries[0].ID)

	repair := smalldisk.BreakWrites(t) // the disk fails under the running box
	for range 2 {
		for _, cmd := range commands {
			c.As(cmd.who).POST(cmd.path, cmd.body).Refused(http.StatusServiceUnavailable, "read-only")
		}
		healthz(t, c, http.StatusServiceUnavailable, "failing")
		goesOn(t, c, v.PatientID)
	}
	repair()
	c.As("nurse").POST(commands[3].path, commands[3].body).Want(http.StatusOK)
	healthz(t, c, http.StatusOK, "ok")
	opened(t, c, v.PatientID, 2)

	// A start on a disk that cannot be written, which then becomes well.
	cookie := c.Browser().POST("/session", map[string]string{"username": "nurse", "password": apitest.Password}).Want(http.StatusCreated).Cookies[0].String()
	if err := c.DB.Close(); err != nil {
		t.Fatal(err)
	}
	smalldisk.Remount(t, dir, true)
	after := apitest.Open(t, c.DB.Path())
	nurse := func(method, path string, body any) *apitest.Answer {
		return after.Browser().Send(method, path, body, "Cookie", cookie)
	}
	wait := step(v.PatientID)
	for range 2 {
		nurse("POST", "/queue/"+v.Entries[0].ID+"/wait", wait).Refused(http.StatusServiceUnavailable, "read-only")
		healthz(t, after, http.StatusServiceUnavailable, "read-only")
		nurse("GET", "/queue", nil).Want(http.StatusOK)
		nurse("GET", "/patients/"+v.PatientID+"/chart", nil).Want(http.StatusOK)
	}
	smalldisk.Remount(t, dir, false)
	nurse("POST", "/queue/"+v.Entries[0].ID+"/wait", wait).Want(http.StatusOK)
	healthz(t, after, http.StatusOK, "ok")
	sound(t, after, key)
}
