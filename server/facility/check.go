package facility

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/server/fault"
)

// checks gathers the broken fields, so that a person hears of all at once.
type checks []fault.FieldError

func (c *checks) add(field, code string) { *c = append(*c, fault.FieldError{Field: field, Code: code}) }

// text holds a tidied text to its limits and reports whether it kept them.
func (c *checks) text(field, text string, least, most int) bool {
	switch n := utf8.RuneCountInString(text); {
	case n == 0 && least > 0:
		c.add(field, "required")
	case n < least:
		*c = append(*c, fault.FieldError{Field: field, Code: "too-short", Params: map[string]any{"min": least}})
	case n > most:
		*c = append(*c, fault.FieldError{Field: field, Code: "too-long", Params: map[string]any{"max": most}})
	default:
		return true
	}
	return false
}

func (c checks) fault() error {
	if len(c) == 0 {
		return nil
	}
	return fault.Fields(c...)
}

// words joins the words of a text with single spaces, in composed form.
func words(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

func stale(current any) error {
	e := fault.New(fault.Stale)
	e.Current = current
	return e
}
