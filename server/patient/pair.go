package patient

import (
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/act"
)

// PairVerdict is what somebody decided about two files.
type PairVerdict string

// The verdicts. That two are one person is no verdict but a link between the files.
const (
	Distinct PairVerdict = "distinct" // two people, for good
	Later    PairVerdict = "later"    // asked again when one of them comes
)

// PairReason is why somebody holds them for two people; "" when nobody said.
type PairReason string

// The reasons.
const (
	ReasonAsked    PairReason = "asked" // the person was
	ReasonTwin     PairReason = "twin"
	ReasonRelative PairReason = "relative"
	ReasonNamesake PairReason = "namesake"
	ReasonOther    PairReason = "other"
)

// maxPairNote bounds the reason in words.
const maxPairNote = 200

// Pair is two files by their ids, the lesser first.
type Pair struct{ Low, High string }

// PairOf puts two ids in order.
func PairOf(a, b string) Pair { return Pair{min(a, b), max(a, b)} }

// PairDecision is one decision about two files.
type PairDecision struct {
	Pair
	Verdict   PairVerdict
	Reason    PairReason
	Note      string
	DecidedAt time.Time
	DecidedBy string // staff or program id, "" for the box itself
}

// DecideIn keeps what somebody decided about two files, beside what was decided
// before. Faults: not-found when one is nobody's; invalid for the reason, the
// note, and a file beside itself.
func DecideIn(tx *act.Tx, a, b string, verdict PairVerdict, reason PairReason, note string) error {
	var c checks
	note = c.line("note", note, maxPairNote)
	c.oneOf("verdict", string(verdict), string(Distinct), string(Later))
	c.oneOf("reason", string(reason), "", string(ReasonAsked), string(ReasonTwin), string(ReasonRelative), string(ReasonNamesake), string(ReasonOther))
	if a == b {
		c.add("otherId", "not-allowed", nil)
	}
	if err := c.fault(); err != nil {
		return err
	}
	p, rowID := PairOf(a, b), tx.NewID()
	_, err := tx.Exec(`INSERT INTO patient_pair (id, patient_low, patient_high, verdict, reason, note, decided_at, decided_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, rowID, p.Low, p.High, verdict, reason, note, tx.Now.UnixMilli(), tx.Actor.ID)
	var broken *db.ConstraintError
	if errors.As(err, &broken) && broken.Kind == db.KindForeignKey {
		return notFound()
	}
	if err != nil {
		return err
	}
	tx.Changed("patient_pair", rowID)
	return nil
}

const decisionColumns = `SELECT patient_low, patient_high, verdict, reason, note, decided_at, decided_by FROM patient_pair `

// DecisionsIn is the newest decision about each two files that somebody decided
// about.
func DecisionsIn(tx *db.Tx) (map[Pair]PairDecision, error) {
	list, err := decisions(tx, `ORDER BY num`)
	if err != nil {
		return nil, err
	}
	newest := make(map[Pair]PairDecision, len(list))
	for _, d := range list {
		newest[d.Pair] = d
	}
	return newest, nil
}

// DecisionsAboutIn lists all that was ever decided about a patient's file and
// another, oldest first.
func DecisionsAboutIn(tx *db.Tx, patientID string) ([]PairDecision, error) {
	return decisions(tx, `WHERE patient_low = ?1 OR patient_high = ?1 ORDER BY num`, patientID)
}

// DistinctIn says that somebody decided that the two are two people, and nobody
// decided otherwise since.
func DistinctIn(tx *db.Tx, a, b string) (bool, error) {
	p := PairOf(a, b)
	var verdict PairVerdict
	err := tx.QueryRow(`SELECT verdict FROM patient_pair WHERE patient_low = ? AND patient_high = ? ORDER BY num DESC LIMIT 1`, p.Low, p.High).Scan(&verdict)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return verdict == Distinct, err
}

func decisions(tx *db.Tx, which string, args ...any) ([]PairDecision, error) {
	rows, err := tx.Query(decisionColumns+which, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []PairDecision{}
	for rows.Next() {
		var d PairDecision
		var at int64
		if err := rows.Scan(&d.Low, &d.High, &d.Verdict, &d.Reason, &d.Note, &at, &d.DecidedBy); err != nil {
			return nil, err
		}
		d.DecidedAt = moment(at)
		list = append(list, d)
	}
	return list, rows.Err()
}
