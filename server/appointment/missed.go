package appointment

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// span is the most days that a list of those who did not come covers.
const span = 92

// MissedList is who was booked from one day to another, and did not come.
type MissedList struct {
	From   string          `json:"from" format:"date"`
	To     string          `json:"to" format:"date" doc:"The last day that is over, at the latest"`
	Missed []MissedBooking `json:"missed" nullable:"false" doc:"The latest day first"`
}

// MissedBooking is one of them, and what is needed to ask why.
type MissedBooking struct {
	Booking
	Phones  []patient.Phone `json:"phones" nullable:"false" doc:"The patient's own, and others' on which a message may be left"`
	NextDay string          `json:"nextDay,omitempty" doc:"They are booked in the department again"`
	WasHere bool            `json:"wasHere" doc:"They came to another department that day"`
}

// Missed lists who did not come. An empty day is seven days ago, and yesterday. Whoever died
// is not asked. Faults: invalid for the days.
func (r *Room) Missed(ctx context.Context, who access.Actor, from, to string) (MissedList, error) {
	return act.Peek(ctx, r.gate, who, "appointment.missed", func(tx *db.Tx) (MissedList, error) {
		m := MissedList{From: from, To: to, Missed: []MissedBooking{}}
		today, err := nowIn(tx)
		if err != nil {
			return m, err
		}
		yesterday := dayAfter(today.day, -1)
		if m.To == "" || m.To > yesterday {
			m.To = yesterday
		}
		if m.From == "" {
			m.From = dayAfter(m.To, -6)
		}
		for field, day := range map[string]string{"from": m.From, "to": m.To} {
			if _, err := time.Parse(time.DateOnly, day); err != nil {
				return m, fault.Field(field, "not-a-date")
			}
		}
		if dayAfter(m.From, span) <= m.To {
			return m, fault.Field("from", "too-far")
		}
		all, err := list(tx, `JOIN patient p ON p.id = a.patient_id WHERE a.day BETWEEN ? AND ? AND a.status <> 'cancelled' AND p.deceased_on IS NULL
			ORDER BY a.day DESC, a.start, a.seat, a.id`, m.From, m.To)
		if err != nil {
			return m, err
		}
		over := all[:0]
		for _, a := range all {
			if a.Status == NoShow {
				over = append(over, a)
			}
		}
		people, err := bookings(tx, over)
		if err != nil {
			return m, err
		}
		for _, b := range people {
			row, err := missedRow(tx, today, b)
			if err != nil {
				return m, err
			}
			m.Missed = append(m.Missed, row)
		}
		return m, nil
	})
}

func missedRow(tx *db.Tx, today now, b Booking) (MissedBooking, error) {
	row := MissedBooking{Booking: b, Phones: []patient.Phone{}}
	p, err := patient.ReadIn(tx, b.Patient.ID)
	if err != nil {
		return row, err
	}
	for _, phone := range p.Phones {
		if phone.Owner == "" || phone.MayLeaveMessage {
			row.Phones = append(row.Phones, phone)
		}
	}
	files, err := patient.MembersIn(tx, b.Patient.ID)
	if err != nil {
		return row, err
	}
	err = tx.QueryRow(`SELECT
		coalesce((SELECT min(day) FROM appointment WHERE patient_id IN (SELECT value FROM json_each(?1)) AND department_id = ?2 AND status = 'booked' AND day >= ?3), ''),
		EXISTS (SELECT 1 FROM visit WHERE patient_id IN (SELECT value FROM json_each(?1)) AND day = ?4 AND status <> 'cancelled')`,
		files.JSON(), b.DepartmentID, today.day, b.Day).Scan(&row.NextDay, &row.WasHere)
	return row, err
}
