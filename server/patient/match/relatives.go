package match

import "math"

// relativesWeight is what speaks for two people of one household, as against two strangers: they share the roof, the
// phone and the family name nearly as one person does with herself, but not given name, birth date and number.
func (v *verdict) relativesWeight(a, b *Record) float64 {
	x := &v.weights
	r := v.names.shape + max(-1.5, v.names.familyWeight) + // sisters marry
		max(-0.3, x.phone-0.5) + max(-1, x.village-0.3) + max(-1, x.address-0.3) + max(-0.2, x.kin-1.5)
	if v.names.givenWeight > 0 {
		often := 0.03 // relatives who have one given name
		if v.birth != birthUnknown && v.birth != birthApart {
			often = 0.002
		}
		r += math.Log2(1 + often*math.Exp2(v.names.givenWeight+agrees))
	}
	if v.names.given <= differs {
		if r += twins[v.birth]; v.names.family == differs && v.birth <= birthOneDigit && v.birth != birthUnknown {
			r -= 1.8 // twins have one family name
		}
		return r
	}
	return r + siblings[v.birth]
}

// What birth dates say for relatives, in bits: by whether their given names are different. Twins are born on one day, and
// a twin's date is mistyped like any other.
var (
	twins = [...]float64{birthSame: 10.3, birthSwapped: 6, birthOneDigit: 5, birthDay: 3, birthTwoParts: 2,
		birthYear: 1.5, birthYear1: 1, birthYear2: 1, birthApart: 0}
	siblings = [...]float64{birthSame: 3, birthSwapped: 1, birthOneDigit: 1, birthDay: 0, birthTwoParts: 1,
		birthYear: 1, birthYear1: 1, birthYear2: 1, birthApart: 0}
)

// plainly says whether two are relatives beyond doubt: one roof and family name, another given name and birth date.
func (v *verdict) plainly() bool {
	return v.names.given == differs && v.names.family >= near && v.birth >= birthDiffers &&
		(v.phone == same || v.weights.address >= 10 || v.village == same && v.kin >= near)
}

// families is how many relatives the people of a list have in it, against what is usual in the register of a village,
// as log2; from how many pairs were plainly relatives. A list of strangers, drawn from all over a country, has none, and
// then two who share a roof are hardly anything but one.
//
// The pairs are Poisson about a rate that is a Gamma about the usual one; or, in one list of fifty, about next to none.
func families(seen, people int) float64 {
	const (
		usual     = 0.275 // pairs of plain relatives for each person, in a register of a village
		shape     = 2.0   // how much registers differ in it
		strangers = 0.02  // how many lists are of strangers
		none      = 1e-4  // what is left of the usual rate in those
	)
	k, expected := float64(seen), usual*float64(max(1, people))
	of := func(k float64) float64 { g, _ := math.Lgamma(k); return g } // log (k-1)!
	nobody := math.Log(strangers) + k*math.Log(none*expected) - none*expected - of(k+1)
	some := math.Log(1-strangers) + of(k+shape) - of(shape) - of(k+1) + shape*math.Log(shape/(shape+expected)) + k*math.Log(expected/(shape+expected))
	share := 1 / (1 + math.Exp(some-nobody))
	return math.Log2(share*none + (1-share)*(k+shape)/(expected+shape))
}
