package phone

import (
	"errors"
	"strings"

	"github.com/nyaruka/phonenumbers"
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
		return "", ErrNotPhone // the library would dig a number out of a sentence, and dial letters
	}
	tries := []attempt{{typed, home}}
	if strings.HasPrefix(digits, "266") || strings.HasPrefix(digits, "27") {
		tries = append(tries, attempt{"+" + digits, home}) // the country code without its plus
	}
	// Across the border only in full: a number of Lesotho with a digit too many is none of South Africa.
	if home == SouthAfrica {
		tries = append(tries, attempt{typed, Lesotho})
	} else if digits[0] == '0' {
		tries = append(tries, attempt{typed, SouthAfrica})
	}
	for _, try := range tries {
		number, err := phonenumbers.Parse(try.text, try.region)
		if err == nil && phonenumbers.IsValidNumber(number) {
			return phonenumbers.Format(number, phonenumbers.E164), nil
		}
	}
	return "", ErrNotPhone
}

// attempt is one way to understand a number: text, dialled in a region.
type attempt struct {
	text   string
	region Country
}

// Display groups a stored number for the eye: as it is dialled at home (5812 4471), with its country
// code from abroad (+27 82 123 4567). What is not E.164 comes back as it is.
func Display(stored string, home Country) string {
	if !strings.HasPrefix(stored, "+") {
		return stored
	}
	// Nearly every number here has this form, and a list shows many.
	if home == Lesotho && strings.HasPrefix(stored, "+266") && len(stored) == len("+26658124471") {
		return stored[4:8] + " " + stored[8:]
	}
	number, err := phonenumbers.Parse(stored, "")
	switch {
	case err != nil || !phonenumbers.IsValidNumber(number):
		return stored
	case phonenumbers.GetRegionCodeForNumber(number) == home:
		return phonenumbers.Format(number, phonenumbers.NATIONAL)
	}
	return phonenumbers.Format(number, phonenumbers.INTERNATIONAL)
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
