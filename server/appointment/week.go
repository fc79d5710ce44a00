package appointment

import (
	"context"
	"slices"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
)

// WeekBook is how full a department is on seven days: no people.
type WeekBook struct {
	DepartmentID string    `json:"departmentId"`
	Today        string    `json:"today" format:"date"`
	Schedule     *Schedule `json:"schedule,omitempty" doc:"None: the department never took bookings"`
	Days         []WeekDay `json:"days" nullable:"false"`
}

// WeekDay is one of them.
type WeekDay struct {
	Day      string     `json:"day" format:"date"`
	Open     bool       `json:"open"`
	Closed   string     `json:"closed,omitempty" doc:"Why it is closed, when it was closed for this day"`
	Capacity int        `json:"capacity" doc:"Places in all"`
	Taken    int        `json:"taken"`
	Slots    []WeekSlot `json:"slots" nullable:"false"`
}

// WeekSlot is how full a slot is.
type WeekSlot struct {
	Start    string `json:"start" example:"10:00"`
	Capacity int    `json:"capacity" doc:"0 for a time that is no longer one of the department's hours"`
	Taken    int    `json:"taken"`
	Past     bool   `json:"past" doc:"It has begun"`
}

// Week is seven days of a department, from a day on; none: the present week's Monday.
// Faults: invalid for the day; not-found for the department.
func (r *Room) Week(ctx context.Context, who access.Actor, departmentID, from string) (WeekBook, error) {
	return act.Peek(ctx, r.gate, who, "appointment.week", func(tx *db.Tx) (WeekBook, error) {
		w := WeekBook{DepartmentID: departmentID, Days: []WeekDay{}}
		today, err := nowIn(tx)
		if err != nil {
			return w, err
		}
		w.Today = today.day
		if from == "" {
			from = monday(today.day)
		}
		if _, err := time.Parse(time.DateOnly, from); err != nil {
			return w, fault.Field("from", "not-a-date")
		}
		if _, err := facility.DepartmentIn(tx, departmentID); err != nil {
			return w, err
		}
		to := dayAfter(from, 6)
		o, err := openingIn(tx, departmentID, from, to)
		if err != nil {
			return w, err
		}
		if o.ID != "" {
			w.Schedule = &o.Schedule
		}
		taken, err := takenIn(tx, departmentID, from, to)
		for n := range 7 {
			w.Days = append(w.Days, o.week(today, dayAfter(from, n), taken))
		}
		return w, err
	})
}

func (o opening) week(today now, day string, taken map[string]map[string]int) WeekDay {
	d := WeekDay{Day: day, Closed: o.closed[day].Reason, Slots: []WeekSlot{}}
	left := taken[day]
	starts, capacity := o.slotsOn(day)
	for _, start := range starts {
		d.Open = true
		d.Capacity += capacity
		d.Slots = append(d.Slots, WeekSlot{start, capacity, left[start], today.after(day, start)})
		d.Taken += left[start]
		delete(left, start)
	}
	for start, n := range left { // booked before the hours were changed
		d.Slots = append(d.Slots, WeekSlot{start, 0, n, today.after(day, start)})
		d.Taken += n
	}
	slices.SortFunc(d.Slots, func(a, b WeekSlot) int { return strings.Compare(a.Start, b.Start) })
	return d
}

func monday(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, -(int(at.Weekday())+6)%7).Format(time.DateOnly)
}
