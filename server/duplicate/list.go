package duplicate

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/patient/match"
)

// page is how many pairs one answer lists.
const page = 100

// Which names one of the lists.
type Which string

// The lists.
const (
	ListLikely   Which = "likely"   // to be decided: whoever was put off and has come, then the surest
	ListPossible Which = "possible" // the same, of those that may well be two people
	ListLater    Which = "later"    // put off until one of the two comes
	ListJoined   Which = "joined"   // shown as one, joined last first
	ListDistinct Which = "distinct" // two people, decided last first
)

// Level is how sure it is.
type Level string

// The levels.
const (
	Likely   Level = "likely"
	Possible Level = "possible"
	Unlikely Level = "unlikely" // only side by side: nothing of this kind is listed as found
)

func levelOf(score float64) Level {
	switch {
	case score >= match.Likely:
		return Likely
	case score >= match.Possible:
		return Possible
	}
	return Unlikely
}

// DuplicatePair is two files that may be one person's.
type DuplicatePair struct {
	First    patient.PatientSummary `json:"first" doc:"Who was registered first; of two that are joined, the one that is shown"`
	Second   patient.PatientSummary `json:"second"`
	Score    float64                `json:"score" doc:"0 to 1, when the register was looked through; 0 of what is done with"`
	Level    Level                  `json:"level" enum:"likely,possible,unlikely"`
	Reasons  []match.Reason         `json:"reasons" doc:"Best first"`
	Decision *PairDecided           `json:"decision,omitempty" doc:"What was decided last"`
}

// PairDecided is what somebody decided about two files.
type PairDecided struct {
	Verdict string             `json:"verdict" enum:"distinct,later,joined"`
	Reason  patient.PairReason `json:"reason" enum:",asked,twin,relative,namesake,other"`
	Note    string             `json:"note"`
	At      time.Time          `json:"at"`
	By      string             `json:"by" doc:"Display name, empty for the box itself"`
}

// DuplicateList is one of the lists, and how many are on each.
type DuplicateList struct {
	List      Which           `json:"list" enum:"likely,possible,later,joined,distinct"`
	Likely    int             `json:"likely"`
	Possible  int             `json:"possible"`
	Later     int             `json:"later"`
	Joined    int             `json:"joined"`
	Distinct  int             `json:"distinct"`
	People    int             `json:"people" doc:"Who were compared when the register was last looked through"`
	ScannedAt *time.Time      `json:"scannedAt,omitempty" doc:"Absent before the first time"`
	Scanning  bool            `json:"scanning" doc:"The register is being looked through now"`
	Pairs     []DuplicatePair `json:"pairs"`
	Next      int             `json:"next,omitempty" doc:"Ask with after=next for the part after this one; absent on the last"`
}

// List lists pairs, from the one after so many on. It opens nobody's record.
func (r *Room) List(ctx context.Context, who access.Actor, which Which, after int) (DuplicateList, error) {
	return act.Peek(ctx, r.gate, who, "duplicate.list", func(tx *db.Tx) (DuplicateList, error) {
		l, err := listIn(tx, which, after)
		l.Scanning = r.Looking()
		return l, err
	})
}

func listIn(tx *db.Tx, which Which, after int) (DuplicateList, error) {
	l := DuplicateList{List: which, Pairs: []DuplicatePair{}}
	found, err := undecided(tx)
	if err != nil {
		return l, err
	}
	l.Likely, l.Possible, l.Later = len(found[ListLikely]), len(found[ListPossible]), len(found[ListLater])
	if err := tx.QueryRow(`SELECT (SELECT count(*) FROM patient_link WHERE ended_at IS NULL), (SELECT count(*) FROM (`+distinct+`))`).Scan(&l.Joined, &l.Distinct); err != nil {
		return l, err
	}
	last, err := lastIn(tx)
	if err != nil {
		return l, err
	}
	if last != nil {
		l.ScannedAt, l.People = &last.at, last.people
	}
	var list []pair
	total := 0
	switch which {
	case ListJoined:
		list, err = pairsOf(tx, joined, after)
		total = l.Joined
	case ListDistinct:
		list, err = pairsOf(tx, distinct, after)
		total = l.Distinct
	default:
		list = found[which]
		total = len(list)
		list = list[min(after, total):min(after+page, total)]
	}
	if err != nil {
		return l, err
	}
	if after+page < total {
		l.Next = after + page
	}
	l.Pairs, err = shown(tx, list)
	return l, err
}

// pair is one of a list before the people are read.
type pair struct {
	first, second string
	score         float64
	reasons       string // JSON
	decision      *PairDecided
}

// newest is the row of the newest decision about the two that d holds.
const newest = `SELECT max(num) FROM patient_pair WHERE patient_low = d.patient_low AND patient_high = d.patient_high`

// What was found and stands: neither is joined with anybody or taken back, and
// nobody holds them for two people.
const foundPairs = `SELECT a.id, b.id, d.score, d.reasons, v.verdict, coalesce(v.reason, ''), coalesce(v.note, ''), coalesce(v.decided_at, 0), coalesce(s.display_name, ''),
		EXISTS (SELECT 1 FROM visit WHERE patient_id IN (a.id, b.id) AND arrived_at > v.decided_at AND status <> 'cancelled') AS came
	FROM duplicate_pair d JOIN patient x ON x.id = d.patient_low JOIN patient y ON y.id = d.patient_high
	JOIN patient a ON a.num = min(x.num, y.num) JOIN patient b ON b.num = max(x.num, y.num)
	LEFT JOIN patient_pair v ON v.num = (` + newest + `) LEFT JOIN staff s ON s.id = v.decided_by
	WHERE v.verdict IS NOT 'distinct' AND a.id NOT IN (SELECT id FROM patient_aside) AND b.id NOT IN (SELECT id FROM patient_aside)
	ORDER BY came DESC, d.score DESC, d.patient_low, d.patient_high`

// undecided is what was found, by the list it is on. What was put off is so until
// one of the two comes: then whoever it is can be asked, and stands in front.
func undecided(tx *db.Tx) (map[Which][]pair, error) {
	rows, err := tx.Query(foundPairs)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	lists := map[Which][]pair{}
	for rows.Next() {
		var p pair
		var verdict sql.NullString
		var d PairDecided
		var at int64
		var came bool
		if err := rows.Scan(&p.first, &p.second, &p.score, &p.reasons, &verdict, &d.Reason, &d.Note, &at, &d.By, &came); err != nil {
			return nil, err
		}
		which := ListLikely
		if levelOf(p.score) != Likely {
			which = ListPossible
		}
		if verdict.Valid {
			d.Verdict, d.At = verdict.String, time.UnixMilli(at).UTC()
			p.decision = &d
			if !came {
				which = ListLater
			}
		}
		lists[which] = append(lists[which], p)
	}
	return lists, rows.Err()
}

// The pairs that are done with.
const (
	joined = `SELECT a.id, b.id, 'joined' AS verdict, '' AS reason, l.reason AS note, l.linked_at AS at, l.linked_by AS by, l.id AS row
		FROM patient_link l JOIN patient a ON a.id = l.into_id JOIN patient b ON b.id = l.patient_id WHERE l.ended_at IS NULL`
	distinct = `SELECT a.id, b.id, d.verdict, d.reason, d.note, d.decided_at AS at, d.decided_by AS by, d.num AS row
		FROM patient_pair d JOIN patient x ON x.id = d.patient_low JOIN patient y ON y.id = d.patient_high
		JOIN patient a ON a.num = min(x.num, y.num) JOIN patient b ON b.num = max(x.num, y.num)
		WHERE d.verdict = 'distinct' AND d.num = (` + newest + `)`
)

func pairsOf(tx *db.Tx, which string, after int) ([]pair, error) {
	rows, err := tx.Query(`SELECT w.*, coalesce(s.display_name, '') FROM (`+which+`) w LEFT JOIN staff s ON s.id = w.by ORDER BY at DESC, row DESC LIMIT ? OFFSET ?`, page, after)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []pair
	for rows.Next() {
		p := pair{reasons: "[]"}
		var d PairDecided
		var at int64
		var by, row any
		if err := rows.Scan(&p.first, &p.second, &d.Verdict, &d.Reason, &d.Note, &at, &by, &row, &d.By); err != nil {
			return nil, err
		}
		d.At = time.UnixMilli(at).UTC()
		p.decision = &d
		list = append(list, p)
	}
	return list, rows.Err()
}

// shown reads who the people are.
func shown(tx *db.Tx, list []pair) ([]DuplicatePair, error) {
	ids := make([]string, 0, 2*len(list))
	for _, p := range list {
		ids = append(ids, p.first, p.second)
	}
	people, err := patient.SummariesIn(tx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]DuplicatePair, len(list))
	for i, p := range list {
		out[i] = DuplicatePair{First: people[2*i], Second: people[2*i+1], Score: p.score, Level: levelOf(p.score), Decision: p.decision}
		if err := json.Unmarshal([]byte(p.reasons), &out[i].Reasons); err != nil {
			return nil, err
		}
	}
	return out, nil
}
