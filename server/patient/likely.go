package patient

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"karete/db"
	"karete/server/patient/match"
)

// The bounds of one look-up, so that it costs the same however many people there
// are. What more people than listed share says little about any of them.
const (
	mostCandidates = 5
	listed         = 200 // people read of one key
	compared       = 24  // people whose files are read and weighed
)

// CandidatesIn finds people who may be this one, the likeliest first, without
// those of the excluded ids. A file that was joined with another is found as the
// one that stands for both.
//
// Of those who share a strong key with the person, or two weak ones, only the few
// who share the rarest are read and weighed.
func CandidatesIn(tx *db.Tx, p match.Person, exclude ...string) ([]Candidate, error) {
	who := match.Prepare(p)
	nums, err := sharing(tx, who.Questions())
	if err != nil || len(nums) == 0 {
		return []Candidate{}, err
	}
	type weighed struct {
		id string
		match.Comparison
	}
	var list []weighed
	here := &corpus{tx: tx}
	err = everybody(tx, "FROM json_each(?) wanted CROSS JOIN patient p ON p.num = wanted.value WHERE p.active = 1", func(k known) error {
		other := match.Prepare(k.person)
		if c := match.Compare(&who, &other, here); c.Score >= match.Possible {
			list = append(list, weighed{k.id, c})
		}
		return here.err
	}, asJSON(nums))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.id, b.id))
	})
	var ids []string
	why := map[string]match.Comparison{} // by the file that stands
	for _, w := range list {
		if len(ids) == mostCandidates {
			break
		}
		id, err := CurrentIn(tx, w.id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, id) && !slices.Contains(exclude, id) {
			ids = append(ids, id)
			why[id] = w.Comparison
		}
	}
	summaries, err := SummariesIn(tx, ids)
	if err != nil {
		return nil, err
	}
	candidates := make([]Candidate, len(summaries))
	for i, s := range summaries {
		c := why[s.ID]
		candidates[i] = Candidate{Patient: s, Score: c.Score, Level: levelOf(c.Score), Reasons: append([]match.Reason{}, c.Reasons...)}
	}
	return candidates, nil
}

// sharing are the people to be looked at, by their number inside this box.
func sharing(tx *db.Tx, questions []match.Key) ([]int64, error) {
	people, _, err := matched(tx)
	if err != nil {
		return nil, err
	}
	type sharer struct {
		num  int64
		keys int     // two weak ones are worth a strong one
		bits float64 // by how much the keys together narrow it down
	}
	found := map[int64]*sharer{}
	for _, key := range questions {
		nums, err := holders(tx, key)
		if err != nil {
			return nil, err
		}
		worth := 1
		if key.Strong {
			worth = 2
		}
		bits := math.Log2(float64(max(people, listed)) / float64(max(len(nums), 1)))
		for _, num := range nums {
			s := found[num]
			if s == nil {
				s = &sharer{num: num}
				found[num] = s
			}
			s.keys += worth
			s.bits += bits
		}
	}
	var list []*sharer
	for _, s := range found {
		if s.keys >= 2 {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b *sharer) int { return cmp.Or(cmp.Compare(b.bits, a.bits), cmp.Compare(a.num, b.num)) })
	nums := make([]int64, min(len(list), compared))
	for i := range nums {
		nums[i] = list[i].num
	}
	return nums, nil
}

var holdersQuery = fmt.Sprintf("SELECT coalesce(group_concat(num), '') FROM (SELECT num FROM match_key WHERE hash = ? LIMIT %d)", listed)

// holders are those who have a key, at most so many as are listed. They come in one
// row, which is read several times as fast as many.
func holders(tx *db.Tx, key match.Key) (nums []int64, err error) {
	var list string
	if err := tx.QueryRow(holdersQuery, key.Hash).Scan(&list); err != nil || list == "" {
		return nil, err
	}
	for text := range strings.SplitSeq(list, ",") {
		num, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		nums = append(nums, num)
	}
	return nums, nil
}

// matched is how many people are in the index, and whether some are still to come.
func matched(tx *db.Tx) (people int, building bool, err error) {
	err = tx.QueryRow(`SELECT coalesce((SELECT n FROM match_count WHERE kind = 'people' AND token = ''), 0), rules <> ? OR done < last FROM match_index`, matchRules).
		Scan(&people, &building)
	return people, building, err
}

// corpus is how common things are here, asked when it is needed.
type corpus struct {
	tx     *db.Tx
	counts map[counted]int
	err    error // the first; what is not known counts as nobody
}

func (c *corpus) People() int               { return c.n(counted{countPeople, ""}) }
func (c *corpus) Name(token string) int     { return c.n(counted{countName, token}) }
func (c *corpus) Village(folded string) int { return c.n(counted{countVillage, folded}) }

func (c *corpus) n(of counted) int {
	if n, ok := c.counts[of]; ok {
		return n
	}
	var n int
	err := c.tx.QueryRow("SELECT n FROM match_count WHERE kind = ? AND token = ?", of.kind, of.token).Scan(&n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) && c.err == nil {
		c.err = err
	}
	if c.counts == nil {
		c.counts = map[counted]int{}
	}
	c.counts[of] = n
	return n
}
