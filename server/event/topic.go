package event

import (
	"strings"

	"karete/db/journal"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
)

// Topics a screen can follow, besides "patient:<id>".
const (
	Queue   = "queue"   // the line: who came, waits, is served, went
	Clinic  = "clinic"  // staff, departments, the facility
	Staff   = "staff"   // staff only
	Backup  = "backup"  // the places, how far a backup is, and how it ended
	Import  = "import"  // old registers: how far a trial is, an adding, a taking back
	Device  = "device"  // what a device by itself shows: its name, who may sign in on it
	Booking = "booking" // who is expected when
	Message = "message" // what goes to patients, and what became of it
	Line    = "line"    // that the line is not what it was, and nothing of whom: for screens that patients see

	ofPatient = "patient:"

	// Changed is the action that stands for a clinical one where its name would tell
	// too much.
	Changed = "visit.changed"
	// LineChanged is all that is told of what the topic line is about.
	LineChanged = "line.changed"
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
	"visit":       {[]string{Queue, Line}, true},
	"queue":       {[]string{Queue, Line}, true},
	"triage":      {[]string{Queue, Line}, true},
	"encounter":   {[]string{Queue, Line}, true},
	"patient":     {[]string{Queue, Line}, true}, // the board shows names, ages and file numbers
	"downtime":    {[]string{Queue}, true},       // who came on paper, and may be here still
	"appointment": {[]string{Booking}, true},
	"door":        {[]string{Queue, Line, Booking}, true},
	"alert":       {[]string{Queue}, false},
	"message":     {[]string{Message}, false},
	"selfTriage":  {[]string{Queue, Line}, true}, // a provider's answer may bring somebody forward
	"card":        {nil, true},
	"file":        {nil, true},
	"photo":       {nil, true},
	"allergy":     {nil, true},
	"problem":     {nil, true},
	"staff":       {[]string{Clinic, Staff, Device}, false},
	"device":      {[]string{Clinic, Device}, false},
	"pin":         {[]string{Clinic, Staff, Device}, false},
	"department":  {[]string{Clinic, Line}, false},
	"facility":    {[]string{Clinic, Line, Device}, false},
	"backup":      {[]string{Backup}, false},
	"import":      {[]string{Import}, false},
	"clock":       {[]string{Clinic}, false},
	"demo":        {[]string{Queue, Clinic, Line}, false},
}

// clinical are the rooms whose acts tell by their very name that something was
// found in a patient.
var clinical = map[string]bool{"triage": true, "encounter": true, "allergy": true, "problem": true}

func isClinical(e journal.Event) bool {
	name, _, _ := strings.Cut(e.Action, ".")
	return clinical[name]
}

// veiled is a change as those hear of it who are no clinicians: that the visit is
// not what it was. false when they have nothing to hear.
func veiled(e journal.Event) (journal.Event, bool) {
	if !isClinical(e) {
		return e, true
	}
	e.Action, e.SubjectType, e.SubjectID = Changed, "visit", e.VisitID
	return e, e.VisitID != ""
}

// topicsOf lists the topics of a change, none when nobody follows such changes.
func topicsOf(e journal.Event) []string {
	name, _, _ := strings.Cut(e.Action, ".")
	r, ok := rooms[name]
	if !ok {
		return nil
	}
	if r.patient && e.PatientID != "" {
		return append(patientsOf(e), r.topics...)
	}
	return r.topics
}

// patientsOf are the topics of whom a change is about. Joining and parting is about
// two: the one that is replaced, and the one that stands for both.
func patientsOf(e journal.Event) []string {
	if e.Action == "patient.merge" || e.Action == "patient.unmerge" {
		return []string{ofPatient + e.PatientID, ofPatient + e.SubjectID}
	}
	return []string{ofPatient + e.PatientID}
}

// parse checks the topics somebody asked for. A device that nobody is signed in on
// hears of devices only, and a screen for patients that the line moved.
func parse(names []string, who access.Actor) (map[string]bool, error) {
	if len(names) == 0 {
		return nil, fault.Field("topics", "required")
	}
	if len(names) > maxTopics {
		return nil, fault.Field("topics", "too-many", "max", maxTopics)
	}
	topics := map[string]bool{}
	for _, name := range names {
		patientID, isPatient := strings.CutPrefix(name, ofPatient)
		known := name == Device || name == Line && !who.Has(access.Device) || !who.IsDevice() && (name == Queue || name == Booking || name == Message || name == Clinic || name == Staff || name == Backup || name == Import)
		if !known && !(isPatient && !who.IsDevice() && id.Valid(patientID)) {
			return nil, fault.Field("topics", "not-one-of")
		}
		topics[name] = true
	}
	return topics, nil
}
