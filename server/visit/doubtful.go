package visit

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/clock"
)

// longestStay is how long somebody may be here while nobody knows what day it is.
const longestStay = 18 * time.Hour

// days is what the box knows of the days that were and are. The day that a visit
// carries was wrong from the start when the time was: then somebody who sits in the
// line would be sent home by a clock that was put right, or by a midnight at noon.
type days struct {
	zone     *time.Location
	now      time.Time
	today    string
	doubtful bool
	relied   string // the day since when the time is relied on; "" when it was never set or doubtful
}

func (r *Room) daysIn(tx *db.Tx, zone *time.Location) (days, error) {
	d := days{zone: zone, now: tx.Now, today: clock.Day(tx.Now, zone), doubtful: r.gate.Doubtful()}
	var since int64
	err := tx.QueryRow(`SELECT at FROM box_clock WHERE doubt = ''`).Scan(&since)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return d, nil
	case err != nil:
		return d, fmt.Errorf("the clock: %w", err)
	}
	d.relied = clock.Day(time.UnixMilli(since), zone)
	return d, nil
}

// over reports whether a visit was left open on an earlier day, and when it ended. A
// visit that began while the time was doubtful belongs to the day on which that
// ended, and so does one of a day that has not come: the clock was put back.
func (d days) over(tx *db.Tx, v Visit) (end time.Time, over bool, err error) {
	day := v.Day
	switch {
	case d.doubtful:
		over = d.now.Sub(v.ArrivedAt).Abs() >= longestStay && day < d.today
	case day > d.today:
		day, over = d.relied, d.relied != "" && d.relied < d.today
	default:
		over = true
		if d.relied > day {
			doubted, err := beganInDoubt(tx, v)
			if err != nil {
				return end, false, err
			}
			if doubted {
				day, over = d.relied, d.relied < d.today
			}
		}
	}
	if !over {
		return end, false, nil
	}
	if end, err = lastMoment(day, d.zone); end.Before(v.ArrivedAt) {
		end = v.ArrivedAt
	}
	return end, true, err
}

func beganInDoubt(tx *db.Tx, v Visit) (bool, error) {
	var source string
	err := tx.QueryRow(`SELECT time_source FROM journal WHERE patient_id = ? AND visit_id = ? ORDER BY seq LIMIT 1`, v.PatientID, v.ID).Scan(&source)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("how a visit began: %w", err)
	}
	return source == clock.SourceDoubtful, nil
}
