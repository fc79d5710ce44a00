package patient

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strings"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// System says whose number it is.
type System string

// The systems. None is the answer "has no papers", which has no value.
const (
	SystemFile       System = "file-number"
	SystemNationalLS System = "national-id-ls"
	SystemNationalZA System = "national-id-za"
	SystemPassport   System = "passport"
	SystemHPRN       System = "hprn"
	SystemART        System = "art"
	SystemTB         System = "tb"
	SystemNone       System = "none"
	SystemOther      System = "other"
)

// Identifier is one number of a patient, as text.
type Identifier struct {
	ID     string `json:"id"`
	System System `json:"system" enum:"file-number,national-id-ls,national-id-za,passport,hprn,art,tb,none,other"`
	Series string `json:"series"`
	Value  string `json:"value" doc:"As text: 0012 is not 12"`
	Status string `json:"status" enum:"active,retired"`
}

// NewIdentifier is a number typed at the desk.
type NewIdentifier struct {
	System System `json:"system" enum:"file-number,national-id-ls,national-id-za,passport,hprn,art,tb,none,other"`
	Series string `json:"series,omitempty" maxLength:"12"`
	Value  string `json:"value,omitempty" maxLength:"30"`
}

// Identify adds a number to a patient, or retires one, or both: then the one is
// replaced by the other. ID names the command and is the new identifier's id. A
// file number without a value is the next one of its series.
type Identify struct {
	ID     string `json:"id" format:"uuid"`
	System System `json:"system,omitempty" enum:"file-number,national-id-ls,national-id-za,passport,hprn,art,tb,none,other"`
	Series string `json:"series,omitempty" maxLength:"12"`
	Value  string `json:"value,omitempty" maxLength:"30"`
	Retire string `json:"retire,omitempty" maxLength:"36" doc:"Id of an active identifier of this patient that is no longer true"`
}

// uniqueFileNumber is the index by which a file number belongs to one person.
const uniqueFileNumber = "identifier.series, identifier.value"

var (
	valuePattern  = regexp.MustCompile(`^[\p{L}\p{Nd}]([\p{L}\p{Nd} ./-]{0,28}[\p{L}\p{Nd}])?$`)
	seriesPattern = regexp.MustCompile(`^[\p{L}\p{Nd}./-]{0,12}$`)
	saIDPattern   = regexp.MustCompile(`^[0-9]{13}$`)
)

// tidy writes the number as it is kept: composed, in capitals, single spaces.
func (n *NewIdentifier) tidy(c *checks, at string) {
	n.Series = capitals(n.Series)
	n.Value = capitals(n.Value)
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
	case n.System == SystemNationalZA && !(saIDPattern.MatchString(n.Value) && luhn(n.Value)):
		c.add(at+"value", "pattern", nil)
	}
	c.oneOf(at+"system", string(n.System), string(SystemFile), string(SystemNationalLS), string(SystemNationalZA),
		string(SystemPassport), string(SystemHPRN), string(SystemART), string(SystemTB), string(SystemNone), string(SystemOther))
}

func capitals(text string) string {
	return strings.ToUpper(strings.Join(strings.Fields(composed(text)), " "))
}

// luhn holds the check digit of a South African identity number.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// insertIdentifier gives the patient a number. Faults: file-number-taken
// {patientId} with the person who has it, also when they no longer use it;
// file-number-reserved {sheet} when it is printed on a paper sheet for another.
func insertIdentifier(tx *act.Tx, patientID, id string, n NewIdentifier) error {
	_, err := tx.Exec(`INSERT INTO identifier (id, patient_id, system, series, value, status, created_at)
		VALUES (?, ?, ?, ?, ?, 'active', ?)`, id, patientID, n.System, n.Series, n.Value, tx.Now.UnixMilli())
	if db.IsUnique(err, uniqueFileNumber) {
		return fileNumberTaken(tx.Tx, n)
	}
	if isReserved(err) {
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
	err := tx.QueryRow("SELECT patient_id FROM identifier WHERE system = 'file-number' AND series = ? AND value = ?",
		n.Series, n.Value).Scan(&holder)
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
	n := NewIdentifier{in.System, in.Series, in.Value}
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
	var status string
	err := tx.QueryRow("SELECT status FROM identifier WHERE id = ? AND patient_id = ?", identifierID, patientID).Scan(&status)
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Field("retire", "unknown")
	}
	if err != nil {
		return err
	}
	if status == "retired" {
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
	rows, err := tx.Query("SELECT id, system, series, value, status FROM identifier WHERE patient_id = ? ORDER BY created_at, id", patientID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Identifier{}
	for rows.Next() {
		var i Identifier
		if err := rows.Scan(&i.ID, &i.System, &i.Series, &i.Value, &i.Status); err != nil {
			return nil, err
		}
		list = append(list, i)
	}
	return list, rows.Err()
}
