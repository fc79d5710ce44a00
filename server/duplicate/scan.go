package duplicate

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"karete/db"
	"karete/server/patient"
	"karete/server/patient/match"
)

// kept is how many pairs one look keeps, the surest. More than that nobody decides
// upon before the next look, which brings the rest.
const kept = 1000

// found is a pair, the lesser id first as in every table of pairs.
type found struct {
	patient.Pair
	score   float64
	reasons []match.Reason
}

// Scan looks through the whole register and keeps what it found.
func (r *Room) Scan(ctx context.Context) error {
	people, before, err := r.register(ctx)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	pairs, err := people.pairs(ctx)
	if err != nil {
		return fmt.Errorf("pairs: %w", err)
	}
	err = r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(`DELETE FROM duplicate_pair`); err != nil {
			return err
		}
		for _, p := range pairs {
			reasons, err := json.Marshal(p.reasons)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(`INSERT INTO duplicate_pair (patient_low, patient_high, score, reasons) VALUES (?, ?, ?, ?)`, p.Low, p.High, p.score, string(reasons)); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`INSERT INTO duplicate_scan (id, at, newest, seq, people) VALUES (1, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET at = excluded.at, newest = excluded.newest, seq = excluded.seq, people = excluded.people`,
			tx.Now.UnixMilli(), before.newest, before.seq, len(people.ids))
		return err
	})
	if err != nil {
		return fmt.Errorf("keep: %w", err)
	}
	return nil
}

// register is everybody, ready for comparing. Records and ids go together.
type register struct {
	ids     []string
	records []match.Record
	counts  match.Counts
	decided map[patient.Pair]patient.PairDecision
}

func (r *Room) register(ctx context.Context) (all *register, before state, err error) {
	if before, err = r.state(ctx); err != nil {
		return nil, before, err
	}
	all = &register{}
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		aside, err := asideIn(tx)
		if err != nil {
			return err
		}
		if all.decided, err = patient.DecisionsIn(tx); err != nil {
			return err
		}
		return patient.EverybodyIn(tx, func(patientID string, p match.Person) error {
			if aside[patientID] {
				return nil
			}
			all.ids, all.records = append(all.ids, patientID), append(all.records, match.Prepare(p))
			all.counts.Add(&all.records[len(all.records)-1])
			return ctx.Err()
		})
	})
	return all, before, err
}

// asideIn are those who are joined with another or were taken back.
func asideIn(tx *db.Tx) (map[string]bool, error) {
	rows, err := tx.Query(`SELECT id FROM patient_aside`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	aside := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		aside[id] = true
	}
	return aside, rows.Err()
}

// pairs are the surest, first, without those whom somebody holds for two people.
func (all *register) pairs(ctx context.Context) ([]found, error) {
	var list []found
	err := match.Pairs(ctx, all.records, &all.counts, match.Possible, func(i, j int, c match.Comparison) {
		p := patient.PairOf(all.ids[i], all.ids[j])
		if all.decided[p].Verdict == patient.Distinct {
			return
		}
		list = append(list, found{p, c.Score, append([]match.Reason{}, c.Reasons...)})
		if len(list) == 8*kept { // a bound for a register where everybody is like everybody
			list = surest(list)
		}
	})
	return surest(list), err
}

func surest(list []found) []found {
	slices.SortFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Low, b.Low), cmp.Compare(a.High, b.High))
	})
	return list[:min(len(list), kept)]
}
