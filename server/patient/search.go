package patient

import (
	"context"
	"strings"
	"unicode"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
)

// SearchQuery is what stands in the one search box.
type SearchQuery struct {
	Text string `json:"text" maxLength:"200" doc:"Name parts in any order, a file number, phone, identifier or card; empty: the last eight one worked with"`
}

// SearchResult is who was found, the likeliest first.
type SearchResult struct {
	Patients []PatientSummary `json:"patients" maxItems:"8"`
	Kind     SearchKind       `json:"kind" enum:"name,number,phone,card,recent" doc:"What the text was taken for"`
}

// SearchKind says what the text in the box was taken for.
type SearchKind string

// The kinds of search.
const (
	ByName   SearchKind = "name"
	ByNumber SearchKind = "number"
	ByPhone  SearchKind = "phone"
	ByCard   SearchKind = "card"
	Recent   SearchKind = "recent"
)

// most is how many people a search lists.
const most = 8

// Search finds people by what is typed: see [Room.SearchIn]. It opens no record and
// leaves no entry in the journal.
func (r *Room) Search(ctx context.Context, who access.Actor, q SearchQuery) (SearchResult, error) {
	return act.Peek(ctx, r.gate, who, "patient.search", func(tx *db.Tx) (SearchResult, error) {
		return r.SearchIn(tx, who, q.Text)
	})
}

// SearchIn finds people inside another read.
//
//   - Nothing typed: the last eight the actor worked with.
//   - Words: parts of names in any order, each by its beginning, whatever the
//     spelling. Whole words come before beginnings, then people who are here now
//     or whom the actor had before, then the newest.
//   - With figures: file number, other identifier, phone; beginnings of them, and
//     the last four figures of a phone. Exact ones first.
//   - Words and figures: the numbers that begin so, of people called so.
//
// Who is found by a file that was joined with another is shown as who stands for it
// now, once, with the file they were found by.
//
// The work is bounded however many patients there are: every list that is read
// is an index in its order, and is left after a few rows.
func (r *Room) SearchIn(tx *db.Tx, who access.Actor, text string) (SearchResult, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(text, " "))
	if text == "" {
		ids, err := recent(tx, who, most)
		if err != nil {
			return SearchResult{}, err
		}
		list, err := StandingIn(tx, ids)
		return SearchResult{Patients: list, Kind: Recent}, err
	}
	if strings.ContainsFunc(text, unicode.IsDigit) {
		found, kind, err := byNumber(tx, text)
		return found.result(tx, kind, err)
	}
	found, err := r.byName(tx, who, text)
	return found.result(tx, ByName, err)
}

// nums are patients by their number inside this box.
type nums []int64

func (n nums) result(tx *db.Tx, kind SearchKind, err error) (SearchResult, error) {
	if err != nil {
		return SearchResult{}, err
	}
	list, err := people(tx, byNum, asJSON([]int64(n)))
	return SearchResult{Patients: list, Kind: kind}, err
}

// recent lists whom the actor had before, the last one first. The journal knows:
// every opening and every act names its patient. It is read back a little way
// only.
func recent(tx *db.Tx, who access.Actor, limit int) ([]string, error) {
	const back = 200
	if !who.SignedIn() {
		return nil, nil
	}
	return column[string](tx, `SELECT patient_id FROM (SELECT seq, patient_id FROM journal WHERE actor_id = ? ORDER BY seq DESC LIMIT ?)
		WHERE patient_id IS NOT NULL GROUP BY patient_id ORDER BY max(seq) DESC LIMIT ?`, who.ID, back, limit)
}

// column reads a result of one column.
func column[T any](tx *db.Tx, query string, args ...any) ([]T, error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}
