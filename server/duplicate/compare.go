package duplicate

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/chart"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/patient/match"
)

// PairComparison is two files side by side.
type PairComparison struct {
	First    PairFile           `json:"first" doc:"The one to be shown if they are joined: who is here now, else who came more often, else who was registered first"`
	Second   PairFile           `json:"second"`
	Score    float64            `json:"score" doc:"0 to 1, as they are now"`
	Level    Level              `json:"level" enum:"likely,possible,unlikely"`
	Reasons  []match.Reason     `json:"reasons" doc:"What speaks for one person, best first"`
	Against  []match.Reason     `json:"against" doc:"What speaks for two, worst first"`
	Fields   []match.FieldMatch `json:"fields" doc:"How each field stands; allergy too"`
	SameDay  bool               `json:"sameDay" doc:"Both were here on one day at least"`
	Joined   bool               `json:"joined" doc:"The two are shown as one"`
	Decision *PairDecided       `json:"decision,omitempty" doc:"What was decided last, if they are not joined"`
}

// PairFile is one of the two.
type PairFile struct {
	Patient     patient.Patient    `json:"patient"`
	Visits      int                `json:"visits" doc:"Cancelled ones not counted"`
	LastVisit   *PairVisit         `json:"lastVisit,omitempty"`
	OpenVisit   *patient.OpenVisit `json:"openVisit,omitempty"`
	Allergies   []PairAllergy      `json:"allergies"`
	NoneKnownOn *time.Time         `json:"noneKnownOn,omitempty" doc:"When the patient said there are none; absent when nobody asked"`

	files patient.Members // whose visits are counted
}

// PairVisit is when somebody was here last.
type PairVisit struct {
	Day        string `json:"day"`
	Department string `json:"department" doc:"Code of the department they came to"`
}

// PairAllergy is one that stands.
type PairAllergy struct {
	Substance string `json:"substance"`
	Reaction  string `json:"reaction"`
}

// Compare opens both files and lays them side by side; the journal has an opening
// of each. Faults: not-found; invalid for a file beside itself.
func (r *Room) Compare(ctx context.Context, who access.Actor, patientID, otherID string) (PairComparison, error) {
	const action = "duplicate.compare"
	if patientID == otherID {
		return PairComparison{}, fault.Field("otherId", "not-allowed")
	}
	// An opening that shows nothing should not be in anybody's journal.
	_, err := act.Peek(ctx, r.gate, who, action, func(tx *db.Tx) (struct{}, error) {
		_, err := patient.SummaryIn(tx, otherID)
		return struct{}{}, err
	})
	if err != nil {
		return PairComparison{}, err
	}
	_, err = act.LookFor(ctx, r.gate, who, action, patientID, map[string]any{"other": otherID}, func(*db.Tx) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		return PairComparison{}, err
	}
	return act.LookFor(ctx, r.gate, who, action, otherID, map[string]any{"other": patientID}, func(tx *db.Tx) (PairComparison, error) {
		return compareIn(tx, patientID, otherID)
	})
}

func compareIn(tx *db.Tx, patientID, otherID string) (PairComparison, error) {
	joined, err := joinedIn(tx, patientID, otherID)
	if err != nil {
		return PairComparison{}, err
	}
	a, err := fileIn(tx, patientID, joined)
	if err != nil {
		return PairComparison{}, err
	}
	b, err := fileIn(tx, otherID, joined)
	if err != nil {
		return PairComparison{}, err
	}
	if b.standsBefore(a) {
		a, b = b, a
	}
	m, err := patient.CompareIn(tx, patient.PersonOf(a.Patient), patient.PersonOf(b.Patient))
	if err != nil {
		return PairComparison{}, err
	}
	c := PairComparison{First: a, Second: b, Score: m.Score, Level: levelOf(m.Score), Reasons: append([]match.Reason{}, m.Reasons...), Against: append([]match.Reason{}, m.Against...), Joined: joined,
		Fields: append(m.Fields, match.FieldMatch{Field: "allergy", Verdict: allergiesAgree(a, b)})}
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM visit x JOIN visit y ON y.day = x.day AND y.status <> 'cancelled' AND y.patient_id IN (SELECT value FROM json_each(?2))
		WHERE x.patient_id IN (SELECT value FROM json_each(?1)) AND x.status <> 'cancelled')`, a.files.JSON(), b.files.JSON()).Scan(&c.SameDay)
	if err != nil || joined {
		return c, err
	}
	c.Decision, err = decisionIn(tx, patientID, otherID)
	return c, err
}

// standsBefore proposes which of two is shown: who is in the line under their own
// id cannot be replaced; else the one whom more people know.
func (f PairFile) standsBefore(o PairFile) bool {
	switch here, there := f.OpenVisit != nil, o.OpenVisit != nil; {
	case here != there:
		return here
	case f.Visits != o.Visits:
		return f.Visits > o.Visits
	case !f.Patient.RegisteredAt.Equal(o.Patient.RegisteredAt):
		return f.Patient.RegisteredAt.Before(o.Patient.RegisteredAt)
	}
	return f.Patient.ID < o.Patient.ID
}

// fileIn reads one of the two, with the visits of all files that were joined with it
// before. When it is with the other that it was joined, each shows its own.
func fileIn(tx *db.Tx, patientID string, joined bool) (PairFile, error) {
	p, err := patient.ReadIn(tx, patientID)
	if err != nil {
		return PairFile{}, err
	}
	f := PairFile{Patient: p, Allergies: []PairAllergy{}, files: patient.Members{patientID}}
	if !joined {
		if f.files, err = patient.MembersIn(tx, patientID); err != nil {
			return f, err
		}
	}
	s, err := patient.SummaryIn(tx, patientID)
	if err != nil {
		return f, err
	}
	f.OpenVisit = s.OpenVisit
	if err := tx.QueryRow(`SELECT count(*) FROM visit WHERE patient_id IN (SELECT value FROM json_each(?)) AND status <> 'cancelled'`, f.files.JSON()).Scan(&f.Visits); err != nil {
		return f, err
	}
	var last PairVisit
	switch err := tx.QueryRow(`SELECT v.day, d.code FROM visit v JOIN department d ON d.id = v.department_id
		WHERE v.patient_id IN (SELECT value FROM json_each(?)) AND v.status <> 'cancelled' ORDER BY v.arrived_at DESC LIMIT 1`, f.files.JSON()).Scan(&last.Day, &last.Department); {
	case err == nil:
		f.LastVisit = &last
	case !errors.Is(err, sql.ErrNoRows):
		return f, err
	}
	list, none, err := chart.AllergiesIn(tx, patientID)
	for _, a := range list {
		f.Allergies = append(f.Allergies, PairAllergy{a.Substance, a.Reaction})
	}
	f.NoneKnownOn = none
	return f, err
}

// allergiesAgree says how what two files hold on allergies stands, in the verdicts
// of match.FieldMatch. That one knows of one and the other of none is the worst
// that two files of one person can do.
func allergiesAgree(a, b PairFile) string {
	asked := func(f PairFile) bool { return len(f.Allergies) > 0 || f.NoneKnownOn != nil }
	switch {
	case !asked(a) && !asked(b):
		return "none"
	case !asked(a) || !asked(b):
		return "one-side"
	}
	of := func(f PairFile) map[string]bool {
		set := map[string]bool{}
		for _, x := range f.Allergies {
			set[strings.ToLower(x.Substance)] = true
		}
		return set
	}
	first, second := of(a), of(b)
	for substance := range first {
		if !second[substance] {
			return "differs"
		}
	}
	if len(first) != len(second) {
		return "differs"
	}
	return "same"
}
