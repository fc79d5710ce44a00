package queue

import (
	"context"
	"errors"
	"slices"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/triage/sats"
)

// Board is the line of one department, or of the whole clinic, at one moment.
type Board struct {
	AsOf      time.Time   `json:"asOf"`
	Day       string      `json:"day" format:"date"`
	Counts    BoardCounts `json:"counts"`
	Entries   []QueueRow  `json:"entries" doc:"Everybody here, in the order they are served"`
	DoneToday []QueueRow  `json:"doneToday" doc:"The last to go first, 50 at most; counts.done is of all"`
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
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate} }

// Board is the line of one department, or of all when departmentID is "". It
// opens nobody's record. Fault: invalid for an unknown department.
func (r *Room) Board(ctx context.Context, who access.Actor, departmentID string) (Board, error) {
	return act.Peek(ctx, r.gate, who, "queue.read", func(tx *db.Tx) (Board, error) { return boardIn(tx, departmentID) })
}

func boardIn(tx *db.Tx, departmentID string) (Board, error) {
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
	if b.Entries, err = openRows(tx); err != nil {
		return Board{}, err
	}
	if b.DoneToday, b.Counts.Done, err = doneRows(tx, b.Day, departmentID); err != nil {
		return Board{}, err
	}
	targets := clinic.Settings.Triage.TargetMinutes
	if err := complete(tx, b.Entries, targets); err != nil {
		return Board{}, err
	}
	if err := complete(tx, b.DoneToday, targets); err != nil {
		return Board{}, err
	}
	if departmentID != "" {
		b.Entries = slices.DeleteFunc(b.Entries, func(q QueueRow) bool { return q.DepartmentID != departmentID })
	}
	for _, q := range b.Entries {
		b.Counts.add(q.Stage)
	}
	Sort(b.Entries, QueueRow.place, tx.Now, targets)
	return b, nil
}

// complete adds to rows who the patients are and what is reckoned. Close names
// are looked for among those on the rows who are still here.
func complete(tx *db.Tx, rows []QueueRow, targets sats.TargetMinutes) error {
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
		if q.reckon(tx.Now, targets); q.Stage != StageDone {
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
	q, err := entryRow(tx, entryID)
	if err != nil {
		return QueueRow{}, err
	}
	rows := []QueueRow{q}
	if err := complete(tx, rows, clinic.Settings.Triage.TargetMinutes); err != nil {
		return QueueRow{}, err
	}
	if rows[0].Stage != StageDone {
		rows[0].NameAlert, err = alerted(tx, q.patientID)
	}
	return rows[0], err
}

// alerted reports whether somebody with a close name is here too.
func alerted(tx *db.Tx, patientID string) (bool, error) {
	ids, err := patientsHere(tx)
	if err != nil {
		return false, err
	}
	here, err := patient.SummariesIn(tx, ids)
	return patient.NameAlerts(here)[patientID], err
}
