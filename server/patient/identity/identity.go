package identity

import (
	"errors"
	"regexp"
	"strings"

	"karete/server/patient/partialdate"
)

// System says whose number it is.
type System string

// The systems. None is the answer "has no papers", which has no value.
const (
	FileNumber System = "file-number"
	NationalLS System = "national-id-ls"
	NationalZA System = "national-id-za"
	Passport   System = "passport"
	HPRN       System = "hprn" // health patient registration number, South Africa
	ART        System = "art"
	TB         System = "tb"
	None       System = "none"
	Other      System = "other"
)

// Systems are all of them.
var Systems = []System{FileNumber, NationalLS, NationalZA, Passport, HPRN, ART, TB, None, Other}

// Known is what is known of the holder already, each part empty when it is not.
type Known struct {
	BirthDate string // YYYY-MM-DD, YYYY-MM or YYYY
	Estimated bool   // reckoned from an age
	Sex       string // female or male
}

// Rules are the clinic's.
type Rules struct {
	Today      partialdate.Day
	NationalLS *regexp.Regexp // the whole of a Lesotho number; nil: [LesothoPattern]
}

// Finding is what a number tells.
type Finding struct {
	Tidy     string   // as it is kept
	Suggests Suggests // empty where it agrees with what is known, or tells nothing
	Warnings []Warning
}

// Suggests is what the number says of its holder.
type Suggests struct {
	BirthDate string // YYYY-MM-DD
	Sex       string // female or male
}

// Warning is something about the number that a person should look at. Said holds
// what the number says instead, where it says something: a day, a sex.
type Warning struct {
	Code Code
	Said string
}

// Code names a warning.
type Code string

// The warnings.
const (
	Length      Code = "length"       // not as many figures as such numbers have
	Shape       Code = "shape"        // not written as such numbers are
	NoSuchDay   Code = "no-such-day"  // its birth date is in no calendar
	CheckDigit  Code = "check-digit"  // a figure is misread, or two are swapped
	Citizenship Code = "citizenship"  // its citizenship figure means nothing
	OtherBirth  Code = "other-birth"  // not the birth date that is known
	OtherSex    Code = "other-sex"    // not the sex that is known
	NoPapers    Code = "has-no-value" // somebody without papers has no number
)

// LesothoPattern is what a Lesotho national identity number looks like as long as a
// clinic says nothing else: twelve figures.
const LesothoPattern = `[0-9]{12}`

var (
	lesotho  = regexp.MustCompile(`^(?:` + LesothoPattern + `)$`)
	passport = regexp.MustCompile(`^[A-Z0-9]{5,15}$`)
	// Figures in groups, as they are printed and read out.
	grouped = regexp.MustCompile(`^[0-9][0-9 -]*$`)
	apart   = strings.NewReplacer(" ", "", "-", "")
)

// Tidy is a number as it is kept: capitals, single blanks; an official number of
// figures only without the blanks and strokes between its groups. A file number is
// text as it stands on the file: its blanks and strokes are part of it.
func Tidy(system System, value string) string {
	value = strings.ToUpper(strings.Join(strings.Fields(value), " "))
	switch system {
	case NationalLS, NationalZA, HPRN:
		if grouped.MatchString(value) {
			return apart.Replace(value)
		}
	}
	return value
}

// Check reads a number. An empty value finds nothing.
func Check(system System, value string, known Known, rules Rules) Finding {
	f := Finding{Tidy: Tidy(system, value)}
	if f.Tidy == "" {
		return f
	}
	switch system {
	case NationalZA:
		f.southAfrican(known, rules.Today)
	case NationalLS:
		pattern := rules.NationalLS
		if pattern == nil {
			pattern = lesotho
		}
		if !pattern.MatchString(f.Tidy) {
			f.warn(Shape, "")
		}
	case Passport:
		if !passport.MatchString(apart.Replace(f.Tidy)) {
			f.warn(Shape, "")
		}
	case None:
		f.warn(NoPapers, "")
	}
	return f
}

func (f *Finding) warn(code Code, said string) { f.Warnings = append(f.Warnings, Warning{code, said}) }

// MaxPattern is how long a clinic's own pattern may be, in bytes.
const MaxPattern = 80

var errTooLong = errors.New("identity: the pattern is too long")

// Compile is a clinic's own pattern for the whole of a number, in RE2: matching
// takes no longer than the text is long.
func Compile(pattern string) (*regexp.Regexp, error) {
	if len(pattern) > MaxPattern {
		return nil, errTooLong
	}
	if _, err := regexp.Compile(pattern); err != nil { // by itself: no bracket may close ours
		return nil, err
	}
	return regexp.Compile(`^(?:` + pattern + `)$`)
}
