package appointment

import (
	"karete/db"
)

// CalendarDay is a day on which a department works, as patients see it.
type CalendarDay struct {
	Day   string     `json:"day" format:"date"`
	State string     `json:"state" enum:"free,full,closed"`
	Slots []FreeSlot `json:"slots" nullable:"false" doc:"With the places that are left; none on a closed day"`
}

// BookableIn lists the departments that take bookings, in the clinic's order.
func BookableIn(tx *db.Tx) (departmentIDs []string, err error) {
	list, err := schedulesIn(tx)
	for _, s := range list {
		if s.Active {
			departmentIDs = append(departmentIDs, s.DepartmentID)
		}
	}
	return departmentIDs, err
}

// CalendarIn lists the days on which a department works, of so many from today on, with
// the slots that are still to come. Full ones are told too.
func CalendarIn(tx *db.Tx, departmentID string, days int) ([]CalendarDay, error) {
	today, err := nowIn(tx)
	if err != nil {
		return nil, err
	}
	toDay := dayAfter(today.day, days-1)
	o, err := openingIn(tx, departmentID, today.day, toDay)
	if err != nil {
		return nil, err
	}
	taken, err := takenIn(tx, departmentID, today.day, toDay)
	if err != nil {
		return nil, err
	}
	list := []CalendarDay{}
	for n := range days {
		d := CalendarDay{Day: dayAfter(today.day, n), State: "full", Slots: []FreeSlot{}}
		if _, works := o.on(d.Day); !works {
			continue
		}
		if _, closed := o.closed[d.Day]; closed {
			d.State = "closed"
		}
		starts, capacity := o.slotsOn(d.Day)
		for _, start := range starts {
			if today.after(d.Day, start) {
				continue
			}
			left := max(0, capacity-taken[d.Day][start])
			if d.Slots = append(d.Slots, FreeSlot{start, left}); left > 0 {
				d.State = "free"
			}
		}
		if d.State == "closed" || len(d.Slots) > 0 {
			list = append(list, d)
		}
	}
	return list, nil
}

// Today is the civil day at the clinic, and its minute.
func Today(tx *db.Tx) (day, minute string, err error) {
	n, err := nowIn(tx)
	return n.day, n.minute, err
}
