package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/api/apitest"
	"karete/server/display"
	"karete/server/facility"
	"karete/server/queue"
)

func TestTheWallShowsTicketsAndNobody(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	wall := c.As("display")
	screen := func() (s display.DisplayScreen) {
		t.Helper()
		a := wall.GET("/display").Want(200).JSON(&s)
		for _, secret := range []string{"patientId", "visitId", "level", "Mokoena", "reason"} {
			if strings.Contains(string(a.Body), secret) {
				t.Errorf("the wall is told %s: %s", secret, a.Body)
			}
		}
		return s
	}
	if s := screen(); len(s.Calls) != 0 || len(s.Next) != 0 || s.Clinic != "Ha Matala Clinic" || len(s.Messages) == 0 || s.Day != "2026-11-24" {
		t.Errorf("an empty room: %+v", s)
	}
	var rows []queue.QueueRow
	for _, given := range []string{"Tšepo", "Palesa", "Thabo", "Lineo", "Retšelisitsoe", "Mpho", "Neo"} {
		v := arrived(t, c, given, "Mokoena")
		rows = append(rows, queue.QueueRow{ID: v.Entries[0].ID, Patient: queue.QueuePatient{ID: v.PatientID}, Ticket: v.Ticket})
		c.Clock.Advance(time.Minute)
	}
	s := screen()
	if len(s.Next) != 1 || s.Next[0].Waiting != 7 || s.Next[0].Department.Code != "OPD" ||
		!cmp.Equal(s.Next[0].Tickets, []string{"OPD-001", "OPD-002", "OPD-003", "OPD-004", "OPD-005"}) {
		t.Errorf("next %+v", s.Next)
	}
	call := func(i int, room string) {
		t.Helper()
		c.As("doctor").POST("/queue/"+rows[i].ID+"/call", map[string]string{"id": apitest.ID(), "patientId": rows[i].Patient.ID, "room": room}).Want(200)
		c.Clock.Advance(time.Minute)
	}
	for i := range 5 {
		call(i, fmt.Sprint("Room ", i))
	}
	tickets := func(s display.DisplayScreen) (list []string) {
		for _, one := range s.Calls {
			list = append(list, one.Ticket)
		}
		return list
	}
	s = screen()
	if diff := cmp.Diff([]string{"OPD-005", "OPD-004", "OPD-003", "OPD-002"}, tickets(s)); diff != "" {
		t.Error(diff)
	}
	if s.Calls[0].Room != "Room 4" || s.Calls[0].Name != "" || s.Next[0].Waiting != 2 {
		t.Errorf("%+v", s)
	}
	// Called again is on top again, with another time for the chime.
	before := s.Calls[2].CalledAt
	call(2, "Room 2")
	if s = screen(); s.Calls[0].Ticket != "OPD-003" || !s.Calls[0].CalledAt.After(before) {
		t.Errorf("called again: %+v", s.Calls)
	}
	// Begun with without a call, they are called to where whoever began serves.
	c.As("nurse").PUT("/queue/place", 0, map[string]string{"id": apitest.ID(), "departmentId": c.Departments["OPD"], "room": "Triage 1"}).Want(200)
	c.As("nurse").POST("/queue/"+rows[5].ID+"/start", step(rows[5].Patient.ID)).Want(200)
	if s = screen(); s.Calls[0].Ticket != "OPD-006" || s.Calls[0].Room != "Triage 1" || s.Next[0].Waiting != 1 {
		t.Errorf("begun with: %+v", s.Calls)
	}
	// Nobody looks for their number half an hour later.
	c.Clock.Advance(time.Hour)
	if s = screen(); len(s.Calls) != 0 {
		t.Errorf("an hour later: %+v", s.Calls)
	}
	// Names where the manager chose them.
	call(4, "Room 4")
	var f facility.Facility
	c.As("admin").GET("/facility").JSON(&f)
	in := change(f)
	in.Settings.Display = facility.DisplaySettings{ShowNames: true, Messages: []facility.HealthMessage{{En: " Wash  your hands ", St: "Hlapa matsoho"}}}
	c.As("admin").PUT("/facility", f.Version, in).Want(200)
	if wall.GET("/display").Want(200).JSON(&s); s.Calls[0].Name != "Retšelisitsoe M." || !cmp.Equal(s.Messages, []facility.HealthMessage{{En: "Wash your hands", St: "Hlapa matsoho"}}) {
		t.Errorf("%+v", s)
	}
	in = change(f)
	in.Settings.Display.Messages = []facility.HealthMessage{{En: "Wash your hands"}}
	c.As("admin").PUT("/facility", f.Version+1, in).Broken("settings.display.messages[0].st", "required")
}

func TestWhoSeesTheWall(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.As("guest").GET("/display").Refused(401, "unauthenticated")
	for _, who := range []string{"kiosk", "tablet"} {
		c.As(who).GET("/display").Refused(401, "unauthenticated")
	}
	for _, who := range []string{"display", "clerk", "nurse", "doctor", "admin"} {
		c.As(who).GET("/display").Want(200)
	}
	// The wall sees nothing else of the line.
	for _, path := range []string{"/queue", "/session", "/departments", "/facility", "/events?topics=queue", "/events?topics=clinic"} {
		if a := c.As("display").GET(path); a.Status != 401 && a.Status != 422 {
			t.Errorf("%s: %d", path, a.Status)
		}
	}
}
