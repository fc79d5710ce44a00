package patient

import (
	"context"
	"fmt"
	"unicode/utf8"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient/match"
	"karete/server/patient/partialdate"
)

// CandidateQuery is what was typed of a new patient so far. Nothing is required,
// and what is half typed is no error: it tells as much as it tells.
type CandidateQuery struct {
	GivenNames     string                `json:"givenNames,omitempty" maxLength:"200"`
	FamilyName     string                `json:"familyName,omitempty" maxLength:"200"`
	OtherNames     []string              `json:"otherNames,omitempty" maxItems:"20" nullable:"false"`
	Sex            string                `json:"sex,omitempty" maxLength:"20"`
	BirthDate      string                `json:"birthDate,omitempty" maxLength:"40" doc:"YYYY-MM-DD, YYYY-MM or YYYY; anything else tells nothing"`
	BirthPrecision string                `json:"birthPrecision,omitempty" maxLength:"20"`
	Phones         []CandidatePhone      `json:"phones,omitempty" maxItems:"20" nullable:"false"`
	Village        string                `json:"village,omitempty" maxLength:"200"`
	District       string                `json:"district,omitempty" maxLength:"200"`
	NextOfKin      CandidateKin          `json:"nextOfKin,omitempty"`
	Identifiers    []CandidateIdentifier `json:"identifiers,omitempty" maxItems:"20" nullable:"false"`
}

// maxCandidateName bounds a name that is half typed.
const maxCandidateName = 200

// CandidatePhone is a phone as far as it was typed.
type CandidatePhone struct {
	Number string `json:"number,omitempty" maxLength:"60"`
}

// CandidateKin is the next of kin as far as typed.
type CandidateKin struct {
	Name string `json:"name,omitempty" maxLength:"200"`
}

// CandidateIdentifier is a number as far as it was typed.
type CandidateIdentifier struct {
	System string `json:"system,omitempty" maxLength:"40"`
	Value  string `json:"value,omitempty" maxLength:"60"`
}

// Candidates are people who may be the one who is being registered.
type Candidates struct {
	People     int         `json:"people" doc:"How many people were looked through"`
	Building   bool        `json:"building,omitempty" doc:"Not everybody yet: the box still writes its index"`
	Candidates []Candidate `json:"candidates" maxItems:"5" doc:"The likeliest first"`
}

// Candidate is somebody who may be meant, and why.
type Candidate struct {
	Patient PatientSummary `json:"patient"`
	Score   float64        `json:"score" minimum:"0" maximum:"1" doc:"How sure it is"`
	Level   Level          `json:"level" enum:"likely,possible"`
	Reasons []match.Reason `json:"reasons" doc:"The weightiest first"`
}

// Level says what a score is worth to a person.
type Level string

// The levels. Who is likely has to be ruled out before somebody is registered.
const (
	Likely   Level = "likely"
	Possible Level = "possible"
)

func levelOf(score float64) Level {
	if score >= match.Likely {
		return Likely
	}
	return Possible
}

// Candidates finds people who may be the one that is being registered. It opens no
// record and leaves no entry in the journal. Fault: invalid for a name that nobody
// types.
func (r *Room) Candidates(ctx context.Context, who access.Actor, q CandidateQuery) (Candidates, error) {
	return act.Peek(ctx, r.gate, who, "patient.candidates", func(tx *db.Tx) (Candidates, error) {
		var out Candidates
		for i, other := range q.OtherNames {
			if utf8.RuneCountInString(other) > maxCandidateName {
				return out, fault.Field(fmt.Sprintf("otherNames[%d]", i), "too-long", "max", maxCandidateName)
			}
		}
		var err error
		if out.People, out.Building, err = matched(tx); err != nil {
			return out, err
		}
		out.Candidates, err = CandidatesIn(tx, q.person())
		return out, err
	})
}

func (q CandidateQuery) person() match.Person {
	p := match.Person{
		Given: q.GivenNames, Family: q.FamilyName, Others: q.OtherNames, Sex: q.Sex,
		Birth: q.BirthDate, Estimated: q.BirthPrecision == string(partialdate.ByAge),
		Village: q.Village, District: q.District, NextOfKin: q.NextOfKin.Name,
	}
	for _, n := range q.Phones {
		p.Phones = append(p.Phones, n.Number)
	}
	for _, i := range q.Identifiers {
		p.NationalIDs = official(p.NationalIDs, System(i.System), i.Value)
	}
	return p
}
