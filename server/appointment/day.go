package appointment

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
)

// Booking is an appointment and whose it is.
type Booking struct {
	Appointment
	Patient patient.PatientSummary `json:"patient" doc:"Who stands for the file now"`
}

// DayBook is who is expected on a day.
type DayBook struct {
	Day         string          `json:"day" format:"date"`
	Today       string          `json:"today" format:"date"`
	Departments []DepartmentDay `json:"departments" nullable:"false" doc:"Those that take bookings or have some, in the clinic's order"`
}

// DepartmentDay is a day of one department.
type DepartmentDay struct {
	DepartmentID string    `json:"departmentId"`
	Open         bool      `json:"open" doc:"Bookings are taken"`
	Closed       string    `json:"closed,omitempty" doc:"Why it is closed, when it was closed for this day"`
	Capacity     int       `json:"capacity" doc:"Places in all"`
	Taken        int       `json:"taken"`
	Slots        []DaySlot `json:"slots" nullable:"false"`
	Cancelled    []Booking `json:"cancelled" nullable:"false"`
}

// DaySlot is the places at one time of day.
type DaySlot struct {
	Start    string    `json:"start" example:"10:00"`
	Capacity int       `json:"capacity" doc:"0 for a time that is no longer one of the department's hours"`
	Taken    int       `json:"taken"`
	Past     bool      `json:"past" doc:"It has begun"`
	Bookings []Booking `json:"bookings" nullable:"false"`
}

// Day is the bookings of a day, of one department or of all. It opens no record. Faults:
// invalid for the day; not-found for the department.
func (r *Room) Day(ctx context.Context, who access.Actor, day, departmentID string) (DayBook, error) {
	return act.Peek(ctx, r.gate, who, "appointment.day", func(tx *db.Tx) (DayBook, error) {
		book := DayBook{Day: day, Departments: []DepartmentDay{}}
		today, err := nowIn(tx)
		if err != nil {
			return book, err
		}
		book.Today = today.day
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return book, fault.Field("day", "not-a-date")
		}
		departments, err := wanted(tx, departmentID)
		if err != nil {
			return book, err
		}
		all, err := list(tx, `WHERE a.day = ?1 AND coalesce(nullif(?2, ''), a.department_id) = a.department_id`+inOrder, day, departmentID)
		if err != nil {
			return book, err
		}
		booked, err := bookings(tx, all)
		if err != nil {
			return book, err
		}
		for _, d := range departments {
			here := slices.DeleteFunc(slices.Clone(booked), func(b Booking) bool { return b.DepartmentID != d.ID })
			o, err := openingIn(tx, d.ID, day, day)
			if err != nil {
				return book, err
			}
			if departmentID == "" && len(here) == 0 && (!o.Active || !d.Active) {
				continue
			}
			book.Departments = append(book.Departments, o.book(today, d.ID, day, here))
		}
		return book, nil
	})
}

// wanted is the department asked for, or all.
func wanted(tx *db.Tx, departmentID string) ([]facility.Department, error) {
	if departmentID == "" {
		return facility.DepartmentsIn(tx)
	}
	d, err := facility.DepartmentIn(tx, departmentID)
	return []facility.Department{d}, err
}

// book puts the bookings of a day into its slots.
func (o opening) book(today now, departmentID, day string, here []Booking) DepartmentDay {
	d := DepartmentDay{DepartmentID: departmentID, Closed: o.closed[day].Reason, Slots: []DaySlot{}, Cancelled: []Booking{}}
	starts, capacity := o.slotsOn(day)
	for _, start := range starts {
		d.Open = true
		d.Capacity += capacity
		d.Slots = append(d.Slots, DaySlot{Start: start, Capacity: capacity, Past: today.after(day, start), Bookings: []Booking{}})
	}
	for _, b := range here {
		if b.Status == Cancelled {
			d.Cancelled = append(d.Cancelled, b)
			continue
		}
		i, known := slices.BinarySearchFunc(d.Slots, b.Start, func(s DaySlot, start string) int {
			if s.Start < start {
				return -1
			} else if s.Start > start {
				return 1
			}
			return 0
		})
		if !known {
			d.Slots = slices.Insert(d.Slots, i, DaySlot{Start: b.Start, Past: today.after(day, b.Start)})
		}
		d.Slots[i].Bookings = append(d.Slots[i].Bookings, b)
		d.Slots[i].Taken++
		d.Taken++
	}
	return d
}

// bookings adds whose they are. A file that was joined with another shows the one that
// stands for it.
func bookings(tx *db.Tx, all []Appointment) ([]Booking, error) {
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.PatientID
	}
	stands, err := standing(tx, ids)
	if err != nil {
		return nil, err
	}
	for i, file := range ids {
		if current, replaced := stands[file]; replaced {
			ids[i] = current
		}
	}
	people, err := patient.SummariesIn(tx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Booking, 0, len(all))
	for i, p := range people { // in order, and nobody is left out: a booking's patient is never deleted
		out = append(out, Booking{all[i], p})
	}
	return out, nil
}

// standing is who stands for those of the files that were joined with another.
func standing(tx *db.Tx, files []string) (map[string]string, error) {
	text, err := json.Marshal(files)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT DISTINCT patient_id FROM patient_link WHERE ended_at IS NULL AND patient_id IN (SELECT value FROM json_each(?))`, string(text))
	if err != nil {
		return nil, fmt.Errorf("bookings: %w", err)
	}
	defer rows.Close()
	var replaced []string
	for rows.Next() {
		var file string
		if err := rows.Scan(&file); err != nil {
			return nil, fmt.Errorf("bookings: %w", err)
		}
		replaced = append(replaced, file)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	stands := map[string]string{}
	for _, file := range replaced {
		if stands[file], err = patient.CurrentIn(tx, file); err != nil {
			return nil, err
		}
	}
	return stands, nil
}
