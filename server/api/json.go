package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/fault"
)

const (
	maxDepth = 16
	// Huma passes a decoder's error on as text only. What follows is a code, a
	// colon and a path: of a fault about the whole body, or of one broken field.
	wholeBody = "karete-body:"
	oneField  = "karete-field:"
)

func encodeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// strictJSON reads JSON more strictly than encoding/json, which takes the last of
// two equal names and repairs broken UTF-8: two readers of such a body would see
// two different patients.
type strictJSON struct {
	names map[string]bool // of the document's properties; any other is the sender's and never repeated
}

func (s *strictJSON) format() huma.Format {
	return huma.Format{Marshal: encodeJSON, Unmarshal: s.decode}
}

// know takes the names of all properties in the document.
func (s *strictJSON) know(schemas map[string]*huma.Schema) {
	s.names = map[string]bool{}
	for _, schema := range schemas {
		for name := range schema.Properties {
			s.names[name] = true
		}
	}
}

// decode is called by huma twice: into an `any` to validate it, then into the
// handler's struct. The first pass looks at everything.
func (s *strictJSON) decode(data []byte, v any) error {
	if _, first := v.(*any); first {
		w := walker{decoder: json.NewDecoder(bytes.NewReader(data)), known: s.names}
		if err := w.walk(); err != nil {
			return err
		}
	}
	err := json.Unmarshal(data, v)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong) && strings.HasPrefix(wrong.Value, "number "): // it is one, but no int holds it
		return broken("out-of-range", wrong.Field)
	case errors.As(err, &wrong):
		return broken("wrong-type", wrong.Field)
	}
	return malformed("")
}

func malformed(path string) error {
	return errors.New(wholeBody + string(fault.Malformed) + ":" + path)
}
func broken(code, path string) error { return errors.New(oneField + code + ":" + path) }

// walker refuses duplicate names, deep nesting, anything after the value, numbers
// that no float64 holds, and characters that cannot be seen in strings.
type walker struct {
	decoder *json.Decoder
	known   map[string]bool
	stack   []level
	naming  bool // a name is next, not a value
}

// level is an object or an array that is open.
type level struct {
	names map[string]bool // nil in an array
	name  string
	index int
}

func (w *walker) walk() error {
	w.decoder.UseNumber()
	for {
		token, err := w.decoder.Token()
		switch {
		case err == io.EOF && len(w.stack) == 0:
			return nil
		case err != nil:
			return malformed(w.path())
		}
		if err := w.take(token); err != nil {
			return err
		}
	}
}

func (w *walker) take(token json.Token) error {
	switch t := token.(type) {
	case json.Delim:
		switch t {
		case '{':
			return w.open(level{names: map[string]bool{}})
		case '[':
			return w.open(level{})
		}
		w.stack = w.stack[:len(w.stack)-1]
	case string:
		if w.naming {
			return w.name(t)
		}
		if unseen(t) {
			return broken("bad-text", w.path())
		}
	case json.Number:
		if _, err := t.Float64(); err != nil {
			return broken("out-of-range", w.path())
		}
	}
	w.ended()
	return nil
}

func (w *walker) open(l level) error {
	if len(w.stack) == maxDepth {
		return malformed(w.path())
	}
	w.stack = append(w.stack, l)
	w.naming = l.names != nil
	return nil
}

func (w *walker) name(name string) error {
	top := &w.stack[len(w.stack)-1]
	twice := top.names[name]
	top.names[name], top.name = true, name
	w.naming = false
	if twice || unseen(name) {
		return malformed(w.path())
	}
	return nil
}

// ended follows a value.
func (w *walker) ended() {
	w.naming = false
	if n := len(w.stack); n > 0 {
		w.naming = w.stack[n-1].names != nil
		w.stack[n-1].index++
	}
}

// path says where the walker stands, down to the last name that is the
// document's own.
func (w *walker) path() string {
	var path strings.Builder
	for i, l := range w.stack {
		switch {
		case l.names == nil:
			path.WriteString("[" + strconv.Itoa(l.index) + "]")
			continue
		case w.naming && i == len(w.stack)-1, !w.known[l.name]:
			return path.String()
		}
		if path.Len() > 0 {
			path.WriteByte('.')
		}
		path.WriteString(l.name)
	}
	return path.String()
}

// unseen reports characters that cannot be seen: controls, what turns the
// direction of the letters around it, and what has no width. With them two names
// that look the same differ, and one that looks harmless reads otherwise.
// Joiners and the soft hyphen belong to scripts and emoji, and may stay.
func unseen(s string) bool {
	for _, r := range s {
		switch {
		case r == '\n', r == '\t', r == '\r', r == '\u00ad', r == '\u200c', r == '\u200d':
		case r == utf8.RuneError, r&0xfffe == 0xfffe, unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
			return true
		}
	}
	return false
}
