package patient

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"karete/db"
	"karete/server/patient/name"
	"karete/server/patient/partialdate"
	"karete/server/patient/phone"
)

// mostAtDoor bounds the files that are looked at for one number: a family has one phone.
const mostAtDoor = 30

// ByNumberIn finds whoever says a file number or a phone of theirs, whole, and their
// birth year: the files it may be, in as many queries whatever is known. A number that
// another paper gives (an identity card, a register) lets nobody in.
func ByNumberIn(tx *db.Tx, number string, birthYear int) (fileIDs []string, err error) {
	here, err := clinicIn(tx)
	if err != nil {
		return nil, err
	}
	number = strings.TrimSpace(strings.ToValidUTF8(number, ""))
	dialled, err := phone.Parse(number, here.country)
	if err != nil {
		dialled = ""
	}
	typed := []string{compact(number), compact(otherYearForm(number))}
	rows, err := tx.Query(`SELECT p.id, coalesce(p.birth_date, ''), p.birth_precision, coalesce(p.birth_recorded_on, ''),
			EXISTS (SELECT 1 FROM json_each(p.phones) f WHERE f.value ->> 'number' = ?3),
			(SELECT coalesce(group_concat(i.series || char(10) || i.value, char(9)), '') FROM identifier i
				WHERE i.patient_id = p.id AND i.system = 'file-number' AND i.status <> 'withdrawn')
		FROM patient p WHERE p.active = 1 AND p.num IN (SELECT num FROM patient_key WHERE key IN (SELECT value FROM json_each(?1)) ORDER BY num LIMIT ?2)
		ORDER BY p.num`, asJSON([]string{keyIdentifier + typed[0], keyIdentifier + typed[1], keyPhone + nationalDigits(dialled)}), mostAtDoor, dialled)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, numbers string
		var birth partialdate.Date
		var phoned bool
		if err := rows.Scan(&id, &birth.Text, &birth.Precision, &birth.RecordedOn, &phoned, &numbers); err != nil {
			return nil, err
		}
		known := phoned || slices.ContainsFunc(strings.Split(numbers, "\t"), func(n string) bool { return isFileNumber(n, typed) })
		if known && bornIn(birth, birthYear) {
			fileIDs = append(fileIDs, id)
		}
	}
	return fileIDs, rows.Err()
}

// isFileNumber reports whether what was typed is the number of a file: the whole of it,
// or what is left without its leading zeros or its series.
func isFileNumber(stored string, typed []string) bool {
	series, value, _ := strings.Cut(stored, "\n")
	value = compact(value)
	for _, t := range typed {
		if t != "" && (t == value || t == compact(series)+value || t == strings.TrimLeft(value, "0")) {
			return true
		}
	}
	return false
}

// bornIn reports whether a birth can have been in a year. Of somebody whose birth
// nobody knows no year is right.
func bornIn(birth partialdate.Date, year int) bool {
	earliest, latest, known := birth.Bounds()
	return known && earliest.Year <= year && year <= latest.Year
}

// TheOneIn is who stands for files, "" unless that is exactly one living person.
func TheOneIn(tx *db.Tx, fileIDs []string) (patientID string, err error) {
	if fileIDs == nil {
		fileIDs = []string{}
	}
	list, err := column[string](tx, `WITH RECURSIVE up (id) AS (
			SELECT value FROM json_each(?1) UNION SELECT l.into_id FROM up JOIN patient_link l ON l.patient_id = up.id AND l.ended_at IS NULL)
		SELECT p.id FROM up JOIN patient p ON p.id = up.id
		WHERE p.active = 1 AND p.deceased_on IS NULL AND NOT EXISTS (SELECT 1 FROM patient_link l WHERE l.patient_id = p.id AND l.ended_at IS NULL)
		ORDER BY p.num LIMIT 2`, asJSON(fileIDs))
	if err != nil || len(list) != 1 {
		return "", err
	}
	return list[0], nil
}

// AtDoor is as much of a patient as their own door needs.
type AtDoor struct {
	Initials  string
	BirthYear int // 0: not known to the year
	Sex       Sex
	Language  string
	Age       *AgeDays // nil: not known
}

// AgeDays is the least and the greatest age that somebody can have.
type AgeDays struct{ Low, High int }

// AtDoorIn reads it. Fault: not-found.
func AtDoorIn(tx *db.Tx, patientID string) (AtDoor, error) {
	here, err := clinicIn(tx)
	if err != nil {
		return AtDoor{}, err
	}
	var d AtDoor
	var given, family string
	var birth partialdate.Date
	err = tx.QueryRow(`SELECT given_names, family_name, sex, language, coalesce(birth_date, ''), birth_precision, coalesce(birth_recorded_on, '')
		FROM patient WHERE id = ? AND active = 1`, patientID).Scan(&given, &family, &d.Sex, &d.Language, &birth.Text, &birth.Precision, &birth.RecordedOn)
	if errors.Is(err, sql.ErrNoRows) {
		return AtDoor{}, notFound()
	}
	if err != nil {
		return AtDoor{}, err
	}
	d.Initials = name.Initials(given, family)
	earliest, latest, known := birth.Bounds()
	if !known {
		return d, nil
	}
	if earliest.Year == latest.Year {
		d.BirthYear = earliest.Year
	}
	today := time.Date(here.today.Year, here.today.Month, here.today.Day, 0, 0, 0, 0, time.UTC)
	days := func(born partialdate.Day) int {
		return max(0, int(today.Sub(time.Date(born.Year, born.Month, born.Day, 0, 0, 0, 0, time.UTC))/(24*time.Hour)))
	}
	d.Age = &AgeDays{days(latest), days(earliest)}
	return d, nil
}

// GuessKey is one name for a number however it is written, so that nobody gets more
// guesses at it by writing it otherwise.
func GuessKey(number string) string {
	short := compact(number)
	for _, form := range []string{number, otherYearForm(strings.TrimSpace(number))} {
		for _, digits := range typedDigits(form) {
			if digits = strings.TrimLeft(digits, "0"); digits != "" && len(digits) <= len(short) {
				short = digits
			}
		}
	}
	return short
}
