package appointment

import (
	"fmt"
	"slices"
	"time"

	"karete/db"
)

// opening is when one department takes bookings on some days.
type opening struct {
	Schedule
	closed map[string]ClosedDay // by day
}

func openingIn(tx *db.Tx, departmentID, fromDay, toDay string) (opening, error) {
	o := opening{closed: map[string]ClosedDay{}}
	var err error
	if o.Schedule, _, err = scheduleIn(tx, departmentID); err != nil {
		return o, fmt.Errorf("hours: %w", err)
	}
	days, err := closedDays(tx, `WHERE ended_at IS NULL AND day BETWEEN ? AND ? AND coalesce(department_id, ?3) = ?3 ORDER BY day, department_id DESC`,
		fromDay, toDay, departmentID)
	for _, c := range days { // the whole clinic's reason counts
		o.closed[c.Day] = c
	}
	return o, err
}

// slotsOn lists the beginnings of a day's slots, none when bookings are not taken then, and
// the places in each. Whatever books, offers or shows a time asks this.
func (o opening) slotsOn(day string) (starts []string, capacity int) {
	h, works := o.on(day)
	if _, closed := o.closed[day]; closed || !works {
		return nil, 0
	}
	return h.Starts(o.SlotMinutes), h.Capacity
}

// FreeDay is a day with free places, and where they are.
type FreeDay struct {
	Day   string     `json:"day" format:"date"`
	Slots []FreeSlot `json:"slots" nullable:"false"`
}

// FreeSlot is a slot with free places.
type FreeSlot struct {
	Start string `json:"start" example:"10:00"`
	Free  int    `json:"free"`
}

// FreeIn lists the days, of so many from one on, on which a department has free places
// that are still to come.
func FreeIn(tx *db.Tx, departmentID, fromDay string, days int) ([]FreeDay, error) {
	today, err := nowIn(tx)
	if err != nil {
		return nil, err
	}
	first, err := time.Parse(time.DateOnly, max(fromDay, today.day))
	if err != nil {
		return nil, fmt.Errorf("free places: %w", err)
	}
	toDay := first.AddDate(0, 0, days-1).Format(time.DateOnly)
	o, err := openingIn(tx, departmentID, first.Format(time.DateOnly), toDay)
	if err != nil {
		return nil, err
	}
	taken, err := takenIn(tx, departmentID, first.Format(time.DateOnly), toDay)
	if err != nil {
		return nil, err
	}
	free := []FreeDay{}
	for n := range days {
		d := FreeDay{Day: first.AddDate(0, 0, n).Format(time.DateOnly), Slots: []FreeSlot{}}
		starts, capacity := o.slotsOn(d.Day)
		for _, start := range starts {
			if left := capacity - taken[d.Day][start]; left > 0 && !today.after(d.Day, start) {
				d.Slots = append(d.Slots, FreeSlot{start, left})
			}
		}
		if len(d.Slots) > 0 {
			free = append(free, d)
		}
	}
	return free, nil
}

// after reports that a slot has begun.
func (n now) after(day, start string) bool { return day < n.day || day == n.day && start < n.minute }

// takenIn counts the places taken in a department, by day and beginning.
func takenIn(tx *db.Tx, departmentID, fromDay, toDay string) (map[string]map[string]int, error) {
	rows, err := tx.Query(`SELECT day, start, count(*) FROM appointment
		WHERE department_id = ? AND day BETWEEN ? AND ? AND status <> 'cancelled' GROUP BY day, start`, departmentID, fromDay, toDay)
	if err != nil {
		return nil, fmt.Errorf("places: %w", err)
	}
	defer rows.Close()
	taken := map[string]map[string]int{}
	for rows.Next() {
		var day, start string
		var n int
		if err := rows.Scan(&day, &start, &n); err != nil {
			return nil, fmt.Errorf("places: %w", err)
		}
		if taken[day] == nil {
			taken[day] = map[string]int{}
		}
		taken[day][start] = n
	}
	return taken, rows.Err()
}

// seatIn is the lowest free seat of a slot; false when it is full. A seat that is asked for is
// given when it is free.
func seatIn(tx *db.Tx, departmentID, day, start string, capacity, wanted int, except string) (seat int, free bool, err error) {
	rows, err := tx.Query(`SELECT seat FROM appointment WHERE department_id = ? AND day = ? AND start = ? AND status <> 'cancelled' AND id <> ?`,
		departmentID, day, start, except)
	if err != nil {
		return 0, false, fmt.Errorf("seats: %w", err)
	}
	defer rows.Close()
	var taken []int
	for rows.Next() {
		if err := rows.Scan(&seat); err != nil {
			return 0, false, fmt.Errorf("seats: %w", err)
		}
		taken = append(taken, seat)
	}
	if err := rows.Err(); err != nil {
		return 0, false, err
	}
	if wanted >= 0 && wanted < capacity && !slices.Contains(taken, wanted) {
		return wanted, true, nil
	}
	for seat := range capacity {
		if !slices.Contains(taken, seat) {
			return seat, len(taken) < capacity, nil
		}
	}
	return 0, false, nil
}
