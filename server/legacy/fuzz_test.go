package legacy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/patient"
	"karete/server/tabular"
	"karete/server/visit/visittest"
)

// Whatever stands in a line, it is read the same way twice, and who comes of it
// without a bad note is somebody whom the register takes.
func FuzzLine(f *testing.F) {
	f.Add("Mamosa", "Mokoena", "T", "12/4/87", "58124471 / 62807799", "OPD 0012/19", "8001015009087", true)
	f.Add("'Ma Thabo", "", "M?", "about 1960", "none", "0012", "", false)
	f.Add("", "Mokoena, Thabo", "1", "31/02/1987", "5812", "#9", "x", false)
	var check patient.Checker
	if err := visittest.New(f).DB.Read(f.Context(), func(tx *db.Tx) (err error) {
		check, err = patient.CheckerIn(tx)
		return err
	}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, given, family, sex, birth, phones, number, papers string, first bool) {
		m := ImportMapping{Fields: []Field{Given, Family, Sex, Birth, Phone, FileNumber, NationalID, Kin, KinPhone, OtherNames, RegisteredOn, Age}, MonthFirst: first, FamilyFirst: first, Series: "A"}
		r := newReader(m, check, legend(map[string]bool{"m": first, "f": !first}))
		cells := []string{given, family, sex, birth, phones, number, papers, family, phones, given, birth, number}
		in, notes := r.person(cells, nil)
		again, same := r.person(cells, nil)
		if diff := cmp.Diff(in, again) + cmp.Diff(notes, same); diff != "" {
			t.Fatal(diff)
		}
		for _, n := range notes {
			if n.Bad {
				return
			}
		}
		if broken := check.Check(in); len(broken) > 0 {
			t.Fatalf("%+v is refused: %+v", in, broken)
		}
	})
}

// A table's names are found or made up, one for each column, and the same twice.
func FuzzHeader(f *testing.F) {
	f.Add("LEBITSO,FANE,BONG\nMamosa,Mokoena,T")
	f.Add("Register of 2019\nName & Surname,D.O.B.,Cell #\nThabo Letsie,3/2/1990,58124471")
	f.Add("Thabo,Letsie,3/2/1990\nNeo,Tau,1980")
	f.Fuzz(func(t *testing.T, text string) {
		var rows []tabular.Row
		for i, line := range strings.Split(text, "\n") {
			rows = append(rows, tabular.Row{Line: i + 1, Cells: strings.Split(line, ",")})
		}
		header, line, below := split(rows)
		m := guess(file{row: row{header: header, headerLine: line}, rows: below})
		if len(m.Fields) != len(header) || len(below)+min(line, len(rows)) != len(rows) {
			t.Fatalf("%d names, %d fields, %d rows below line %d of %d", len(header), len(m.Fields), len(below), line, len(rows))
		}
		seen := map[Field]bool{}
		for _, field := range m.Fields {
			if field != Leave && seen[field] {
				t.Fatalf("%s is there twice: %+v", field, m.Fields)
			}
			seen[field] = true
		}
		for _, name := range header {
			if name == "" {
				t.Fatal("a column without a name")
			}
		}
	})
}
