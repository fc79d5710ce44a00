package queue

import (
	"database/sql"
	"time"

	"karete/server/patient"
	"karete/server/patient/partialdate"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// QueueRow is one place in line as the board shows it.
type QueueRow struct {
	ID            string            `json:"id" doc:"The queue entry"`
	VisitID       string            `json:"visitId"`
	Patient       QueuePatient      `json:"patient"`
	Ticket        string            `json:"ticket"`
	DepartmentID  string            `json:"departmentId"`
	Department    QueueDepartment   `json:"department"`
	Stage         Stage             `json:"stage" enum:"arrived,triage,waiting,serving,other,done"`
	Status        visit.EntryStatus `json:"status" enum:"waiting,called,serving,done,moved,left"`
	Level         sats.Level        `json:"level" minimum:"0" maximum:"4"`
	SelfLevel     sats.Level        `json:"selfLevel" minimum:"0" maximum:"4" doc:"How urgent by the patient's own answers, 0 unasked"`
	Emergency     bool              `json:"emergency"`
	CollectOnly   bool              `json:"collectOnly" doc:"Came for repeat medicines only"`
	Reason        string            `json:"reason"`
	ArrivedAt     time.Time         `json:"arrivedAt"`
	EnteredAt     time.Time         `json:"enteredAt"`
	CalledAt      *time.Time        `json:"calledAt,omitempty"`
	StartedAt     *time.Time        `json:"startedAt,omitempty"`
	EndedAt       *time.Time        `json:"endedAt,omitempty"`
	TriagedAt     *time.Time        `json:"triagedAt,omitempty" doc:"The latest triage: it is done again while somebody waits"`
	SlotAt        *time.Time        `json:"slotAt,omitempty" doc:"Their booked time in this line"`
	Calls         int               `json:"calls" doc:"How often called"`
	Missed        int               `json:"missed" doc:"How often called in vain; from three on ask whether they left"`
	BackAt        *time.Time        `json:"backAt,omitempty" doc:"Not to be called before"`
	MovedFor      string            `json:"movedFor" doc:"Why they were sent here from another line"`
	Room          string            `json:"room"`
	Staff         *QueueStaff       `json:"staff,omitempty" doc:"Who called or serves"`
	WaitingSince  time.Time         `json:"waitingSince" doc:"Arrival until first seen by a clinician, then since entering this line"`
	TargetMinutes int               `json:"targetMinutes" doc:"To be served within, counted from waitingSince"`
	Late          bool              `json:"late"`
	Why           []QueueReason     `json:"why" doc:"What puts the row where it stands, the weightiest first"`
	Before        int               `json:"before" doc:"How many wait for the same step in the same line and go first"`
	Estimate      *WaitRange        `json:"estimate,omitempty" doc:"What that has meant in the last weeks; none when too little is known"`
	NameAlert     bool              `json:"nameAlert" doc:"Somebody with a close name is here too"`
	Outcome       visit.Outcome     `json:"outcome,omitempty"`
	Version       int64             `json:"version"`

	visitStatus visit.Status
	kind        string     // of the department
	seenAt      *time.Time // the visit's first contact with a clinician
	patientID   string
	cameTo      string     // the department they checked in to
	cameBy      *time.Time // the booked time there that brought them
	bookedHere  string     // "2026-11-24 10:00": their booking in this line, when it is another one
	place       Place
}

// QueuePatient is what the board tells of a patient: enough to call the right
// one, no more.
type QueuePatient struct {
	ID          string           `json:"id"`
	DisplayName string           `json:"displayName"`
	Initials    string           `json:"initials"`
	Sex         patient.Sex      `json:"sex" enum:"female,male,other,unknown"`
	Age         *partialdate.Age `json:"age,omitempty"`
	Village     string           `json:"village"`
	FileNumber  string           `json:"fileNumber"`
}

// QueueDepartment names the line.
type QueueDepartment struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// QueueStaff is who called or serves.
type QueueStaff struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
}

// reckon fills what is derived from the row alone, and from what the clock on the clinic's wall shows.
func (q *QueueRow) reckon(zone *time.Location) {
	q.Stage = StageOf(q.visitStatus, q.Status, q.kind, q.CollectOnly)
	q.WaitingSince = q.ArrivedAt
	// Whoever was seen waits anew in the next line; until then the clock runs from
	// the door, so that being sent to and fro costs nobody their place.
	if q.seenAt != nil && q.seenAt.Before(q.EnteredAt) {
		q.WaitingSince = q.EnteredAt
	}
	q.SlotAt = q.slotHere(zone)
	q.place = Place{Line: q.DepartmentID, Level: q.Level, Provisional: q.SelfLevel, Emergency: q.Emergency, CollectOnly: q.CollectOnly,
		Since: q.WaitingSince, ArrivedAt: q.ArrivedAt, Slot: q.SlotAt, BackAt: q.BackAt,
		Served: q.Status != visit.EntryWaiting && q.Status != visit.EntryCalled, Ticket: q.Ticket, EntryID: q.ID}
}

// slotHere is the booked time that counts in this line: of a booking for this department. Whoever comes in
// elsewhere and is sent on to where they are booked stands there as if they had come to it.
func (q *QueueRow) slotHere(zone *time.Location) *time.Time {
	if q.DepartmentID == q.cameTo {
		return q.cameBy
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", q.bookedHere, zone)
	if err != nil { // they are not booked here
		return nil
	}
	at = at.UTC()
	return &at
}

// judge fills what depends on the moment.
func (q *QueueRow) judge(now time.Time, r Rules) {
	q.TargetMinutes, q.Late = q.place.Target(r.Targets), q.place.Late(now, r.Targets)
}

// waits reports whether somebody could be called now.
func (q *QueueRow) waits(now time.Time) bool {
	return q.Status == visit.EntryWaiting && q.place.rank(now) != gone
}

// step is what somebody waits for: to be triaged, or what they came for.
func (q *QueueRow) step() string {
	if q.Stage == StageArrived || q.Stage == StageTriage {
		return stepTriage
	}
	return stepService
}

func moment(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}
