package audit

import (
	"context"
	"errors"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
)

// page is how many entries one answer holds.
const page = 100

// AuditEntry is one entry of the journal in readable form.
type AuditEntry struct {
	Seq         int64     `json:"seq" doc:"The order; no two are equal"`
	RecordedAt  time.Time `json:"recordedAt"`
	OccurredAt  time.Time `json:"occurredAt"`
	TimeSource  string    `json:"timeSource" enum:"box,doubtful,paper,device"`
	ActorID     string    `json:"actorId" doc:"Empty when the box did it"`
	ActorName   string    `json:"actorName"`
	Role        string    `json:"role"`
	Device      string    `json:"device"`
	Action      string    `json:"action"`
	SubjectType string    `json:"subjectType"`
	SubjectID   string    `json:"subjectId"`
	PatientID   string    `json:"patientId,omitempty"`
	PatientName string    `json:"patientName,omitempty"`
	VisitID     string    `json:"visitId,omitempty"`
}

// AuditPage is a part of the journal, newest first. Next is where the part before
// it begins, 0 at the end.
type AuditPage struct {
	Entries []AuditEntry `json:"entries"`
	Next    int64        `json:"next"`
	Size    int64        `json:"size" doc:"Entries in the whole journal"`
}

// Filter narrows the list.
type Filter struct {
	Before  int64
	ActorID string
	Action  string
	Day     string // civil date at the clinic
}

// Room is the room of the journal's readers.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate} }

// List is the journal for the manager. Fault: invalid for what is no day.
func (r *Room) List(ctx context.Context, who access.Actor, f Filter) (AuditPage, error) {
	return act.Peek(ctx, r.gate, who, "journal.list", func(tx *db.Tx) (AuditPage, error) {
		filter := journal.Filter{Before: f.Before, ActorID: f.ActorID, Action: f.Action}
		if f.Day != "" {
			clinic, err := facility.In(tx)
			if err != nil {
				return AuditPage{}, err
			}
			day, err := time.ParseInLocation(time.DateOnly, f.Day, clinic.Zone())
			if err != nil {
				return AuditPage{}, fault.Field("day", "not-a-date")
			}
			filter.From, filter.To = day, day.AddDate(0, 0, 1)
		}
		return read(tx, filter)
	})
}

func read(tx *db.Tx, filter journal.Filter) (AuditPage, error) {
	entries, err := journal.List(tx, filter, page+1)
	if err != nil {
		return AuditPage{}, err
	}
	out := AuditPage{Entries: []AuditEntry{}}
	if len(entries) > page {
		entries = entries[:page]
		out.Next = entries[page-1].Seq
	}
	if out.Size, err = journal.Size(tx); err != nil {
		return AuditPage{}, err
	}
	names := map[string]string{}
	for _, e := range entries {
		row := AuditEntry{
			Seq: e.Seq, RecordedAt: e.RecordedAt, OccurredAt: e.OccurredAt, TimeSource: e.TimeSource, ActorID: e.ActorID, Role: e.Role, Device: e.Device,
			Action: e.Action, SubjectType: e.SubjectType, SubjectID: e.SubjectID, PatientID: e.PatientID, VisitID: e.VisitID,
		}
		if row.ActorName, err = actorName(tx, names, e.ActorID); err != nil {
			return AuditPage{}, err
		}
		if row.PatientName, err = patientName(tx, names, e.PatientID); err != nil {
			return AuditPage{}, err
		}
		out.Entries = append(out.Entries, row)
	}
	return out, nil
}

func actorName(tx *db.Tx, names map[string]string, id string) (string, error) {
	if id == "" {
		return access.TheBox().Name, nil
	}
	if known, ok := names[id]; ok {
		return known, nil
	}
	var name string
	if err := tx.QueryRow(`SELECT coalesce((SELECT display_name FROM staff WHERE id = ?), '')`, id).Scan(&name); err != nil {
		return "", err
	}
	names[id] = name
	return name, nil
}

// patientName is empty for a command that was refused before the patient existed.
func patientName(tx *db.Tx, names map[string]string, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	if known, ok := names[id]; ok {
		return known, nil
	}
	p, err := patient.SummaryIn(tx, id)
	var f *fault.Error
	if errors.As(err, &f) && f.Code == fault.NotFound {
		err = nil
	}
	names[id] = p.DisplayName
	return p.DisplayName, err
}
