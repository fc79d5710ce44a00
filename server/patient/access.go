package patient

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/patient/partialdate"
)

// RecordAccess is one time that somebody opened or changed a patient's record.
type RecordAccess struct {
	Seq          int64         `json:"seq"`
	At           time.Time     `json:"at"`
	Action       access.Action `json:"action"`
	Opened       bool          `json:"opened" doc:"Opened to read; else changed"`
	Staff        *AccessStaff  `json:"staff,omitempty" doc:"None when it was the box itself, or the patient at their own door: role says which"`
	Role         string        `json:"role"`
	Device       string        `json:"device" doc:"Name of the enrolled device, or what the browser calls itself"`
	WithoutVisit bool          `json:"withoutVisit" doc:"Opened on a day on which the patient was not here"`
}

// AccessStaff is who it was.
type AccessStaff struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
}

// RecordAccesses is a page of them, newest first.
type RecordAccesses struct {
	Accesses []RecordAccess `json:"accesses"`
	Next     int64          `json:"next,omitempty" doc:"Ask with before=next for the page after this one; absent on the last"`
	Summary  *AccessSummary `json:"summary,omitempty" doc:"Of all of them; with the first page only"`
}

// AccessSummary counts the whole list.
type AccessSummary struct {
	Since        time.Time `json:"since" doc:"The first of all"`
	People       int       `json:"people" doc:"Different people, the box not counted"`
	Opened       int       `json:"opened"`
	Changed      int       `json:"changed"`
	WithoutVisit int       `json:"withoutVisit"`
}

// accessPage is how many are listed at once.
const accessPage = 100

// Access lists who opened or changed the patient's record, newest first; looking
// is an opening too. before is 0 or the Next of the page before. Fault:
// not-found.
func (r *Room) Access(ctx context.Context, who access.Actor, patientID string, before int64) (RecordAccesses, error) {
	return act.Look(ctx, r.gate, who, "patient.access", patientID, func(tx *db.Tx) (RecordAccesses, error) {
		return accesses(tx, patientID, before)
	})
}

func accesses(tx *db.Tx, patientID string, before int64) (RecordAccesses, error) {
	page := RecordAccesses{}
	limit := accessPage + 1
	if before == 0 {
		limit = -1 // all of them are counted; a patient has some thousands
	}
	list, err := AccessesIn(tx, patientID, before, limit)
	if err != nil {
		return page, err
	}
	if before == 0 {
		page.Summary = summary(list)
	}
	if len(list) > accessPage {
		list = list[:accessPage:accessPage]
		page.Next = list[accessPage-1].Seq
	}
	page.Accesses = list
	return page, nil
}

func summary(list []RecordAccess) *AccessSummary {
	var s AccessSummary
	people := map[string]bool{}
	for _, a := range list { // newest first
		s.Since = a.At
		if a.Staff != nil {
			people[a.Staff.ID] = true
		}
		if a.Opened {
			s.Opened++
		} else {
			s.Changed++
		}
		if a.WithoutVisit {
			s.WithoutVisit++
		}
	}
	s.People = len(people)
	return &s
}

// answering are openings that serve the patient's own question, whenever they ask it.
var answering = []access.Action{"patient.access", "patient.bundle", "journal.prove", "door.open", "door.photo"}

// AccessesIn lists them inside another read, newest first, before a seq when that is
// not 0; a limit under 0 is none. An opening of one of the patient's files is one of
// all of them, and so was one of a file that was joined with theirs at the time.
func AccessesIn(tx *db.Tx, patientID string, before int64, limit int) ([]RecordAccess, error) {
	here, err := clinicIn(tx)
	if err != nil {
		return nil, err
	}
	files, err := MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	days, err := daysHere(tx, here, files)
	if err != nil {
		return nil, err
	}
	stretches, err := sharedIn(tx, files)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT DISTINCT j.seq, j.recorded_at, j.action, j.subject_type, j.role, coalesce(d.name, j.device), coalesce(s.id, p.id), coalesce(s.display_name, p.name)
		FROM (SELECT own.seq FROM json_each(?) f CROSS JOIN journal own ON own.patient_id = f.value ->> 'id' AND own.seq >= f.value ->> 'from' AND own.seq < f.value ->> 'to'
			UNION SELECT brought.seq FROM legacy_person l JOIN journal brought ON brought.command_id = l.command_id WHERE l.patient_id IN (SELECT value FROM json_each(?))) theirs
		JOIN journal j ON j.seq = theirs.seq
		LEFT JOIN staff s ON s.id = j.actor_id LEFT JOIN program p ON p.id = j.actor_id LEFT JOIN device d ON d.id = j.device
		WHERE ? = 0 OR j.seq < ? ORDER BY j.seq DESC LIMIT ?`, asJSON(stretches), files.JSON(), before, before, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []RecordAccess{}
	for rows.Next() {
		var a RecordAccess
		var at int64
		var subject string
		var staffID, name sql.NullString
		if err := rows.Scan(&a.Seq, &at, &a.Action, &subject, &a.Role, &a.Device, &staffID, &name); err != nil {
			return nil, err
		}
		a.At, a.Opened = moment(at), subject == journal.SubjectRecord
		if staffID.Valid {
			a.Staff = &AccessStaff{staffID.String, name.String}
		}
		a.WithoutVisit = a.Opened && !days[here.day(a.At)] && !slices.Contains(answering, a.Action)
		list = append(list, a)
	}
	return list, rows.Err()
}

// daysHere are the civil days on which the patient was here: of each visit, and of
// the registration.
func daysHere(tx *db.Tx, here clinic, files Members) (map[string]bool, error) {
	registered, err := column[int64](tx, `SELECT registered_at FROM patient WHERE id IN (SELECT value FROM json_each(?))`, files.JSON())
	if err != nil {
		return nil, err
	}
	days := map[string]bool{}
	for _, at := range registered {
		days[here.day(moment(at))] = true
	}
	rows, err := tx.Query(`SELECT day FROM visit WHERE patient_id IN (SELECT value FROM json_each(?))`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var day string
		if err := rows.Scan(&day); err != nil {
			return nil, err
		}
		days[day] = true
	}
	return days, rows.Err()
}

// day is the civil day of a moment at the clinic.
func (c clinic) day(t time.Time) string { return partialdate.DayOf(t.In(c.zone)).String() }
