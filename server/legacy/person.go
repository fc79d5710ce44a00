package legacy

import (
	"slices"
	"strings"
	"unicode/utf8"

	"karete/server/fault"
	"karete/server/patient"
	"karete/server/patient/partialdate"
)

// reader makes people of lines. It is pure: the same line is always the same person.
type reader struct {
	mapping ImportMapping
	at      map[Field]int // column by field
	told    partialdate.Day
	today   partialdate.Day
	sexes   map[string]patient.Sex
	check   patient.Checker
}

func newReader(m ImportMapping, check patient.Checker, sexes map[string]patient.Sex) reader {
	r := reader{mapping: m, at: map[Field]int{}, sexes: sexes, check: check}
	for column, f := range m.Fields {
		if f != Leave {
			r.at[f] = column
		}
	}
	r.today, _ = partialdate.ParseDay(check.Today())
	r.told = r.today
	if day, ok := partialdate.ParseDay(m.AgesOn); ok && day.Before(r.today) {
		r.told = day
	}
	return r
}

// person is what a line says, and what there is to say about how it was read. It is
// nobody when a note is bad.
func (r reader) person(cells []string, formulas []int) (patient.Registration, []ImportNote) {
	l := &line{reader: r, cells: cells, notes: []ImportNote{}}
	for _, column := range formulas {
		if column < len(r.mapping.Fields) && r.mapping.Fields[column] != Leave {
			l.add(r.mapping.Fields[column], "formula", true, nil)
		}
	}
	var in patient.Registration
	in.GivenNames, in.FamilyName = l.names()
	in.OtherNames = l.others()
	in.Sex = l.sex()
	l.birth(&in)
	in.Phones = l.phones(Phone, Phone2)
	in.Village, in.District, in.Chief = l.get(Village), l.get(District), l.get(Chief)
	l.kin(&in)
	l.numbers(&in)
	l.whole(in)
	return in, l.notes
}

// line is one line while it is read.
type line struct {
	reader
	cells []string
	notes []ImportNote
}

// get is what stands in a field, on one line of text; nothing where people write that
// there is nothing.
func (l *line) get(f Field) string {
	column, ok := l.at[f]
	if !ok || column >= len(l.cells) {
		return ""
	}
	text := strings.Join(strings.Fields(l.cells[column]), " ")
	if len(text) > 1 && text[0] == '\'' && strings.IndexByte("=+-@", text[1]) >= 0 {
		text = text[1:] // so that no spreadsheet takes it for a formula: a sheet that was put right has it
	}
	if f != Given && f != Family && f != Full && nothing[plain(text)] && !(f == Age && text == "0") {
		return ""
	}
	return text
}

// nothing is how people write that there is nothing, as [plain] folds it.
var nothing = map[string]bool{"": true, "na": true, "n a": true, "nil": true, "none": true, "unknown": true, "not known": true, "no": true, "null": true, "ha ho": true, "ha e eo": true, "ha a eo": true, "x": true, "xx": true, "xxx": true, "0": true}

// add notes something about what stands in a field.
func (l *line) add(f Field, code string, bad bool, params map[string]any) {
	note := ImportNote{Field: f, Code: code, Params: params, Bad: bad}
	note.Column = l.at[f]
	if note.Column < len(l.cells) {
		note.Text = firstRunes(strings.Join(strings.Fields(l.cells[note.Column]), " "), 60)
	}
	l.notes = append(l.notes, note)
}

func (l *line) doubt(f Field, code string, params map[string]any) { l.add(f, code, false, params) }

// names are given and family name. A full name is parted: before and after a comma,
// else at its last word, or its first.
func (l *line) names() (given, family string) {
	given, family = trim(l.get(Given)), trim(l.get(Family))
	if full := trim(l.get(Full)); full != "" && given == "" && family == "" {
		given, family = part(full, l.mapping.FamilyFirst)
	}
	switch letters := utf8.RuneCountInString(strings.Trim(given, ". ")); {
	case letters == 1 && l.has(Given):
		l.doubt(Given, "short-name", nil)
	case letters == 1:
		l.doubt(Full, "short-name", nil)
	}
	return given, family
}

func (l *line) has(f Field) bool {
	_, ok := l.at[f]
	return ok
}

// trim takes off what is left of a list around a name.
func trim(name string) string { return strings.Trim(name, " ,;:/") }

func part(full string, familyFirst bool) (given, family string) {
	if before, after, found := strings.Cut(full, ","); found && !strings.Contains(after, ",") {
		return trim(after), trim(before)
	}
	words := strings.Fields(full)
	switch {
	case len(words) == 1:
		return full, ""
	case familyFirst:
		return strings.Join(words[1:], " "), words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], " "), words[last]
}

func (l *line) others() []string {
	var list []string
	for _, name := range strings.FieldsFunc(l.get(OtherNames), func(r rune) bool { return r == ',' || r == ';' || r == '/' }) {
		if name = trim(name); name != "" {
			list = append(list, name)
		}
	}
	return list
}

func (l *line) kin(in *patient.Registration) {
	in.NextOfKin = patient.NextOfKin{Name: trim(l.get(Kin)), Relationship: l.get(KinRelation)}
	if list := l.phones(KinPhone); len(list) > 0 {
		in.NextOfKin.Phone = list[0].Number
	}
}

// whole holds the person to what the desk would be held to.
func (l *line) whole(in patient.Registration) {
	if in.GivenNames == "" && in.FamilyName == "" {
		f := Given
		for _, other := range []Field{Full, Family, Given} {
			if l.has(other) {
				f = other
			}
		}
		l.add(f, "no-name", true, nil)
	}
	for _, broken := range l.check.Check(in) {
		f := l.fieldOf(broken.Field)
		if f == Leave && broken.Code == "required" || slices.ContainsFunc(l.notes, func(n ImportNote) bool { return n.Field == f && n.Bad }) {
			continue // the names, told above; or one word about a cell is enough
		}
		l.add(f, broken.Code, true, broken.Params)
	}
}

// fieldOf is the field of theirs that a field of ours came from.
func (l *line) fieldOf(ours string) Field {
	of := func(candidates ...Field) Field {
		for _, f := range candidates {
			if l.has(f) && l.get(f) != "" {
				return f
			}
		}
		return Leave
	}
	switch head, _, _ := strings.Cut(ours, "["); head {
	case "givenNames":
		return of(Given, Full)
	case "familyName":
		return of(Family, Full)
	case "otherNames":
		return OtherNames
	case "sex":
		return Sex
	case "birthDate", "birthPrecision", "birthRecordedOn":
		return of(Birth, Age)
	case "phones":
		return of(Phone, Phone2)
	case "village":
		return Village
	case "district":
		return District
	case "chief":
		return Chief
	case "nextOfKin.name":
		return Kin
	case "nextOfKin.relationship":
		return KinRelation
	case "nextOfKin.phone":
		return KinPhone
	case "fileNumber.value", "fileNumber.series":
		return FileNumber
	}
	return of(NationalID, Passport, HPRN, ART, TB)
}

func mentions(list []fault.FieldError, head string) bool {
	return slices.ContainsFunc(list, func(f fault.FieldError) bool { return strings.HasPrefix(f.Field, head) })
}
