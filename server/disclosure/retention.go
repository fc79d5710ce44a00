package disclosure

import (
	"context"
	"database/sql"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/patient"
	"karete/server/patient/partialdate"
)

// RetentionRule is how long a country wants a record kept.
type RetentionRule struct {
	Country    string `json:"country" enum:"LS,ZA"`
	Years      int    `json:"years" doc:"After the patient was last here"`
	MinorUntil int    `json:"minorUntil" doc:"And in any case until this birthday"`
	Source     string `json:"source" doc:"Whose rule it is"`
}

// retention gives the rule of each country a clinic may be in. The figures are those
// of South Africa's health professions council: six years from the day a record
// became dormant, that of a minor until the 21st birthday. Lesotho's Data Protection
// Act names no figure, only that data is kept no longer than needed.
var retention = map[string]RetentionRule{
	"ZA": {"ZA", 6, 21, "HPCSA"},
	"LS": {"LS", 6, 21, "HPCSA, as Lesotho has no figure of its own"},
}

// DormantRecord is one whose time is over.
type DormantRecord struct {
	Patient     patient.PatientSummary `json:"patient"`
	LastHere    string                 `json:"lastHere" doc:"Civil day of the last visit, or of the registration"`
	Visits      int                    `json:"visits"`
	Over        string                 `json:"over" doc:"Civil day from which the record need not be kept"`
	Minor       bool                   `json:"minor" doc:"Was a minor when last here"`
	BirthKnown  bool                   `json:"birthKnown" doc:"If not, nobody can say whether it was a minor's"`
	DeceasedOn  string                 `json:"deceasedOn,omitempty"`
	LastOpened  *time.Time             `json:"lastOpened,omitempty" doc:"When anybody last opened it"`
	OpenedSince bool                   `json:"openedSince" doc:"Somebody opened it after the last visit"`
}

// DormantList is a part of the list, those registered first first. Nothing on it is
// erased by itself.
type DormantList struct {
	Rule    RetentionRule   `json:"rule"`
	AsOf    string          `json:"asOf" doc:"Civil day at the clinic"`
	Total   int             `json:"total"`
	Entries []DormantRecord `json:"entries"`
	Next    int64           `json:"next,omitempty" doc:"Ask with after=next for the part after this one; absent on the last"`
}

// Dormant lists whose record has been asleep for as long as the country asks. A list
// for the manager to decide upon.
func (r *Room) Dormant(ctx context.Context, who access.Actor, after int64) (DormantList, error) {
	return act.LookThrough(ctx, r.gate, who, "retention.list", "list", "dormant", nil, func(tx *db.Tx) (DormantList, error) {
		return dormantIn(tx, after)
	})
}

func dormantIn(tx *db.Tx, after int64) (DormantList, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return DormantList{}, err
	}
	l := DormantList{Rule: retention[clinic.Country], Entries: []DormantRecord{}}
	now := tx.Now.In(clinic.Zone())
	today := partialdate.DayOf(now)
	l.AsOf = today.String()
	// A day and a night too many, for leap years: Over decides.
	cutoff := time.Date(today.Year-l.Rule.Years, today.Month, today.Day+2, 0, 0, 0, 0, clinic.Zone())
	theirs, err := joinedVisits(tx)
	if err != nil {
		return l, err
	}
	rows, err := tx.Query(`SELECT p.num, p.id, p.birth_date, p.birth_precision, p.birth_recorded_on, p.registered_at, coalesce(p.deceased_on, ''),
			(SELECT max(v.day) FROM visit v WHERE v.patient_id = p.id AND v.status <> 'cancelled'),
			(SELECT count(*) FROM visit v WHERE v.patient_id = p.id AND v.status <> 'cancelled')
		FROM patient p WHERE p.`+standing+` AND p.registered_at < ? AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.patient_id = p.id AND v.arrived_at >= ?)
		ORDER BY p.num`, cutoff.UnixMilli(), cutoff.UnixMilli())
	if err != nil {
		return l, err
	}
	defer rows.Close()
	var ids []string
	of := map[string]DormantRecord{}
	var last int64
	for rows.Next() {
		var num, registered int64
		var id, precision string
		var birth, recordedOn, lastVisit sql.NullString
		var d DormantRecord
		if err := rows.Scan(&num, &id, &birth, &precision, &recordedOn, &registered, &d.DeceasedOn, &lastVisit, &d.Visits); err != nil {
			return l, err
		}
		if all, joined := theirs[id]; joined {
			if all.newest >= cutoff.UnixMilli() {
				continue
			}
			lastVisit.String, d.Visits = all.lastDay, all.count
		}
		d.LastHere = partialdate.DayOf(moment(registered).In(clinic.Zone())).String()
		if lastVisit.String > d.LastHere {
			d.LastHere = lastVisit.String
		}
		d.reckon(l.Rule, partialdate.Date{Text: birth.String, Precision: partialdate.Precision(precision), RecordedOn: recordedOn.String})
		if d.Over > l.AsOf {
			continue
		}
		l.Total++
		switch {
		case num <= after:
		case len(ids) == pageSize:
			l.Next = last
		default:
			ids, last = append(ids, id), num
			of[id] = d
		}
	}
	if err := rows.Err(); err != nil {
		return l, err
	}
	people, err := patient.SummariesIn(tx, ids)
	if err != nil {
		return l, err
	}
	for _, p := range people {
		d := of[p.ID]
		d.Patient = p
		if err := d.opened(tx, clinic.Zone()); err != nil {
			return l, err
		}
		l.Entries = append(l.Entries, d)
	}
	return l, nil
}

// attendance is what is known of all visits of a person.
type attendance struct {
	lastDay string // without those cancelled, as is count
	count   int
	newest  int64 // Unix ms
}

// joinedVisits are the visits of those for whom several files stand, by the id of the
// one that stands for all: they sleep and wake together.
func joinedVisits(tx *db.Tx) (map[string]attendance, error) {
	rows, err := tx.Query(`WITH RECURSIVE theirs (id, file) AS (
			SELECT into_id, into_id FROM patient_link WHERE ended_at IS NULL AND into_id NOT IN (SELECT id FROM patient_aside)
			UNION SELECT t.id, l.patient_id FROM theirs t JOIN patient_link l ON l.into_id = t.file AND l.ended_at IS NULL)
		SELECT t.id, coalesce(max(v.day) FILTER (WHERE v.status <> 'cancelled'), ''), count(*) FILTER (WHERE v.status <> 'cancelled'), max(v.arrived_at)
		FROM theirs t JOIN visit v ON v.patient_id = t.file GROUP BY t.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	of := map[string]attendance{}
	for rows.Next() {
		var id string
		var a attendance
		if err := rows.Scan(&id, &a.lastDay, &a.count, &a.newest); err != nil {
			return nil, err
		}
		of[id] = a
	}
	return of, rows.Err()
}

// reckon finds the day on which the record's time is over. Of the days the birth can
// have been it takes the last, so that nobody is forgotten too early.
func (d *DormantRecord) reckon(rule RetentionRule, birth partialdate.Date) {
	const adult = 18
	last, ok := partialdate.ParseDay(d.LastHere)
	if !ok {
		return
	}
	years := func(day partialdate.Day, n int) string {
		return time.Date(day.Year+n, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	d.Over = years(last, rule.Years)
	_, latest, known := birth.Bounds()
	d.BirthKnown = known
	if known {
		d.Minor = years(latest, adult) > d.LastHere
		d.Over = max(d.Over, years(latest, rule.MinorUntil))
	}
}

// opened finds when anybody last opened the record: one that is still looked at is
// perhaps not asleep.
func (d *DormantRecord) opened(tx *db.Tx, zone *time.Location) error {
	var at sql.NullInt64
	if err := tx.QueryRow(`SELECT max(recorded_at) FROM journal WHERE patient_id = ? AND subject_type = 'record'`, d.Patient.ID).Scan(&at); err != nil {
		return err
	}
	if at.Valid {
		t := moment(at.Int64)
		d.LastOpened = &t
		d.OpenedSince = partialdate.DayOf(t.In(zone)).String() > d.LastHere
	}
	return nil
}
