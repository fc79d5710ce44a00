package visit

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/patient"
)

// Room is the use cases of a visit.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate} }

// Read is one visit; opening it is journalled. Fault: not-found.
func (r *Room) Read(ctx context.Context, who access.Actor, visitID string) (Visit, error) {
	v, err := act.Peek(ctx, r.gate, who, "visit.read", func(tx *db.Tx) (Visit, error) { return ReadIn(tx, visitID) })
	if err != nil {
		return Visit{}, err
	}
	return act.Look(ctx, r.gate, who, "visit.read", v.PatientID, func(tx *db.Tx) (Visit, error) { return ReadIn(tx, visitID) })
}

// History is the patient's visits, of all their files, newest first; opening it is journalled.
// Fault: not-found for an unknown patient.
func (r *Room) History(ctx context.Context, who access.Actor, patientID string) ([]Visit, error) {
	return act.Look(ctx, r.gate, who, "visit.history", patientID, func(tx *db.Tx) ([]Visit, error) {
		return HistoryIn(tx, patientID)
	})
}

// HistoryIn is History inside another read, which journals the opening itself. Each
// visit says in which file of the patient it stands.
func HistoryIn(tx *db.Tx, patientID string) ([]Visit, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	list, err := visits(tx.Query(`SELECT `+visitColumns+` FROM visit v
		WHERE v.patient_id IN (SELECT value FROM json_each(?)) ORDER BY v.arrived_at DESC, v.id DESC`, files.JSON()))
	if err != nil {
		return nil, err
	}
	at := make(map[string]int, len(list))
	for i := range list {
		at[list[i].ID] = i
		list[i].Entries = []Entry{}
	}
	all, err := entries(tx.Query(`SELECT `+entryColumns+` FROM visit v JOIN queue_entry e ON e.visit_id = v.id
		WHERE v.patient_id IN (SELECT value FROM json_each(?)) ORDER BY e.entered_at, e.id`, files.JSON()))
	for _, e := range all {
		i := at[e.VisitID]
		list[i].Entries = append(list[i].Entries, e)
	}
	return list, err
}
