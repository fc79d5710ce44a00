package appointment

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
)

// ClosedDay is a day without bookings.
type ClosedDay struct {
	ID           string    `json:"id"`
	Day          string    `json:"day" format:"date"`
	DepartmentID string    `json:"departmentId" doc:"Empty: the whole clinic"`
	Reason       string    `json:"reason"`
	ClosedAt     time.Time `json:"closedAt"`
	ClosedBy     string    `json:"closedBy" doc:"Staff id"`
}

// CloseDay says that a day is closed. ID names the command and the closed day.
type CloseDay struct {
	ID           string `json:"id" format:"uuid"`
	Day          string `json:"day" format:"date"`
	DepartmentID string `json:"departmentId,omitempty" maxLength:"36" doc:"None: the whole clinic"`
	Reason       string `json:"reason" minLength:"1" maxLength:"120" doc:"What people are told: a holiday, training"`
}

// OpenDay names the command that opens a closed day again.
type OpenDay struct {
	ID string `json:"id" format:"uuid"`
}

// ClosedWith is a closed day, and who is booked then: they have to be moved or told.
type ClosedWith struct {
	ClosedDay
	Bookings []Booking `json:"bookings" nullable:"false"`
}

// OpeningHours is when bookings are taken, and when not.
type OpeningHours struct {
	Today      string      `json:"today" format:"date"`
	Schedules  []Schedule  `json:"schedules" nullable:"false" doc:"Of departments that have hours, in the clinic's order"`
	ClosedDays []ClosedDay `json:"closedDays" nullable:"false" doc:"From today on"`
}

const closedColumns = `SELECT id, day, coalesce(department_id, ''), reason, closed_at, closed_by FROM closed_day `

func closedDays(tx *db.Tx, where string, args ...any) ([]ClosedDay, error) {
	rows, err := tx.Query(closedColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("closed days: %w", err)
	}
	defer rows.Close()
	list := []ClosedDay{}
	for rows.Next() {
		var c ClosedDay
		var at int64
		if err := rows.Scan(&c.ID, &c.Day, &c.DepartmentID, &c.Reason, &at, &c.ClosedBy); err != nil {
			return nil, fmt.Errorf("closed days: %w", err)
		}
		c.ClosedAt = time.UnixMilli(at).UTC()
		list = append(list, c)
	}
	return list, rows.Err()
}

// Hours is when each department takes bookings.
func (r *Room) Hours(ctx context.Context, who access.Actor) (OpeningHours, error) {
	return act.Peek(ctx, r.gate, who, "appointment.hours", func(tx *db.Tx) (h OpeningHours, err error) {
		today, err := nowIn(tx)
		if err != nil {
			return h, err
		}
		h.Today = today.day
		if h.Schedules, err = schedulesIn(tx); err != nil {
			return h, err
		}
		h.ClosedDays, err = closedDays(tx, `WHERE ended_at IS NULL AND day >= ? ORDER BY day, coalesce(department_id, '')`, today.day)
		return h, err
	})
}

// Close closes a day and answers with who is booked then. Nobody is moved by it. Faults:
// invalid: the day is no date, is past or closed already, the department is unknown.
func (r *Room) Close(ctx context.Context, who access.Actor, in CloseDay) (ClosedWith, error) {
	c := act.Command{ID: in.ID, Action: "appointment.close", Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return closeDay(tx, in) }, closedWith)
}

func closeDay(tx *act.Tx, in CloseDay) error {
	today, err := nowIn(tx.Tx)
	if err != nil {
		return err
	}
	if _, err := time.Parse(time.DateOnly, in.Day); err != nil {
		return fault.Field("day", "not-a-date")
	}
	if in.Day < today.day {
		return fault.Field("day", "past")
	}
	if in.Day > dayAfter(today.day, Ahead) {
		return fault.Field("day", "too-far")
	}
	if in.Reason = strings.TrimSpace(in.Reason); in.Reason == "" {
		return fault.Field("reason", "reason-needed")
	}
	var department any
	if in.DepartmentID != "" {
		department = in.DepartmentID
		if _, err := facility.DepartmentIn(tx.Tx, in.DepartmentID); fault.Is(err, fault.NotFound) {
			return fault.Field("departmentId", "unknown")
		} else if err != nil {
			return err
		}
	}
	var known bool
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM closed_day WHERE ended_at IS NULL AND day = ? AND department_id IS ?)`, in.Day, department).Scan(&known); err != nil {
		return err
	}
	if known {
		return fault.Field("day", "day-closed")
	}
	if _, err := tx.Exec(`INSERT INTO closed_day (id, day, department_id, reason, closed_at, closed_by) VALUES (?, ?, ?, ?, ?, ?)`,
		in.ID, in.Day, department, in.Reason, tx.Now.UnixMilli(), tx.Actor.ID); err != nil {
		return fmt.Errorf("closed day: %w", err)
	}
	tx.Changed("closed_day", in.ID)
	tx.Subject("closed_day", in.ID)
	return nil
}

func closedDayIn(tx *db.Tx, closedID string) (ClosedDay, error) {
	found, err := closedDays(tx, `WHERE id = ?`, closedID)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.NotFound)
	}
	if err != nil {
		return ClosedDay{}, err
	}
	return found[0], nil
}

func closedWith(tx *db.Tx, closedID string) (ClosedWith, error) {
	c, err := closedDayIn(tx, closedID)
	if err != nil {
		return ClosedWith{}, err
	}
	there, err := list(tx, `WHERE a.day = ?1 AND a.status <> 'cancelled' AND coalesce(nullif(?2, ''), a.department_id) = a.department_id`+inOrder, c.Day, c.DepartmentID)
	if err != nil {
		return ClosedWith{}, err
	}
	there = slices.DeleteFunc(there, func(a Appointment) bool { return a.Status != Booked })
	w := ClosedWith{ClosedDay: c}
	w.Bookings, err = bookings(tx, there)
	return w, err
}

// Open takes the closing of a day back. Faults: not-found; wrong-state when it was taken
// back before.
func (r *Room) Open(ctx context.Context, who access.Actor, closedID string, in OpenDay) (ClosedDay, error) {
	body := struct {
		ClosedID string
		OpenDay
	}{closedID, in}
	c := act.Command{ID: in.ID, Action: "appointment.open", Body: body}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("closed_day", closedID)
		var ended bool
		err := tx.QueryRow(`SELECT ended_at IS NOT NULL FROM closed_day WHERE id = ?`, closedID).Scan(&ended)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return fault.New(fault.NotFound)
		case err != nil:
			return err
		case ended:
			return fault.New(fault.WrongState)
		}
		tx.Changed("closed_day", closedID)
		_, err = tx.Exec(`UPDATE closed_day SET ended_at = ?, ended_by = ? WHERE id = ?`, tx.Now.UnixMilli(), tx.Actor.ID, closedID)
		return err
	}, closedDayIn)
}
