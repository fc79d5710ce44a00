package patient

import (
	"encoding/json"
	"fmt"
	"slices"

	"karete/db"
	"karete/server/patient/match"
	"karete/server/patient/partialdate"
)

// officialSystems are those whose numbers tell people apart: of one system
// nobody has two. A file number tells the clinic's papers apart.
var officialSystems = []System{SystemNationalLS, SystemNationalZA, SystemPassport, SystemHPRN, SystemART, SystemTB}

// official adds a number to those that tell people apart, if it is one.
func official(list []string, system System, value string) []string {
	if value == "" || !slices.Contains(officialSystems, system) {
		return list
	}
	return append(list, string(system)+":"+value)
}

// PersonOf is what two files are compared by. A number that is no longer true says
// nothing.
func PersonOf(p Patient) match.Person {
	out := match.Person{
		Given: p.GivenNames, Family: p.FamilyName, Others: p.OtherNames, Sex: string(p.Sex),
		Birth: p.BirthDate, Estimated: p.BirthPrecision == partialdate.ByAge,
		Village: p.Village, District: p.District, NextOfKin: p.NextOfKin.Name,
	}
	for _, n := range p.Phones {
		out.Phones = append(out.Phones, n.Number)
	}
	for _, i := range p.Identifiers {
		if i.Status == "active" {
			out.NationalIDs = official(out.NationalIDs, i.System, i.Value)
		}
	}
	return out
}

// PersonOf is the same of somebody who is being registered.
func (in Registration) PersonOf() match.Person {
	p := Patient{
		GivenNames: in.GivenNames, FamilyName: in.FamilyName, OtherNames: in.OtherNames, Sex: in.Sex,
		BirthDate: in.BirthDate, BirthPrecision: in.BirthPrecision, Village: in.Village, District: in.District, NextOfKin: in.NextOfKin,
	}
	for _, n := range in.Phones {
		p.Phones = append(p.Phones, Phone{Number: n.Number})
	}
	for _, i := range in.Identifiers {
		p.Identifiers = append(p.Identifiers, Identifier{System: i.System, Value: i.Value, Status: "active"})
	}
	return PersonOf(p)
}

// known is somebody in the register, as far as it matters to who they are.
type known struct {
	num    int64
	id     string
	person match.Person
}

// knownColumns reads what scanKnown takes. A number that is no longer true says
// nothing.
const knownColumns = `SELECT p.num, p.id, p.given_names, p.family_name, p.other_names, p.sex, coalesce(p.birth_date, ''), p.birth_precision,
	p.phones, p.village, p.district, p.next_of_kin,
	(SELECT json_group_array(json_array(i.system, i.value)) FROM identifier i WHERE i.patient_id = p.id AND i.status = 'active' AND i.system <> 'file-number')
	`

func scanKnown(row interface{ Scan(...any) error }) (known, error) {
	var k known
	var precision partialdate.Precision
	var others, phones, kin, numbers string
	p := &k.person
	if err := row.Scan(&k.num, &k.id, &p.Given, &p.Family, &others, &p.Sex, &p.Birth, &precision, &phones, &p.Village, &p.District, &kin, &numbers); err != nil {
		return k, err
	}
	p.Estimated = precision == partialdate.ByAge
	var reached []Phone
	var next NextOfKin
	var papers [][2]string
	for _, column := range []struct {
		text string
		into any
	}{{others, &p.Others}, {phones, &reached}, {kin, &next}, {numbers, &papers}} {
		if len(column.text) <= len("[]") {
			continue
		}
		if err := json.Unmarshal([]byte(column.text), column.into); err != nil {
			return k, fmt.Errorf("patient: stored JSON: %w", err)
		}
	}
	p.NextOfKin = next.Name
	for _, n := range reached {
		p.Phones = append(p.Phones, n.Number)
	}
	for _, n := range papers {
		p.NationalIDs = official(p.NationalIDs, System(n[0]), n[1])
	}
	return k, nil
}

// EverybodyIn reads everybody in the register, in the order in which they were
// registered, without holding them all.
func EverybodyIn(tx *db.Tx, yield func(patientID string, p match.Person) error) error {
	return everybody(tx, `FROM patient p WHERE p.active = 1 ORDER BY p.num`, func(k known) error { return yield(k.id, k.person) })
}

func everybody(tx *db.Tx, which string, yield func(known) error, args ...any) error {
	rows, err := tx.Query(knownColumns+which, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		k, err := scanKnown(rows)
		if err == nil {
			err = yield(k)
		}
		if err != nil {
			return err
		}
	}
	return rows.Err()
}
