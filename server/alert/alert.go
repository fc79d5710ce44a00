package alert

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// Kind is why somebody has to come.
type Kind string

// The kinds.
const (
	Help       Kind = "help"        // they called
	CannotWalk Kind = "cannot-walk" // they called, and cannot come themselves
	RedFlag    Kind = "red-flag"    // by their own words it cannot wait
)

// standsFor is how long an alert stands that nobody answers.
const standsFor = 12 * time.Hour

// Alert is one call, as staff see it.
type Alert struct {
	ID         string           `json:"id"`
	Kind       Kind             `json:"kind" enum:"help,cannot-walk,red-flag"`
	RaisedAt   time.Time        `json:"raisedAt"`
	Place      string           `json:"place" doc:"Name of the kiosk; empty: on their own phone"`
	Department *AlertDepartment `json:"department,omitempty" doc:"Whose line the patient stands in, or the kiosk's"`
	Patient    *AlertPatient    `json:"patient,omitempty" doc:"None when nobody had said who they are"`
	Ticket     string           `json:"ticket,omitempty"`
	VisitID    string           `json:"visitId,omitempty"`
}

// AlertDepartment is where.
type AlertDepartment struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	NameSt string `json:"nameSt"`
}

// AlertPatient is who.
type AlertPatient struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	Initials    string `json:"initials"`
}

// Alerts are those that stand.
type Alerts struct {
	Alerts []Alert `json:"alerts" doc:"Oldest first"`
}

// Raised is an alert to be raised; its id is new.
type Raised struct {
	ID        string
	Kind      Kind
	DeviceID  string // the kiosk; "" on their own phone
	PatientID string // "" when nobody has said who they are
	VisitID   string
}

// RaiseIn raises it.
func RaiseIn(tx *act.Tx, a Raised) error {
	_, err := tx.Exec(`INSERT INTO alert (id, kind, device_id, department_id, visit_id, patient_id, raised_at)
		VALUES (?1, ?2, nullif(?3, ''), coalesce((SELECT e.department_id FROM queue_entry e WHERE e.visit_id = ?4 AND e.status IN ('waiting', 'called', 'serving')
			ORDER BY e.entered_at DESC, e.id DESC LIMIT 1), (SELECT department_id FROM device WHERE id = ?3)), nullif(?4, ''), nullif(?5, ''), ?6)`,
		a.ID, a.Kind, a.DeviceID, a.VisitID, a.PatientID, tx.Now.UnixMilli())
	if err != nil {
		return fmt.Errorf("alert: %w", err)
	}
	tx.Changed("alert", a.ID)
	return nil
}

// StandingIn is the moment of an alert of the kind that stands for a device or a
// patient; ok is false when there is none.
func StandingIn(tx *db.Tx, kind Kind, deviceID, patientID string) (at time.Time, ok bool, err error) {
	var ms int64
	err = tx.QueryRow(`SELECT raised_at FROM alert WHERE answered_at IS NULL AND raised_at >= ? AND kind = ?
			AND coalesce(device_id, '') = ? AND coalesce(patient_id, '') = ? ORDER BY raised_at LIMIT 1`,
		tx.Now.Add(-standsFor).UnixMilli(), kind, deviceID, patientID).Scan(&ms)
	if errors.Is(err, sql.ErrNoRows) {
		return at, false, nil
	}
	return time.UnixMilli(ms).UTC(), err == nil, err
}

// CalledIn reports whether a call for help of a patient stands.
func CalledIn(tx *db.Tx, patientID string) (called bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM alert WHERE answered_at IS NULL AND raised_at >= ? AND patient_id = ?)`,
		tx.Now.Add(-standsFor).UnixMilli(), patientID).Scan(&called)
	return called, err
}

// Room is where staff hear of them.
type Room struct{ gate *act.Gate }

// New stands on the gate.
func New(gate *act.Gate) *Room { return &Room{gate} }

// List is those that stand.
func (r *Room) List(ctx context.Context, who access.Actor) (Alerts, error) {
	return act.Peek(ctx, r.gate, who, "alert.list", listIn)
}

// AnswerAlert says that somebody comes.
type AnswerAlert struct {
	ID string `json:"id" format:"uuid"`
}

// Answer says that the actor comes; the others need not. Two who answer at once are
// both right. Fault: not-found.
func (r *Room) Answer(ctx context.Context, who access.Actor, alertID string, in AnswerAlert) (Alerts, error) {
	body := struct{ Alert, ID string }{alertID, in.ID}
	return act.Do(ctx, r.gate, who, act.Command{ID: in.ID, Action: "alert.answer", Body: body}, func(tx *act.Tx) error {
		var patientID, visitID string
		var answered bool
		err := tx.QueryRow(`SELECT coalesce(patient_id, ''), coalesce(visit_id, ''), answered_at IS NOT NULL FROM alert WHERE id = ?`, alertID).Scan(&patientID, &visitID, &answered)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound)
		}
		if err != nil {
			return err
		}
		tx.Subject("alert", alertID)
		tx.About(patientID, visitID)
		if answered {
			return nil
		}
		tx.Changed("alert", alertID)
		_, err = tx.Exec(`UPDATE alert SET answered_at = ?, answered_by = ? WHERE id = ?`, tx.Now.UnixMilli(), who.ID, alertID)
		return err
	}, func(tx *db.Tx, _ string) (Alerts, error) { return listIn(tx) })
}

func listIn(tx *db.Tx) (Alerts, error) {
	rows, err := tx.Query(`SELECT a.id, a.kind, a.raised_at, coalesce(v.name, ''), coalesce(d.id, ''), coalesce(d.name, ''), coalesce(d.name_st, ''),
			coalesce(a.patient_id, ''), coalesce(w.ticket, ''), coalesce(a.visit_id, '')
		FROM alert a LEFT JOIN device v ON v.id = a.device_id LEFT JOIN department d ON d.id = a.department_id LEFT JOIN visit w ON w.id = a.visit_id
		WHERE a.answered_at IS NULL AND a.raised_at >= ? ORDER BY a.raised_at, a.id`, tx.Now.Add(-standsFor).UnixMilli())
	if err != nil {
		return Alerts{}, fmt.Errorf("alerts: %w", err)
	}
	defer rows.Close()
	list := []Alert{}
	var ofPatient []string
	for rows.Next() {
		var a Alert
		var at int64
		var d AlertDepartment
		var patientID string
		if err := rows.Scan(&a.ID, &a.Kind, &at, &a.Place, &d.ID, &d.Name, &d.NameSt, &patientID, &a.Ticket, &a.VisitID); err != nil {
			return Alerts{}, fmt.Errorf("alerts: %w", err)
		}
		a.RaisedAt = time.UnixMilli(at).UTC()
		if d.ID != "" {
			a.Department = &d
		}
		list, ofPatient = append(list, a), append(ofPatient, patientID)
	}
	if err := rows.Err(); err != nil {
		return Alerts{}, fmt.Errorf("alerts: %w", err)
	}
	for i, id := range ofPatient {
		if id == "" {
			continue
		}
		p, err := patient.SummaryIn(tx, id)
		if err != nil {
			return Alerts{}, err
		}
		list[i].Patient = &AlertPatient{p.ID, p.DisplayName, p.Initials}
	}
	return Alerts{list}, nil
}

// AlertRecord is a call of one patient, as it is held on them.
type AlertRecord struct {
	Kind       Kind       `json:"kind" enum:"help,cannot-walk,red-flag"`
	RaisedAt   time.Time  `json:"raisedAt"`
	Place      string     `json:"place" doc:"Name of the kiosk; empty: on their own phone"`
	VisitID    string     `json:"visitId,omitempty"`
	AnsweredAt *time.Time `json:"answeredAt,omitempty"`
	AnsweredBy string     `json:"answeredBy,omitempty" doc:"Display name"`
}

// OfPatientIn is every call of a patient, of all their files, oldest first.
func OfPatientIn(tx *db.Tx, patientID string) ([]AlertRecord, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT a.kind, a.raised_at, coalesce(v.name, ''), coalesce(a.visit_id, ''), a.answered_at, coalesce(s.display_name, '')
		FROM alert a LEFT JOIN device v ON v.id = a.device_id LEFT JOIN staff s ON s.id = a.answered_by
		WHERE a.patient_id IN (SELECT value FROM json_each(?)) ORDER BY a.raised_at, a.id`, files.JSON())
	if err != nil {
		return nil, fmt.Errorf("alerts: %w", err)
	}
	defer rows.Close()
	list := []AlertRecord{}
	for rows.Next() {
		var a AlertRecord
		var at int64
		var answered sql.NullInt64
		if err := rows.Scan(&a.Kind, &at, &a.Place, &a.VisitID, &answered, &a.AnsweredBy); err != nil {
			return nil, fmt.Errorf("alerts: %w", err)
		}
		a.RaisedAt = time.UnixMilli(at).UTC()
		if answered.Valid {
			when := time.UnixMilli(answered.Int64).UTC()
			a.AnsweredAt = &when
		}
		list = append(list, a)
	}
	return list, rows.Err()
}
