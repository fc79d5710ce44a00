package patient

import (
	"cmp"
	"encoding/json"
	"slices"

	"karete/db"
	"karete/server/access"
)

// A full-text index lists the patients of a word in the order of their numbers,
// newest last, and reads the list backwards until enough are found. Only the
// beginning of a word longer than the index's prefixes has to be gathered from
// all words that begin so: hence whole words are looked for first, and common
// names, the long lists, are found whole.

// candidate is somebody whose name fits.
type candidate struct {
	num  int64
	rank int // of the question they answer, 0 the best
	near int // 1 when they are here now or the actor had them before
}

func byName(tx *db.Tx, who access.Actor, text string) (nums, error) {
	typed := parse(text)
	if len(typed) == 0 {
		return nil, nil
	}
	found, all, err := candidates(tx, typed)
	if err != nil {
		return nil, err
	}
	if len(found) > 1 {
		near, err := nearby(tx, who, found, all)
		if err != nil {
			return nil, err
		}
		found = typed.favour(found, near)
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.near, a.near), cmp.Compare(b.num, a.num))
	})
	list := make(nums, min(most, len(found)))
	for i := range list {
		list[i] = found[i].num
	}
	return list, nil
}

// candidates are the newest who answer the best questions. all says that there
// is nobody else.
func candidates(tx *db.Tx, typed words) (found []candidate, all bool, err error) {
	asked := map[string]bool{}
	for rank, whole := range questions {
		question := typed.ask(whole)
		if asked[question] {
			continue
		}
		asked[question] = true
		list, err := column[int64](tx, "SELECT rowid FROM patient_name WHERE patient_name MATCH ? ORDER BY rowid DESC LIMIT ?", question, most)
		if err != nil {
			return nil, false, err
		}
		for _, num := range list {
			if !slices.ContainsFunc(found, func(c candidate) bool { return c.num == num }) {
				found = append(found, candidate{num: num, rank: rank})
			}
		}
		if len(list) == most || len(found) >= most {
			return found, false, nil
		}
	}
	return found, true, nil
}

// neighbour is somebody who is here now or whom the actor had before.
type neighbour struct {
	num    int64
	tokens []string
}

// nearby are all of them, or those among the candidates when there is nobody
// else of the name.
func nearby(tx *db.Tx, who access.Actor, found []candidate, all bool) ([]neighbour, error) {
	const had = 24
	before, err := recent(tx, who, had)
	if err != nil {
		return nil, err
	}
	query, args := everybodyNear, []any{asJSON(before)}
	if all {
		list := make([]int64, len(found))
		for i, c := range found {
			list[i] = c.num
		}
		query, args = candidatesNear, []any{asJSON(list), asJSON(before)}
	}
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var near []neighbour
	for rows.Next() {
		n := neighbour{}
		if n.num, n.tokens, err = scanTokens(rows); err != nil {
			return nil, err
		}
		near = append(near, n)
	}
	return near, rows.Err()
}

// A clinic has fewer people in its lines than the limit; it keeps the work
// bounded even if nobody ever closed a visit.
const (
	everybodyNear = `SELECT num, given_names, family_name, other_names FROM patient WHERE id IN (
		SELECT patient_id FROM (SELECT patient_id FROM visit WHERE status IN ('arrived', 'triaged', 'in-progress') LIMIT 200)
		UNION SELECT value FROM json_each(?))`
	candidatesNear = `SELECT p.num, p.given_names, p.family_name, p.other_names FROM json_each(?) found CROSS JOIN patient p ON p.num = found.value
		WHERE p.id IN (SELECT value FROM json_each(?))
		   OR EXISTS (SELECT 1 FROM visit v WHERE v.patient_id = p.id AND v.status IN ('arrived', 'triaged', 'in-progress'))`
)

// favour marks the candidates who are near, and adds those near who fit but are
// not among the newest of that name.
func (w words) favour(found []candidate, near []neighbour) []candidate {
	for _, n := range near {
		at := slices.IndexFunc(found, func(c candidate) bool { return c.num == n.num })
		if at < 0 {
			rank, fits := w.rank(n.tokens)
			if !fits {
				continue
			}
			at = len(found)
			found = append(found, candidate{num: n.num, rank: rank})
		}
		found[at].near = 1
	}
	return found
}

// asJSON writes ids or numbers for SQLite's json_each.
func asJSON[T string | int64](list []T) string {
	b, err := json.Marshal(list)
	if err != nil || list == nil {
		return "[]" // text and numbers can always be written
	}
	return string(b)
}
