package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
)

const (
	maxDepth = 16
	// wholeBody marks an error that is about the body as a whole; what follows is a fault code.
	wholeBody = "karete-body:"
	// badText marks a string with control characters; what follows is the field.
	badText = "karete-bad-text"
)

// strictJSON reads JSON more strictly than encoding/json, which takes the last of
// two equal names and repairs broken UTF-8: two readers of such a body would see
// two different patients.
var strictJSON = huma.Format{Marshal: encodeJSON, Unmarshal: decodeStrict}

func encodeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// decodeStrict is called by huma twice: into an `any` to validate it, then into
// the handler's struct. The first pass looks at everything.
func decodeStrict(data []byte, v any) error {
	if raw, first := v.(*any); first {
		if !utf8.Valid(data) {
			return errors.New(wholeBody + "malformed")
		}
		if err := walk(json.NewDecoder(bytes.NewReader(data))); err != nil {
			return err
		}
		if err := json.Unmarshal(data, raw); err != nil {
			return errors.New(wholeBody + "malformed")
		}
		return nil
	}
	if err := json.Unmarshal(data, v); err != nil {
		return errors.New(wholeBody + "malformed")
	}
	return nil
}

// walk refuses duplicate names, deep nesting, anything after the value, and
// control characters other than tab and line ends in strings.
func walk(d *json.Decoder) error {
	d.UseNumber()
	type level struct {
		names map[string]bool // nil in an array
		name  string
		index int
	}
	var stack []level
	path := func() string {
		var parts []string
		for _, l := range stack {
			if l.names == nil {
				parts = append(parts, "["+strconv.Itoa(l.index)+"]")
			} else {
				parts = append(parts, "."+l.name)
			}
		}
		return strings.TrimPrefix(strings.Join(parts, ""), ".")
	}
	wantName := false
	done := func() { // a value has ended
		if n := len(stack); n > 0 {
			if stack[n-1].names != nil {
				wantName = true
			} else {
				stack[n-1].index++
			}
		}
	}
	for {
		token, err := d.Token()
		if err == io.EOF {
			if len(stack) > 0 {
				return errors.New(wholeBody + "malformed")
			}
			return nil
		}
		if err != nil {
			return errors.New(wholeBody + "malformed")
		}
		switch t := token.(type) {
		case json.Delim:
			switch t {
			case '{', '[':
				if len(stack) == maxDepth {
					return errors.New(wholeBody + "malformed")
				}
				l := level{}
				if t == '{' {
					l.names = map[string]bool{}
				}
				stack = append(stack, l)
				wantName = t == '{'
			default:
				stack = stack[:len(stack)-1]
				wantName = false
				done()
			}
		case string:
			if wantName {
				top := &stack[len(stack)-1]
				if top.names[t] || hasControl(t) {
					return errors.New(wholeBody + "malformed")
				}
				top.names[t], top.name = true, t
				wantName = false
				continue
			}
			if hasControl(t) {
				return fmt.Errorf("%s:%s", badText, path())
			}
			done()
		default:
			done()
		}
	}
}

func hasControl(s string) bool {
	for _, r := range s {
		if (r < ' ' && r != '\n' && r != '\t' && r != '\r') || r == 0x7f || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF {
			return true
		}
	}
	return false
}
