package queue

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"karete/db"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/queue/estimate"
)

// WaitRange is how long people have waited who had so many before them: half of them
// waited between low and high.
type WaitRange struct {
	Low  int `json:"lowMinutes"`
	High int `json:"highMinutes"`
}

// What somebody waits for.
const (
	stepTriage  = "triage"
	stepService = "service"
)

// weeksKnown is how far back the line is looked at.
const weeksKnown = 4

type paceKey struct{ departmentID, step string }

// pace is what is known of each line at one hour of the day.
type pace map[paceKey][]*[2]int

func (p pace) of(key paceKey, before int) *WaitRange {
	if ranges := p[key]; before < len(ranges) && ranges[before] != nil {
		return &WaitRange{ranges[before][0], ranges[before][1]}
	}
	return nil
}

// paceIn reads what holds at an hour, and at any hour where that hour is not known.
func paceIn(tx *db.Tx, hour int) (pace, error) {
	rows, err := tx.Query(`SELECT department_id, step, ranges FROM queue_pace WHERE hour IN (?, ?) ORDER BY hour`, estimate.Any, hour)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	p := pace{}
	for rows.Next() {
		var key paceKey
		var text string
		if err := rows.Scan(&key.departmentID, &key.step, &text); err != nil {
			return nil, err
		}
		var ranges []*[2]int
		if err := json.Unmarshal([]byte(text), &ranges); err != nil {
			return nil, fmt.Errorf("pace: %w", err)
		}
		p[key] = ranges
	}
	return p, rows.Err()
}

// Reckon looks at the last weeks before today and keeps how long people waited, once a
// day however often it is called. A box that is not set up has nothing to look at.
// Errors: the database's.
func (r *Room) Reckon(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var days map[paceKey][][]estimate.Wait
	var zone *time.Location
	var today string
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		clinic, err := facility.In(tx)
		if err != nil {
			return err
		}
		zone = clinic.Zone()
		if today = clock.Day(tx.Now, zone); today != r.reckoned {
			days, err = waitsIn(tx, zone)
		}
		return err
	})
	if fault.Is(err, fault.NotSetUp) || err == nil && today == r.reckoned {
		return nil
	}
	if err != nil {
		return err
	}
	known := map[paceKey]map[int][]*estimate.Range{}
	for key, waits := range days { // outside a transaction: nobody waits for it
		known[key] = estimate.Ranges(waits, zone)
	}
	err = r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(`DELETE FROM queue_pace`); err != nil {
			return err
		}
		for key, hours := range known {
			for hour, ranges := range hours {
				list := make([]*[2]int, len(ranges))
				for i, known := range ranges {
					if known != nil {
						list[i] = &[2]int{known.Low, known.High}
					}
				}
				text, err := json.Marshal(list)
				if err != nil {
					return err
				}
				if _, err := tx.Exec(`INSERT INTO queue_pace (hour, department_id, step, ranges) VALUES (?, ?, ?, ?)`,
					hour, key.departmentID, key.step, string(text)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil {
		r.reckoned = today
	}
	return err
}

// waitsIn is who waited how long on each of the days before today. Who was called in
// vain made their own wait longer, and is left out.
func waitsIn(tx *db.Tx, zone *time.Location) (map[paceKey][][]estimate.Wait, error) {
	today := dayBegan(tx.Now, zone)
	rows, err := tx.Query(`SELECT e.department_id, e.department_id = v.department_id, e.entered_at, e.called_at, e.started_at, v.triaged_at
		FROM queue_entry e JOIN visit v ON v.id = e.visit_id
		WHERE e.entered_at >= ? AND e.entered_at < ? AND e.missed = 0 ORDER BY e.entered_at, e.id`,
		today.AddDate(0, 0, -7*weeksKnown).UnixMilli(), today.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	byDay := map[paceKey]map[string][]estimate.Wait{}
	add := func(key paceKey, from, to int64) {
		w := estimate.Wait{From: time.UnixMilli(from), To: time.UnixMilli(to)}
		if byDay[key] == nil {
			byDay[key] = map[string][]estimate.Wait{}
		}
		day := w.From.In(zone).Format(time.DateOnly)
		byDay[key][day] = append(byDay[key][day], w)
	}
	for rows.Next() {
		var departmentID string
		var cameHere bool
		var entered int64
		var called, started, triaged sql.NullInt64
		if err := rows.Scan(&departmentID, &cameHere, &entered, &called, &started, &triaged); err != nil {
			return nil, err
		}
		seen := started
		if called.Valid {
			seen = called
		}
		from := entered
		if cameHere && triaged.Valid && triaged.Int64 >= entered && (!seen.Valid || triaged.Int64 <= seen.Int64) {
			add(paceKey{departmentID, stepTriage}, entered, triaged.Int64)
			from = triaged.Int64
		}
		if seen.Valid && seen.Int64 >= from {
			add(paceKey{departmentID, stepService}, from, seen.Int64)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	days := map[paceKey][][]estimate.Wait{}
	for key, of := range byDay {
		for _, waits := range of { // in whichever order: each day stands for itself
			days[key] = append(days[key], waits)
		}
	}
	return days, nil
}
