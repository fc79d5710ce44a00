package match

import (
	"strings"

	"karete/server/patient/name"
	"karete/server/patient/phone"
)

// Person is what a registration says of somebody. Everything may be empty, and nothing has to be valid.
type Person struct {
	Given, Family string
	Others        []string // further whole names: before marriage, from church
	Sex           string   // female, male or ""
	Birth         string   // YYYY-MM-DD, YYYY-MM, YYYY or ""
	Estimated     bool     // Birth was reckoned from an age
	Phones        []string // stored or as typed
	NationalIDs   []string // any official number, its system before a colon: "za-id:8001015009087"
	Village       string
	District      string
	Address       string // house number and street
	Postcode      string
	NextOfKin     string
}

// Record is a Person made ready for comparing. Any number of goroutines may compare it at once.
type Record struct {
	given, family, others []name.Word
	kin                   []name.Word
	sex                   byte // f, m or 0
	birth                 birth
	phones                []string // last digits, see phone.Key
	ids                   []identity
	village, district     place
	street                []name.Word
	house                 string // the number in the address
	postcode              string
	mother                bool // is called 'Ma- and a name: mother of
}

// most is how many words of a field, or phones, or numbers are looked at: a field that is a whole page, by
// accident or on purpose, costs no more.
const most = 8

// identity is an official number: its letters, as capitals, and digits.
type identity struct{ system, value string }

// place is a village or a district: its fold, and as it was written.
type place struct{ fold, plain string }

// Prepare folds and parses p.
func Prepare(p Person) Record {
	r := Record{
		given:    words(p.Given),
		family:   words(p.Family),
		kin:      words(p.NextOfKin),
		birth:    parseBirth(p.Birth, p.Estimated),
		village:  placeOf(p.Village),
		district: placeOf(p.District),
		postcode: compact(p.Postcode),
	}
	for _, other := range p.Others {
		r.others = append(r.others, words(other)...)
	}
	r.others = r.others[:min(len(r.others), most)]
	switch p.Sex {
	case "female":
		r.sex = 'f'
	case "male":
		r.sex = 'm'
	}
	for _, typed := range p.Phones[:min(len(p.Phones), most)] {
		if key := phone.Key(typed); len(key) >= fewestDigits {
			r.phones = append(r.phones, key)
		}
	}
	for _, typed := range p.NationalIDs[:min(len(p.NationalIDs), most)] {
		system, value := "", typed
		if at := strings.LastIndexByte(typed, ':'); at >= 0 {
			system, value = typed[:at], typed[at+1:]
		}
		if value = compact(value); value != "" {
			r.ids = append(r.ids, identity{system, value})
		}
	}
	r.house, r.street = addressOf(p.Address)
	r.mother = r.sex != 'm' && isMother(r.given)
	return r
}

func words(text string) []name.Word {
	list := name.Words(text[:min(len(text), 400)])
	return list[:min(len(list), most)]
}

// isMother says whether a woman's name is one that she was given with her first child: 'Mathabo, mother of Thabo.
// Maria, Martha and Margaret are not.
func isMother(given []name.Word) bool {
	for _, w := range given {
		if len(w.Fold) >= 5 && strings.HasPrefix(w.Fold, "ma") && w.Church == "" {
			return true
		}
	}
	return false
}

// placeOf folds the name of a place. Ha Thetsane, Thetsane's, is called Thetsane too.
func placeOf(text string) place {
	var folds, plains []string
	for _, w := range words(text) {
		folds, plains = append(folds, w.Fold), append(plains, w.Plain)
	}
	if len(folds) > 1 && folds[0] == "ha" {
		folds, plains = folds[1:], plains[1:]
	}
	return place{strings.Join(folds, " "), strings.Join(plains, " ")}
}

// addressOf parts an address into its first number and its words.
func addressOf(text string) (house string, street []name.Word) {
	for _, w := range words(text) {
		if c := w.Plain[0]; c < '0' || c > '9' {
			street = append(street, w)
		} else if house == "" {
			house = w.Plain
		}
	}
	return house, street
}

// compact is a number without what people put between its parts.
func compact(text string) string {
	text = text[:min(len(text), 64)]
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, text)
}
