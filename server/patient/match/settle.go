package match

import (
	"cmp"
	"math"
	"slices"
)

// settled is a pair with what speaks for it when the whole list is seen.
type settled struct {
	i, j    int32
	odds    float64 // log2
	through bool    // by way of a third
}

type link struct {
	to   int32
	odds float64
}

const (
	// sure is from which odds, as log2, a pair leads on to a third record.
	sure = 5.0
	// mostLinks is how many a record may have to lead on: more is a name like Unknown.
	mostLinks = 50
	// doubts is which share of what speaks against two counts when each is the same as a third.
	doubts = 0.7
)

// settle reckons the odds of all pairs. When a is surely k and k is surely b, then a is b, unless the two contradict
// each other: somebody who is Tieho Michael in one registration is Tieho in the next and Michael in the last.
func (w *weigher) settle(records []Record, pairs []weighed) []settled {
	type key struct{ i, j int32 }
	at, links := make(map[key]int, len(pairs)), make([][]link, len(records))
	all := make([]settled, 0, len(pairs))
	for _, p := range pairs {
		s := settled{i: p.i, j: p.j, odds: w.odds(p.total, p.relatives)}
		at[key{p.i, p.j}] = len(all)
		all = append(all, s)
		if s.odds > sure {
			links[p.i], links[p.j] = append(links[p.i], link{p.j, s.odds}), append(links[p.j], link{p.i, s.odds})
		}
	}
	for _, list := range links {
		if len(list) > mostLinks {
			continue
		}
		for n, x := range list {
			for _, y := range list[:n] {
				k := key{min(x.to, y.to), max(x.to, y.to)}
				known, ok := at[k]
				through := min(x.odds, y.odds) - 1
				if ok && all[known].odds >= through {
					continue
				}
				v := w.weigh(&records[k.i], &records[k.j])
				through += doubts * v.against()
				if !ok {
					known = len(all)
					at[k] = known
					all = append(all, settled{i: k.i, j: k.j, odds: w.odds(v.total, v.relatives)})
				}
				if s := &all[known]; through > s.odds {
					s.odds, s.through = through, true
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b settled) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j)) })
	return all
}

// against is what of who somebody is contradicts, in bits. Where they live and by which phone may change.
func (v *verdict) against() float64 {
	return min(0, v.names.givenWeight) + min(0, v.names.familyWeight) + min(0, v.weights.birth) + min(0, v.weights.sex) + min(0, v.weights.id)
}

// odds that two records are of one person, and neither of strangers nor of relatives, as log2.
func (w *weigher) odds(total, relatives float64) float64 {
	return -math.Log2(math.Exp2(w.prior-total) + math.Exp2(w.families+relatives-total))
}

// chance is odds as 0 to 1.
func chance(odds float64) float64 { return 1 / (1 + math.Exp2(-odds)) }
