package remote

import (
	"context"
	"errors"
	"time"

	"karete/server/triage/selftriage"
)

// Limit is how long a provider may take: nobody waits for it, but a nurse should
// have both answers when the patient sits down.
const Limit = 3 * time.Second

// Provider is somebody outside who judges urgency.
type Provider interface {
	// Knows reports whether there is anything in the case that it can be asked about; else
	// Assess sends nothing.
	Knows(c Case) bool
	// Assess answers within the context's time. Every error is an *Error; then the
	// built-in table alone decides.
	Assess(ctx context.Context, c Case) (Assessment, error)
}

// Sex as a provider knows it; whoever is neither is not sent.
type Sex string

// The sexes that can be sent.
const (
	Female Sex = "female"
	Male   Sex = "male"
)

// Case is all that leaves the box.
type Case struct {
	Sex     Sex
	AgeDays selftriage.AgeRange
	Answers map[string]int // by our items, as in selftriage.Case
}

// Assessment is what a provider made of a case.
type Assessment struct {
	Provider string
	Version  string // of its model, as it says; "" when it does not
	Request  string // the id of the request there, for asking the provider about it
	Level    selftriage.Level
	Raw      string // the level in the provider's own word
	Reasons  []string
}

// Outcome says how asking ended.
type Outcome string

// The ways it can end.
const (
	Answered    Outcome = "answered"
	NotSent     Outcome = "not-sent"    // nothing that the provider knows, or an age or sex that it cannot take
	TimedOut    Outcome = "timeout"     //
	Offline     Outcome = "offline"     // no way there
	Credentials Outcome = "credentials" // the keys are not right
	Payment     Outcome = "payment"     // the account is used up
	Busy        Outcome = "limit"       // too many questions
	Unavailable Outcome = "unavailable" // trouble over there
	Unreadable  Outcome = "unreadable"  // an answer that is none, or a level that we do not know
)

// Error is why there is no assessment. It holds no key and nothing of the case.
type Error struct {
	Outcome Outcome
	Status  int // HTTP, 0 when there was no answer
	cause   error
}

func (e *Error) Error() string { return "triage provider: " + string(e.Outcome) }

func (e *Error) Unwrap() error { return e.cause }

// OutcomeOf is how asking ended.
func OutcomeOf(err error) Outcome {
	var e *Error
	switch {
	case err == nil:
		return Answered
	case errors.As(err, &e):
		return e.Outcome
	case errors.Is(err, context.DeadlineExceeded):
		return TimedOut
	}
	return Unavailable
}
