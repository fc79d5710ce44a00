package queue

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
)

// Board is the line of one department, or of the whole clinic, at one moment.
type Board struct {
	AsOf      time.Time   `json:"asOf"`
	Day       string      `json:"day" format:"date"`
	Counts    BoardCounts `json:"counts"`
	Entries   []QueueRow  `json:"entries" doc:"Everybody here, in the order they are served"`
	DoneToday []QueueRow  `json:"doneToday" doc:"The last to go first, 50 at most; counts.done is of all"`

	Places []ServingPlace `json:"places" doc:"Who serves where today, by department and room"`
	Place  *ServingPlace  `json:"place,omitempty" doc:"Where whoever asks serves"`
}

// BoardCounts is how many rows stand in each column.
type BoardCounts struct {
	Arrived int `json:"arrived"`
	Triage  int `json:"triage"`
	Waiting int `json:"waiting"`
	Serving int `json:"serving"`
	Other   int `json:"other"`
	Done    int `json:"done"`
}

func (c *BoardCounts) add(s Stage) {
	switch s {
	case StageArrived:
		c.Arrived++
	case StageTriage:
		c.Triage++
	case StageWaiting:
		c.Waiting++
	case StageServing:
		c.Serving++
	case StageOther:
		c.Other++
	}
}

// Room is the use cases of the line.
type Room struct {
	gate *act.Gate

	mu       sync.Mutex
	reckoned string // the day on which the last weeks were looked at
}

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate: gate} }

// Board is the line of one department, or of all when departmentID is "". It
// opens nobody's record. Fault: invalid for an unknown department.
func (r *Room) Board(ctx context.Context, who access.Actor, departmentID string) (Board, error) {
	return act.Peek(ctx, r.gate, who, "queue.read", func(tx *db.Tx) (Board, error) { return boardIn(tx, who, departmentID) })
}

func boardIn(tx *db.Tx, who access.Actor, departmentID string) (Board, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return Board{}, err
	}
	if departmentID != "" {
		if _, err := facility.DepartmentIn(tx, departmentID); fault.Is(err, fault.NotFound) {
			return Board{}, fault.Field("department", "unknown")
		} else if err != nil {
			return Board{}, err
		}
	}
	b := Board{AsOf: tx.Now, Day: clock.Day(tx.Now, clinic.Zone())}
	// All lines are read even for one of them: a close name may wait in another.
	if b.Entries, err = lineIn(tx, clinic); err != nil {
		return Board{}, err
	}
	if b.DoneToday, b.Counts.Done, err = doneRows(tx, b.Day, departmentID); err != nil {
		return Board{}, err
	}
	rules := RulesOf(clinic.Settings)
	for i := range b.DoneToday {
		b.DoneToday[i].reckon(clinic.Zone())
		b.DoneToday[i].judge(tx.Now, rules)
	}
	for _, rows := range [][]QueueRow{b.Entries, b.DoneToday} {
		for i := range rows {
			rows[i].Why = rows[i].place.Why(tx.Now, rules)
		}
	}
	if err := name(tx, b.Entries); err != nil {
		return Board{}, err
	}
	if err := name(tx, b.DoneToday); err != nil {
		return Board{}, err
	}
	if b.Places, err = placesIn(tx, clinic.Zone()); err != nil {
		return Board{}, err
	}
	if departmentID != "" {
		b.Entries = slices.DeleteFunc(b.Entries, func(q QueueRow) bool { return q.DepartmentID != departmentID })
	}
	for _, q := range b.Entries {
		b.Counts.add(q.Stage)
	}
	for i, p := range b.Places {
		if p.Staff.ID == who.ID {
			b.Place = &b.Places[i]
		}
	}
	return b, nil
}

// name adds to rows who the patients are. Close names are looked for among those on
// the rows who are still here.
func name(tx *db.Tx, rows []QueueRow) error {
	ids := make([]string, len(rows))
	for i, q := range rows {
		ids[i] = q.patientID
	}
	patients, err := patient.SummariesIn(tx, ids)
	if err != nil {
		return err
	}
	if len(patients) != len(rows) {
		return errors.New("queue: a visit of nobody") // the foreign key does not let it be
	}
	here := make([]patient.PatientSummary, 0, len(rows))
	for i, p := range patients {
		q := &rows[i]
		q.Patient = QueuePatient{p.ID, p.DisplayName, p.Initials, p.Sex, p.Age, p.Village, p.FileNumber}
		if q.Stage != StageDone {
			here = append(here, p)
		}
	}
	alerts := patient.NameAlerts(here)
	for i := range rows {
		rows[i].NameAlert = rows[i].Stage != StageDone && alerts[rows[i].patientID]
	}
	return nil
}

// rowIn is one place in line as the board shows it. Fault: not-found.
func rowIn(tx *db.Tx, entryID string) (QueueRow, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return QueueRow{}, err
	}
	rows, err := lineIn(tx, clinic)
	if err != nil {
		return QueueRow{}, err
	}
	rules := RulesOf(clinic.Settings)
	at := slices.IndexFunc(rows, func(q QueueRow) bool { return q.ID == entryID })
	if at < 0 {
		q, err := entryRow(tx, entryID)
		if err != nil {
			return QueueRow{}, err
		}
		q.reckon(clinic.Zone())
		q.judge(tx.Now, rules)
		rows, at = []QueueRow{q}, 0
	}
	rows[at].Why = rows[at].place.Why(tx.Now, rules)
	err = name(tx, rows)
	return rows[at], err
}
