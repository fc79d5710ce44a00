package tabular

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// A workbook of text packs to a twentieth or so. One that packs to a five-hundredth was
// made to fill the memory, and so was one with a thousand parts.
const (
	mostRatio = 500
	mostParts = 1000
)

// book is one sheet of a workbook. What its cells say is excelize's; which of them
// are formulas and dates, which excelize does not tell row by row, is read beside.
type book struct {
	file  *excelize.File
	rows  *excelize.Rows
	marks *marks
	line  int
	limit Limits
}

func openBook(from io.Reader, sheet string, limits Limits, f *Format) (b *book, err error) {
	// A library that reads hostile files may meet what its authors did not think of.
	defer func() {
		if recover() != nil {
			b, err = nil, refuse(Damaged, 0)
		}
	}()
	data, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	if err := weigh(data, limits); err != nil {
		return nil, err
	}
	// Nothing may go to a temporary file: it would lie there unencrypted.
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: limits.Unpacks, UnzipXMLSizeLimit: limits.Unpacks,
	})
	if err != nil {
		return nil, refuse(Damaged, 0)
	}
	for _, name := range file.GetSheetList() {
		if shown, err := file.GetSheetVisible(name); err == nil && shown {
			f.Sheets = append(f.Sheets, name)
		}
	}
	if sheet == "" && len(f.Sheets) > 0 {
		sheet = f.Sheets[0]
	}
	if !slices.Contains(f.Sheets, sheet) {
		return nil, refuse(NoSheet, 0)
	}
	f.Sheet = sheet
	b = &book{file: file, limit: limits}
	if b.marks, err = openMarks(file, sheet, limits); err != nil {
		return nil, err
	}
	if b.rows, err = file.Rows(sheet); err != nil {
		return nil, refuse(Damaged, 0)
	}
	return b, nil
}

// weigh refuses a workbook by what its parts say they unpack to; the unpacking
// itself stops where they lied.
func weigh(data []byte, limits Limits) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refuse(Damaged, 0)
	}
	if len(archive.File) > mostParts {
		return refuse(UnpacksTooBig, 0)
	}
	var whole uint64
	isBook := false
	for _, part := range archive.File {
		whole += part.UncompressedSize64
		if whole > uint64(limits.Unpacks) || part.UncompressedSize64 > 1<<20 && part.UncompressedSize64/mostRatio > part.CompressedSize64 {
			return refuse(UnpacksTooBig, 0)
		}
		isBook = isBook || strings.EqualFold(part.Name, "xl/workbook.xml")
		if part.Flags&1 != 0 {
			return refuse(Encrypted, 0)
		}
	}
	if !isBook {
		return refuse(NotATable, 0)
	}
	return nil
}

// compound is a file of the older kind: a locked workbook or one from before 2007.
func compound(from io.Reader) error {
	data, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	var name []byte
	for _, r := range "EncryptedPackage" {
		name = append(name, byte(r), 0)
	}
	if bytes.Contains(data, name) {
		return refuse(Encrypted, 0)
	}
	return refuse(OldFormat, 0)
}

func (b *book) next() (row Row, err error) {
	defer func() {
		if recover() != nil {
			row, err = Row{}, refuse(Damaged, b.line)
		}
	}()
	marked, err := b.marks.next()
	if err != nil {
		return Row{}, err // io.EOF, too
	}
	for b.line < marked.line { // excelize counts the rows between that have no element
		if !b.rows.Next() {
			return Row{}, refuse(Damaged, marked.line)
		}
		b.line++
		if b.line < marked.line {
			if _, err := b.rows.Columns(); err != nil {
				return Row{}, refuse(Damaged, b.line)
			}
		}
	}
	cells, err := b.rows.Columns()
	if err != nil {
		return Row{}, refuse(Damaged, b.line)
	}
	return b.row(marked, cells), nil
}

func (b *book) row(marked markedRow, cells []string) Row {
	row := Row{Line: marked.line, Cells: cells}
	for column, mark := range marked.cells {
		if column >= len(cells) {
			if !mark.formula {
				continue
			}
			row.Cells = append(row.Cells, make([]string, column+1-len(row.Cells))...)
			cells = row.Cells
		}
		switch {
		case mark.formula:
			cells[column] = ""
			row.Formulas = append(row.Formulas, column)
		case mark.number && mark.date:
			cells[column] = b.day(cells[column])
		case mark.number:
			cells[column] = number(cells[column], mark.zeros)
		}
	}
	slices.Sort(row.Formulas)
	return row
}

func (b *book) close() error {
	_ = b.rows.Close() // it has no file of its own
	return b.file.Close()
}

// day is a date cell as YYYY-MM-DD, however the sheet shows it.
func (b *book) day(serial string) string {
	n, err := strconv.ParseFloat(serial, 64)
	if err != nil || n < 1 || n > 2_958_465 { // the year 9999; below 1 it is a time of the day
		return serial
	}
	old := b.file.WorkBook != nil && b.file.WorkBook.WorkbookPr != nil && b.file.WorkBook.WorkbookPr.Date1904
	t, err := excelize.ExcelDateToTime(math.Floor(n), old)
	if err != nil {
		return serial
	}
	return t.Format(time.DateOnly)
}

// number writes 5.8124471E7 as 58124471, and 12 with the zeros it is shown with.
func number(text string, zeros int) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) || math.Abs(n) >= 1e18 {
		return text
	}
	if strings.ContainsAny(text, "eE") || n == math.Trunc(n) {
		text = strconv.FormatFloat(n, 'f', -1, 64)
	}
	if missing := zeros - len(text); missing > 0 && n >= 0 && n == math.Trunc(n) {
		text = strings.Repeat("0", missing) + text
	}
	return text
}

// sheetPart is the part of the package in which a sheet is.
func sheetPart(file *excelize.File, sheet string) ([]byte, bool) {
	var relations struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:",attr"`
		}
	}
	links, _ := file.Pkg.Load("xl/_rels/workbook.xml.rels")
	text, _ := links.([]byte)
	if file.WorkBook == nil || xml.Unmarshal(text, &relations) != nil {
		return nil, false
	}
	for _, s := range file.WorkBook.Sheets.Sheet {
		for _, r := range relations.Relationship {
			if s.Name != sheet || s.ID != r.ID {
				continue
			}
			name := strings.TrimPrefix(r.Target, "/")
			if !strings.HasPrefix(r.Target, "/") {
				name = path.Join("xl", r.Target)
			}
			part, _ := file.Pkg.Load(name)
			data, ok := part.([]byte)
			return data, ok
		}
	}
	return nil, false
}
