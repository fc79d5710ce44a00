package patient

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"karete/db"
	"karete/server/patient/name"
)

// The index of a patient is derived: patient_name holds the folded names under
// the patient's num, patient_key the numbers. Neither is journalled; both can be
// written anew from the rows at any time.

// index writes the patient's entry in the search anew, and in the index of who may
// be whom. Whether the names changed, [recount] has to be told beside it.
func index(tx *db.Tx, num int64, p Patient) error {
	for _, sql := range []string{"DELETE FROM patient_name WHERE rowid = ?", "DELETE FROM patient_key WHERE num = ?"} {
		if _, err := tx.Exec(sql, num); err != nil {
			return err
		}
	}
	if err := rekey(tx, num, PersonOf(p)); err != nil {
		return err
	}
	return insertSearch(tx, num, p)
}

// insertIndex is index for a patient who has no entry yet.
func insertIndex(tx *db.Tx, num int64, p Patient) error {
	if err := insertMatch(tx, num, PersonOf(p)); err != nil {
		return err
	}
	return insertSearch(tx, num, p)
}

func insertSearch(tx *db.Tx, num int64, p Patient) error {
	names := strings.Join(nameTokens(p.GivenNames, p.FamilyName, p.OtherNames), " ")
	if _, err := tx.Exec("INSERT INTO patient_name (rowid, names) VALUES (?, ?)", num, names); err != nil {
		return err
	}
	for _, key := range keysOf(p) {
		if _, err := tx.Exec("INSERT INTO patient_key (key, num) VALUES (?, ?)", key, num); err != nil {
			return err
		}
	}
	return nil
}

// nameTokens are the folded words of all names. Each name is folded by itself,
// because 'Ma joins the word after it.
func nameTokens(given, family string, others []string) []string {
	tokens := append(name.Tokens(given), name.Tokens(family)...)
	for _, other := range others {
		tokens = append(tokens, name.Tokens(other)...)
	}
	return tokens
}

// Prefixes of keys: what kind of number it is.
const (
	keyIdentifier = "i:"
	keyPhone      = "p:"
)

// keysOf is every form under which one of the patient's numbers is looked for. A
// retired number still finds its person.
func keysOf(p Patient) []string {
	keys := map[string]bool{}
	for _, i := range p.Identifiers {
		value := compact(i.Value)
		if value == "" {
			continue // no papers
		}
		keys[keyIdentifier+value] = true
		keys[keyIdentifier+compact(i.Series)+value] = true
		if short := strings.TrimLeft(value, "0"); short != "" {
			keys[keyIdentifier+short] = true // who reads 000123 types 123
		}
	}
	for _, ph := range p.Phones {
		digits := nationalDigits(ph.Number)
		if digits == "" {
			continue
		}
		keys[keyPhone+digits] = true
		keys[keyPhone+digits[max(0, len(digits)-4):]] = true // "it ends in 3456"
	}
	return slices.Sorted(maps.Keys(keys))
}

// compact is a number without what people put between its parts: capitals and
// digits only.
func compact(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, text)
}

// countryCodes of the numbers that people here leave the code off.
var countryCodes = []string{"266", "27"}

// nationalDigits is a stored number without its country code, as it is said.
func nationalDigits(stored string) string {
	digits := figures(stored)
	if strings.HasPrefix(stored, "+") {
		for _, code := range countryCodes {
			if rest, ok := strings.CutPrefix(digits, code); ok {
				return rest
			}
		}
	}
	return digits
}

// typedDigits are the ways in which figures that were typed may begin a number:
// as they are, without the 0 that is dialled in South Africa, without a country
// code.
func typedDigits(text string) []string {
	digits := figures(text)
	list := []string{digits}
	short := strings.TrimLeft(digits, "0")
	if short != digits && short != "" {
		list = append(list, short)
	}
	for _, code := range countryCodes {
		if rest, ok := strings.CutPrefix(short, code); ok && rest != "" {
			list = append(list, rest)
		}
	}
	return list
}

func figures(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
