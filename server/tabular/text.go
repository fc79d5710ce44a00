package tabular

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// text is a CSV.
type text struct {
	csv    *csv.Reader
	source *counted
	first  int // lines before the table that are none of it: sep=;
	end    int // the line on which the row before ended
}

func openText(source *bufio.Reader, head []byte, encoding string, limits Limits, f *Format) (*text, error) {
	var from io.Reader = source
	f.Encoding = "utf-8"
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		f.Encoding = "utf-16"
		from = transform.NewReader(source, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		if _, err := source.Discard(3); err != nil {
			return nil, err
		}
	case encoding == Windows1252:
		f.Encoding = Windows1252
		from = transform.NewReader(source, charmap.Windows1252.NewDecoder())
	}
	decoded := bufio.NewReaderSize(from, sample)
	start, err := decoded.Peek(sample)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return nil, err
	}
	if len(bytes.TrimSpace(start)) == 0 && err == io.EOF {
		return nil, refuse(Empty, 0)
	}
	if bytes.IndexByte(start, 0) >= 0 {
		return nil, refuse(NotATable, 0)
	}
	t := &text{source: &counted{from: decoded, most: limits.Row, line: 1}}
	if separator, size, ok := announced(start); ok {
		if _, err := decoded.Discard(size); err != nil {
			return nil, err
		}
		f.Separator, t.first = separator, 1
	} else {
		f.Separator = guess(start)
	}
	t.csv = csv.NewReader(t.source)
	t.csv.Comma, t.csv.FieldsPerRecord, t.csv.TrimLeadingSpace = f.Separator, -1, f.Separator != '\t'
	return t, nil
}

func (t *text) next() (Row, error) {
	t.source.begin()
	cells, err := t.csv.Read()
	if err != nil {
		return Row{}, t.refused(err)
	}
	line, _ := t.csv.FieldPos(0)
	last, _ := t.csv.FieldPos(len(cells) - 1)
	t.end = last + strings.Count(cells[len(cells)-1], "\n")
	row := Row{Line: t.first + line, Cells: cells}
	for i, cell := range cells {
		switch {
		case strings.IndexByte(cell, 0) >= 0:
			return Row{}, refuse(NotATable, row.Line)
		case !utf8.ValidString(cell):
			return Row{}, refuse(Encoding, row.Line)
		}
		cells[i] = constant(cell)
		if isFormula(cells[i]) {
			cells[i] = ""
			row.Formulas = append(row.Formulas, i)
		}
	}
	return row, nil
}

func (t *text) close() error { return nil }

func (t *text) refused(err error) error {
	var broken *csv.ParseError
	switch {
	case t.source.tooLong && t.source.run > t.source.most/2:
		return refuse(LineTooLong, t.first+t.source.line)
	case t.source.tooLong: // many lines, for a quote is open
		return refuse(LineTooLong, t.first+t.end+1)
	case errors.As(err, &broken):
		return refuse(Quotes, t.first+broken.StartLine)
	}
	return err
}

// constant unwraps ="0012", by which people keep a spreadsheet from making 12 of
// it: there is nothing to reckon in it.
func constant(cell string) string {
	inner, ok := strings.CutPrefix(cell, `="`)
	if !ok {
		return cell
	}
	if inner, ok = strings.CutSuffix(inner, `"`); !ok || strings.Contains(inner, `"`) {
		return cell
	}
	return inner
}

// isFormula tells a formula from a phone number (+266...) and a dash that says
// nothing.
func isFormula(cell string) bool {
	return strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@")
}

// counted bounds a row, which the parser would otherwise gather for ever, and
// knows on which line it is.
type counted struct {
	from    io.Reader
	most    int
	left    int
	line    int
	run     int // bytes since the line began
	tooLong bool
}

// begin is before each row.
func (c *counted) begin() { c.left = c.most }

func (c *counted) Read(p []byte) (int, error) {
	if c.left <= 0 {
		c.tooLong = true
		return 0, io.ErrShortBuffer
	}
	n, err := c.from.Read(p[:min(len(p), c.left)])
	c.left -= n
	c.line += bytes.Count(p[:n], []byte{'\n'})
	if last := bytes.LastIndexByte(p[:n], '\n'); last >= 0 {
		c.run = n - 1 - last
	} else {
		c.run += n
	}
	return n, err
}

var separators = []rune{',', ';', '\t', '|'}

// announced is the line sep=; by which Excel tells itself the separator.
func announced(start []byte) (separator rune, size int, ok bool) {
	line, _, found := bytes.Cut(start, []byte("\n"))
	word := strings.TrimRight(string(line), "\r")
	if !found || len(word) != 5 || !strings.EqualFold(word[:4], "sep=") || !strings.ContainsRune(string(separators), rune(word[4])) {
		return 0, 0, false
	}
	return rune(word[4]), len(line) + 1, true
}

// guess is the separator that splits the first lines into most columns, as many in
// each line as in most others.
func guess(start []byte) rune {
	if end := bytes.LastIndexByte(start, '\n'); end > 0 {
		start = start[:end]
	}
	best, most := ',', 0
	for _, separator := range separators {
		r := csv.NewReader(bytes.NewReader(start))
		r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = separator, -1, separator != '\t'
		widths := map[int]int{}
		for range 50 {
			cells, err := r.Read()
			if err != nil {
				break
			}
			widths[len(cells)]++
		}
		score := 0
		for width, lines := range widths {
			score = max(score, (width-1)*lines)
		}
		if score > most {
			best, most = separator, score
		}
	}
	return best
}
