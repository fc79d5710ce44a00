package sats

import (
	"slices"
	"strings"
	"unicode"
)

// Reason is why a person departed from the computed level, or left a triage
// unfinished. ReasonOther needs words of its own.
type Reason string

// ReasonOther stands in every list and must come with text.
const ReasonOther Reason = "other"

// The short lists, as the screen offers them.
var (
	raiseReasons      = []Reason{"senior-concern", "looks-worse", "shock", "mechanism", "vulnerable", "family-worried", "patient-said", ReasonOther}
	lowerReasons      = []Reason{"known-normal-for-patient", "cause-treated", "measured-wrong", "seen-by-senior", ReasonOther}
	unfinishedReasons = []Reason{"refused", "equipment"}
)

// RaiseReasons, LowerReasons and UnfinishedReasons are the codes Final accepts.
func RaiseReasons() []Reason      { return slices.Clone(raiseReasons) }
func LowerReasons() []Reason      { return slices.Clone(lowerReasons) }
func UnfinishedReasons() []Reason { return slices.Clone(unfinishedReasons) }

// Decision is what the person who triages made of a Result.
type Decision struct {
	Level  Level  `json:"level"`                // 0 takes the computed level
	Reason Reason `json:"reason,omitempty"`     // for raising or lowering
	Text   string `json:"reasonText,omitempty"` // in their own words
	// Unfinished is why required items are missing, for a patient who would be
	// green (or has nothing to judge by) without them.
	Unfinished Reason `json:"unfinishedReason,omitempty"`
	// Senior says that the decider is a doctor or a senior nurse. The server sets
	// it from the role; it is not for the client to claim.
	Senior bool `json:"-"`
}

// Kind is how the final level came about.
type Kind string

// The kinds of outcome.
const (
	Accepted Kind = "accepted"
	Raised   Kind = "raised"
	Lowered  Kind = "lowered"
	Held     Kind = "held" // unfinished and not worse than green: kept yellow until complete
)

// Outcome is the level the patient is queued by. The computed level stays in the
// Result beside it for ever.
type Outcome struct {
	Level Level `json:"level"`
	Kind  Kind  `json:"kind"`
}

// Codes of a Refusal.
const (
	NotOneOf       = "not-one-of"               // no such level, or no such reason
	ReasonNeeded   = "reason-needed"            // the level differs from the computed one
	TextNeeded     = "required"                 // "other" without words
	SeniorNeeded   = "senior-needed"            // only a senior lowers
	EmergencyStays = "emergency-sign-stays"     // red by an emergency sign
	WhyIsItMissing = "unfinished-reason-needed" // green, or nothing at all, with items missing
)

// Refusal is why a decision cannot stand, and the JSON field to mend.
type Refusal struct{ Field, Code string }

func (r Refusal) Error() string { return "triage decision: " + r.Field + ": " + r.Code }

// Final turns the computed level and a person's decision into the level the
// patient is queued by. Anyone who may triage can raise it, with a reason.
// Lowering takes a senior and a reason, and an emergency sign stays red until a
// new triage no longer finds it. Nobody becomes green while a required item is
// missing: with a reason for that they are held at yellow. The error, when there
// is one, is a Refusal.
func Final(r Result, d Decision) (Outcome, error) {
	if d.Level != NotTriaged && !d.Level.Valid() {
		return Outcome{}, Refusal{"level", NotOneOf}
	}
	wanted := d.Level
	if wanted == NotTriaged {
		wanted = r.Computed
	}
	var kind Kind
	switch {
	case wanted == r.Computed:
		kind = Accepted
	case r.Computed == NotTriaged && !wanted.MoreUrgentThan(Urgent):
		// With nothing to judge by, yellow is what holding gives and green is not
		// to be had: neither is a raise.
		wanted = Routine
	case wanted.MoreUrgentThan(r.Computed):
		kind = Raised
		if err := reason(d, raiseReasons); err != nil {
			return Outcome{}, err
		}
	default:
		kind = Lowered
		if err := mayLower(r, d); err != nil {
			return Outcome{}, err
		}
	}
	if !r.Complete && !wanted.MoreUrgentThan(Routine) {
		if !slices.Contains(unfinishedReasons, d.Unfinished) {
			return Outcome{}, Refusal{"unfinishedReason", WhyIsItMissing}
		}
		return Outcome{Level: Urgent, Kind: Held}, nil
	}
	return Outcome{Level: wanted, Kind: kind}, nil
}

func mayLower(r Result, d Decision) error {
	if slices.ContainsFunc(r.Rules, Rule.Emergency) {
		return Refusal{"level", EmergencyStays}
	}
	if !d.Senior {
		return Refusal{"level", SeniorNeeded}
	}
	return reason(d, lowerReasons)
}

func reason(d Decision, known []Reason) error {
	switch {
	case d.Reason == "":
		return Refusal{"reason", ReasonNeeded}
	case !slices.Contains(known, d.Reason):
		return Refusal{"reason", NotOneOf}
	case d.Reason == ReasonOther && blank(d.Text):
		return Refusal{"reasonText", TextNeeded}
	}
	return nil
}

// blank also refuses text that is only spaces or punctuation.
func blank(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}
