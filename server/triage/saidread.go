package triage

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"karete/db"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/triage/sats"
	"karete/server/triage/selftriage"
)

// PatientSaid is what a patient answered, as clinicians read it: their words, never a
// finding.
type PatientSaid struct {
	ID         string           `json:"id"`
	VisitID    string           `json:"visitId,omitempty" doc:"None until they were checked in"`
	At         time.Time        `json:"at" doc:"When it was kept"`
	StartedAt  time.Time        `json:"startedAt"`
	Finished   bool             `json:"finished" doc:"If not, they went away in the middle"`
	AnsweredBy string           `json:"answeredBy" enum:"patient,companion"`
	Language   string           `json:"language" enum:"en,st"`
	Level      selftriage.Level `json:"level" enum:"R,D,N,E" doc:"By the box's own table"`
	Merged     selftriage.Level `json:"merged" enum:"R,D,N,E" doc:"With a provider's: the more urgent"`
	Held       sats.Level       `json:"held" minimum:"1" maximum:"4" doc:"The triage level that merged holds"`
	Provider   *SaidProvider    `json:"provider,omitempty"`
	// Without a yes to this very report nothing of it leaves the clinic.
	ProviderConsent string       `json:"providerConsent" enum:"not-asked,yes,no" doc:"Whether a provider outside may be asked, as the patient said before the questions"`
	ProviderAskedAt *time.Time   `json:"providerAskedAt,omitempty" doc:"When the answers left for the provider, without a name; none: they never did"`
	Flags           []string     `json:"flags" doc:"MASK, ISOLATE, AWD, PRIVATE, MALARIA"`
	Why             []SaidWhy    `json:"why" doc:"What gave a level, the most urgent first"`
	Answers         []SaidAnswer `json:"answers" doc:"Yes and numbers first, then not known, then no"`
	AgeDays         *SaidAge     `json:"ageDays,omitempty" doc:"As the record had it"`
	Pregnancy       string       `json:"pregnancy,omitempty" enum:"yes,maybe,just-born,no"`
	Conditions      []string     `json:"conditions"`
	Groups          []string     `json:"groups"`
	SameProblem     bool         `json:"sameProblem" doc:"Was here for it within three days, and is not better"`
	Version         string       `json:"version" doc:"Of the table"`
	Review          *SaidReview  `json:"review,omitempty" doc:"What a clinician made of it"`
}

// SaidAge is an age as it was known.
type SaidAge struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

// SaidProvider is what a provider outside made of the answers.
type SaidProvider struct {
	Name    string           `json:"name"`
	Version string           `json:"version"`
	Request string           `json:"request" doc:"Its id there"`
	Level   selftriage.Level `json:"level" enum:"R,D,N,E"`
	At      time.Time        `json:"at"`
}

// SaidWhy is an item or a rule that gave a level. An item comes with its question.
type SaidWhy struct {
	ID    string           `json:"id"`
	Gives selftriage.Level `json:"gives" enum:"R,D,N,E"`
	En    string           `json:"en,omitempty"`
	St    string           `json:"st,omitempty"`
}

// SaidAnswer is one question and its answer.
type SaidAnswer struct {
	ID     string `json:"id"`
	Group  string `json:"group"`
	En     string `json:"en"`
	St     string `json:"st"`
	Scale  bool   `json:"scale,omitempty" doc:"The answer is a number from 0 to 10"`
	Answer int    `json:"answer" doc:"1 yes, 0 no, -1 not known; or the number"`
}

// SaidReview is what a clinician made of it, with the triage they signed.
type SaidReview struct {
	Verdict string     `json:"verdict" enum:"confirmed,overridden"`
	Level   sats.Level `json:"level" minimum:"1" maximum:"4" doc:"What the triage came to"`
	Reason  string     `json:"reason"`
	Text    string     `json:"text"`
	By      string     `json:"by" doc:"Display name"`
	At      time.Time  `json:"at"`
}

// report is a row as it is read.
type report struct {
	PatientSaid
	patientID, visitID string
	merged             selftriage.Level
	provider           SaidProvider
}

const reportColumns = `SELECT s.id, s.patient_id, coalesce(s.visit_id, ''), s.profile, s.answers, s.level, s.rules, s.flags, s.table_version, s.complete, s.language,
	s.answered_by, s.started_at, s.finished_at, s.merged_level, s.provider, s.provider_version, s.provider_request, coalesce(s.provider_level, ''), coalesce(s.provider_at, 0),
	s.provider_consent, coalesce(s.provider_asked_at, 0), coalesce(r.verdict, ''), coalesce(r.level, 0), coalesce(r.reason, ''), coalesce(r.note, ''), coalesce(r.reviewed_at, 0), coalesce(p.display_name, '')
	FROM self_report s LEFT JOIN self_review r ON r.self_report_id = s.id LEFT JOIN staff p ON p.id = r.reviewed_by `

func reports(tx *db.Tx, where string, args ...any) ([]report, error) {
	rows, err := tx.Query(reportColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("what patients said: %w", err)
	}
	defer rows.Close()
	list := []report{}
	for rows.Next() {
		r, err := scanReport(rows)
		if err != nil {
			return nil, fmt.Errorf("what patients said: %w", err)
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

func reportIn(tx *db.Tx, reportID string) (report, error) {
	r, err := scanReport(tx.QueryRow(reportColumns+`WHERE s.id = ?`, reportID))
	if errors.Is(err, sql.ErrNoRows) {
		return report{}, fault.New(fault.NotFound)
	}
	return r, err
}

func scanReport(row interface{ Scan(...any) error }) (report, error) {
	var r report
	var who, answers, rules, flags []byte
	var started, finished, heard, asked, reviewed int64
	var review SaidReview
	if err := row.Scan(&r.ID, &r.patientID, &r.visitID, &who, &answers, &r.Level, &rules, &flags, &r.Version, &r.Finished, &r.Language,
		&r.AnsweredBy, &started, &finished, &r.merged, &r.provider.Name, &r.provider.Version, &r.provider.Request, &r.provider.Level, &heard,
		&r.ProviderConsent, &asked, &review.Verdict, &review.Level, &review.Reason, &review.Text, &reviewed, &review.By); err != nil {
		return r, err
	}
	var p profile
	var said map[string]int
	var fired []selftriage.Fired
	if err := errors.Join(json.Unmarshal(who, &p), json.Unmarshal(answers, &said), json.Unmarshal(rules, &fired), json.Unmarshal(flags, &r.Flags)); err != nil {
		return r, fmt.Errorf("%s: %w", r.ID, err)
	}
	r.VisitID, r.Merged, r.Held = r.visitID, r.merged, r.merged.Held()
	r.StartedAt, r.At = time.UnixMilli(started).UTC(), time.UnixMilli(finished).UTC()
	r.Pregnancy, r.Conditions, r.Groups, r.SameProblem = p.Pregnancy, orNone(p.Conditions), orNone(p.Groups), p.SameProblem
	if p.AgeDays != nil {
		r.AgeDays = &SaidAge{p.AgeDays.Low, p.AgeDays.High}
	}
	if asked != 0 {
		at := time.UnixMilli(asked).UTC()
		r.ProviderAskedAt = &at
	}
	if r.provider.Name != "" {
		r.provider.At = time.UnixMilli(heard).UTC()
		r.Provider = &r.provider
	}
	if review.Verdict != "" {
		review.At = time.UnixMilli(reviewed).UTC()
		r.Review = &review
	}
	r.Why, r.Answers = inWords(fired, said)
	return r, nil
}

// inWords are the answers with their questions. A question that a later table has not
// any more is told by its id.
func inWords(fired []selftriage.Fired, said map[string]int) ([]SaidWhy, []SaidAnswer) {
	table := &selftriage.Standard
	why := make([]SaidWhy, 0, len(fired))
	for _, f := range fired {
		item, _ := table.Item(f.ID)
		why = append(why, SaidWhy{f.ID, f.Gives, item.En, item.St})
	}
	list := make([]SaidAnswer, 0, len(said))
	for id, answer := range said {
		item, _ := table.Item(id)
		list = append(list, SaidAnswer{id, item.Group, item.En, item.St, len(item.Scale) > 0, answer})
	}
	place := map[string]int{}
	for i, item := range table.Items {
		place[item.ID] = i - len(table.Items)
	}
	first := func(a SaidAnswer) int {
		switch {
		case a.Answer > 0:
			return 0
		case a.Answer < 0:
			return 1
		}
		return 2
	}
	slices.SortFunc(list, func(a, b SaidAnswer) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(place[a.ID], place[b.ID]), cmp.Compare(a.ID, b.ID))
	})
	return why, list
}

// SelfCase is a report as it was reckoned, and whose, for a provider outside.
type SelfCase struct {
	Sex   patient.Sex
	Case  selftriage.Case
	Level selftriage.Level
	// MayAsk: the patient said yes to that for this very report, finished it, and nobody
	// was asked yet.
	MayAsk bool
}

// SelfCaseIn reads it. Fault: not-found.
func SelfCaseIn(tx *db.Tx, reportID string) (SelfCase, error) {
	var s SelfCase
	var who, answers []byte
	err := tx.QueryRow(`SELECT p.sex, s.profile, s.answers, s.complete, s.level, s.provider_consent = 'yes' AND s.complete AND s.provider_asked_at IS NULL
		FROM self_report s JOIN patient p ON p.id = s.patient_id WHERE s.id = ?`, reportID).Scan(&s.Sex, &who, &answers, &s.Case.Finished, &s.Level, &s.MayAsk)
	if errors.Is(err, sql.ErrNoRows) {
		return s, fault.New(fault.NotFound)
	}
	if err != nil {
		return s, err
	}
	var p profile
	if err := errors.Join(json.Unmarshal(who, &p), json.Unmarshal(answers, &s.Case.Answers)); err != nil {
		return s, fmt.Errorf("what a patient said: %w", err)
	}
	c := &s.Case
	c.AgeDays, c.Pregnancy, c.Conditions, c.Groups, c.Short, c.SameProblem = p.AgeDays, p.Pregnancy, p.Conditions, p.Groups, p.Short, p.SameProblem
	return s, nil
}

// SaidIn is what the patient said for a visit, the newest first; for none, what they
// said lately and was put to no visit.
func SaidIn(tx *db.Tx, patientID, visitID string) ([]PatientSaid, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	return said(reports(tx, `WHERE s.patient_id IN (SELECT value FROM json_each(?)) AND (s.visit_id = ? OR s.visit_id IS NULL AND s.finished_at >= ?)
		ORDER BY s.finished_at DESC, s.id DESC`, files.JSON(), visitID, tx.Now.Add(-SaidFor).UnixMilli()))
}

// AllSaidIn is everything that a patient ever said, of all their files, oldest first.
func AllSaidIn(tx *db.Tx, patientID string) ([]PatientSaid, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	return said(reports(tx, `WHERE s.patient_id IN (SELECT value FROM json_each(?)) ORDER BY s.finished_at, s.id`, files.JSON()))
}

func said(list []report, err error) ([]PatientSaid, error) {
	if err != nil {
		return nil, err
	}
	out := make([]PatientSaid, len(list))
	for i, r := range list {
		out[i] = r.PatientSaid
	}
	return out, nil
}
