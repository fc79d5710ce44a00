package match

import "karete/server/patient/name"

// nameVerdict is how the names of two people stand.
type nameVerdict struct {
	given, family likeness
	swapped       bool // the given name of one is the family name of the other
	givenWeight   float64
	familyWeight  float64
	shape         float64 // what it costs to have read them crosswise, or all as one
}

func (v nameVerdict) weight() float64 { return v.givenWeight + v.familyWeight + v.shape }

// names compares given with given and family with family, or crosswise, or all with all where somebody has
// only one of them; whichever is best.
func (w *weigher) names(a, b *Record) nameVerdict {
	var v nameVerdict
	v.given, v.givenWeight = w.words(a.given, b.given, 16)
	v.family, v.familyWeight = w.words(a.family, b.family, 16)
	if v.family == differs && a.sex != 'm' && b.sex != 'm' {
		v.familyWeight = marriedDiffers
	}
	if v.given == differs && a.mother != b.mother {
		v.givenWeight = motherDiffers
		if v.family == differs {
			v.familyWeight = motherMarried
		}
	}
	if len(a.others)+len(b.others) > 0 {
		w.others(a, b, &v)
	}
	if v.given == same && v.family == same {
		return v
	}
	xl, xw := w.words(a.given, b.family, 16)
	yl, yw := w.words(a.family, b.given, 16)
	if (xl > differs || yl > differs) && xw+yw+swapped > v.weight() {
		// Which of them is the given name is not known; what is shared in a family is its own.
		if xw > yw {
			xl, xw, yl, yw = yl, yw, xl, xw
		}
		v = nameVerdict{xl, yl, true, xw, yw, swapped}
	}
	if len(a.family) == 0 || len(b.family) == 0 || len(a.given) == 0 || len(b.given) == 0 {
		var all [2 * 2 * most]name.Word
		l, x := w.words(append(append(all[:0], a.given...), a.family...), append(append(all[2*most:2*most], b.given...), b.family...), 20)
		if l > differs && x+oneWord > v.weight() {
			v = nameVerdict{given: l, givenWeight: x, shape: oneWord}
		}
	}
	return v
}

// others looks whether a former or a church name explains what differs.
func (w *weigher) others(a, b *Record, v *nameVerdict) {
	better := func(l *likeness, weight *float64, x, y []name.Word) {
		if found, f := w.words(x, y, 16); found > differs && f+otherName > *weight {
			*l, *weight = found, f+otherName
		}
	}
	better(&v.family, &v.familyWeight, a.family, b.others)
	better(&v.family, &v.familyWeight, a.others, b.family)
	better(&v.given, &v.givenWeight, a.given, b.others)
	better(&v.given, &v.givenWeight, a.others, b.given)
}

// What it costs to read names in another way, and what a difference proves where a marriage may explain it, in bits.
const (
	swapped        = -4.5
	oneWord        = -1.5
	otherName      = -1.0
	marriedDiffers = -3.0 // a family name, but of two men
	motherDiffers  = -3.0 // a given name, where one of them is 'Ma- and a name
	motherMarried  = -1.0 // and the family name too: both come with one marriage
)
