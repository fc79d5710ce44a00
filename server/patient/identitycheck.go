package patient

import (
	"context"
	"database/sql"
	"fmt"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/patient/identity"
	"karete/server/patient/partialdate"
)

// IdentityQuestion is a number as it is being typed, and what is known of its holder
// so far. Half a number is no error.
type IdentityQuestion struct {
	System         System                `json:"system" enum:"file-number,national-id-ls,national-id-za,passport,hprn,art,tb,none,other"`
	Value          string                `json:"value" maxLength:"30"`
	BirthDate      string                `json:"birthDate,omitempty" maxLength:"40" doc:"YYYY-MM-DD, YYYY-MM or YYYY; anything else tells nothing"`
	BirthPrecision partialdate.Precision `json:"birthPrecision,omitempty" enum:"day,month,year,age,unknown" doc:"With age, the number may say a birth date some years off"`
	Sex            Sex                   `json:"sex,omitempty" enum:"female,male,other,unknown"`
}

// IdentityAnswer is what the number tells. Nothing is taken over from it unless a
// person does so.
type IdentityAnswer struct {
	Tidy        string             `json:"tidy" doc:"As it would be kept"`
	Suggestions IdentitySuggestion `json:"suggestions"`
	Warnings    []IdentityWarning  `json:"warnings"`
}

// IdentitySuggestion is what the number says of its holder where that is not known
// already.
type IdentitySuggestion struct {
	BirthDate string `json:"birthDate,omitempty" doc:"YYYY-MM-DD"`
	Sex       Sex    `json:"sex,omitempty" enum:"female,male"`
}

// IdentityWarning is something about the number to look at again.
type IdentityWarning struct {
	Code identity.Code `json:"code" enum:"length,shape,no-such-day,check-digit,citizenship,other-birth,other-sex,has-no-value"`
	Said string        `json:"said,omitempty" doc:"What the number says instead: a birth date with other-birth, a sex with other-sex"`
}

// CheckIdentity reads a number. It opens no record and refuses nothing.
func (r *Room) CheckIdentity(ctx context.Context, who access.Actor, q IdentityQuestion) (IdentityAnswer, error) {
	return act.Peek(ctx, r.gate, who, "identity.check", func(tx *db.Tx) (IdentityAnswer, error) {
		here, err := clinicIn(tx)
		if err != nil {
			return IdentityAnswer{}, err
		}
		rules := identity.Rules{Today: here.today}
		var own sql.NullString
		if err := tx.QueryRow("SELECT settings ->> '$.nationalIdPattern' FROM facility").Scan(&own); err != nil {
			return IdentityAnswer{}, fmt.Errorf("national id: %w", err)
		}
		if own.String != "" {
			if rules.NationalLS, err = identity.Compile(own.String); err != nil {
				return IdentityAnswer{}, fmt.Errorf("national id: %w", err) // the manager's form takes no such pattern
			}
		}
		f := identity.Check(q.System, composed(q.Value), identity.Known{
			BirthDate: q.BirthDate, Estimated: q.BirthPrecision == partialdate.ByAge, Sex: string(q.Sex),
		}, rules)
		answer := IdentityAnswer{Tidy: f.Tidy, Suggestions: IdentitySuggestion{f.Suggests.BirthDate, Sex(f.Suggests.Sex)}, Warnings: []IdentityWarning{}}
		for _, w := range f.Warnings {
			answer.Warnings = append(answer.Warnings, IdentityWarning(w))
		}
		return answer, nil
	})
}
