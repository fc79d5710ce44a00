package staff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/assets"
	"karete/server/fault"
)

// Limits of a password, in characters. There is no rule of which kinds it must
// have: such rules make passwords worse.
const (
	MinPassword = 15
	MaxPassword = 128
)

// CheckPassword says what is wrong with a new password, in the words of field
// errors; nil when nothing is. avoid holds names that are easy to guess here: the
// user name, the clinic's.
func CheckPassword(field, password string, avoid ...string) []fault.FieldError {
	password = tidyPassword(password)
	bad := func(code string, params map[string]any) []fault.FieldError {
		return []fault.FieldError{{Field: field, Code: code, Params: params}}
	}
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password):
		return bad("bad-text", nil)
	case n == 0:
		return bad("required", nil)
	case n < MinPassword:
		return bad("too-short", map[string]any{"min": MinPassword})
	case n > MaxPassword:
		return bad("too-long", map[string]any{"max": MaxPassword})
	case common(password, avoid):
		return bad("common-password", nil)
	}
	return nil
}

// tidyPassword makes the same password of what different keyboards send.
func tidyPassword(s string) string { return norm.NFC.String(s) }

// common reports whether a guesser would try it early: on the list of what people
// use, such a word with figures or signs around it, the same thing again and
// again, a walk along the keyboard, or with a name that is known here in it.
func common(password string, avoid []string) bool {
	low := strings.ToLower(password)
	core := strings.TrimFunc(low, func(r rune) bool { return !unicode.IsLetter(r) })
	letters := []rune(squash(low))
	if core == "" || assets.CommonPassword(low) || assets.CommonPassword(core) || repeats([]rune(low)) || walks(letters) {
		return true
	}
	for _, name := range append([]string{"karete"}, avoid...) {
		if n := squash(strings.ToLower(name)); utf8.RuneCountInString(n) >= 4 && strings.Contains(string(letters), n) {
			return true
		}
	}
	return false
}

// squash leaves letters and figures only.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFC.String(s))
}

// repeats reports few different characters, or a whole that is one part over and
// over.
func repeats(s []rune) bool {
	different := map[rune]bool{}
	for _, r := range s {
		different[r] = true
	}
	if len(different) < 5 {
		return true
	}
next:
	for part := 1; part <= len(s)/2; part++ {
		for i := part; i < len(s); i++ {
			if s[i] != s[i-part] {
				continue next
			}
		}
		return true
	}
	return false
}

var rows = []string{"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"}

// walks reports that three steps in four go to the next letter or key, or stay.
func walks(s []rune) bool {
	steps := 0
	for i := 1; i < len(s); i++ {
		if d := s[i] - s[i-1]; d >= -1 && d <= 1 {
			steps++
			continue
		}
		for _, row := range rows {
			a, b := strings.IndexRune(row, s[i-1]), strings.IndexRune(row, s[i])
			if a >= 0 && b >= 0 && (a-b == 1 || b-a == 1) {
				steps++
			}
		}
	}
	return 4*steps >= 3*(len(s)-1)
}
