package appointment

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
)

// Schedule is when a department takes bookings.
type Schedule struct {
	ID           string     `json:"id"`
	DepartmentID string     `json:"departmentId"`
	Hours        []DayHours `json:"hours" nullable:"false"`
	SlotMinutes  int        `json:"slotMinutes"`
	Active       bool       `json:"active"`
	Version      int64      `json:"version"`
}

// SetSchedule is the hours as they are to be.
type SetSchedule struct {
	ID          string     `json:"id" format:"uuid"`
	Hours       []DayHours `json:"hours" minItems:"1" maxItems:"7" nullable:"false"`
	SlotMinutes int        `json:"slotMinutes" minimum:"5" maximum:"480"`
	Active      bool       `json:"active" doc:"false: takes no bookings"`
}

func (in SetSchedule) check() error {
	var broken []fault.FieldError
	if len(in.Hours) == 0 {
		broken = append(broken, fault.FieldError{Field: "hours", Code: "required"})
	}
	step := in.SlotMinutes
	if step < 5 || step > 480 {
		broken = append(broken, fault.FieldError{Field: "slotMinutes", Code: "out-of-range", Params: map[string]any{"min": 5, "max": 480}})
		step = 0
	}
	var weekdays []int
	for i, h := range in.Hours {
		broken = append(broken, h.check(fmt.Sprintf("hours[%d].", i), step, &weekdays)...)
	}
	if len(broken) > 0 {
		return fault.Fields(broken...)
	}
	return nil
}

const scheduleColumns = `SELECT id, department_id, weekdays, opens, closes, break_from, break_until, capacity, more_hours, slot_minutes, active, version FROM schedule`

func scanSchedule(row interface{ Scan(...any) error }) (s Schedule, err error) {
	var weekdays, more string
	var first DayHours
	if err := row.Scan(&s.ID, &s.DepartmentID, &weekdays, &first.Opens, &first.Closes, &first.BreakFrom, &first.BreakUntil, &first.Capacity, &more,
		&s.SlotMinutes, &s.Active, &s.Version); err != nil {
		return s, err
	}
	if err := json.Unmarshal([]byte(weekdays), &first.Weekdays); err != nil {
		return s, err
	}
	if err := json.Unmarshal([]byte(more), &s.Hours); err != nil {
		return s, err
	}
	s.Hours = append([]DayHours{first}, s.Hours...)
	return s, nil
}

// scheduleIn is a department's hours; known is false while it never had any.
func scheduleIn(tx *db.Tx, departmentID string) (s Schedule, known bool, err error) {
	s, err = scanSchedule(tx.QueryRow(scheduleColumns+` WHERE department_id = ?`, departmentID))
	if errors.Is(err, sql.ErrNoRows) {
		return s, false, nil
	}
	return s, err == nil, err
}

// schedulesIn lists the hours of the departments that people can be sent to, in the clinic's order.
func schedulesIn(tx *db.Tx) ([]Schedule, error) {
	rows, err := tx.Query(scheduleColumns + ` s WHERE department_id IN (SELECT id FROM department WHERE active = 1)
		ORDER BY (SELECT position FROM department d WHERE d.id = s.department_id), department_id`)
	if err != nil {
		return nil, fmt.Errorf("hours: %w", err)
	}
	defer rows.Close()
	list := []Schedule{}
	for rows.Next() {
		s, err := scanSchedule(rows)
		if err != nil {
			return nil, fmt.Errorf("hours: %w", err)
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

// SetSchedule says when a department takes bookings. version is of the hours it has, 0
// while it has none. Faults: not-found for the department; version-required; stale;
// invalid.
func (r *Room) SetSchedule(ctx context.Context, who access.Actor, departmentID string, version int64, in SetSchedule) (Schedule, error) {
	body := struct {
		DepartmentID string
		SetSchedule
	}{departmentID, in}
	c := act.Command{ID: in.ID, Action: "appointment.schedule", Body: body}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return setSchedule(tx, departmentID, version, in) },
		func(tx *db.Tx, _ string) (Schedule, error) {
			s, _, err := scheduleIn(tx, departmentID)
			return s, err
		})
}

func setSchedule(tx *act.Tx, departmentID string, version int64, in SetSchedule) error {
	if _, err := facility.DepartmentIn(tx.Tx, departmentID); err != nil {
		return err
	}
	if err := in.check(); err != nil {
		return err
	}
	was, known, err := scheduleIn(tx.Tx, departmentID)
	switch {
	case err != nil:
		return err
	case known && version == 0:
		return fault.New(fault.VersionRequired)
	case known && version != was.Version:
		return stale(was)
	}
	hours := slices.Clone(in.Hours)
	for i, h := range hours {
		hours[i].Weekdays = slices.Sorted(slices.Values(h.Weekdays))
	}
	first := hours[0]
	weekdays, err := json.Marshal(first.Weekdays)
	if err != nil {
		return err
	}
	more, err := json.Marshal(hours[1:])
	if err != nil {
		return err
	}
	if known {
		_, err = tx.Exec(`UPDATE schedule SET weekdays = ?, opens = ?, closes = ?, break_from = ?, break_until = ?, capacity = ?, more_hours = ?,
				slot_minutes = ?, active = ?, version = version + 1 WHERE id = ?`,
			string(weekdays), first.Opens, first.Closes, first.BreakFrom, first.BreakUntil, first.Capacity, string(more), in.SlotMinutes, in.Active, was.ID)
	} else {
		was.ID = in.ID
		_, err = tx.Exec(`INSERT INTO schedule (id, department_id, weekdays, opens, closes, break_from, break_until, capacity, more_hours,
				slot_minutes, active, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
			was.ID, departmentID, string(weekdays), first.Opens, first.Closes, first.BreakFrom, first.BreakUntil, first.Capacity, string(more), in.SlotMinutes, in.Active)
	}
	if err != nil {
		return fmt.Errorf("hours: %w", err)
	}
	tx.Changed("schedule", was.ID)
	tx.Subject("schedule", was.ID)
	return nil
}

func stale(current any) error {
	f := fault.New(fault.Stale)
	f.Current = current
	return f
}
