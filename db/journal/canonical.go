package journal

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Canonical is v as canonical JSON (see the package documentation): the same
// value always gives the same bytes, whatever the order of a struct's fields. v is
// anything encoding/json takes.
func Canonical(v any) (json.RawMessage, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	c := canonicalizer{in: string(plain)}
	return c.value(make([]byte, 0, len(plain)))
}

// canonicalizer rewrites the compact JSON of encoding/json, so it meets neither
// white space nor anything broken.
type canonicalizer struct {
	in  string
	pos int
}

func (c *canonicalizer) value(b []byte) ([]byte, error) {
	switch c.in[c.pos] {
	case '{':
		return c.object(b)
	case '[':
		b = append(b, '[')
		for c.pos++; c.in[c.pos] != ']'; {
			if c.in[c.pos] == ',' {
				c.pos++
				b = append(b, ',')
			}
			var err error
			if b, err = c.value(b); err != nil {
				return nil, err
			}
		}
		c.pos++
		return append(b, ']'), nil
	case '"':
		text, err := c.text()
		return appendString(b, text), err
	}
	// A number, as encoding/json wrote it, which is always the same; or a word.
	from := c.pos
	for c.pos < len(c.in) && strings.IndexByte(",]}", c.in[c.pos]) < 0 {
		c.pos++
	}
	return append(b, c.in[from:c.pos]...), nil
}

func (c *canonicalizer) object(b []byte) ([]byte, error) {
	type member struct {
		key      string
		from, to int // in b
	}
	var members []member
	inOrder := true
	b = append(b, '{')
	for c.pos++; c.in[c.pos] != '}'; {
		if c.in[c.pos] == ',' {
			c.pos++
			b = append(b, ',')
		}
		m := member{from: len(b)}
		var err error
		if m.key, err = c.text(); err != nil {
			return nil, err
		}
		c.pos++ // the colon
		b = append(appendString(b, m.key), ':')
		if b, err = c.value(b); err != nil {
			return nil, err
		}
		m.to = len(b)
		inOrder = inOrder && (len(members) == 0 || members[len(members)-1].key <= m.key)
		members = append(members, m)
	}
	c.pos++
	if !inOrder {
		slices.SortStableFunc(members, func(x, y member) int { return strings.Compare(x.key, y.key) })
		start := members[0].from
		for _, m := range members {
			start = min(start, m.from)
		}
		as := slices.Clone(b[start:])
		b = b[:start]
		for i, m := range members {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, as[m.from-start:m.to-start]...)
		}
	}
	return append(b, '}'), nil
}

// text is the string at the position, decoded.
func (c *canonicalizer) text() (string, error) {
	from := c.pos
	escaped := false
	for c.pos++; c.in[c.pos] != '"'; c.pos++ {
		if c.in[c.pos] == '\\' {
			escaped = true
			c.pos++
		}
	}
	c.pos++
	if !escaped {
		return c.in[from+1 : c.pos-1], nil
	}
	var text string
	err := json.Unmarshal([]byte(c.in[from:c.pos]), &text)
	return text, err
}

// appendValue writes a value as SQLite gives it.
func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		return appendString(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return appendReal(b, v)
	case []byte:
		return appendString(b, base64.StdEncoding.EncodeToString(v))
	}
	panic(fmt.Sprintf("journal: %T is no value of SQLite", v))
}

// appendReal writes a real as encoding/json does. SQLite can hold an infinity,
// which JSON cannot; it never comes from us, but must not stop a check.
func appendReal(b []byte, f float64) []byte {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return appendString(b, strconv.FormatFloat(f, 'g', -1, 64))
	}
	text, err := json.Marshal(f)
	if err != nil {
		panic(err) // only infinities and NaN fail
	}
	return append(b, text...)
}

func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(b, s[from:i]...)
				b = append(b, "\ufffd"...)
				from = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[from:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\t':
			b = append(b, '\\', 't')
		case '\n':
			b = append(b, '\\', 'n')
		case '\f':
			b = append(b, '\\', 'f')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		from = i
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}
