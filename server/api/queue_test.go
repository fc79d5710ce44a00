package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
	"karete/server/queue"
	"karete/server/visit"
)

// Where somebody serves, a call in vain, somebody who comes back, and how it all copes.
func TestTheLineOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Neo", "Letsie")
	entry := "/queue/" + v.Entries[0].ID
	place := func() map[string]any {
		return map[string]any{"id": apitest.ID(), "departmentId": c.Departments["OPD"], "room": "Room 3"}
	}
	later := func(minutes any) map[string]any {
		return with(step(v.PatientID), map[string]any{"minutes": minutes})
	}
	for _, path := range []string{"/miss", "/later"} {
		c.As("guest").POST(entry+path, later(5)).Refused(http.StatusUnauthorized, "unauthenticated")
		c.As("admin").POST(entry+path, later(5)).Refused(http.StatusForbidden, "forbidden")
	}
	c.As("guest").PUT("/queue/place", 0, place()).Refused(http.StatusUnauthorized, "unauthenticated")
	c.As("admin").PUT("/queue/place", 0, place()).Refused(http.StatusForbidden, "forbidden")
	c.As("guest").GET("/queue/load").Refused(http.StatusUnauthorized, "unauthenticated")

	c.As("nurse").PUT("/queue/place", 0, with(place(), map[string]any{"departmentId": apitest.ID()})).Broken("departmentId", "unknown")
	var places queue.ServingPlaces
	c.As("nurse").PUT("/queue/place", 0, place()).Want(http.StatusOK).JSON(&places)
	if len(places.Places) != 1 || places.Places[0].Room != "Room 3" || places.Places[0].Staff.ID != c.Staff["nurse"] {
		t.Errorf("%+v", places)
	}
	var row queue.QueueRow
	c.As("nurse").POST(entry+"/miss", step(v.PatientID)).Refused(http.StatusConflict, "wrong-state")
	c.As("nurse").POST(entry+"/call", step(v.PatientID)).Want(http.StatusOK).JSON(&row)
	if row.Room != "Room 3" {
		t.Errorf("called to %q", row.Room)
	}
	var missed, back queue.QueueRow
	c.As("clerk").POST(entry+"/miss", step(v.PatientID)).Want(http.StatusOK).JSON(&missed)
	if missed.Missed != 1 || missed.BackAt == nil || missed.Status != visit.EntryWaiting {
		t.Errorf("%+v", missed)
	}
	c.As("clerk").POST(entry+"/later", later(481)).Broken("minutes", "out-of-range")
	c.As("clerk").POST(entry+"/later", step(v.PatientID)).Broken("minutes", "required")
	c.As("clerk").POST(entry+"/later", later(0)).Want(http.StatusOK).JSON(&back)
	if back.BackAt != nil {
		t.Errorf("%+v", back)
	}
	var load queue.Load
	c.As("admin").GET("/queue/load").Want(http.StatusOK).JSON(&load)
	if len(load.Departments) != 1 || load.Departments[0].Waiting != 1 || len(load.Departments[0].Places) != 1 || load.Departments[0].State != queue.Calm {
		t.Errorf("%+v", load)
	}
	var b queue.Board
	c.As("doctor").GET("/queue").Want(http.StatusOK).JSON(&b)
	if b.Place != nil || len(b.Places) != 1 {
		t.Errorf("%v %v", b.Place, b.Places)
	}
}
