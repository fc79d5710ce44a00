package match

import "karete/server/patient/name"

// places is what village and district prove, in bits.
func (w *weigher) places(a, b *Record) (village likeness, weight float64) {
	if a.village.fold != "" && b.village.fold != "" {
		switch {
		case a.village.fold == b.village.fold:
			return same, min(7, max(2, w.rarity(w.corpus.Village(a.village.fold))-0.5))
		case mayBeAlike(a.village.fold, b.village.fold) && jaroWinkler(a.village.fold, b.village.fold) >= 0.92, oneEdit(a.village.plain, b.village.plain):
			return near, 3
		}
		village, weight = differs, -1.5
	}
	if a.district.fold != "" && b.district.fold != "" {
		if a.district.fold == b.district.fold {
			weight += 1
		} else {
			weight -= 0.7
		}
	}
	return village, weight
}

// addresses is what house, street and postcode prove, in bits.
func (w *weigher) addresses(a, b *Record) (street likeness, weight float64) {
	street = compareStreets(a.street, b.street)
	weight = [...]float64{unknown: 0, differs: -2, sounds: 3, close: 4, near: 6, same: 8}[street]
	if a.house != "" && b.house != "" {
		if a.house == b.house {
			weight += 4
		} else {
			weight -= 1
		}
	}
	if a.postcode != "" && b.postcode != "" {
		switch {
		case a.postcode == b.postcode:
			weight += 5
		case oneEdit(a.postcode, b.postcode):
			weight += 2
		default:
			weight -= 1.5
		}
	}
	return street, weight
}

// compareStreets compares them as wholes, for half of their words are Street and Road.
func compareStreets(a, b []name.Word) likeness {
	if len(a) == 0 || len(b) == 0 {
		return unknown
	}
	x, y := joined(a), joined(b)
	switch {
	case x.Plain == y.Plain || x.Fold == y.Fold:
		return same
	case oneEdit(x.Plain, y.Plain):
		return near
	}
	switch jw := jaroWinkler(x.Plain, y.Plain); {
	case jw >= 0.94:
		return near
	case jw >= 0.88:
		return close
	case a[0].Fold == b[0].Fold:
		return sounds
	}
	return differs
}

// nextOfKin compares them by the names that are not the family's own, which the family name already tells.
func (w *weigher) nextOfKin(a, b *Record) (likeness, float64) {
	var keptA, keptB [most]name.Word
	l, weight := w.words(own(keptA[:0], a), own(keptB[:0], b), 6)
	if l == differs {
		weight = -1
	}
	return l, weight
}

func own(kept []name.Word, r *Record) []name.Word {
	for _, k := range r.kin {
		shared := false
		for _, f := range r.family {
			shared = shared || f.Fold == k.Fold
		}
		if !shared {
			kept = append(kept, k)
		}
	}
	if len(kept) == 0 {
		return r.kin
	}
	return kept
}
