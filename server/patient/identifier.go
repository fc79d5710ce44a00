package patient

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"slices"
	"strings"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient/identity"
)

// System says whose number it is.
type System = identity.System

// The systems. None is the answer "has no papers", which has no value.
const (
	SystemFile       = identity.FileNumber
	SystemNationalLS = identity.NationalLS
	SystemNationalZA = identity.NationalZA
	SystemPassport   = identity.Passport
	SystemHPRN       = identity.HPRN
	SystemART        = identity.ART
	SystemTB         = identity.TB
	SystemNone       = identity.None
	SystemOther      = identity.Other
)

// Identifier is one number of a patient, as text.
type Identifier struct {
	ID     string     `json:"id"`
	System System     `json:"system" enum:"file-number,national-id-ls,national-id-za,passport,hprn,art,tb,none,other"`
	Series string     `json:"series"`
	Value  string     `json:"value" doc:"As text: 0012 is not 12. With its year, when it has one: 0012/19"`
	Year   int        `json:"year,omitempty" doc:"The year in which a file number is counted, when it has one"`
	Status string     `json:"status" enum:"active,retired,withdrawn" doc:"Withdrawn: came with an import that was taken back"`
	File   *PaperFile `json:"file,omitempty" doc:"How the paper file stands, when anything was ever written down about it"`
}

// NewIdentifier is a number typed at the desk.
type NewIdentifier struct {
	System System `json:"system" enum:"file-number,national-id-ls,national-id-za,passport,hprn,art,tb,none,other"`
	Series string `json:"series,omitempty" maxLength:"12"`
	Value  string `json:"value,omitempty" maxLength:"30"`
	Year   int    `json:"year,omitempty" minimum:"0" maximum:"2049" doc:"Of a file number that is counted by years; 0 when it is not, or when the value has it already"`
}

// Identify adds a number to a patient, or retires one, or both: then the one is
// replaced by the other. ID names the command and is the new identifier's id. A
// file number without a value is the next one of its series.
type Identify struct {
	ID     string `json:"id" format:"uuid"`
	System System `json:"system,omitempty" enum:"file-number,national-id-ls,national-id-za,passport,hprn,art,tb,none,other"`
	Series string `json:"series,omitempty" maxLength:"12"`
	Value  string `json:"value,omitempty" maxLength:"30"`
	Year   int    `json:"year,omitempty" minimum:"0" maximum:"2049" doc:"As in a registration"`
	Retire string `json:"retire,omitempty" maxLength:"36" doc:"Id of an active identifier of this patient that is no longer true"`
}

var (
	valuePattern  = regexp.MustCompile(`^[\p{L}\p{Nd}]([\p{L}\p{Nd} ./-]{0,28}[\p{L}\p{Nd}])?$`)
	seriesPattern = regexp.MustCompile(`^[\p{L}\p{Nd}./-]{0,12}$`)
)

// tidy writes the number as it is kept: composed, in capitals, single spaces. What
// looks wrong about an official number is for [Room.CheckIdentity] to say: papers
// are wrong too, and none of them keeps anybody out.
func (n *NewIdentifier) tidy(c *checks, at string) {
	n.Series = capitals(n.Series)
	n.Value = identity.Tidy(n.System, composed(n.Value))
	n.year(c, at)
	if !seriesPattern.MatchString(n.Series) {
		c.add(at+"series", "pattern", nil)
	}
	switch {
	case n.System == SystemNone:
		if n.Value != "" {
			c.add(at+"value", "not-allowed", nil)
		}
	case n.Value == "":
		c.add(at+"value", "required", nil)
	case !valuePattern.MatchString(n.Value):
		c.add(at+"value", "pattern", nil)
	}
	if !slices.Contains(identity.Systems, n.System) {
		c.add(at+"system", "not-one-of", nil)
	}
}

func capitals(text string) string {
	return strings.ToUpper(strings.Join(strings.Fields(composed(text)), " "))
}

// insertIdentifier gives the patient a number. Faults: file-number-taken
// {patientId} with the person who has it, also when they no longer use it;
// file-number-reserved {sheet} when it is printed on a paper sheet for another.
func insertIdentifier(tx *act.Tx, patientID, id string, n NewIdentifier) error {
	_, err := tx.Exec(`INSERT INTO identifier (id, patient_id, system, series, value, status, created_at)
		VALUES (?, ?, ?, ?, ?, 'active', ?)`, id, patientID, n.System, n.Series, n.Value, tx.Now.UnixMilli())
	if brokeTrigger(err, "taken: identifier") {
		return fileNumberTaken(tx.Tx, n)
	}
	if brokeTrigger(err, "reserved: identifier") {
		return fileNumberReserved(tx.Tx, n)
	}
	if err != nil {
		return err
	}
	tx.Changed("identifier", id)
	return nil
}

func fileNumberTaken(tx *db.Tx, n NewIdentifier) error {
	var holder string
	err := tx.QueryRow(`SELECT patient_id FROM identifier WHERE system = 'file-number' AND status <> 'withdrawn'
		AND series = ? AND value IN (?, ?)`, n.Series, n.Value, otherYearForm(n.Value)).Scan(&holder)
	if err != nil {
		return err
	}
	return fault.New(fault.FileNumberTaken).With("patientId", holder)
}

// Identify carries the command out. Faults: not-found for the patient or the
// identifier to retire, file-number-taken, invalid; wrong-state when it is
// retired already.
func (r *Room) Identify(ctx context.Context, who access.Actor, patientID string, in Identify) (Patient, error) {
	c := act.Command{ID: in.ID, Action: "patient.identify", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("patient", patientID)
		return identify(tx, patientID, in)
	}, ReadIn)
}

func identify(tx *act.Tx, patientID string, in Identify) error {
	if err := StandsIn(tx.Tx, patientID); err != nil {
		return err
	}
	num, err := numOf(tx.Tx, patientID)
	if err != nil {
		return err
	}
	if in.System == "" && in.Retire == "" {
		return fault.Field("system", "required")
	}
	if in.Retire != "" {
		if err := retire(tx, patientID, in.Retire); err != nil {
			return err
		}
	}
	if in.System != "" {
		if err := add(tx, patientID, in); err != nil {
			return err
		}
	}
	p, err := ReadIn(tx.Tx, patientID)
	if err != nil {
		return err
	}
	return index(tx.Tx, num, p)
}

func add(tx *act.Tx, patientID string, in Identify) error {
	n := NewIdentifier{in.System, in.Series, in.Value, in.Year}
	if n.System == SystemFile && n.Value == "" {
		var err error
		if n.Series = capitals(n.Series); n.Series == "" {
			if n.Series, err = ownSeries(tx.Tx); err != nil {
				return err
			}
		}
		if n.Value, err = nextFileNumber(tx.Tx, n.Series); err != nil {
			return err
		}
	}
	var c checks
	n.tidy(&c, "")
	if err := c.fault(); err != nil {
		return err
	}
	return insertIdentifier(tx, patientID, in.ID, n)
}

func retire(tx *act.Tx, patientID, identifierID string) error {
	var status, holder string
	err := tx.QueryRow("SELECT status, patient_id FROM identifier WHERE id = ?", identifierID).Scan(&status, &holder)
	if err == nil {
		err = oneOfTheirs(tx.Tx, patientID, holder)
	}
	if errors.Is(err, sql.ErrNoRows) || fault.Is(err, fault.NotFound) {
		return fault.Field("retire", "unknown")
	}
	if err != nil {
		return err
	}
	if status != "active" {
		return fault.New(fault.WrongState).With("status", status)
	}
	if _, err := tx.Exec("UPDATE identifier SET status = 'retired' WHERE id = ?", identifierID); err != nil {
		return err
	}
	tx.Changed("identifier", identifierID)
	return nil
}

// identifiers lists the patient's numbers, oldest first.
func identifiers(tx *db.Tx, patientID string) ([]Identifier, error) {
	rows, err := tx.Query(`SELECT i.id, i.system, i.series, i.value, i.status, `+fileColumns+` FROM identifier i `+fileJoin+`
		WHERE i.patient_id = ? ORDER BY i.created_at, i.id`, patientID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Identifier{}
	for rows.Next() {
		var i Identifier
		var f fileRow
		if err := rows.Scan(append([]any{&i.ID, &i.System, &i.Series, &i.Value, &i.Status}, f.dest()...)...); err != nil {
			return nil, err
		}
		if i.System == SystemFile {
			i.Year = numberYear(i.Value)
		}
		i.File = f.file()
		list = append(list, i)
	}
	return list, rows.Err()
}
