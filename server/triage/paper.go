package triage

import (
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// OnPaper is the [sats.Kind] of a level that was written on paper: nobody was shown
// a reckoning, so nothing was accepted and nothing departed from.
const OnPaper sats.Kind = "on-paper"

// Paper is a triage that somebody wrote on paper and another may have keyed in.
type Paper struct {
	ID        string
	AuthorID  string
	Role      access.Role // of the author
	At        time.Time   // when it happened, by the paper
	Complaint string
	Input     sats.Input
	Level     sats.Level // the colour on the paper; 0: none
}

// PaperIn writes it as a signed triage of a visit that was on the same paper. The
// score is reckoned beside it from what was measured; the level is the paper's,
// whatever the score says: the patient was treated by it. Faults: invalid, with
// "input." before the names of vital signs.
func PaperIn(tx *act.Tx, v visit.Visit, p Paper) error {
	if err := setAge(tx.Tx, v.PatientID, &p.Input); err != nil {
		return err
	}
	settings, err := settingsIn(tx.Tx)
	if err != nil {
		return err
	}
	p.Input.MeasuredAt, p.Input.ScoredAt = p.At, p.At
	result, err := sats.Score(p.Input, settings)
	if err != nil {
		return invalid(err)
	}
	in := Save{ID: p.ID, Complaint: Complaint{Chips: []string{}, Text: p.Complaint}, Input: p.Input, Decision: sats.Decision{Level: p.Level}}
	return insert(tx, author{p.AuthorID, p.Role}, v, in, result, sats.Outcome{Level: p.Level, Kind: OnPaper})
}
