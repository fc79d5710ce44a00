package disclosure

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/patient"
)

// pageSize is how many people one answer lists.
const pageSize = 100

// ConsentState is how far the question has come.
type ConsentState string

// The states.
const (
	Given    ConsentState = "given"
	Refused  ConsentState = "refused" // or taken back
	NotAsked ConsentState = "not-asked"
)

// ConsentEntry is what one patient answered.
type ConsentEntry struct {
	Patient patient.PatientSummary `json:"patient"`
	State   ConsentState           `json:"state" enum:"given,refused,not-asked"`
	On      string                 `json:"on" doc:"The day it was asked"`
	Version string                 `json:"version" doc:"Which text was read out; empty before versions were kept"`
	Photo   bool                   `json:"photo" doc:"There is a photo, which was agreed to by itself"`
}

// ConsentList is a part of the list, those registered last first.
type ConsentList struct {
	Given    int            `json:"given"`
	Refused  int            `json:"refused"`
	NotAsked int            `json:"notAsked"`
	Version  string         `json:"version" doc:"The text that is read out now"`
	Entries  []ConsentEntry `json:"entries"`
	Next     int64          `json:"next,omitempty" doc:"Ask with before=next for the part after this one; absent on the last"`
}

const consentState = `CASE WHEN consent ->> '$.given' THEN 'given' WHEN coalesce(consent ->> '$.on', '') <> '' THEN 'refused' ELSE 'not-asked' END`

// standing leaves out the files for which another one stands, and people who were
// taken back with an import: nobody is asked twice.
const standing = `id NOT IN (SELECT id FROM patient_aside)`

// Consents lists who agreed to what; state "" is everybody.
func (r *Room) Consents(ctx context.Context, who access.Actor, state ConsentState, before int64) (ConsentList, error) {
	list := state
	if list == "" {
		list = "all"
	}
	return act.LookThrough(ctx, r.gate, who, "consent.list", "list", string(list), nil, func(tx *db.Tx) (ConsentList, error) {
		return consentsIn(tx, state, before)
	})
}

func consentsIn(tx *db.Tx, state ConsentState, before int64) (ConsentList, error) {
	l := ConsentList{Version: patient.ConsentVersion, Entries: []ConsentEntry{}}
	if err := tx.QueryRow(`SELECT count(*) FILTER (WHERE s = 'given'), count(*) FILTER (WHERE s = 'refused'), count(*) FILTER (WHERE s = 'not-asked')
		FROM (SELECT `+consentState+` AS s FROM patient WHERE `+standing+`)`).Scan(&l.Given, &l.Refused, &l.NotAsked); err != nil {
		return l, err
	}
	rows, err := tx.Query(`SELECT num, id, `+consentState+` AS s, coalesce(consent ->> '$.on', ''), coalesce(consent ->> '$.version', ''),
		EXISTS (SELECT 1 FROM patient_photo c WHERE c.id = patient.id AND c.photo_id IS NOT NULL)
		FROM patient WHERE `+standing+` AND (? = '' OR s = ?) AND (? = 0 OR num < ?) ORDER BY num DESC LIMIT ?`, state, state, before, before, pageSize+1)
	if err != nil {
		return l, err
	}
	defer rows.Close()
	var ids []string
	of := map[string]ConsentEntry{}
	var last int64
	for rows.Next() {
		if len(ids) == pageSize {
			l.Next = last
			break
		}
		var e ConsentEntry
		var id string
		if err := rows.Scan(&last, &id, &e.State, &e.On, &e.Version, &e.Photo); err != nil {
			return l, err
		}
		ids = append(ids, id)
		of[id] = e
	}
	if err := rows.Err(); err != nil {
		return l, err
	}
	people, err := patient.SummariesIn(tx, ids)
	for _, p := range people {
		e := of[p.ID]
		e.Patient = p
		l.Entries = append(l.Entries, e)
	}
	return l, err
}
