package match

import "math"

// weigher compares the records of one register or list.
type weigher struct {
	corpus   Corpus
	people   float64
	prior    float64 // log2 of the odds against two records being of one person
	families float64 // log2 of how many relatives people have here, against what is usual
}

// fewest is for how many people a young clinic is taken, so that its first patients do not match on a name alone.
const fewest = 1000

func newWeigher(c Corpus) *weigher {
	n := float64(max(fewest, c.People()))
	return &weigher{corpus: c, people: n, prior: math.Log2(n)}
}

// Compare weighs a against b. It is the same with a and b changed over.
func Compare(a, b *Record, c Corpus) Comparison {
	w := newWeigher(c)
	v := w.weigh(a, b)
	return w.explain(a, b, v, chance(w.odds(v.total, v.relatives)))
}

func (w *weigher) explain(a, b *Record, v verdict, score float64) Comparison {
	c := Comparison{Score: score, Weight: v.total, Fields: v.fields(a, b)}
	c.Reasons, c.Against = v.reasons(a, b)
	return c
}

// verdict is how two records stand, field by field, and in bits.
type verdict struct {
	names       nameVerdict
	birth       birthVerdict
	phone, id   likeness
	village     likeness
	street, kin likeness
	weights     struct{ names, birth, sex, phone, id, village, address, kin float64 }
	total       float64 // bits for one person, as against two strangers
	relatives   float64 // bits for two relatives, as against two strangers
}

func (w *weigher) weigh(a, b *Record) (v verdict) {
	x := &v.weights
	v.names = w.names(a, b)
	x.names = v.names.weight()
	v.birth = compareBirths(a.birth, b.birth)
	x.birth = birthWeights[v.birth]
	if a.sex != 0 && b.sex != 0 {
		if x.sex = 0.95; a.sex != b.sex {
			x.sex = -5
		}
	}
	v.phone, x.phone = phones(a.phones, b.phones)
	v.id, x.id = identities(a.ids, b.ids)
	v.village, x.village = w.places(a, b)
	v.street, x.address = w.addresses(a, b)
	v.kin, x.kin = w.nextOfKin(a, b)
	v.total = x.names + x.birth + x.sex + x.phone + x.id + x.village + x.address + x.kin
	v.relatives = v.relativesWeight(a, b)
	return v
}
