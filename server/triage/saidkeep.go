package triage

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/triage/sats"
	"karete/server/triage/selftriage"
	"karete/server/visit"
)

// SelfReport is what somebody said of themselves at their own door.
type SelfReport struct {
	ID         string // of the report
	PatientID  string
	DeviceID   string // the kiosk; "" on their own phone
	Case       selftriage.Case
	Language   string // en, st
	AnsweredBy string // patient, companion
	Consent    string // to ask a provider outside about it: yes, no; "" when they were not asked
	StartedAt  time.Time
}

// What somebody said when they were asked whether a provider outside may be asked.
const (
	NotAsked  = "not-asked"
	Consented = "yes"
)

// SaidFor is how long what somebody said counts for a visit that begins after it.
const SaidFor = 12 * time.Hour

// profile is a case without its answers, as the row keeps it.
type profile struct {
	AgeDays     *selftriage.AgeRange `json:"ageDays,omitempty"`
	Pregnancy   string               `json:"pregnancy,omitempty"`
	Conditions  []string             `json:"conditions"`
	Groups      []string             `json:"groups"`
	Short       bool                 `json:"short"`
	SameProblem bool                 `json:"sameProblem"`
}

// ScoreSelfIn reckons a case of a patient whose age is the record's, whatever was said
// of it, and what to ask next. Faults: invalid, with "case." before the field;
// not-found.
func ScoreSelfIn(tx *db.Tx, patientID string, c selftriage.Case) (selftriage.Case, SelfScored, error) {
	p, err := patient.AtDoorIn(tx, patientID)
	if err != nil {
		return c, SelfScored{}, err
	}
	c.AgeDays = nil
	if p.Age != nil {
		c.AgeDays = &selftriage.AgeRange{Low: p.Age.Low, High: p.Age.High}
	}
	table := &selftriage.Standard
	var broken *selftriage.FieldError
	if err := table.Check(c); errors.As(err, &broken) {
		return c, SelfScored{}, fault.Field("case."+broken.Field, broken.Code)
	}
	s := SelfScored{Result: table.Score(c)}
	s.Next, s.At, s.Of = table.Next(c)
	return c, s, nil
}

// SubmitSelfIn keeps it, and holds the patient's visit by it if they are here. Faults:
// those of ScoreSelfIn; replaced.
func SubmitSelfIn(tx *act.Tx, in SelfReport) (SelfScored, error) {
	if err := patient.StandsIn(tx.Tx, in.PatientID); err != nil {
		return SelfScored{}, err
	}
	c, s, err := ScoreSelfIn(tx.Tx, in.PatientID, in.Case)
	if err != nil {
		return s, err
	}
	v, err := visit.OpenIn(tx.Tx, in.PatientID)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return s, err
	}
	tx.About(in.PatientID, v.ID)
	who, err := json.Marshal(profile{c.AgeDays, c.Pregnancy, orNone(c.Conditions), orNone(c.Groups), c.Short, c.SameProblem})
	if err != nil {
		return s, err
	}
	answers, err := json.Marshal(c.Answers)
	if err != nil {
		return s, err
	}
	rules, err := json.Marshal(s.Why)
	if err != nil {
		return s, err
	}
	flags, err := json.Marshal(s.Flags)
	if err != nil {
		return s, err
	}
	started := in.StartedAt
	if started.IsZero() || started.After(tx.Now) { // by a browser's clock, which may stand anywhere
		started = tx.Now
	}
	if _, err := tx.Exec(`INSERT INTO self_report (id, patient_id, visit_id, device_id, profile, answers, level, rules, flags, table_version, complete,
			language, answered_by, started_at, finished_at, merged_level, provider_consent)
		VALUES (?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		in.ID, in.PatientID, v.ID, in.DeviceID, string(who), string(answers), s.Level, string(rules), string(flags), s.Version, c.Finished || s.Stop,
		in.Language, in.AnsweredBy, started.UnixMilli(), tx.Now.UnixMilli(), s.Level, cmp.Or(in.Consent, NotAsked)); err != nil {
		return s, fmt.Errorf("what a patient said: %w", err)
	}
	tx.Changed("self_report", in.ID)
	tx.Detail("level", s.Level)
	if v.ID == "" {
		return s, nil
	}
	return s, visit.SaidIn(tx, v.ID, s.Level.Held())
}

func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// AttachIn puts what a patient said before they came to the visit they came for, and
// holds it by that. For whoever checks somebody in.
func AttachIn(tx *act.Tx, patientID, visitID string) error {
	files, err := patient.MembersIn(tx.Tx, patientID)
	if err != nil {
		return err
	}
	found, err := standingReports(tx.Tx, `visit_id IS NULL AND patient_id IN (SELECT value FROM json_each(?)) AND finished_at >= ?`,
		files.JSON(), tx.Now.Add(-SaidFor).UnixMilli())
	if err != nil {
		return err
	}
	for _, r := range found {
		if _, err := tx.Exec(`UPDATE self_report SET visit_id = ? WHERE id = ?`, visitID, r.id); err != nil {
			return fmt.Errorf("what a patient said: %w", err)
		}
		tx.Changed("self_report", r.id)
		if err := visit.SaidIn(tx, visitID, r.merged.Held()); err != nil {
			return err
		}
	}
	return nil
}

// standing is a report that nobody has made anything of yet.
type standing struct {
	id     string
	merged selftriage.Level
}

func standingReports(tx *db.Tx, where string, args ...any) ([]standing, error) {
	rows, err := tx.Query(`SELECT id, merged_level FROM self_report s
		WHERE NOT EXISTS (SELECT 1 FROM self_review r WHERE r.self_report_id = s.id) AND `+where+` ORDER BY finished_at, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("what patients said: %w", err)
	}
	defer rows.Close()
	var list []standing
	for rows.Next() {
		var r standing
		if err := rows.Scan(&r.id, &r.merged); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// AskedIn writes down that the answers leave for a provider outside; they may once it is
// committed. Faults: not-found; wrong-state when the patient did not say yes to that for
// this very report, or went away in the middle, or it was done before.
func AskedIn(tx *act.Tx, reportID string) error {
	r, err := reportIn(tx.Tx, reportID)
	if err != nil {
		return err
	}
	if r.ProviderConsent != Consented || !r.Finished || r.ProviderAskedAt != nil {
		return fault.New(fault.WrongState)
	}
	tx.About(r.patientID, r.visitID)
	tx.Subject("self-report", reportID)
	tx.Changed("self_report", reportID)
	if _, err := tx.Exec(`UPDATE self_report SET provider_asked_at = ? WHERE id = ?`, tx.Now.UnixMilli(), reportID); err != nil {
		return fmt.Errorf("that a provider is asked: %w", err)
	}
	return nil
}

// Provided is what a provider outside made of answers.
type Provided struct {
	Name    string // of the provider
	Version string // of its model
	Request string // its id there
	Level   selftriage.Level
	At      time.Time
}

// ProvidedIn keeps it beside the table's own result, once. It can only make somebody
// more urgent. Faults: not-found; wrong-state when a provider was heard already or was not
// asked; invalid for a level that is none.
func ProvidedIn(tx *act.Tx, reportID string, p Provided) error {
	if p.Level.Held() == sats.NotTriaged || p.Name == "" {
		return fault.Field("level", "not-one-of")
	}
	r, err := reportIn(tx.Tx, reportID)
	if err != nil {
		return err
	}
	if r.provider.Name != "" || r.ProviderAskedAt == nil {
		return fault.New(fault.WrongState)
	}
	merged := selftriage.Max(r.merged, p.Level)
	tx.About(r.patientID, r.visitID)
	tx.Subject("self-report", reportID)
	tx.Changed("self_report", reportID)
	if _, err := tx.Exec(`UPDATE self_report SET provider = ?, provider_version = ?, provider_request = ?, provider_level = ?, provider_at = ?, merged_level = ?
		WHERE id = ?`, p.Name, p.Version, p.Request, p.Level, p.At.UnixMilli(), merged, reportID); err != nil {
		return fmt.Errorf("what a provider said: %w", err)
	}
	if r.visitID == "" {
		return nil
	}
	err = visit.SaidIn(tx, r.visitID, merged.Held())
	if fault.Is(err, fault.WrongState) { // they are home by now
		return nil
	}
	return err
}
