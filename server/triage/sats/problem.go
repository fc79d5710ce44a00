package sats

import (
	"fmt"
	"math"
	"strings"
)

// Codes of a Problem. None of them ever carries the value that was sent.
const (
	OutOfRange    = "out-of-range"   // outside Min..Max, or not a number
	AskFahrenheit = "ask-fahrenheit" // a temperature that would fit Fahrenheit
	AskNoSign     = "ask-life-sign"  // a rate of 0: is there no breathing, no pulse? Ask names the sign
	UnknownCode   = "not-one-of"     // a word that is not in the list of this field
	Contradiction = "contradiction"  // two inputs that cannot both be true
)

// Limit is what a field accepts, both ends included.
type Limit struct{ Min, Max float64 }

// Problem is one input that cannot be scored, by the JSON name of its field.
type Problem struct {
	Field    string
	Code     string
	Min, Max float64 // the limits, where Code is OutOfRange or AskFahrenheit
	Ask      SignID  // the sign to ask about, where Code is AskNoSign
}

func (p Problem) Error() string {
	switch p.Code {
	case OutOfRange, AskFahrenheit:
		return fmt.Sprintf("%s: %s (%g to %g)", p.Field, p.Code, p.Min, p.Max)
	case AskNoSign:
		return fmt.Sprintf("%s: %s (%s)", p.Field, p.Code, p.Ask)
	}
	return p.Field + ": " + p.Code
}

// Problems is every field that cannot be scored, in the order of the form.
// errors.As finds the first Problem in it.
type Problems []Problem

func (p Problems) Error() string {
	words := make([]string, len(p))
	for i, one := range p {
		words[i] = one.Error()
	}
	return "triage input: " + strings.Join(words, "; ")
}

// Unwrap lets errors.As reach the single problems.
func (p Problems) Unwrap() []error {
	errs := make([]error, len(p))
	for i, one := range p {
		errs[i] = one
	}
	return errs
}

// err avoids a non-nil error interface around an empty list.
func (p Problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

func (p *Problems) limit(field string, value *float64, l Limit) {
	if value == nil {
		return
	}
	if math.IsNaN(*value) || *value < l.Min || *value > l.Max {
		*p = append(*p, Problem{Field: field, Code: OutOfRange, Min: l.Min, Max: l.Max})
	}
}

func (p *Problems) limitInt(field string, value *int, l Limit) {
	if value == nil {
		return
	}
	f := float64(*value)
	p.limit(field, &f, l)
}
