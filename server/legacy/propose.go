package legacy

import (
	"database/sql"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"karete/db"
	"karete/server/patient/partialdate"
	"karete/server/patient/phone"
)

// fields in the order in which screens offer them.
var fields = []Field{Given, Family, Full, OtherNames, Sex, Birth, Age, Phone, Phone2, Village, District, Chief, FileNumber,
	NationalID, Passport, HPRN, ART, TB, Kin, KinRelation, KinPhone, RegisteredOn}

// propose is the mapping that was right for a file with the same columns, or else a
// guess from their names and from what stands in them.
func propose(tx *db.Tx, f file) (ImportMapping, error) {
	guessed := guess(f)
	var kept string
	err := tx.QueryRow(`SELECT mapping FROM legacy_import WHERE header = ? AND header_line > 0 AND state NOT IN ('uploaded', 'discarded')
		ORDER BY uploaded_at DESC, id DESC LIMIT 1`, text(f.header)).Scan(&kept)
	if errors.Is(err, sql.ErrNoRows) || f.headerLine == 0 {
		return guessed, nil
	}
	var saved ImportMapping
	if err == nil {
		err = json.Unmarshal([]byte(kept), &saved)
	}
	saved.AgesOn = guessed.AgesOn // of this file
	return saved, err
}

func guess(f file) ImportMapping {
	m := ImportMapping{Fields: make([]Field, len(f.header))}
	sureOf := map[Field]int{}
	if f.headerLine > 0 {
		for column, name := range f.header {
			field, sure := named(name)
			if sure == 0 {
				continue
			}
			if field == Phone && slices.Contains(m.Fields, Phone) {
				field = Phone2
			}
			if before, taken := sureOf[field]; taken {
				if before >= sure {
					continue
				}
				m.Fields[slices.Index(m.Fields, field)] = Leave
			}
			m.Fields[column], sureOf[field] = field, sure
		}
	}
	// "Name" beside "Surname" is the given name.
	if full := slices.Index(m.Fields, Full); full >= 0 && slices.Contains(m.Fields, Family) && !slices.Contains(m.Fields, Given) {
		m.Fields[full] = Given
	}
	// "Lebitso" alone is all of it, when most have two words.
	if given := slices.Index(m.Fields, Given); given >= 0 && !slices.Contains(m.Fields, Family) && !slices.Contains(m.Fields, Full) {
		if share(f, given, func(cell string) bool { return strings.Contains(cell, " ") }) > 0.5 {
			m.Fields[given] = Full
		}
	}
	for column := range m.Fields {
		if m.Fields[column] != Leave {
			continue
		}
		for _, s := range sniffers {
			if !slices.Contains(m.Fields, s.field) && share(f, column, s.fits) >= 0.8 {
				m.Fields[column] = s.field
				break
			}
		}
	}
	if full := slices.Index(m.Fields, Full); full >= 0 {
		m.FamilyFirst = share(f, full, func(cell string) bool { return strings.Contains(cell, ",") }) > 0.5 ||
			strings.HasPrefix(plain(f.header[full]), "surname") || strings.HasPrefix(plain(f.header[full]), "fane")
	}
	if birth := slices.Index(m.Fields, Birth); birth >= 0 {
		m.MonthFirst = monthFirst(f, birth)
	}
	m.AgesOn = yearOf(f)
	return m
}

// sniffers tell a column that has no telling name by what stands in it.
var sniffers = []struct {
	field Field
	fits  func(cell string) bool
}{
	{Sex, func(cell string) bool { _, clear := sexes[plain(cell)]; return clear }},
	{Phone, func(cell string) bool { _, err := phone.Parse(cell, phone.Lesotho); return err == nil }},
	{Birth, func(cell string) bool {
		d, err := partialdate.Parse(cell, partialdate.Day{Year: 2100, Month: 1, Day: 1})
		return err == nil && d.Precision == partialdate.ByDay
	}},
}

// share is how many of the filled cells of a column are so, 0 when too few are filled.
func share(f file, column int, so func(string) bool) float64 {
	filled, fits := 0, 0
	for _, row := range f.rows[:min(len(f.rows), 200)] {
		if column >= len(row.Cells) || row.Cells[column] == "" {
			continue
		}
		if filled++; so(row.Cells[column]) {
			fits++
		}
	}
	if filled == 0 || filled*10 < min(len(f.rows), 200) {
		return 0
	}
	return float64(fits) / float64(filled)
}

var numeric = regexp.MustCompile(`^(\d{1,2}) ?[ ./-] ?(\d{1,2}) ?[ ./-] ?(\d{4}|\d{2})$`)

// monthFirst reports that somewhere the second figure can be no month, and nowhere
// the first.
func monthFirst(f file, column int) bool {
	first, second := 0, 0
	for _, row := range f.rows {
		if column >= len(row.Cells) {
			continue
		}
		if parts := numeric.FindStringSubmatch(row.Cells[column]); parts != nil {
			a, b := figure(parts[1]), figure(parts[2])
			if a > 12 && b <= 12 {
				first++
			}
			if b > 12 && a <= 12 {
				second++
			}
		}
	}
	return second > 0 && first == 0
}

var aYear = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{2})(?:\D|$)`)

// yearOf is the middle of the year that the file's or the sheet's name tells: the
// ages in it were told then.
func yearOf(f file) string {
	for _, name := range []string{f.name, f.format.Sheet} {
		if y := aYear.FindStringSubmatch(name); y != nil {
			return y[1] + "-07-01"
		}
	}
	return ""
}

// figure reads digits that were matched; nothing is 0.
func figure(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
