package patient

import (
	"cmp"
	"encoding/json"
	"slices"

	"karete/db"
	"karete/server/access"
)

// candidate is somebody who may be meant.
type candidate struct {
	num  int64
	rank int  // how many of the words are only beginnings of their names
	near bool // here now, or the actor had them before
}

// byName gathers a few people whose names may fit, looks at their names, and
// puts the likeliest first.
func (r *Room) byName(tx *db.Tx, who access.Actor, text string) (nums, error) {
	typed := parse(text)
	if len(typed) == 0 {
		return nil, nil
	}
	newest, everybody, err := typed.newest(tx)
	if err != nil || len(newest) == 0 {
		return nil, err
	}
	const had = 24
	before, err := recent(tx, who, had)
	if err != nil {
		return nil, err
	}
	found, err := typed.look(tx, candidatesQuery, asJSON(newest), asJSON(before))
	if err != nil {
		return nil, err
	}
	if !everybody { // somebody older of that name may stand in a line
		near, err := r.near(tx, typed, before)
		if err != nil {
			return nil, err
		}
		found = append(found, near...)
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.far(), b.far()), cmp.Compare(b.num, a.num))
	})
	found = slices.CompactFunc(found, func(a, b candidate) bool { return a.num == b.num })
	list := make(nums, min(most, len(found)))
	for i := range list {
		list[i] = found[i].num
	}
	return list, nil
}

func (c candidate) far() int {
	if c.near {
		return 0
	}
	return 1
}

// newest are the newest people whose names begin so, and if there are more of
// them than are listed, the newest who are wholly called so. everybody says that
// there are no others.
//
// The full-text index reads its lists from the newest patient backwards and is
// left after a few. It takes longest when few people have two names that many
// have; then the first question has found everybody, and no other is asked.
func (w words) newest(tx *db.Tx) (list []int64, everybody bool, err error) {
	const query = "SELECT rowid FROM patient_name WHERE patient_name MATCH ? ORDER BY rowid DESC LIMIT ?"
	begun, err := column[int64](tx, query, w.beginning(indexed), most+1)
	if err != nil || len(begun) <= most {
		return begun, true, err
	}
	list, err = column[int64](tx, query, w.wholly(), most)
	if err != nil || len(list) == most {
		return list, false, err
	}
	if w.beginning(longest) != w.beginning(indexed) {
		if begun, err = column[int64](tx, query, w.beginning(longest), most); err != nil {
			return nil, false, err
		}
	}
	list = append(list, begun...)
	slices.Sort(list)
	return slices.Compact(list), false, nil
}

const (
	candidatesQuery = `SELECT p.num, p.given_names, p.family_name, p.other_names,
			p.id IN (SELECT value FROM json_each(?2)) OR EXISTS (
				SELECT 1 FROM visit v WHERE v.patient_id = p.id AND v.status IN ('arrived', 'triaged', 'in-progress'))
		FROM json_each(?1) wanted CROSS JOIN patient p ON p.num = wanted.value ORDER BY wanted.key`
	neighboursQuery = `SELECT p.num, p.given_names, p.family_name, p.other_names, TRUE
		FROM json_each(?) wanted CROSS JOIN patient p ON p.id = wanted.value`
)

// look reads people's names and keeps those that fit.
func (w words) look(tx *db.Tx, query string, args ...any) ([]candidate, error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []candidate
	for rows.Next() {
		var c candidate
		tokens, err := scanTokens(rows, &c.num, &c.near)
		if err != nil {
			return nil, err
		}
		var fits bool
		if c.rank, fits = w.rank(tokens); fits {
			list = append(list, c)
		}
	}
	return list, rows.Err()
}

// scanTokens reads num, the names, and what else the query has, and folds them.
func scanTokens(row interface{ Scan(...any) error }, num *int64, extra ...any) ([]string, error) {
	var given, family, othersJSON string
	if err := row.Scan(append([]any{num, &given, &family, &othersJSON}, extra...)...); err != nil {
		return nil, err
	}
	var others []string
	if othersJSON != "[]" {
		if err := json.Unmarshal([]byte(othersJSON), &others); err != nil {
			return nil, err
		}
	}
	return nameTokens(given, family, others), nil
}

// asJSON writes ids, numbers or stretches for SQLite's json_each.
func asJSON[T string | int64 | shared](list []T) string {
	b, err := json.Marshal(list)
	if err != nil || list == nil {
		return "[]" // text and numbers can always be written
	}
	return string(b)
}
