package patient

import (
	"slices"
	"sync"

	"karete/db"
)

// memo keeps the folded names of the people who stand in the lines or were seen
// lately: every search of a common name looks at all of them. It only says who is
// worth reading; the names that are shown are read again.
type memo struct {
	mu     sync.Mutex
	tokens map[string][]string // by patient id
}

// kept bounds the memo: more than a clinic's day has.
const kept = 2000

func (m *memo) forget(patientID string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.tokens, patientID)
}

func (m *memo) keep(patientID string, tokens []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.tokens == nil || len(m.tokens) >= kept {
		m.tokens = map[string][]string{}
	}
	m.tokens[patientID] = tokens
}

// fitting are those of the people whose names fit, and those whose names are not
// known yet.
func (m *memo) fitting(patientIDs []string, typed words) (fit, unknown []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range patientIDs {
		tokens, ok := m.tokens[id]
		if !ok {
			unknown = append(unknown, id)
		} else if _, fits := typed.rank(tokens); fits {
			fit = append(fit, id)
		}
	}
	return fit, unknown
}

// near are the people here now, or among those had before, whose names fit.
func (r *Room) near(tx *db.Tx, typed words, before []string) ([]candidate, error) {
	// A clinic has fewer people in its lines than the limit; it keeps the work
	// bounded even if nobody ever closed a visit.
	here, err := column[string](tx, "SELECT patient_id FROM visit WHERE status IN ('arrived', 'triaged', 'in-progress') LIMIT 200")
	if err != nil {
		return nil, err
	}
	for _, id := range before {
		if !slices.Contains(here, id) {
			here = append(here, id)
		}
	}
	fit, unknown := r.names.fitting(here, typed)
	if len(unknown) > 0 {
		if err := r.learn(tx, unknown); err != nil {
			return nil, err
		}
		more, _ := r.names.fitting(unknown, typed)
		fit = append(fit, more...)
	}
	if len(fit) == 0 {
		return nil, nil
	}
	return typed.look(tx, neighboursQuery, asJSON(fit))
}

func (r *Room) learn(tx *db.Tx, patientIDs []string) error {
	rows, err := tx.Query(`SELECT p.num, p.given_names, p.family_name, p.other_names, p.id
		FROM json_each(?) wanted CROSS JOIN patient p ON p.id = wanted.value`, asJSON(patientIDs))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var num int64
		var patientID string
		tokens, err := scanTokens(rows, &num, &patientID)
		if err != nil {
			return err
		}
		r.names.keep(patientID, tokens)
	}
	return rows.Err()
}
