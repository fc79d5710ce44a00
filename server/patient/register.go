package patient

import (
	"encoding/json"
	"fmt"

	"karete/db"
	"karete/server/act"
)

// Registration makes a patient. ID names the command and becomes the patient's
// id.
type Registration struct {
	ID string `json:"id" format:"uuid"`
	Demographics
	FileNumber  NewFileNumber   `json:"fileNumber,omitempty"`
	Identifiers []NewIdentifier `json:"identifiers,omitempty" maxItems:"10" nullable:"false"`
}

// NewFileNumber says which file number a new patient gets.
type NewFileNumber struct {
	Mode   string `json:"mode,omitempty" enum:"next,typed,none" doc:"next: the box issues the next of the series; typed: the one on the old paper file; none or nothing: no number"`
	Series string `json:"series,omitempty" maxLength:"12" doc:"Empty with next: the clinic's own"`
	Value  string `json:"value,omitempty" maxLength:"30"`
	Year   int    `json:"year,omitempty" minimum:"0" maximum:"2049" doc:"With typed, of a number that is counted by years; 0 when the value has it already"`
}

// RegisterIn registers inside an act, which answers with [ReadIn]. Faults:
// invalid, with every broken field; file-number-taken {patientId}.
func RegisterIn(tx *act.Tx, in Registration) error {
	tx.Subject("patient", in.ID)
	tx.About(in.ID, "")
	return BringIn(tx, in)
}

// BringIn is RegisterIn for an act that is about many: an old register that is
// brought in.
func BringIn(tx *act.Tx, in Registration) error {
	here, err := clinicFor(tx)
	if err != nil {
		return err
	}
	var c checks
	p := in.Demographics.tidy(&c, here)
	p.ID = in.ID
	p.Consent = p.Consent.since(Consent{})
	numbers, err := in.numbers(tx.Tx, &c)
	if err != nil {
		return err
	}
	if err := c.fault(); err != nil {
		return err
	}
	num, err := insert(tx, p)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	for _, n := range numbers {
		if err := insertIdentifier(tx, p.ID, tx.NewID(), n); err != nil {
			return err
		}
	}
	if p.Identifiers, err = identifiers(tx.Tx, p.ID); err != nil {
		return err
	}
	return insertIndex(tx.Tx, num, p)
}

// numbers are the identifiers to give, the file number first. A number is drawn
// only when nothing else is wrong: another error gives it back anyway.
func (in Registration) numbers(tx *db.Tx, c *checks) ([]NewIdentifier, error) {
	var list []NewIdentifier
	switch f := in.FileNumber; f.Mode {
	case "", "none":
	case "typed":
		n := NewIdentifier{System: SystemFile, Series: f.Series, Value: f.Value, Year: f.Year}
		n.tidy(c, "fileNumber.")
		list = append(list, n)
	case "next":
		n := NewIdentifier{System: SystemFile, Series: capitals(f.Series)}
		if !seriesPattern.MatchString(n.Series) {
			c.add("fileNumber.series", "pattern", nil)
		}
		list = append(list, n)
	default:
		c.add("fileNumber.mode", "not-one-of", nil)
	}
	if len(in.Identifiers) > maxIdentifiers {
		c.add("identifiers", "too-many", map[string]any{"max": maxIdentifiers})
		return nil, nil
	}
	seen := map[NewIdentifier]bool{}
	for i, n := range in.Identifiers {
		at := fmt.Sprintf("identifiers[%d].", i)
		n.tidy(c, at)
		if seen[n] {
			c.add(at+"value", "duplicate", nil)
		}
		seen[n] = true
		list = append(list, n)
	}
	if len(*c) > 0 || in.FileNumber.Mode != "next" {
		return list, nil
	}
	var err error
	if list[0].Series == "" {
		if list[0].Series, err = ownSeries(tx); err != nil {
			return nil, err
		}
	}
	list[0].Value, err = nextFileNumber(tx, list[0].Series)
	return list, err
}

func insert(tx *act.Tx, p Patient) (num int64, err error) {
	lists, err := p.stored()
	if err != nil {
		return 0, err
	}
	result, err := tx.Exec(`INSERT INTO patient (id, given_names, family_name, other_names, sex, birth_date, birth_precision,
			birth_recorded_on, phones, village, district, chief, next_of_kin, language, consent, registered_at, version)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
		p.ID, p.GivenNames, p.FamilyName, lists.others, p.Sex, orNull(p.BirthDate), p.BirthPrecision,
		orNull(p.BirthRecordedOn), lists.phones, p.Village, p.District, p.Chief, lists.kin, p.Language, lists.consent, tx.OccurredAt.UnixMilli())
	if err != nil {
		return 0, err
	}
	tx.Changed("patient", p.ID)
	return result.LastInsertId()
}

// lists are the columns that hold JSON.
type lists struct{ others, phones, kin, consent string }

func (p Patient) stored() (lists, error) {
	var out lists
	phones := make([]NewPhone, len(p.Phones)) // how a number is shown is not stored
	for i, n := range p.Phones {
		phones[i] = NewPhone{n.Number, n.Owner, n.MayLeaveMessage}
	}
	for _, column := range []struct {
		into *string
		v    any
	}{{&out.others, p.OtherNames}, {&out.phones, phones}, {&out.kin, p.NextOfKin}, {&out.consent, p.Consent}} {
		b, err := json.Marshal(column.v)
		if err != nil {
			return out, err
		}
		*column.into = string(b)
	}
	return out, nil
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
