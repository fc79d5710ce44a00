package match

import (
	"cmp"
	"math"
	"slices"

	"karete/server/patient/name"
)

// The scores from which a pair is called likely and possible.
const (
	Likely   = 0.9
	Possible = 0.1
)

// throughThird is the one reason that only a whole list knows.
const throughThird = "through-a-third"

// Comparison is what is known of two records being of one person.
type Comparison struct {
	Score   float64      // 0 to 1: how sure, among as many people as there are
	Weight  float64      // bits of evidence: the sum of log2(m/u) over the fields
	Reasons []Reason     // what speaks for it, best first
	Against []Reason     // what speaks against it, worst first
	Fields  []FieldMatch // every field, in the order they are shown in
}

// Reason is one piece of evidence. Its words are in the catalogues under "match." and Code.
type Reason struct {
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
}

// FieldMatch says how one field of the two stands, for showing them side by side.
type FieldMatch struct {
	Field   string `json:"field" enum:"given,family,sex,birthDate,phone,identifier,village,address,nextOfKin,allergy"`
	Verdict string `json:"verdict" enum:"same,alike,fits,more,differs,one-side,none"`
}

// evidence is reasons with their weights.
type evidence []weighedReason

type weighedReason struct {
	Reason
	weight float64
}

func (e *evidence) add(code string, weight float64, params map[string]any) {
	if code != "" {
		*e = append(*e, weighedReason{Reason{code, params}, weight})
	}
}

// inOrder parts what speaks for from what speaks against, the weightiest of each first.
func (e evidence) inOrder() (reasons, against []Reason) {
	slices.SortStableFunc(e, func(x, y weighedReason) int { return cmp.Compare(math.Abs(y.weight), math.Abs(x.weight)) })
	for _, r := range e {
		if r.weight > 0 {
			reasons = append(reasons, r.Reason)
		} else {
			against = append(against, r.Reason)
		}
	}
	return reasons, against
}

// codes of the likenesses of a field.
type codes [same + 1]string

var (
	givenCodes  = codes{differs: "given-differs", initial: "given-initial", sounds: "given-sounds-alike", close: "given-sounds-alike", near: "given-sounds-alike", same: "same-given-name"}
	familyCodes = codes{differs: "family-differs", initial: "", sounds: "family-sounds-alike", close: "family-sounds-alike", near: "family-sounds-alike", same: "same-family-name"}
	phoneCodes  = codes{near: "phone-one-digit", same: "phone-same"}
	idCodes     = codes{differs: "identifier-differs", near: "identifier-one-digit", same: "identifier-same"}
	placeCodes  = codes{near: "village-sounds-alike", same: "same-village"}
	streetCodes = codes{near: "same-address", same: "same-address"}
	kinCodes    = codes{sounds: "same-next-of-kin", close: "same-next-of-kin", near: "same-next-of-kin", same: "same-next-of-kin"}
	birthCodes  = [...]string{birthSame: "same-birth-date", birthSwapped: "birth-date-swapped", birthOneDigit: "birth-date-one-digit", birthDay: "same-birthday",
		birthTwoParts: "birth-date-in-part", birthYear: "same-birth-year", birthYear1: "birth-year-near", birthYear2: "birth-year-near",
		birthYears: "", birthDecade: "birth-date-differs", birthDiffers: "birth-date-differs", birthApart: "birth-years-apart"}
)

// reasons puts a verdict in words.
func (v *verdict) reasons(a, b *Record) (reasons, against []Reason) {
	x, n := &v.weights, &v.names
	var e evidence
	switch {
	case n.swapped && n.given > differs && n.family > differs:
		e.add("names-swapped", x.names, nil)
	case n.given == same && n.family == same && !n.swapped:
		e.add("same-name", x.names, nil)
	default:
		e.add(givenCodes[n.given], n.givenWeight, nil)
		e.add(familyCodes[n.family], n.familyWeight, nil)
	}
	var years map[string]any
	if v.birth == birthApart {
		years = map[string]any{"years": apart(a.birth, b.birth)}
	}
	e.add(birthCodes[v.birth], x.birth, years)
	if x.sex < 0 {
		e.add("sex-differs", x.sex, nil)
	}
	e.add(phoneCodes[v.phone], x.phone, nil)
	e.add(idCodes[v.id], x.id, nil)
	e.add(placeCodes[v.village], x.village, nil)
	e.add(streetCodes[v.street], x.address, nil)
	e.add(kinCodes[v.kin], x.kin, nil)
	return e.inOrder()
}

// fields says how each field stands.
func (v *verdict) fields(a, b *Record) []FieldMatch {
	sex := unknown
	switch {
	case a.sex != 0 && a.sex == b.sex:
		sex = same
	case a.sex != 0 && b.sex != 0:
		sex = differs
	}
	given, family := standing(v.names.given, len(a.given), len(b.given)), standing(v.names.family, len(a.family), len(b.family))
	if v.names.swapped {
		given, family = "fits", "fits"
	} else if v.names.given == same && !sameWords(a.given, b.given) {
		given = "more"
	}
	birth := "differs"
	switch {
	case v.birth == birthUnknown:
		birth = standing(unknown, a.birth.year, b.birth.year)
	case v.birth == birthSame || a.birth == b.birth:
		birth = "same"
	case v.birth <= birthTwoParts:
		birth = "alike"
	case v.birth <= birthYear2:
		birth = "fits"
	}
	return []FieldMatch{
		{"given", given},
		{"family", family},
		{"sex", standing(sex, int(a.sex), int(b.sex))},
		{"birthDate", birth},
		{"phone", standing(v.phone, len(a.phones), len(b.phones))},
		{"identifier", standing(v.id, len(a.ids), len(b.ids))},
		{"village", standing(v.village, len(a.village.fold), len(b.village.fold))},
		{"address", standing(v.street, len(a.street), len(b.street))},
		{"nextOfKin", standing(v.kin, len(a.kin), len(b.kin))},
	}
}

// standing is a likeness as a verdict; of what is unknown, whether one side has it.
func standing(l likeness, inA, inB int) string {
	switch {
	case l == unknown && (inA > 0) != (inB > 0):
		return "one-side"
	case l == unknown && inA > 0:
		return "differs" // numbers of different systems
	case l == unknown:
		return "none"
	}
	return [...]string{differs: "differs", initial: "fits", sounds: "alike", close: "alike", near: "alike", same: "same"}[l]
}

func sameWords(a, b []name.Word) bool {
	return slices.EqualFunc(a, b, func(x, y name.Word) bool { return x.Fold == y.Fold })
}
