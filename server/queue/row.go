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
	Emergency     bool              `json:"emergency"`
	Reason        string            `json:"reason"`
	ArrivedAt     time.Time         `json:"arrivedAt"`
	EnteredAt     time.Time         `json:"enteredAt"`
	CalledAt      *time.Time        `json:"calledAt,omitempty"`
	StartedAt     *time.Time        `json:"startedAt,omitempty"`
	EndedAt       *time.Time        `json:"endedAt,omitempty"`
	Room          string            `json:"room"`
	Staff         *QueueStaff       `json:"staff,omitempty" doc:"Who called or serves"`
	WaitingSince  time.Time         `json:"waitingSince" doc:"Arrival until first seen by a clinician, then since entering this line"`
	TargetMinutes int               `json:"targetMinutes" doc:"To be served within, counted from waitingSince"`
	Late          bool              `json:"late"`
	Why           []QueueReason     `json:"why" doc:"What puts the row where it stands, the weightiest first"`
	NameAlert     bool              `json:"nameAlert" doc:"Somebody with a close name is here too"`
	Outcome       visit.Outcome     `json:"outcome,omitempty"`
	Version       int64             `json:"version"`

	visitStatus visit.Status
	kind        string     // of the department
	seenAt      *time.Time // the visit's first contact with a clinician
	patientID   string
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

// place is what the order sees of a row.
func (q QueueRow) place() Place {
	return Place{Level: q.Level, Emergency: q.Emergency, Since: q.WaitingSince, ArrivedAt: q.ArrivedAt,
		Served: q.Status != visit.EntryWaiting && q.Status != visit.EntryCalled, Ticket: q.Ticket, EntryID: q.ID}
}

// reckon fills what is derived from what is stored.
func (q *QueueRow) reckon(now time.Time, targets sats.TargetMinutes) {
	q.Stage = StageOf(q.visitStatus, q.Status, q.kind)
	q.WaitingSince = q.ArrivedAt
	// Whoever was seen waits anew in the next line; until then the clock runs from
	// the door, so that being sent to and fro costs nobody their place.
	if q.seenAt != nil && q.seenAt.Before(q.EnteredAt) {
		q.WaitingSince = q.EnteredAt
	}
	p := q.place()
	q.TargetMinutes, q.Late, q.Why = p.Target(targets), p.Late(now, targets), p.Why(now, targets)
}

func moment(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}
