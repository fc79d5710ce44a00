package apitest

import (
	"testing"

	"karete/db"
	"karete/server/act"
	"karete/server/api"
	"karete/server/audit"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/clock"
	"karete/server/encounter"
	"karete/server/event"
	"karete/server/facility"
	"karete/server/patient"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/report"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/visit"
)

// rooms wires the clinic as the server does.
func rooms(t testing.TB, d *db.DB, gate *act.Gate, now *clock.Clock) api.Rooms {
	people := staff.New(gate, staff.Options{Clock: now, Cost: cheap})
	events := event.New(d, event.Options{})
	people.OnEnd(events.EndSessions)
	t.Cleanup(events.Close)
	patients := patient.New(gate)
	return api.Rooms{
		DB: d, Gate: gate, Clock: now, Events: events,
		Facility: facility.New(gate), Staff: people, Setup: setup.New(gate, people),
		Patients: patients, Cards: card.New(gate), Reception: reception.New(gate, patients),
		Visits: visit.New(gate), Queue: queue.New(gate),
		Triage: triage.New(gate), Encounters: encounter.New(gate), Charts: chart.New(gate),
		Reports: report.New(gate), Audit: audit.New(gate),
	}
}
