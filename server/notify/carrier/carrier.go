package carrier

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Message is what is handed over.
type Message struct {
	Key  string // its name: the same when what failed before is tried again; a carrier that can is told it
	To   string // E.164
	Text string
	Keep time.Duration // after which it is of no use, so nobody needs to go on trying

	// For carriers that send what was agreed on beforehand.
	Kind     string
	Language string
	Values   []string // what stands in the gaps of the wording, in order
}

// Receipt says that a message was taken.
type Receipt struct {
	Reference string // by which reports come; at most 200 signs
	Parts     int    // as they were paid for; 0: not known
}

// Certainty is what a failure leaves known.
type Certainty int

// The certainties.
const (
	// Nothing went out, and will not until somebody puts right what is wrong with this
	// message: it is not tried again by itself.
	Never Certainty = iota
	// Nothing went out, for a reason that has nothing to do with this message: it is
	// tried again, and others meanwhile are not.
	Later
	// Nobody knows: it is never tried again by itself.
	Unsure
)

// Failure is why a message was not taken. Reasons are codes with words of their own
// in the catalogues (message.reason.*); they never quote a carrier, which might quote a number.
type Failure struct {
	Reason string
	Certainty
	cause error
}

// Fail makes a failure; the cause is for the log and may be nil.
func Fail(c Certainty, reason string, cause error) *Failure { return &Failure{reason, c, cause} }

func (f *Failure) Error() string {
	if f.cause == nil {
		return "carrier: " + f.Reason
	}
	return fmt.Sprintf("carrier: %s: %v", f.Reason, f.cause)
}

func (f *Failure) Unwrap() error { return f.cause }

// Of is the failure in an error. What no carrier said in these terms is unsure.
func Of(err error) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return Fail(Unsure, "unknown", err)
}

// Fate is what became of a message that was handed over.
type Fate int

// The fates.
const (
	Unknown   Fate = iota // the carrier cannot say
	Lost                  // it never had it
	Taken                 // it has it, and goes on
	Delivered             // the phone has it
	Gone                  // it gave up
)

// Event is something that came in: how a message fared, or what somebody answered.
type Event struct {
	Reference string // of a report: as in the receipt, or one part of it
	Phone     string // whom a report is about, or who answered
	Fate      Fate
	Reason    string // of Gone
	Text      string // of an answer
}

// Carrier is one way out. One goroutine at a time uses it.
type Carrier interface {
	// Send hands a message over. Errors: *Failure.
	Send(ctx context.Context, m Message) (Receipt, error)
	// Ask says what became of what was handed over under a key, with the reference when
	// one was received. An error says that it cannot be asked now.
	Ask(ctx context.Context, key, reference string) (Fate, string, error)
	// Hear takes in what came since. A carrier that hears nothing answers with nothing.
	Hear(ctx context.Context) ([]Event, error)
	// Credit is what is left to send with, as the carrier says it; "" when it does not.
	Credit(ctx context.Context) (string, error)
	Close() error
}
