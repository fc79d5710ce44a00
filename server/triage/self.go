package triage

import (
	"context"
	"errors"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/triage/selftriage"
)

// SelfScored is how urgent somebody is by their own words so far, and what to ask next.
type SelfScored struct {
	selftriage.Result
	Next *selftriage.Question `json:"next,omitempty" doc:"None when all is answered, or after the first emergency"`
	At   int                  `json:"at" doc:"How many questions are answered"`
	Of   int                  `json:"of" doc:"How many there are for these answers"`
}

// SelfTable is the questions that patients answer themselves, and the rules, with their sources.
func (r *Room) SelfTable(ctx context.Context, a access.Actor) (selftriage.Questionnaire, error) {
	return act.Peek(ctx, r.gate, a, "selfTriage.read", func(*db.Tx) (selftriage.Questionnaire, error) {
		return selftriage.Standard, nil
	})
}

// SelfScore reckons what somebody says of themselves and keeps nothing of it. Fault: invalid.
func (r *Room) SelfScore(ctx context.Context, a access.Actor, in selftriage.Case) (SelfScored, error) {
	return act.Peek(ctx, r.gate, a, "selfTriage.score", func(*db.Tx) (SelfScored, error) {
		table := &selftriage.Standard
		var broken *selftriage.FieldError
		if err := table.Check(in); errors.As(err, &broken) {
			return SelfScored{}, fault.Field(broken.Field, broken.Code)
		}
		s := SelfScored{Result: table.Score(in)}
		s.Next, s.At, s.Of = table.Next(in)
		return s, nil
	})
}
