package visit

import (
	"time"

	"karete/server/triage/sats"
)

// Visit is one attendance. Times are the box's; Day is the civil date at the
// clinic on which the patient came.
type Visit struct {
	ID           string     `json:"id"`
	PatientID    string     `json:"patientId"`
	Day          string     `json:"day" format:"date"`
	DepartmentID string     `json:"departmentId" doc:"Where the patient came in"`
	Ticket       string     `json:"ticket" example:"OPD-017"`
	Reason       string     `json:"reason"`
	Emergency    bool       `json:"emergency" doc:"Reception sent the patient to the front"`
	Status       Status     `json:"status" enum:"arrived,triaged,in-progress,finished,left,cancelled"`
	Level        sats.Level `json:"level" minimum:"0" maximum:"4" doc:"Final triage level, 0 while not triaged"`
	ArrivedAt    time.Time  `json:"arrivedAt"`
	TriagedAt    *time.Time `json:"triagedAt,omitempty"`
	StartedAt    *time.Time `json:"startedAt,omitempty" doc:"First seen by a clinician"`
	ClosedAt     *time.Time `json:"closedAt,omitempty"`
	Outcome      Outcome    `json:"outcome" enum:",home,referred,admitted,died,left,cancelled"`
	ClosedBy     string     `json:"closedBy" doc:"Staff id, or box when closed as of its own day"`
	NewPatient   bool       `json:"newPatient" doc:"First attendance ever"`
	SlotAt       *time.Time `json:"slotAt,omitempty" doc:"The booked time that brought them"`
	SelfLevel    sats.Level `json:"selfLevel" minimum:"0" maximum:"4" doc:"How urgent by their own answers, 0 unasked; counts until triage"`
	CollectOnly  bool       `json:"collectOnly" doc:"Came for repeat medicines only"`
	Entries      []Entry    `json:"entries" nullable:"false" doc:"Places in line, oldest first"`
	Version      int64      `json:"version"`
}

// EntryStatus is how far a place in line has come.
type EntryStatus string

// The statuses of an entry.
const (
	EntryWaiting EntryStatus = "waiting"
	EntryCalled  EntryStatus = "called"
	EntryServing EntryStatus = "serving"
	EntryDone    EntryStatus = "done"
	EntryMoved   EntryStatus = "moved"
	EntryLeft    EntryStatus = "left"
)

// Open reports whether the patient still stands in this line.
func (s EntryStatus) Open() bool {
	return s == EntryWaiting || s == EntryCalled || s == EntryServing
}

// Entry is a visit's place in the line of one department.
type Entry struct {
	ID           string      `json:"id"`
	VisitID      string      `json:"visitId"`
	DepartmentID string      `json:"departmentId"`
	Status       EntryStatus `json:"status" enum:"waiting,called,serving,done,moved,left"`
	EnteredAt    time.Time   `json:"enteredAt"`
	CalledAt     *time.Time  `json:"calledAt,omitempty"`
	StartedAt    *time.Time  `json:"startedAt,omitempty"`
	EndedAt      *time.Time  `json:"endedAt,omitempty"`
	StaffID      string      `json:"staffId,omitempty" doc:"Who called or serves"`
	Room         string      `json:"room"`
	Calls        int         `json:"calls" doc:"How often called"`
	Missed       int         `json:"missed" doc:"How often called in vain"`
	LastCallAt   *time.Time  `json:"lastCallAt,omitempty" doc:"The last call, also one that was taken back or in vain"`
	BackAt       *time.Time  `json:"backAt,omitempty" doc:"Not called before: not here, or comes back later"`
	MovedFor     string      `json:"movedFor" doc:"Why they were sent here from another line"`
	Version      int64       `json:"version"`
}

// Reset puts an entry back into the line as if nobody had called it. Its place
// is kept: the line goes by arrival.
func (e *Entry) Reset() {
	e.Status, e.CalledAt, e.StartedAt, e.EndedAt, e.StaffID, e.Room = EntryWaiting, nil, nil, nil, "", ""
}
