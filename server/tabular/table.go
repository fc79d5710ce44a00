package tabular

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"strings"
)

// Row is one row that has anything in it.
type Row struct {
	Line  int      // where it begins, counted from 1
	Cells []string // without the blanks around them; a row may be shorter than the others
	// Formulas are the cells, counted from 0, that a spreadsheet would reckon: what
	// they show may be old or missing, so Cells has nothing there.
	Formulas []int
}

// Limits of what is read. Zero is the default.
type Limits struct {
	Bytes   int64 // of the file: 32 MiB
	Unpacks int64 // what a workbook may unpack to: 128 MiB
	Rows    int   // 200,000
	Columns int   // 256
	Row     int   // bytes of one row: 64 KiB
}

func (l Limits) orDefault() Limits {
	return Limits{
		Bytes: cmp.Or(l.Bytes, 32<<20), Unpacks: cmp.Or(l.Unpacks, 128<<20),
		Rows: cmp.Or(l.Rows, 200_000), Columns: cmp.Or(l.Columns, 256), Row: cmp.Or(l.Row, 64<<10),
	}
}

// Windows1252 is what Excel on Windows writes as plain "CSV" in English.
const Windows1252 = "windows-1252"

// Options of reading.
type Options struct {
	Encoding string // of a CSV without a mark: "" is UTF-8, or Windows1252
	Sheet    string // of a workbook: "" is the first that is shown
	Limits   Limits
}

// Format is what the table turned out to be.
type Format struct {
	Kind      string   // csv or xlsx
	Encoding  string   // of a CSV: utf-8, utf-16 or windows-1252
	Separator rune     // of a CSV
	Sheet     string   // of a workbook: the one that is read
	Sheets    []string // of a workbook: all that are shown
}

// Table is an open one.
type Table struct {
	Format Format
	rows   rows
	limits Limits
	count  int
}

// rows is a source of them, blank ones too. The end is io.EOF.
type rows interface {
	next() (Row, error)
	close() error
}

// Open begins to read. The error is *Error, or that of the reader.
func Open(from io.Reader, o Options) (*Table, error) {
	limits := o.Limits.orDefault()
	source := bufio.NewReaderSize(&bounded{from: from, left: limits.Bytes}, sample)
	head, err := source.Peek(sample)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return nil, err
	}
	t := &Table{limits: limits}
	switch {
	case len(bytes.TrimSpace(head)) == 0 && err == io.EOF:
		return nil, refuse(Empty, 0)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		t.Format.Kind = "xlsx"
		t.rows, err = openBook(source, o.Sheet, limits, &t.Format)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		err = compound(source)
	default:
		t.Format.Kind = "csv"
		t.rows, err = openText(source, head, o.Encoding, limits, &t.Format)
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Next is the next row that has anything in it; io.EOF after the last one.
// Another error is *Error, or that of the reader.
func (t *Table) Next() (Row, error) {
	for {
		row, err := t.rows.next()
		if err != nil {
			return Row{}, err
		}
		if len(row.Cells) > t.limits.Columns {
			row.Cells = trimmed(row.Cells) // a spreadsheet may have saved a thousand empty ones
			if len(row.Cells) > t.limits.Columns {
				return Row{}, refuse(TooManyColumns, row.Line)
			}
		}
		blank := len(row.Formulas) == 0
		for i, cell := range row.Cells {
			row.Cells[i] = strings.TrimSpace(cell)
			blank = blank && row.Cells[i] == ""
		}
		if blank {
			continue
		}
		if t.count++; t.count > t.limits.Rows {
			return Row{}, refuse(TooManyRows, row.Line)
		}
		return row, nil
	}
}

// Close forgets the table; it does not close what it was read from.
func (t *Table) Close() error { return t.rows.close() }

func trimmed(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// sample is how much of a file is looked at to tell what it is.
const sample = 64 << 10

// bounded refuses a file that goes on after its limit.
type bounded struct {
	from io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, refuse(TooLarge, 0)
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.from.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, refuse(TooLarge, 0)
	}
	return n, err
}
