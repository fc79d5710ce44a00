package match

import (
	"strconv"

	"karete/server/patient/name"
)

// Key is one thing that two records of one person are likely to share. A strong one is enough to look closer;
// of the others it takes two.
type Key struct {
	Hash   int64
	Strong bool
}

// keys gathers the keys of one record, each once.
type keys []Key

// add makes a key of a kind and its parts, none of which may be empty: what is not known is shared with everybody.
func (k *keys) add(strong bool, kind string, parts ...string) {
	h := uint64(14695981039346656037) // FNV-1a
	mix := func(text string) {
		for i := range len(text) {
			h = (h ^ uint64(text[i])) * 1099511628211
		}
		h *= 1099511628211 // a zero byte
	}
	mix(kind)
	for _, p := range parts {
		if p == "" {
			return
		}
		mix(p)
	}
	for _, have := range *k {
		if have.Hash == int64(h) {
			return
		}
	}
	*k = append(*k, Key{int64(h), strong})
}

// Keys are the keys under which the record is stored, each once.
func (r *Record) Keys() []Key {
	k := make(keys, 0, 24)
	year, day := "", ""
	if r.birth.known() {
		year = strconv.Itoa(r.birth.year)
	}
	if r.birth.exact() {
		m, d := r.birth.digits[4:6], r.birth.digits[6:]
		day = min(m, d) + max(m, d)
		k.add(true, "date", year, day)
	}
	for _, g := range r.given {
		for _, f := range r.family {
			k.add(true, "pair", min(g.Fold, f.Fold), max(g.Fold, f.Fold))
		}
	}
	for _, list := range [][]name.Word{r.given, r.family} {
		for _, w := range list {
			k.add(true, "day", w.Skeleton, day)
			k.add(false, "year", w.Skeleton, year)
			k.add(false, "village", w.Skeleton, r.village.fold)
			k.add(false, "postal", w.Skeleton, r.postcode)
			if len(r.street) > 0 {
				k.add(false, "street", w.Skeleton, r.street[0].Skeleton)
			}
		}
	}
	for _, w := range r.given {
		if len(r.kin) > 0 {
			k.add(false, "kin", w.Skeleton, r.kin[0].Skeleton)
		}
	}
	for _, p := range r.phones {
		k.add(true, "phone", p[max(0, len(p)-7):])
	}
	for _, i := range r.ids {
		k.add(true, "id", i.system, i.value)
		if i.system == "" {
			k.add(true, "id", i.value)
		}
	}
	if len(r.street) > 0 {
		k.add(false, "street", r.street[0].Skeleton, r.house)
	}
	k.add(false, "postcode", r.postcode, year)
	k.add(false, "house", r.postcode, r.house)
	return k
}

// Questions are the keys under which others are looked for: Keys, and near ones that are cheaper to ask than to
// store.
func (r *Record) Questions() []Key {
	k := keys(r.Keys())
	if r.birth.known() {
		for _, list := range [][]name.Word{r.given, r.family} {
			for _, w := range list {
				for _, off := range []int{-2, -1, 1, 2} {
					k.add(false, "year", w.Skeleton, strconv.Itoa(r.birth.year+off))
				}
			}
		}
	}
	return k
}
