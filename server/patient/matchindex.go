package patient

import (
	"context"
	"slices"
	"time"

	"karete/db"
	"karete/server/patient/match"
)

// The index of who may be whom is derived, like that of the search: match_key
// holds the keys that two files of one person are likely to share, match_count how
// common names and villages are. match_index says who is in them.

// matchRules is raised when the keys of a record change, or the folds that are
// counted: then the box writes the index anew, see [Room.BuildIndex].
const matchRules = 1

// isMatched says whether somebody is in the index, or goes in when registered
// now. Else the box will come to them, and take them as they are then.
func isMatched(tx *db.Tx, num int64) (yes bool, err error) {
	err = tx.QueryRow("SELECT rules = ?1 AND (?2 <= done OR ?2 > last) FROM match_index", matchRules, num).Scan(&yes)
	return yes, err
}

// insertMatch puts somebody into the index who is not in it.
func insertMatch(tx *db.Tx, num int64, p match.Person) error {
	if yes, err := isMatched(tx, num); err != nil || !yes {
		return err
	}
	r := match.Prepare(p)
	if err := insertMatchKeys(tx, num, &r); err != nil {
		return err
	}
	counts := tally{}
	counts.add(&r, 1)
	return counts.write(tx)
}

// rekey writes somebody's keys anew.
func rekey(tx *db.Tx, num int64, p match.Person) error {
	if yes, err := isMatched(tx, num); err != nil || !yes {
		return err
	}
	if _, err := tx.Exec("DELETE FROM match_key WHERE num = ?", num); err != nil {
		return err
	}
	r := match.Prepare(p)
	return insertMatchKeys(tx, num, &r)
}

// recount counts somebody as they are instead of as they were.
func recount(tx *db.Tx, num int64, was, is match.Person) error {
	if yes, err := isMatched(tx, num); err != nil || !yes {
		return err
	}
	before, after := match.Prepare(was), match.Prepare(is)
	counts := tally{}
	counts.add(&before, -1)
	counts.add(&after, 1)
	return counts.write(tx)
}

// deleteMatch takes somebody out, whom nobody is to be asked about any more.
func deleteMatch(tx *db.Tx, num int64, p match.Person) error {
	if yes, err := isMatched(tx, num); err != nil || !yes {
		return err
	}
	if _, err := tx.Exec("DELETE FROM match_key WHERE num = ?", num); err != nil {
		return err
	}
	r := match.Prepare(p)
	counts := tally{}
	counts.add(&r, -1)
	return counts.write(tx)
}

func insertMatchKeys(tx *db.Tx, num int64, r *match.Record) error {
	for _, k := range r.Keys() {
		if _, err := tx.Exec("INSERT INTO match_key (hash, num) VALUES (?, ?)", k.Hash, num); err != nil {
			return err
		}
	}
	return nil
}

// tally is by how much the rows of match_count change.
type tally map[counted]int

type counted struct{ kind, token string }

// The kinds of match_count; all people are counted under no token.
const (
	countPeople  = "people"
	countName    = "name"
	countVillage = "village"
)

func (t tally) add(r *match.Record, n int) {
	t[counted{countPeople, ""}] += n
	names, village := r.Tokens()
	for i, name := range names {
		if !slices.Contains(names[:i], name) { // somebody called Tsiane Tsiane is one
			t[counted{countName, name}] += n
		}
	}
	if village != "" {
		t[counted{countVillage, village}] += n
	}
}

// write adds it up. What nobody has any more leaves no row.
func (t tally) write(tx *db.Tx) error {
	for c, n := range t {
		var err error
		switch {
		case n > 0:
			_, err = tx.Exec("INSERT INTO match_count (kind, token, n) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n", c.kind, c.token, n)
		case n < 0:
			if _, err = tx.Exec("DELETE FROM match_count WHERE kind = ? AND token = ? AND n <= ?", c.kind, c.token, -n); err == nil {
				_, err = tx.Exec("UPDATE match_count SET n = n + ?3 WHERE kind = ?1 AND token = ?2", c.kind, c.token, n)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// buildBatch is how many people are put into the index at a time: few enough for
// nobody at the desk to wait.
const buildBatch = 100

// BuildIndex puts into the index of who may be whom all who were registered before
// there was one, or whom an older program put in by other rules. A little at a
// time, resting as long as it worked, and after a cut it goes on where it was.
// Errors: those of the disk; ctx's.
func (r *Room) BuildIndex(ctx context.Context) error {
	for {
		began := time.Now()
		var left bool
		if err := r.gate.DB().Write(ctx, func(tx *db.Tx) (err error) {
			left, err = buildSome(tx)
			return err
		}); err != nil || !left {
			return err
		}
		rest := time.NewTimer(time.Since(began))
		select {
		case <-rest.C:
		case <-ctx.Done():
			rest.Stop()
			return ctx.Err()
		}
	}
}

// buildSome puts the next few in.
func buildSome(tx *db.Tx) (left bool, err error) {
	var rules int
	var done, last int64
	if err := tx.QueryRow("SELECT rules, done, last FROM match_index").Scan(&rules, &done, &last); err != nil {
		return false, err
	}
	if rules != matchRules {
		return true, forgetMatches(tx)
	}
	if done >= last {
		return false, nil
	}
	counts := tally{}
	var list []known
	if err := everybody(tx, `FROM patient p WHERE p.active = 1 AND p.num > ? AND p.num <= ? AND p.active = 1 ORDER BY p.num LIMIT ?`, func(k known) error {
		list = append(list, k)
		return nil
	}, done, last, buildBatch); err != nil {
		return false, err
	}
	for _, k := range list {
		record := match.Prepare(k.person)
		if err := insertMatchKeys(tx, k.num, &record); err != nil {
			return false, err
		}
		counts.add(&record, 1)
	}
	done = last
	if len(list) == buildBatch {
		done = list[len(list)-1].num
	}
	if err := counts.write(tx); err != nil {
		return false, err
	}
	_, err = tx.Exec("UPDATE match_index SET done = ?", done)
	return done < last, err
}

// forgetMatches begins anew: everybody is still to come.
func forgetMatches(tx *db.Tx) error {
	for _, table := range []string{"match_key", "match_count"} {
		if _, err := tx.Exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	_, err := tx.Exec("UPDATE match_index SET rules = ?, done = 0, last = (SELECT coalesce(max(num), 0) FROM patient)", matchRules)
	return err
}
