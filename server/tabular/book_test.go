package tabular_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"karete/server/tabular"
)

// sheet is a workbook while it is made.
type sheet struct {
	t    testing.TB
	file *excelize.File
	name string
}

func (s *sheet) set(cell string, v any) {
	s.t.Helper()
	if err := s.file.SetCellValue(s.name, cell, v); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sheet) shown(cell string, v any, style excelize.Style) {
	s.t.Helper()
	s.set(cell, v)
	id, err := s.file.NewStyle(&style)
	if err == nil {
		err = s.file.SetCellStyle(s.name, cell, cell, id)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

func book(t testing.TB, fill func(*sheet)) []byte {
	t.Helper()
	s := &sheet{t, excelize.NewFile(), "Sheet1"}
	defer s.file.Close()
	fill(s)
	out, err := s.file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBook(t *testing.T) {
	t.Parallel()
	own := func(format string) excelize.Style { return excelize.Style{CustomNumFmt: &format} }
	data := book(t, func(s *sheet) {
		for i, name := range []string{"LEBITSO", "TSOETSOE", "FILE NO", "MOHALA"} {
			s.set(fmt.Sprintf("%c1", 'A'+i), name)
		}
		born := time.Date(1987, 4, 12, 0, 0, 0, 0, time.UTC)
		s.set("A3", " Tšepo ")
		s.shown("B3", born, excelize.Style{NumFmt: 14}) // Excel shows 04-12-87 or 12/4/87, as the computer likes
		s.shown("C3", 12, own("0000"))
		s.set("D3", 58124471.0)
		s.set("A4", "’Mathabo")
		s.shown("B4", born, own(`dd" of "mmmm yyyy`))
		s.set("C4", "0012")
		s.set("D4", "+266 5812 4471")
		s.set("A5", "Pule")
		if err := s.file.SetCellFormula(s.name, "B5", "B4+1"); err != nil {
			s.t.Fatal(err)
		}
		s.shown("C5", 1234.5, own("#,##0.00"))
		s.set("A6", true)
		s.set("B6", 31879) // no date: nobody said so
	})
	f, got, err := read(bytes.NewReader(data), tabular.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"1:LEBITSO|TSOETSOE|FILE NO|MOHALA", "3:Tšepo|1987-04-12|0012|58124471",
		"4:’Mathabo|1987-04-12|0012|+266 5812 4471", "5:Pule||1234.5[1]", "6:1|31879"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(tabular.Format{Kind: "xlsx", Sheet: "Sheet1", Sheets: []string{"Sheet1"}}, f); diff != "" {
		t.Error(diff)
	}
}

func TestSheets(t *testing.T) {
	t.Parallel()
	data := book(t, func(s *sheet) {
		s.set("A1", "first")
		for _, name := range []string{"Register", "Hidden"} {
			if _, err := s.file.NewSheet(name); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(s.file.SetSheetVisible("Hidden", false), s.file.SetCellValue("Register", "B2", "second")); err != nil {
			t.Fatal(err)
		}
	})
	for asked, want := range map[string][]string{"": {"1:first"}, "Register": {"2:|second"}, "Hidden": nil, "None": nil} {
		f, got, err := read(bytes.NewReader(data), tabular.Options{Sheet: asked})
		if want == nil {
			if !refusedFor(err, tabular.NoSheet, 0) {
				t.Errorf("%q: %v", asked, err)
			}
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil || len(f.Sheets) != 2 {
			t.Errorf("%q: %v %v %s", asked, f, err, diff)
		}
	}
}

func refusedFor(err error, reason tabular.Reason, line int) bool {
	var refused *tabular.Error
	return errors.As(err, &refused) && *refused == tabular.Error{Reason: reason, Line: line}
}

// zipped is a package with these parts; a part of zeros is as long as it says.
func zipped(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, data := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parts are those of a good workbook.
func parts(t testing.TB) map[string][]byte {
	t.Helper()
	good := book(t, func(s *sheet) { s.set("A1", "a") })
	r, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range r.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(from); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

const sheetHead = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`

// repacked is a good workbook with its sheet exchanged.
func repacked(t testing.TB, sheetXML string) []byte {
	t.Helper()
	all := parts(t)
	all["xl/worksheets/sheet1.xml"] = []byte(sheetHead + sheetXML)
	return zipped(t, all)
}

// Whatever stands in the sheet of a sound package, it is read or refused, lines go
// upwards, and the same bytes give the same rows.
func FuzzSheet(f *testing.F) {
	all := parts(f)
	f.Add(`<sheetData><row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" s="1"><v>31879</v></c></row></sheetData></worksheet>`)
	f.Add(`<sheetData><row><c><v>5.8124471E7</v></c></row><row r="7"><c r="C7"><f>A1</f><v>1</v></c></row></sheetData></worksheet>`)
	f.Add(`<sheetData><row r="2"/><row r="9"><c r="A9" t="inlineStr"><is><r><t>a</t></r></is></c></row>`)
	f.Fuzz(func(t *testing.T, sheetXML string) {
		all["xl/worksheets/sheet1.xml"] = []byte(sheetHead + sheetXML)
		data := zipped(t, all)
		_, first, err := read(bytes.NewReader(data), tabular.Options{})
		var refused *tabular.Error
		if err != nil && !errors.As(err, &refused) {
			t.Fatalf("neither a table nor refused: %v", err)
		}
		last := 0
		for _, line := range first {
			var at int
			if _, err := fmt.Sscanf(line, "%d:", &at); err != nil || at <= last {
				t.Fatalf("line %q after %d", line, last)
			}
			last = at
		}
		_, again, _ := read(bytes.NewReader(data), tabular.Options{})
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestBookRefused(t *testing.T) {
	t.Parallel()
	good := book(t, func(s *sheet) {
		for i := range 200 {
			s.set(fmt.Sprintf("A%d", i+1), fmt.Sprint("row ", i))
		}
	})
	var locked bytes.Buffer
	file := excelize.NewFile()
	if err := file.Write(&locked, excelize.Options{Password: "letsatsi"}); err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(good)
	flipped[len(flipped)/3] ^= 0xff
	var wide strings.Builder
	for i := range 70_000 {
		fmt.Fprintf(&wide, `<c t="str"><v>%d</v></c>`, i)
	}
	for name, c := range map[string]struct {
		data   []byte
		reason tabular.Reason
		line   int
	}{
		"locked":          {locked.Bytes(), tabular.Encrypted, 0},
		"old":             {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 2000)...), tabular.OldFormat, 0},
		"cut":             {good[:len(good)/2], tabular.Damaged, 0},
		"cut at the end":  {good[:len(good)-1], tabular.Damaged, 0},
		"changed":         {flipped, tabular.Damaged, 0},
		"a document":      {zipped(t, map[string][]byte{"word/document.xml": []byte("<w/>")}), tabular.NotATable, 0},
		"bomb":            {zipped(t, map[string][]byte{"xl/workbook.xml": make([]byte, 8<<20)}), tabular.UnpacksTooBig, 0},
		"large":           {zipped(t, map[string][]byte{"xl/workbook.xml": []byte("<x/>"), "x": bytes.Repeat([]byte("0123456789abcdefghijklmnopqrstuvwxyz0123456789"), 300_000)}), tabular.UnpacksTooBig, 0},
		"70,000 columns":  {repacked(t, `<sheetData><row r="1">`+wide.String()+`</row></sheetData></worksheet>`), tabular.TooManyColumns, 1},
		"too many":        {repacked(t, `<sheetData><row r="2"><c r="XFD2" t="str"><v>x</v></c></row></sheetData></worksheet>`), tabular.TooManyColumns, 2},
		"no such column":  {repacked(t, `<sheetData><row r="3"><c r="ZZZZ3"><v>1</v></c></row></sheetData></worksheet>`), tabular.Damaged, 3},
		"rows backwards":  {repacked(t, `<sheetData><row r="5"><c r="A5"><v>1</v></c></row><row r="4"></row></sheetData></worksheet>`), tabular.Damaged, 6},
		"row from beyond": {repacked(t, `<sheetData><row r="99999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`), tabular.Damaged, 1},
		"sheet cut":       {repacked(t, `<sheetData><row r="1"><c r="A1" t="str"><v>x</v></c></row><row r="2"><c r="A2"><v>`), tabular.Damaged, 2},
		"string from nowhere": {repacked(t, `<sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row><row r="2"><c r="B"><v>1</v></c></row></sheetData></worksheet>`),
			tabular.Damaged, 2},
	} {
		_, _, err := read(bytes.NewReader(c.data), tabular.Options{Limits: tabular.Limits{Unpacks: 12 << 20}})
		if !refusedFor(err, c.reason, c.line) {
			t.Errorf("%s: %v, want %s in line %d", name, err, c.reason, c.line)
		}
	}
}
