package match

import (
	"math"

	"karete/server/patient/name"
)

// likeness of two words or names, from worst to best.
type likeness uint8

const (
	unknown likeness = iota // one side has none
	differs
	initial // a single letter that may stand for it
	sounds  // alike by ear
	close   // alike to the eye
	near    // one typing error, or the same church name in two languages
	same
)

// compareWords says how alike two words are, by their folds and, because a typing error may change what a word
// folds to, by their letters.
func compareWords(a, b name.Word) likeness {
	if a.Fold == b.Fold {
		return same
	}
	if len(a.Fold) == 1 || len(b.Fold) == 1 {
		if a.Plain[0] == b.Plain[0] {
			return initial
		}
		return differs
	}
	if a.Church != "" && a.Church == b.Church {
		return near
	}
	if mayBeAlike(a.Plain, b.Plain) || mayBeAlike(a.Fold, b.Fold) {
		short := min(len(a.Plain), len(b.Plain)) < 4
		if oneEdit(a.Plain, b.Plain) || oneEdit(a.Fold, b.Fold) {
			if short {
				return close
			}
			return near
		}
		switch jw := max(jaroWinkler(a.Fold, b.Fold), jaroWinkler(a.Plain, b.Plain)); {
		case jw >= 0.94 && !short:
			return near
		case jw >= 0.89:
			return close
		}
	}
	if len(a.Skeleton) > 2 && a.Skeleton == b.Skeleton {
		return sounds
	}
	return differs
}

// word is what two words prove, in bits.
func (w *weigher) word(a, b name.Word) (likeness, float64) {
	l := compareWords(a, b)
	switch l {
	case same:
		return l, w.rarity(w.corpus.Name(a.Fold)) - agrees
	case near:
		return w.misspelt(l, a, b, 5.5)
	case close:
		return w.misspelt(l, a, b, 4)
	case sounds:
		return w.misspelt(l, a, b, 3)
	case initial:
		return l, 2
	}
	return l, nameDiffers
}

// misspelt weighs alike words. A misspelling is rare: where both are usual here, they are two names.
func (w *weigher) misspelt(l likeness, a, b name.Word, most float64) (likeness, float64) {
	n := min(w.corpus.Name(a.Fold), w.corpus.Name(b.Fold))
	return l, max(0.3, most-math.Log2(max(1, w.frequency(n)/4e-4)))
}

// What a word of a name proves, in bits.
const (
	agrees      = 0.7 // less than its rarity, for it may be misspelt
	nameDiffers = -4.8
)

// rarity is the weight of sharing something that n people here have.
func (w *weigher) rarity(n int) float64 {
	return min(11, max(3, -math.Log2(w.frequency(n))))
}

func (w *weigher) frequency(n int) float64 {
	return max(1e-4, float64(max(1, n))/w.people)
}

// words compares two names of any number of words, each word with each, best first.
func (w *weigher) words(a, b []name.Word, cap float64) (likeness, float64) {
	switch {
	case len(a) == 0 || len(b) == 0:
		return unknown, 0
	case len(a) == 1 && len(b) == 1:
		return w.word(a[0], b[0])
	}
	a, b = a[:min(len(a), 2*most)], b[:min(len(b), 2*most)]
	var table [2 * most][2 * most]struct {
		l likeness
		w float64
	}
	for i := range a {
		for j := range b {
			table[i][j].l, table[i][j].w = w.word(a[i], b[j])
		}
	}
	var usedA, usedB uint
	best, total, matched := differs, 0.0, 0
	for matched < min(len(a), len(b)) {
		top, topWeight, ai, bi := differs, 0.0, 0, 0
		for i := range a {
			for j := range b {
				if usedA&(1<<i) != 0 || usedB&(1<<j) != 0 {
					continue
				}
				if c := table[i][j]; c.l > top || c.l == top && c.l > differs && c.w > topWeight {
					top, topWeight, ai, bi = c.l, c.w, i, j
				}
			}
		}
		if top == differs {
			break
		}
		best = max(best, top)
		total += topWeight
		matched++
		usedA |= 1 << ai
		usedB |= 1 << bi
	}
	if len(a) != len(b) && best < same {
		if l, x := w.word(joined(a), joined(b)); l >= close && x > total {
			return l, x
		}
	}
	if matched == 0 {
		return differs, nameDiffers
	}
	if len(a) > matched && len(b) > matched {
		total += oneMoreDiffers
	}
	return best, min(total, cap)
}

const oneMoreDiffers = -2

// joined is a name without its blanks: Van der Merwe, Vandermerwe.
func joined(list []name.Word) name.Word {
	var all name.Word
	for _, w := range list {
		all.Plain += w.Plain
		all.Fold += w.Fold
	}
	return all
}
