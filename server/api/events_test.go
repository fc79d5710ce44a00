package api_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"karete/server/api/apitest"
)

// patience is how long a test waits for what must happen.
const patience = 5 * time.Second

// stream is an open event stream as a browser reads it.
type stream struct {
	t      *testing.T
	lines  chan string // closed when the server ends the stream
	cancel context.CancelFunc
}

// message is one event, or "" as data for a mark that only sets the id.
type message struct{ id, event, data string }

func follow(t *testing.T, c *apitest.Clinic, who *apitest.Client, topics, lastEventID string) *stream {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	res := who.Open(ctx, "/events?topics="+topics, "Last-Event-ID", lastEventID)
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" || res.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d, %v", res.StatusCode, res.Header)
	}
	s := &stream{t, make(chan string, 1000), cancel}
	go func() {
		defer close(s.lines)
		defer res.Body.Close()
		for scanner := bufio.NewScanner(res.Body); scanner.Scan(); {
			s.lines <- scanner.Text()
		}
	}()
	t.Cleanup(cancel)
	return s
}

// next is the next message, marks and signs of life left out.
func (s *stream) next() (m message) {
	s.t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case <-timeout:
			s.t.Fatal("no event came")
		case line, open := <-s.lines:
			if !open {
				s.t.Fatal("the stream ended")
			}
			field, value, _ := strings.Cut(line, ": ")
			switch field {
			case "id":
				m.id = value
			case "event":
				m.event = value
			case "data":
				m.data = value
			case "":
				if m.data != "" {
					return m
				}
				m = message{}
			}
		}
	}
}

func (s *stream) expectEnd(within time.Duration) {
	s.t.Helper()
	timeout := time.After(within)
	for {
		select {
		case <-timeout:
			s.t.Fatal("the stream goes on")
		case _, open := <-s.lines:
			if !open {
				return
			}
		}
	}
}

func TestEventsTellOfTheLineAndComeBack(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	s := follow(t, c, c.As("nurse"), "queue,clinic", "")
	v := arrived(t, c, "Thabo", "Mokoena")
	registeredEvent, m := s.next(), s.next()
	for _, want := range []string{`"action":"visit.checkIn"`, `"subject":{"type":"visit","id":"` + v.ID + `"}`, `"patientId":"` + v.PatientID + `"`,
		`"visitId":"` + v.ID + `"`, `"at":"2026-11-24T06:00:00.000Z"`, `"seq":` + m.id} {
		if !strings.Contains(m.data, want) {
			t.Errorf("%s lacks %s", m.data, want)
		}
	}
	if strings.Contains(m.data+registeredEvent.data, "Thabo") || strings.Contains(m.data+registeredEvent.data, "Mokoena") {
		t.Error("an event holds a name")
	}
	s.cancel()
	// What happens while nobody listens is told on coming back, once, in order.
	c.As("nurse").POST("/visits/"+v.ID+"/left", step(v.PatientID)).Want(http.StatusOK)
	c.As("nurse").POST("/visits/"+v.ID+"/reopen", step(v.PatientID)).Want(http.StatusOK)
	back := follow(t, c, c.As("nurse"), "queue,clinic", m.id)
	for _, action := range []string{"visit.left", "visit.reopen"} {
		if got := back.next(); !strings.Contains(got.data, `"action":"`+action+`"`) {
			t.Errorf("told %s, want %s", got.data, action)
		}
	}
}

func TestEventsOfOnePatient(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	s := follow(t, c, c.As("doctor"), "patient:"+v.PatientID, "")
	arrived(t, c, "Pule", "Tau")
	c.As("nurse").POST("/visits/"+v.ID+"/left", step(v.PatientID)).Want(http.StatusOK)
	if m := s.next(); !strings.Contains(m.data, `"action":"visit.left"`) {
		t.Errorf("the first event is %s", m.data)
	}
}

func TestEventsRefusals(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.As("guest").GET("/events?topics=queue").Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("nurse").GET("/events").Broken("topics", "required")
	c.As("nurse").GET("/events?topics=everything").Broken("topics", "not-one-of")
	c.As("nurse").GET("/events?topics=patient:Thabo").Broken("topics", "not-one-of")
	c.As("nurse").Send(http.MethodGet, "/events?topics=queue", nil, "Last-Event-ID", "-1").Broken("Last-Event-ID", "pattern")
	if n := c.API.Events.Open(); n != 0 {
		t.Errorf("%d streams are open", n)
	}
}

func TestEventsAreCappedPerPerson(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for i := range 8 {
		browser := c.As("nurse")
		if i%2 == 1 {
			browser = c.SignIn("nurse") // another session, the same person
		}
		follow(t, c, browser, "queue", "")
	}
	ninth := c.As("nurse").GET("/events?topics=queue").Refused(http.StatusTooManyRequests, "too-many-streams")
	if ninth.Problem.Params["max"] != 8.0 {
		t.Errorf("%v", ninth.Problem.Params)
	}
	follow(t, c, c.As("clerk"), "queue", "") // the cap is each one's own
}

// Signing out, being signed out by the manager, and the server's stop end open
// streams at once.
func TestEventsEndWithTheSession(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*apitest.Clinic, *apitest.Client){
		"signing out": func(_ *apitest.Clinic, b *apitest.Client) { b.DELETE("/session").Want(http.StatusNoContent) },
		"signed out by the manager": func(c *apitest.Clinic, _ *apitest.Client) {
			var list struct {
				Sessions []struct{ ID, StaffID string }
			}
			c.As("admin").GET("/sessions").Want(http.StatusOK).JSON(&list)
			for _, row := range list.Sessions {
				if row.StaffID == c.Staff["nurse"] {
					c.As("admin").DELETE("/sessions/" + row.ID).Want(http.StatusNoContent)
				}
			}
		},
		"deactivated": func(c *apitest.Clinic, _ *apitest.Client) {
			c.As("admin").PUT("/staff/"+c.Staff["nurse"], 1, map[string]any{"id": apitest.ID(), "displayName": "Thato Mohapi",
				"roles": []string{"nurse"}, "language": "en", "active": false}).Want(http.StatusOK)
		},
		"the server stops": func(c *apitest.Clinic, _ *apitest.Client) { c.API.Events.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := apitest.New(t)
			browser := c.SignIn("nurse")
			s := follow(t, c, browser, "queue", "")
			end(c, browser)
			s.expectEnd(time.Second)
		})
	}
}
