package tabular_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"karete/server/tabular"
)

// read is all rows as line:cell|cell, and the refusal after them.
func read(from io.Reader, o tabular.Options) (f tabular.Format, lines []string, err error) {
	t, err := tabular.Open(from, o)
	if err != nil {
		return f, nil, err
	}
	defer t.Close()
	for {
		row, err := t.Next()
		if errors.Is(err, io.EOF) {
			return t.Format, lines, nil
		}
		if err != nil {
			return t.Format, lines, err
		}
		line := fmt.Sprintf("%d:%s", row.Line, strings.Join(row.Cells, "|"))
		if row.Formulas != nil {
			line += fmt.Sprint(row.Formulas)
		}
		lines = append(lines, line)
	}
}

func utf16LE(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

func TestText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		o    tabular.Options
		want []string
		f    tabular.Format
	}{
		"comma":      {text: "a,b\n1,2\n", want: []string{"1:a|b", "2:1|2"}},
		"semicolon":  {text: "a;b\r\n1;2,5\r\n", want: []string{"1:a|b", "2:1|2,5"}, f: tabular.Format{Separator: ';'}},
		"tab":        {text: "a\tb\n1\t\n\t2\n", want: []string{"1:a|b", "2:1|", "3:|2"}, f: tabular.Format{Separator: '\t'}},
		"bar":        {text: "a|b|c\n1|2|3", want: []string{"1:a|b|c", "2:1|2|3"}, f: tabular.Format{Separator: '|'}},
		"announced":  {text: "sep=;\r\na;b\n1,5;2\n", want: []string{"2:a|b", "3:1,5|2"}, f: tabular.Format{Separator: ';'}},
		"mark":       {text: "\ufeffa,b\nTšepo,’Mathabo\n", want: []string{"1:a|b", "2:Tšepo|’Mathabo"}},
		"utf-16":     {text: utf16LE("a,b\r\nTšepo,x\r\n"), want: []string{"1:a|b", "2:Tšepo|x"}, f: tabular.Format{Encoding: "utf-16"}},
		"windows":    {text: "a,b\nT\x9aepo,\x92Mathabo\n", o: tabular.Options{Encoding: tabular.Windows1252}, want: []string{"1:a|b", "2:Tšepo|’Mathabo"}, f: tabular.Format{Encoding: tabular.Windows1252}},
		"blanks":     {text: "a , b, \"c, d\"\n 1,  2 , 3\n", want: []string{"1:a|b|c, d", "2:1|2|3"}},
		"quotes":     {text: "a,b\n\"x \"\"y\"\"\",\"two\nlines\"\nz,w\n", want: []string{"1:a|b", "2:x \"y\"|two\nlines", "4:z|w"}},
		"empty rows": {text: "a,b\n\n,,\n1,2\n,\n", want: []string{"1:a|b", "4:1|2"}},
		"ragged":     {text: "a,b\n1\n1,2,3\n", want: []string{"1:a|b", "2:1", "3:1|2|3"}},
		"formulas":   {text: "a,b\n=1+1,+266 5812\n@x,-\n", want: []string{"1:a|b", "2:|+266 5812[0]", "3:|-[0]"}},
		"zeros":      {text: "a,b\n\"=\"\"0012\"\"\",2\n", want: []string{"1:a|b", "2:0012|2"}},
		"one column": {text: "name\nThabo\n", want: []string{"1:name", "2:Thabo"}},
	} {
		f, got, err := read(strings.NewReader(c.text), c.o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if c.f.Encoding == "" {
			c.f.Encoding = "utf-8"
		}
		if c.f.Separator == 0 {
			c.f.Separator = ','
		}
		if f.Kind != "csv" || f.Encoding != c.f.Encoding || f.Separator != c.f.Separator {
			t.Errorf("%s: read as %+v", name, f)
		}
	}
}

// endless is a file that goes on and on: it must be refused long before its end.
type endless struct{ head, again string }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.head)
	e.head = e.head[n:]
	for n < len(p) {
		n += copy(p[n:], e.again)
	}
	return n, nil
}

func TestTextRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from io.Reader
		o    tabular.Options
		want tabular.Error
	}{
		"nothing":             {from: strings.NewReader(""), want: tabular.Error{Reason: tabular.Empty}},
		"blank":               {from: strings.NewReader("\ufeff \n\n"), want: tabular.Error{Reason: tabular.Empty}},
		"windows unannounced": {from: strings.NewReader("a,b\nx,y\nT\x9aepo,1\n"), want: tabular.Error{Reason: tabular.Encoding, Line: 3}},
		"picture":             {from: strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), want: tabular.Error{Reason: tabular.NotATable}},
		"nought":              {from: strings.NewReader("a,b\n" + strings.Repeat("x,y\n", 20_000) + "1,\x00\n"), want: tabular.Error{Reason: tabular.NotATable, Line: 20_002}},
		"open quote":          {from: strings.NewReader("a,b\n1,2\n\"x,3\n4,5\n"), want: tabular.Error{Reason: tabular.Quotes, Line: 3}},
		"stray quote":         {from: strings.NewReader("a,b\n1,x\"y\n"), want: tabular.Error{Reason: tabular.Quotes, Line: 2}},
		"endless line":        {from: &endless{"a,b\n1,2\n", "x"}, want: tabular.Error{Reason: tabular.LineTooLong, Line: 3}},
		"endless first line":  {from: &endless{"", "x,"}, want: tabular.Error{Reason: tabular.LineTooLong, Line: 1}},
		"endless quote":       {from: &endless{"a,b\n\"", "x\n"}, want: tabular.Error{Reason: tabular.LineTooLong, Line: 2}},
		"endless table":       {from: &endless{"a,b\n", "1,2\n"}, o: tabular.Options{Limits: tabular.Limits{Rows: 1000}}, want: tabular.Error{Reason: tabular.TooManyRows, Line: 1001}},
		"endless blanks":      {from: &endless{"a,b\n", "\n"}, want: tabular.Error{Reason: tabular.LineTooLong, Line: 2}},
		"large":               {from: &endless{"a,b\n", "1,2\n"}, o: tabular.Options{Limits: tabular.Limits{Bytes: 1 << 16}}, want: tabular.Error{Reason: tabular.TooLarge}},
		"wide":                {from: strings.NewReader("a,b\n" + strings.Repeat("x,", 30_000) + "\n"), want: tabular.Error{Reason: tabular.TooManyColumns, Line: 2}},
		"wider":               {from: strings.NewReader("a,b\n" + strings.Repeat("x,", 70_000) + "\n"), want: tabular.Error{Reason: tabular.LineTooLong, Line: 2}},
	} {
		_, _, err := read(c.from, c.o)
		var refused *tabular.Error
		if !errors.As(err, &refused) || *refused != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// What the reader beneath says is passed on as it is.
func TestReaderFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("the stick was pulled out")
	for _, head := range []string{"", "a,b\n1,2\n", "PK\x03\x04"} {
		_, _, err := read(io.MultiReader(strings.NewReader(head), failing{broken}), tabular.Options{})
		if !errors.Is(err, broken) {
			t.Errorf("after %q: %v", head, err)
		}
	}
}

type failing struct{ error }

func (f failing) Read([]byte) (int, error) { return 0, f.error }

// Whatever comes, every row has its line, lines go upwards, and the same bytes give
// the same rows.
func FuzzTable(f *testing.F) {
	f.Add([]byte("a,b\n1,\"2\n3\"\n"), false)
	f.Add([]byte(utf16LE("a;b\n1;2\n")), false)
	f.Add([]byte("sep=;\na;b"), true)
	f.Add(book(f, func(b *sheet) { b.set("A1", "a"); b.set("B2", 12) }), false)
	f.Fuzz(func(t *testing.T, data []byte, windows bool) {
		o := tabular.Options{Limits: tabular.Limits{Unpacks: 4 << 20}}
		if windows {
			o.Encoding = tabular.Windows1252
		}
		_, first, err := read(bytes.NewReader(data), o)
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
		_, again, _ := read(bytes.NewReader(data), o)
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
