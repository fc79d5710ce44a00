package appointment

import (
	"context"
	"database/sql"
	"encoding/json"
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

// Schedule is when a department takes bookings: the same hours on each of its days.
type Schedule struct {
	ID           string `json:"id"`
	DepartmentID string `json:"departmentId"`
	Weekdays     []int  `json:"weekdays" nullable:"false" doc:"1 is Monday, 7 Sunday"`
	Opens        string `json:"opens" example:"08:00"`
	Closes       string `json:"closes" example:"12:30" doc:"The last slot ends by then"`
	SlotMinutes  int    `json:"slotMinutes"`
	Capacity     int    `json:"capacity" doc:"Places in each slot"`
	Active       bool   `json:"active"`
	Version      int64  `json:"version"`
}

// SetSchedule is the hours as they are to be.
type SetSchedule struct {
	ID          string `json:"id" format:"uuid"`
	Weekdays    []int  `json:"weekdays" minItems:"1" maxItems:"7" nullable:"false" doc:"1 is Monday, 7 Sunday"`
	Opens       string `json:"opens" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"08:00"`
	Closes      string `json:"closes" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"12:30"`
	SlotMinutes int    `json:"slotMinutes" minimum:"5" maximum:"480"`
	Capacity    int    `json:"capacity" minimum:"1" maximum:"99"`
	Active      bool   `json:"active" doc:"false: takes no bookings"`
}

// minutes is a time of day as minutes since midnight; false when it is none.
func minutes(clockTime string) (int, bool) {
	t, err := time.Parse("15:04", clockTime)
	return t.Hour()*60 + t.Minute(), err == nil && len(clockTime) == 5
}

func clockTime(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// starts lists the beginnings of the slots of a day of work.
func (s Schedule) starts() (list []string) {
	opens, _ := minutes(s.Opens)
	closes, _ := minutes(s.Closes)
	for at := opens; at+s.SlotMinutes <= closes; at += s.SlotMinutes {
		list = append(list, clockTime(at))
	}
	return list
}

// on reports whether the department works on a day of the week.
func (s Schedule) on(day string) bool {
	at, err := time.Parse(time.DateOnly, day)
	weekday := (int(at.Weekday())+6)%7 + 1
	return err == nil && s.Active && slices.Contains(s.Weekdays, weekday)
}

func (in SetSchedule) check() error {
	var broken []fault.FieldError
	add := func(field, code string, kv map[string]any) {
		broken = append(broken, fault.FieldError{Field: field, Code: code, Params: kv})
	}
	if len(in.Weekdays) == 0 {
		add("weekdays", "required", nil)
	}
	for i, d := range in.Weekdays {
		switch {
		case d < 1 || d > 7:
			add(fmt.Sprintf("weekdays[%d]", i), "out-of-range", map[string]any{"min": 1, "max": 7})
		case slices.Contains(in.Weekdays[:i], d):
			add(fmt.Sprintf("weekdays[%d]", i), "duplicate", nil)
		}
	}
	opens, ok := minutes(in.Opens)
	if !ok {
		add("opens", "pattern", nil)
	}
	closes, well := minutes(in.Closes)
	if !well {
		add("closes", "pattern", nil)
	}
	switch {
	case in.SlotMinutes < 5 || in.SlotMinutes > 480:
		add("slotMinutes", "out-of-range", map[string]any{"min": 5, "max": 480})
	case ok && well && opens+in.SlotMinutes > closes:
		add("closes", "no-slot-fits", nil)
	}
	if in.Capacity < 1 || in.Capacity > 99 {
		add("capacity", "out-of-range", map[string]any{"min": 1, "max": 99})
	}
	if len(broken) > 0 {
		return fault.Fields(broken...)
	}
	return nil
}

const scheduleColumns = `SELECT id, department_id, weekdays, opens, closes, slot_minutes, capacity, active, version FROM schedule`

func scanSchedule(row interface{ Scan(...any) error }) (s Schedule, err error) {
	var weekdays string
	if err := row.Scan(&s.ID, &s.DepartmentID, &weekdays, &s.Opens, &s.Closes, &s.SlotMinutes, &s.Capacity, &s.Active, &s.Version); err != nil {
		return s, err
	}
	return s, json.Unmarshal([]byte(weekdays), &s.Weekdays)
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
	weekdays := strings.ReplaceAll(fmt.Sprint(slices.Sorted(slices.Values(in.Weekdays))), " ", ",")
	if known {
		_, err = tx.Exec(`UPDATE schedule SET weekdays = ?, opens = ?, closes = ?, slot_minutes = ?, capacity = ?, active = ?, version = version + 1 WHERE id = ?`,
			weekdays, in.Opens, in.Closes, in.SlotMinutes, in.Capacity, in.Active, was.ID)
	} else {
		was.ID = in.ID
		_, err = tx.Exec(`INSERT INTO schedule (id, department_id, weekdays, opens, closes, slot_minutes, capacity, active, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)`,
			was.ID, departmentID, weekdays, in.Opens, in.Closes, in.SlotMinutes, in.Capacity, in.Active)
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
