package audit

import (
	"context"
	"slices"
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
	ActorID     string    `json:"actorId" doc:"Empty for the box and for a stranger"`
	ActorName   string    `json:"actorName" doc:"Empty for the box and for a stranger: role tells which"`
	Role        string    `json:"role"`
	Device      string    `json:"device" doc:"Name of the enrolled device, or what the browser calls itself"`
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

// Options is what the room needs of the box. The zero value proves nothing.
type Options struct {
	// Seal signs the journal's head as it is now.
	Seal func(context.Context) error
	// PublicKey is the box's, as text: what checks a proof.
	PublicKey string
}

// Room is the room of the journal's readers.
type Room struct {
	gate *act.Gate
	Options
}

// New opens the room.
func New(gate *act.Gate, o Options) *Room { return &Room{gate, o} }

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
	names, err := namesIn(tx, entries)
	if err != nil {
		return AuditPage{}, err
	}
	devices, err := devicesIn(tx)
	if err != nil {
		return AuditPage{}, err
	}
	for _, e := range entries {
		out.Entries = append(out.Entries, AuditEntry{
			Seq: e.Seq, RecordedAt: e.RecordedAt, OccurredAt: e.OccurredAt, TimeSource: e.TimeSource,
			ActorID: e.ActorID, ActorName: names[e.ActorID], Role: e.Role, Device: devices.name(e.Device),
			Action: e.Action, SubjectType: e.SubjectType, SubjectID: e.SubjectID,
			PatientID: e.PatientID, PatientName: names[e.PatientID], VisitID: e.VisitID,
		})
	}
	return out, nil
}

// namesIn gives the name of each person in the entries by their id. A patient whom
// nobody registered after all has none.
func namesIn(tx *db.Tx, entries []journal.Entry) (map[string]string, error) {
	names, err := staffIn(tx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range entries {
		if e.PatientID != "" && !slices.Contains(ids, e.PatientID) {
			ids = append(ids, e.PatientID)
		}
	}
	patients, err := patient.SummariesIn(tx, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range patients {
		names[p.ID] = p.DisplayName
	}
	return names, nil
}

// named gives names by id.
type named map[string]string

// name is the name of an id, and what has none as it is.
func (n named) name(id string) string {
	if name, ok := n[id]; ok {
		return name
	}
	return id
}

// staffIn names everybody who ever worked here: a few dozen; and every program,
// which may have acted for itself.
func staffIn(tx *db.Tx) (named, error) {
	return names(tx, `SELECT id, display_name FROM staff UNION ALL SELECT id, name FROM program`)
}

// devicesIn names every device that was ever enrolled.
func devicesIn(tx *db.Tx) (named, error) { return names(tx, `SELECT id, name FROM device`) }

func names(tx *db.Tx, query string) (named, error) {
	rows, err := tx.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := named{}
	for rows.Next() {
		var id, name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		list[id] = name
	}
	return list, rows.Err()
}
