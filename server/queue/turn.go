package queue

import (
	"time"

	"karete/db"
	"karete/server/triage/sats"
)

// Since counts the calls of one line today, red and orange left out, because they go
// first whatever happens. Calls to triage are another step, and do not count.
type Since struct {
	Routine int // since the last call of somebody routine
	Collect int // since the last call of somebody who only collects medicines
}

// Lend gives at most two places of each line the turn, in a list that is in order:
// the first routine one who is past the target, when FairEvery-1 others were called
// since the last routine one; and the first who only collects, when FastLaneEvery-1
// were called since the last such. So nobody starves, and nobody who is more urgent
// waits for more than one in so many. It reports whether anybody got it.
func Lend(inOrder []*Place, now time.Time, r Rules, since map[string]Since) (lent bool) {
	type lane struct {
		line    string
		collect bool
	}
	taken := map[lane]bool{}
	for _, p := range inOrder {
		if p.Served || p.rank(now) != green {
			continue
		}
		l := lane{p.Line, p.CollectOnly}
		due := since[p.Line].Routine >= r.FairEvery-1 && p.Late(now, r.Targets)
		if p.CollectOnly {
			due = since[p.Line].Collect >= r.FastLaneEvery-1 && p.slot(now, r) != slotToCome
		}
		if due && !taken[l] {
			taken[l], p.Turn, lent = true, true, true
		}
	}
	return lent
}

// sinceIn counts the calls of the day that began at a moment, by department. An act
// on somebody who was called is one call, however often they were called.
func sinceIn(tx *db.Tx, dayBegan time.Time) (map[string]Since, error) {
	rows, err := tx.Query(`SELECT e.department_id, v.level = 4 AND v.collect_only = 0, v.collect_only
		FROM queue_entry e JOIN visit v ON v.id = e.visit_id JOIN department d ON d.id = e.department_id
		WHERE e.entered_at >= ?1 AND e.last_call_at >= ?1 AND v.level NOT IN (1, 2) AND NOT (v.level = 0 AND v.emergency)
			AND (v.collect_only OR d.kind IN ('pharmacy', 'laboratory') OR v.started_at IS NOT NULL OR e.last_call_at >= v.triaged_at)
		ORDER BY e.last_call_at, e.id`, dayBegan.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	since := map[string]Since{}
	for rows.Next() {
		var departmentID string
		var routine, collect bool
		if err := rows.Scan(&departmentID, &routine, &collect); err != nil {
			return nil, err
		}
		s := since[departmentID]
		s.Routine++
		s.Collect++
		if routine {
			s.Routine = 0
		}
		if collect {
			s.Collect = 0
		}
		since[departmentID] = s
	}
	return since, rows.Err()
}

// needsTurns reports whether anybody could be lent one, so that most boards need not
// be asked for the calls of the day.
func needsTurns(rows []QueueRow, now time.Time, t sats.TargetMinutes) bool {
	for _, q := range rows {
		if p := q.place; !p.Served && p.rank(now) == green && (p.CollectOnly || p.Late(now, t)) {
			return true
		}
	}
	return false
}
