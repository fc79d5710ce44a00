package match

import (
	"cmp"
	"slices"
	"strconv"

	"karete/server/patient/name"
)

// mostSharing is how many records a key may have to be followed: what more have proves nothing and costs much.
const mostSharing = 400

// blocks says which records of a list share which keys.
type blocks struct {
	members []entry // by key, then by record
	groups  []group
	of      [][]int32 // the groups of each record
}

type entry struct {
	hash   int64
	record int32
	strong bool
}

type group struct {
	from, to int32 // of members
	strong   bool
}

func newBlocks(records []Record) *blocks {
	b := &blocks{of: make([][]int32, len(records))}
	for i := range records {
		for _, k := range records[i].listKeys() {
			b.members = append(b.members, entry{k.Hash, int32(i), k.Strong})
		}
	}
	slices.SortFunc(b.members, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.record, y.record))
	})
	for from := 0; from < len(b.members); {
		to := from + 1
		for to < len(b.members) && b.members[to].hash == b.members[from].hash {
			to++
		}
		if n := to - from; n > 1 && n <= mostSharing {
			for _, m := range b.members[from:to] {
				b.of[m.record] = append(b.of[m.record], int32(len(b.groups)))
			}
			b.groups = append(b.groups, group{int32(from), int32(to), b.members[from].strong})
		}
		from = to
	}
	return b
}

// before appends to into the records before j that share a strong key with it, or two others. points is for counting
// and has a zero for each record, then and afterwards.
func (b *blocks) before(j int32, points []uint8, into []int32) []int32 {
	touched := into
	for _, g := range b.of[j] {
		group := b.groups[g]
		for _, m := range b.members[group.from:group.to] {
			if m.record >= j {
				break
			}
			if points[m.record] == 0 {
				touched = append(touched, m.record)
			}
			if group.strong {
				points[m.record] = 2
			} else if points[m.record] < 2 {
				points[m.record]++
			}
		}
	}
	kept := into
	for _, i := range touched[len(into):] {
		if points[i] > 1 {
			kept = append(kept, i)
		}
		points[i] = 0
	}
	slices.Sort(kept[len(into):])
	return kept
}

// listKeys are Keys and others that a list in memory can afford: wider ones, of which it takes two.
func (r *Record) listKeys() []Key {
	k := keys(r.Keys())
	var street string
	if len(r.street) > 0 {
		street = r.street[0].Skeleton
	}
	k.add(false, "street+postcode", street, r.postcode)
	k.add(false, "street+village", street, r.village.fold)
	k.add(false, "house+village", r.house, r.village.fold)
	if b := r.birth; b.known() {
		decade, next := strconv.Itoa(b.year/10), strconv.Itoa((b.year+5)/10)
		for _, list := range [][]name.Word{r.given, r.family} {
			for _, w := range list {
				k.add(false, "decade", w.Skeleton, decade)
				k.add(false, "decade and a half", w.Skeleton, next)
			}
		}
		if b.exact() {
			y, m, d := b.digits[:4], b.digits[4:6], b.digits[6:]
			k.add(false, "month", y, m)
			k.add(false, "day of", y, d)
			k.add(false, "birthday", m, d)
		}
	}
	for _, g := range r.given {
		for _, f := range r.family {
			k.add(false, "sounds", min(g.Skeleton, f.Skeleton), max(g.Skeleton, f.Skeleton))
		}
	}
	for _, i := range r.ids {
		k.halves("half id", i.value)
	}
	for _, p := range r.phones {
		k.halves("half phone", p)
	}
	return k
}

// halves adds both halves of a number: a typing error spoils one of them.
func (k *keys) halves(kind, number string) {
	k.add(false, kind, number[:len(number)/2], "-")
	k.add(false, kind, "-", number[len(number)/2:])
}
