package patient

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/server/fault"
	"karete/server/patient/name"
	"karete/server/patient/partialdate"
)

// checks gathers the broken fields, so that a person hears of all at once.
type checks []fault.FieldError

func (c *checks) add(field, code string, params map[string]any) {
	*c = append(*c, fault.FieldError{Field: field, Code: code, Params: params})
}

func (c checks) fault() error {
	if len(c) == 0 {
		return nil
	}
	return fault.Fields(c...)
}

// name composes and trims a name, and holds it to what a name may be. An empty
// one passes.
func (c *checks) name(field, text string) string {
	text = composed(text)
	switch err := name.Valid(text); {
	case err == nil, errors.Is(err, name.ErrEmpty):
	case errors.Is(err, name.ErrTooLong):
		c.add(field, "too-long", map[string]any{"max": name.MaxRunes})
	case errors.Is(err, name.ErrText):
		c.add(field, "bad-text", nil)
	default:
		c.add(field, "not-a-name", nil)
	}
	return text
}

// line composes and trims one line of free text.
func (c *checks) line(field, text string, most int) string {
	text = composed(text)
	if utf8.RuneCountInString(text) > most {
		c.add(field, "too-long", map[string]any{"max": most})
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		c.add(field, "bad-text", nil)
	}
	return text
}

func (c *checks) oneOf(field, text string, list ...string) {
	for _, s := range list {
		if s == text {
			return
		}
	}
	c.add(field, "not-one-of", nil)
}

// day is a day of the calendar that has come. None passes.
func (c *checks) day(field, text string, today partialdate.Day) string {
	if text == "" {
		return ""
	}
	switch day, ok := partialdate.ParseDay(text); {
	case !ok:
		c.add(field, "not-a-date", nil)
	case today.Before(day):
		c.add(field, "future", nil)
	case day.Year < 1900:
		c.add(field, "before-1900", nil)
	}
	return text
}

// composed is the one form a text is kept in: what it says is never changed.
func composed(text string) string { return strings.TrimSpace(norm.NFC.String(text)) }
