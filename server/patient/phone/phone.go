package phone

import (
	"errors"
	"strings"
)

// Country is a country as two letters of ISO 3166-1.
type Country = string

const (
	Lesotho     Country = "LS"
	SouthAfrica Country = "ZA"
)

// ErrNotPhone is text that is no complete, valid phone number.
var ErrNotPhone = errors.New("phone: not a phone number")

// keyDigits is as long as a whole number in Lesotho, and long enough to tell South African ones apart.
const keyDigits = 8

// written are the characters that numbers are written with.
const written = "+0123456789 ()-./\u00a0"

// Parse reads a number as typed, at home or abroad, and answers it as E.164: +26658124471. Numbers of the
// other of the two countries are known in their own short form too, for people live on both sides of
// the border; others need their country code. The error is ErrNotPhone.
func Parse(typed string, home Country) (string, error) {
	digits := digitsOf(typed)
	if len(typed) > 40 || digits == "" || strings.Trim(typed, written) != "" ||
		strings.LastIndexByte(typed, '+') > strings.IndexAny(typed, digits) || strings.Count(typed, "+") > 1 {
		return "", ErrNotPhone // a number in a sentence, or letters to dial
	}
	abroad, called := strings.CutPrefix(digits, "00") // both countries dial 00 to leave
	switch {
	case strings.Contains(typed, "+"):
		return international(digits)
	case called:
		return international(abroad)
	}
	plans := []plan{lesotho}
	if home == SouthAfrica {
		plans = []plan{southAfrica, lesotho}
	} else if digits[0] == '0' {
		// Across the border only in full: a number of Lesotho with a digit too many is none of South Africa.
		plans = append(plans, southAfrica)
	}
	for _, p := range plans {
		if national, ok := p.local(digits); ok {
			return "+" + p.code + national, nil
		}
	}
	for _, p := range []plan{lesotho, southAfrica} { // the country code without its plus
		if national, ok := strings.CutPrefix(digits, p.code); ok && p.valid(national) {
			return "+" + digits, nil
		}
	}
	return "", ErrNotPhone
}

// Display groups a stored number for the eye: as it is dialled at home (5812 4471), with its country
// code from abroad (+27 82 123 4567). What is not E.164 comes back as it is.
func Display(stored string, home Country) string {
	digits, ok := strings.CutPrefix(stored, "+")
	if !ok || digitsOf(digits) != digits {
		return stored
	}
	if _, err := international(digits); err != nil {
		return stored
	}
	code := codeOf(digits)
	national := digits[len(code):]
	switch {
	case code == lesotho.code && home == Lesotho:
		return grouped(national)
	case code == southAfrica.code && home == SouthAfrica:
		return southAfrica.trunk + grouped(national)
	}
	return "+" + code + " " + grouped(national)
}

// grouped splits a national number as most countries with numbers of that length do.
func grouped(national string) string {
	switch n := len(national); n {
	case 7:
		return national[:3] + " " + national[3:]
	case 8:
		return national[:4] + " " + national[4:]
	case 9, 10:
		return national[:n-7] + " " + national[n-7:n-4] + " " + national[n-4:]
	}
	return national
}

// Key is what a number is searched by: its last eight digits, the same for every way to write it. It
// takes stored and typed text alike; with fewer digits it is all of them.
func Key(text string) string {
	digits := digitsOf(text)
	return digits[max(0, len(digits)-keyDigits):]
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
