package visit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
)

// CloseDays closes every visit left open on an earlier day as of that day, one
// act of the box each, and answers how many. It is safe to call at any time and
// again. A box that is not set up has nothing to close. Errors: the database's.
func (r *Room) CloseDays(ctx context.Context) (closed int, err error) {
	box := access.TheBox()
	overdue, err := r.overdue(ctx, box)
	if fault.Is(err, fault.NotSetUp) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	for _, v := range overdue {
		end := v.end
		command, err := closing(v.ID, end)
		if err != nil {
			return closed, err
		}
		c := act.Command{ID: command, Action: "visit.closeDay", PatientID: v.PatientID, VisitID: v.ID,
			Body: map[string]string{"day": v.Day}, OccurredAt: end}
		_, err = act.Do(ctx, r.gate, box, c, func(tx *act.Tx) error {
			tx.Subject("visit", v.ID)
			return GoneIn(tx, v.ID, end, closedByBox)
		}, ReadIn)
		switch {
		case fault.Is(err, fault.WrongState): // somebody closed it meanwhile
		case err != nil:
			return closed, err
		default:
			closed++
		}
	}
	return closed, nil
}

// closing names the command by which a visit is closed as of its day. It is the
// same each time it is asked for: a visit is closed so once.
func closing(visitID string, end time.Time) (id.ID, error) {
	seed := sha256.Sum256([]byte("visit.closeDay " + visitID))
	return id.At(end, bytes.NewReader(seed[:]))
}

// overdue is a visit left open, and the moment as of which it is closed.
type overdue struct {
	Visit
	end time.Time
}

func (r *Room) overdue(ctx context.Context, box access.Actor) ([]overdue, error) {
	return act.Peek(ctx, r.gate, box, "visit.closeDay", func(tx *db.Tx) ([]overdue, error) {
		clinic, err := facility.In(tx)
		if err != nil {
			return nil, err
		}
		days, err := r.daysIn(tx, clinic.Zone())
		if err != nil {
			return nil, err
		}
		// By itself SQLite takes the index over days, and reads every visit there ever
		// was; the one over open visits has a few dozen.
		open, err := visits(tx.Query(`SELECT `+visitColumns+` FROM visit v INDEXED BY visit_one_open
			WHERE v.status IN ('arrived', 'triaged', 'in-progress') AND v.day <> ? ORDER BY v.day, v.arrived_at, v.id`, days.today))
		if err != nil {
			return nil, err
		}
		var list []overdue
		for _, v := range open {
			end, over, err := days.over(tx, v)
			if err != nil {
				return nil, err
			}
			if over {
				list = append(list, overdue{v, end})
			}
		}
		return list, nil
	})
}

// NextMidnight is when the clinic's present day ends: the moment to call
// CloseDays again. Fault: not-set-up.
func (r *Room) NextMidnight(ctx context.Context) (time.Time, error) {
	return act.Peek(ctx, r.gate, access.TheBox(), "visit.closeDay", func(tx *db.Tx) (time.Time, error) {
		clinic, err := facility.In(tx)
		if err != nil {
			return time.Time{}, err
		}
		end, err := lastMoment(clock.Day(tx.Now, clinic.Zone()), clinic.Zone())
		return end.Add(time.Millisecond), err
	})
}

// LeftOpen is the visits of one day that the box had to close.
type LeftOpen struct {
	Day    string         `json:"day" doc:"YYYY-MM-DD, empty when no visit was ever left open"`
	Visits []LeftOpenItem `json:"visits" nullable:"false"`
}

// LeftOpenItem is one such visit and whose it was.
type LeftOpenItem struct {
	Visit   Visit                  `json:"visit"`
	Patient patient.PatientSummary `json:"patient"`
}

// LeftOpen lists the visits of a day that were closed as of their own day, by
// arrival. An empty day is the last one that had any.
func (r *Room) LeftOpen(ctx context.Context, who access.Actor, day string) (LeftOpen, error) {
	return act.Peek(ctx, r.gate, who, "visit.leftOpen", func(tx *db.Tx) (LeftOpen, error) {
		list := LeftOpen{Day: day, Visits: []LeftOpenItem{}}
		if day == "" {
			err := tx.QueryRow(`SELECT coalesce(max(day), '') FROM visit WHERE closed_by = 'box'`).Scan(&list.Day)
			if err != nil {
				return list, err
			}
		}
		closed, err := visits(tx.Query(`SELECT `+visitColumns+` FROM visit v
			WHERE v.day = ? AND v.closed_by = 'box' ORDER BY v.arrived_at, v.id`, list.Day))
		if err != nil {
			return list, err
		}
		ids := make([]string, len(closed))
		for i, v := range closed {
			ids[i] = v.PatientID
		}
		patients, err := patient.SummariesIn(tx, ids)
		if err != nil {
			return list, err
		}
		for i, p := range patients {
			if closed[i].Entries, err = entriesOf(tx, closed[i].ID); err != nil {
				return list, err
			}
			list.Visits = append(list.Visits, LeftOpenItem{closed[i], p})
		}
		return list, nil
	})
}
