package name

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxRunes is how long one field of a name may be, in characters.
const MaxRunes = 80

var (
	ErrEmpty     = errors.New("name: empty")
	ErrTooLong   = errors.New("name: longer than 80 characters")
	ErrText      = errors.New("name: control characters or broken UTF-8")
	ErrCharacter = errors.New("name: only letters, apostrophes, hyphens, dots and spaces, and at least one letter")
)

// Valid checks one field of a name: letters of any script with their marks, apostrophes, hyphens, dots
// and spaces, 1 to MaxRunes characters, one letter at least. The error is one of the four above.
func Valid(text string) error {
	if strings.TrimSpace(text) == "" {
		return ErrEmpty
	}
	if !utf8.ValidString(text) {
		return ErrText
	}
	if utf8.RuneCountInString(text) > MaxRunes {
		return ErrTooLong
	}
	letters, strange := false, false
	for _, r := range text {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return ErrText
		case isApostrophe(r), isHyphen(r), r == ' ', r == '\u00a0', r == '.', unicode.IsMark(r):
		case unicode.IsLetter(r):
			letters = true
		default:
			strange = true
		}
	}
	if strange || !letters {
		return ErrCharacter
	}
	return nil
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// Display writes a name for the eye: one form of apostrophe (’), single spaces, composed letters. It is
// also the form to store; nothing that was spoken is lost.
func Display(text string) string {
	one := strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '’'
		}
		return r
	}, text)
	return norm.NFC.String(strings.Join(strings.Fields(one), " "))
}

// Initials are the first letters of the given names and of the family name, in capitals: TM for Tšepo
// Mokoena, M for 'Mathabo alone.
func Initials(given, family string) string { return initial(given) + initial(family) }

func initial(text string) string {
	for _, r := range norm.NFC.String(text) {
		if unicode.IsLetter(r) && !isApostrophe(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return ""
}
