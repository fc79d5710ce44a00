package legacy

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"karete/server/tabular"
)

// called are the names that columns have in registers here, in English and Sesotho,
// folded by [plain]. A longer name that a header holds beats a shorter one.
var called = map[Field][]string{
	Given:        {"given name", "given names", "first name", "first names", "forename", "given", "first", "lebitso", "mabitso"},
	Family:       {"family name", "surname", "last name", "family", "fane", "sefane", "lebitso la lelapa"},
	Full:         {"full name", "full names", "name and surname", "names and surname", "patient name", "name of patient", "client name", "lebitso le fane", "mabitso ka botlalo", "lebitso ka botlalo", "mokuli", "patient", "name", "names"},
	OtherNames:   {"other name", "other names", "maiden name", "alias", "church name", "middle name", "mabitso a mang", "lebitso le leng"},
	Sex:          {"sex", "gender", "bong", "m f", "f m"},
	Birth:        {"birth date", "birthdate", "date of birth", "dob", "d o b", "birthday", "born", "tsoalo", "letsatsi la tsoalo", "tsoetsoe", "tsoetsoeng", "tlhaho", "year of birth"},
	Age:          {"age", "ages", "lilemo", "dilemo", "age years", "age yrs"},
	Phone:        {"phone", "phone no", "phone number", "telephone", "tel", "tel no", "cell", "cell no", "cellphone", "cell phone", "mobile", "contact", "contacts", "contact no", "contact number", "mohala", "mehala", "fono", "nomoro ea mohala", "selefouno"},
	Phone2:       {"phone 2", "second phone", "other phone", "alternative phone", "alternative contact", "contact 2", "mohala 2"},
	Village:      {"village", "motse", "address", "residence", "place", "physical address", "home", "bolulo", "aterese", "suburb"},
	District:     {"district", "setereke"},
	Chief:        {"chief", "headman", "ward", "morena", "ramotse"},
	FileNumber:   {"file", "file no", "file number", "folder no", "folder number", "card no", "card number", "reg no", "registration no", "registration number", "register no", "opd no", "opd number", "patient no", "patient number", "patient id", "booklet no", "bukana", "nomoro ea bukana", "faele", "nomoro ea faele", "hospital no", "clinic no"},
	NationalID:   {"id", "id no", "id number", "national id", "national id no", "national id number", "national identity", "identity", "identity no", "identity number", "nid", "boitsebiso", "nomoro ea boitsebiso", "sa id", "omang"},
	Passport:     {"passport", "passport no", "passport number", "phasepoto"},
	HPRN:         {"hprn"},
	ART:          {"art", "art no", "art number", "pre art no"},
	TB:           {"tb", "tb no", "tb number", "tb reg no", "tb registration no"},
	Kin:          {"next of kin", "nok", "next kin", "kin", "guardian", "guardian name", "name of guardian", "mother", "mothers name", "mother name", "name of mother", "fathers name", "father name", "emergency contact", "emergency contact name", "moamani", "motho oa haufi", "lebitso la moamani", "leloko"},
	KinRelation:  {"relationship", "relation", "kamano", "nok relationship", "next of kin relationship"},
	KinPhone:     {"nok phone", "nok contact", "nok tel", "nok cell", "nok number", "kin phone", "next of kin phone", "next of kin contact", "next of kin tel", "next of kin phone number", "next of kin number", "emergency phone", "emergency contact no", "emergency contact number", "guardian phone", "mohala oa moamani"},
	RegisteredOn: {"date", "registered", "registered on", "date registered", "registration date", "date of registration", "reg date", "first visit", "date of first visit", "visit date", "date of visit", "letsatsi", "letsatsi la ngoliso", "date seen"},
}

// plain is a column's name as it is compared: lower case, without marks and signs.
func plain(name string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '‘', r == 'ʼ':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			out.WriteRune(r)
		case r == '#':
			out.WriteString(" no ")
		default:
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// named is the field that a column's name speaks of, and how surely: the letters of
// the name that it knows. A name that is nothing else beats one that holds others.
func named(name string) (best Field, sure int) {
	name = plain(name)
	if name == "" {
		return Leave, 0
	}
	for _, f := range fields {
		for _, known := range called[f] {
			score := 0
			switch {
			case name == known:
				score = 1000 + len(known)
			case strings.Contains(" "+name+" ", " "+known+" "):
				score = len(known)
			}
			if score > sure {
				best, sure = f, score
			}
		}
	}
	return best, sure
}

// split takes the names of the columns off the rows. Titles may stand above them; a
// table whose first row names nothing has none.
func split(rows []tabular.Row) (header []string, line int, below []tabular.Row) {
	width := 0
	for _, row := range rows {
		width = max(width, len(row.Cells))
	}
	best, at := 0, -1
	for i, row := range rows[:min(len(rows), 10)] {
		known := 0
		for _, cell := range row.Cells {
			if len(cell) > 40 || len(row.Formulas) > 0 {
				continue
			}
			if _, sure := named(cell); sure > 0 {
				known++
			}
		}
		if known > best {
			best, at = known, i
		}
	}
	if at < 0 && len(rows) > 1 && !data(rows[0].Cells) {
		at = 0
	}
	header = make([]string, width)
	for i := range header {
		header[i] = letters(i)
	}
	if at < 0 {
		return header, 0, rows
	}
	for i, cell := range rows[at].Cells {
		if cell = strings.Join(strings.Fields(cell), " "); cell != "" {
			header[i] = firstRunes(cell, 80)
		}
	}
	return header, rows[at].Line, rows[at+1:]
}

// data reports that a row says something of a person: it has a figure in it.
func data(cells []string) bool {
	for _, cell := range cells {
		if strings.ContainsFunc(cell, unicode.IsDigit) {
			return true
		}
	}
	return false
}

// letters is what a spreadsheet calls a column: A, B … Z, AA.
func letters(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

func firstRunes(s string, most int) string {
	for i := range s {
		if most--; most < 0 {
			return s[:i]
		}
	}
	return s
}
