package tabular

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// mark is what a cell is beside its text.
type mark struct {
	formula, number, date bool
	zeros                 int // how many digits a whole number is shown with at least
}

// markedRow is one row element; its cells by column, those that have something to
// say only.
type markedRow struct {
	line  int
	cells map[int]mark
}

// marks walks over the rows of a sheet.
type marks struct {
	decoder *xml.Decoder
	styles  []mark
	limits  Limits
	line    int
	begun   bool
}

func openMarks(file *excelize.File, sheet string, limits Limits) (*marks, error) {
	part, ok := sheetPart(file, sheet)
	if !ok {
		return nil, refuse(Damaged, 0)
	}
	return &marks{decoder: xml.NewDecoder(bytes.NewReader(part)), styles: styles(file), limits: limits}, nil
}

func (m *marks) next() (markedRow, error) {
	for {
		token, err := m.decoder.RawToken()
		if errors.Is(err, io.EOF) && m.begun {
			return markedRow{}, refuse(Damaged, m.line) // a sheet ends with its last element
		}
		if err != nil {
			return markedRow{}, refuse(Damaged, m.line)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "sheetData":
				m.begun = true
			case "row":
				return m.row(e)
			}
		case xml.EndElement:
			if e.Name.Local == "sheetData" {
				return markedRow{}, io.EOF
			}
		}
	}
}

func (m *marks) row(start xml.StartElement) (markedRow, error) {
	before := m.line
	m.line++
	if said := attribute(start, "r"); said != "" {
		n, err := strconv.Atoi(said)
		if err != nil || n <= before || n > 1<<20 { // a sheet has no more, and rows go downwards
			return markedRow{}, refuse(Damaged, before+1)
		}
		m.line = n
	}
	row := markedRow{line: m.line, cells: map[int]mark{}}
	column, size := -1, m.decoder.InputOffset()
	for {
		token, err := m.decoder.RawToken()
		if err != nil {
			return row, refuse(Damaged, m.line)
		}
		if m.decoder.InputOffset()-size > int64(m.limits.Row)*16 { // the elements around the text are long
			return row, refuse(LineTooLong, m.line)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "c":
				if column, err = m.cell(e, column, row.cells); err != nil {
					return row, err
				}
			case "f":
				if column >= 0 {
					row.cells[column] = mark{formula: true}
				}
			}
		case xml.EndElement:
			if e.Name.Local == "row" {
				return row, nil
			}
		}
	}
}

// cell is the column of a cell, the next one when it does not say.
func (m *marks) cell(start xml.StartElement, before int, into map[int]mark) (int, error) {
	column := before + 1
	if at := attribute(start, "r"); at != "" {
		c, _, err := excelize.CellNameToCoordinates(at)
		if err != nil {
			return 0, refuse(Damaged, m.line)
		}
		column = c - 1
	}
	if column >= excelize.MaxColumns {
		return 0, refuse(TooManyColumns, m.line)
	}
	style, _ := strconv.Atoi(attribute(start, "s")) // none is the first one
	if kind := attribute(start, "t"); kind == "" || kind == "n" {
		look := mark{}
		if style >= 0 && style < len(m.styles) {
			look = m.styles[style]
		}
		look.number = true
		into[column] = look
	}
	return column, nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// zerosOnly is a format such as 0000, by which a sheet shows 12 as 0012.
var zerosOnly = regexp.MustCompile(`^0+$`)

// styles says of each style of the workbook whether it shows a date, or zeros.
func styles(file *excelize.File) []mark {
	if file.Styles == nil || file.Styles.CellXfs == nil {
		return nil
	}
	formats := map[int]string{}
	if file.Styles.NumFmts != nil {
		for _, f := range file.Styles.NumFmts.NumFmt {
			formats[f.NumFmtID] = f.FormatCode
		}
	}
	list := make([]mark, len(file.Styles.CellXfs.Xf))
	for i, xf := range file.Styles.CellXfs.Xf {
		if xf.NumFmtID == nil {
			continue
		}
		id := *xf.NumFmtID
		format, own := formats[id]
		switch {
		case own && isDate(format), !own && isBuiltInDate(id):
			list[i].date = true
		case own && zerosOnly.MatchString(format):
			list[i].zeros = len(format)
		}
	}
	return list
}

// isBuiltInDate holds the numbers of formats that Excel knows without being told,
// those of other countries too; times of the day are left out.
func isBuiltInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

// quoted is what a format shows as it stands: "text", \x, and [colour] or [language].
var quoted = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.|\*.`)

// isDate holds a format with a year or a day in it.
func isDate(format string) bool {
	plain := strings.ToLower(quoted.ReplaceAllString(format, ""))
	return plain != "general" && strings.ContainsAny(plain, "yd")
}
