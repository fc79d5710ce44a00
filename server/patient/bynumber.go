package patient

import (
	"slices"
	"strings"
	"unicode"

	"karete/db"
)

// byNumber takes all that was typed for one number, in whatever groups it was
// written. When nobody has it, the words with figures are the number and the
// others part of the name.
func byNumber(tx *db.Tx, text string) (nums, SearchKind, error) {
	found, kind, err := byKey(tx, text, most)
	if err != nil || len(found) > 0 {
		return found, kind, err
	}
	var numbers, letters []string
	for _, part := range strings.Fields(text) {
		if strings.ContainsFunc(part, unicode.IsDigit) {
			numbers = append(numbers, part)
		} else {
			letters = append(letters, part)
		}
	}
	typed := parse(strings.Join(letters, " "))
	if len(typed) == 0 || len(numbers) == 0 {
		return nil, kind, nil
	}
	const searched = 100 // people with such a number whose names are looked at
	holders, kind, err := byKey(tx, strings.Join(numbers, " "), searched)
	if err != nil {
		return nil, kind, err
	}
	fitting, err := typed.look(tx, candidatesQuery, asJSON(holders), "[]")
	if err != nil {
		return nil, kind, err
	}
	for _, c := range fitting[:min(most, len(fitting))] {
		found = append(found, c.num)
	}
	return found, kind, nil
}

// byKey finds the holders of a number: identifiers before phones, exact ones
// before beginnings.
func byKey(tx *db.Tx, text string, limit int) (nums, SearchKind, error) {
	var found nums
	kind := ByNumber
	gather := func(k SearchKind, query string, args ...any) error {
		if len(found) >= limit {
			return nil
		}
		list, err := column[int64](tx, query, append(args, limit)...)
		for _, num := range list {
			if len(found) == 0 {
				kind = k
			}
			if len(found) < limit && !slices.Contains(found, num) {
				found = append(found, num)
			}
		}
		return err
	}
	const (
		exact  = "SELECT num FROM patient_key WHERE key = ? ORDER BY num DESC LIMIT ?"
		begins = "SELECT num FROM patient_key WHERE key > ? AND key < ? ORDER BY key, num LIMIT ?"
	)
	type wanted struct {
		kind SearchKind
		key  string
	}
	keys := []wanted{{ByNumber, keyIdentifier + compact(text)}}
	if other := otherYearForm(strings.TrimSpace(text)); compact(other) != compact(text) {
		keys = append(keys, wanted{ByNumber, keyIdentifier + compact(other)})
	}
	for _, digits := range typedDigits(text) {
		if digits != "" {
			keys = append(keys, wanted{ByPhone, keyPhone + digits})
		}
	}
	for _, k := range keys {
		if err := gather(k.kind, exact, k.key); err != nil {
			return nil, kind, err
		}
	}
	for _, k := range keys {
		if err := gather(k.kind, begins, k.key, k.key+"\U0010FFFF"); err != nil {
			return nil, kind, err
		}
	}
	return found, kind, nil
}
