package event

import (
	"strings"

	"karete/db/journal"
	"karete/server/fault"
	"karete/server/id"
)

// Topics a screen can follow, besides "patient:<id>".
const (
	Queue  = "queue"  // the line: who came, waits, is served, went
	Clinic = "clinic" // staff, departments, the facility
	Staff  = "staff"  // staff only

	ofPatient = "patient:"
)

// maxTopics bounds one stream: a board, the clinic and a few open charts.
const maxTopics = 20

// room tells what the acts of a room concern.
type room struct {
	topics  []string
	patient bool // also the patient's own topic
}

// rooms holds every room whose acts change what a screen shows. Rooms that are
// not here (sessions, the wizard, drafts) are nobody else's business.
var rooms = map[string]room{
	"visit":      {[]string{Queue}, true},
	"queue":      {[]string{Queue}, true},
	"triage":     {[]string{Queue}, true},
	"encounter":  {[]string{Queue}, true},
	"patient":    {[]string{Queue}, true}, // the board shows names, ages and file numbers
	"card":       {nil, true},
	"allergy":    {nil, true},
	"problem":    {nil, true},
	"staff":      {[]string{Clinic, Staff}, false},
	"department": {[]string{Clinic}, false},
	"facility":   {[]string{Clinic}, false},
	"demo":       {[]string{Queue, Clinic}, false},
}

// topicsOf lists the topics of a change, none when nobody follows such changes.
func topicsOf(e journal.Event) []string {
	name, _, _ := strings.Cut(e.Action, ".")
	r, ok := rooms[name]
	if !ok {
		return nil
	}
	if r.patient && e.PatientID != "" {
		return append([]string{ofPatient + e.PatientID}, r.topics...)
	}
	return r.topics
}

// parse checks the topics somebody asked for.
func parse(names []string) (map[string]bool, error) {
	if len(names) == 0 {
		return nil, fault.Field("topics", "required")
	}
	if len(names) > maxTopics {
		return nil, fault.Field("topics", "too-many", "max", maxTopics)
	}
	topics := map[string]bool{}
	for _, name := range names {
		patientID, isPatient := strings.CutPrefix(name, ofPatient)
		known := name == Queue || name == Clinic || name == Staff
		if !known && !(isPatient && id.Valid(patientID)) {
			return nil, fault.Field("topics", "not-one-of")
		}
		topics[name] = true
	}
	return topics, nil
}
