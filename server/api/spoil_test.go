//go:build !race

package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// spoiled is a body that is whole but for one thing.
type spoiled struct {
	what, body string
	field      string // that the answer must name
}

// raw is JSON, or what somebody takes for it, as it is sent.
type raw string

// unnamed begins the name of what is broken in a way that shows only behind the
// field, so that the answer cannot name it.
const unnamed = "unnamed:"

// encode writes a body; what stands at path is replaced.
func encode(t *testing.T, v any, path string, by raw) string {
	t.Helper()
	var out strings.Builder
	var write func(at string, v any)
	write = func(at string, v any) {
		if at == path && by != "" {
			out.WriteString(string(by))
			return
		}
		switch v := v.(type) {
		case map[string]any:
			out.WriteByte('{')
			for i, name := range slices.Sorted(maps.Keys(v)) {
				if i > 0 {
					out.WriteByte(',')
				}
				fmt.Fprintf(&out, "%q:", name)
				write(under(at, name), v[name])
			}
			out.WriteByte('}')
		case []any:
			out.WriteByte('[')
			for i, item := range v {
				if i > 0 {
					out.WriteByte(',')
				}
				write(at+"["+strconv.Itoa(i)+"]", item)
			}
			out.WriteByte(']')
		default:
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			out.Write(b)
		}
	}
	write("", v)
	return out.String()
}

func under(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// spoil lists the ways to break a body field by field, as deep as it goes.
func (d document) spoil(t *testing.T, s schema, body map[string]any) (list []spoiled) {
	t.Helper()
	add := func(path, what string, by raw) {
		field := path
		if strings.HasPrefix(what, unnamed) {
			field = ""
		}
		list = append(list, spoiled{path + " " + what, encode(t, body, path, by), field})
	}
	var visit func(path string, s schema, v any)
	visit = func(path string, s schema, v any) {
		s = d.resolve(s)
		if path != "" {
			for what, by := range anything(s, path) {
				add(path, what, by)
			}
		}
		switch v := v.(type) {
		case map[string]any:
			for what, by := range objects(t, s, v) {
				add(path, what, by)
			}
			for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
				at := under(path, name)
				if item, there := v[name]; there {
					visit(at, s.Properties[name], item)
				}
				if slices.Contains(s.Required, name) {
					less := maps.Clone(v)
					delete(less, name)
					list = append(list, spoiled{at + " left out", encode(t, body, path, raw(encode(t, less, "-", ""))), at})
				}
			}
		case []any:
			for what, by := range arrays(t, s, v) {
				add(path, what, by)
			}
			for i, item := range v {
				if s.Items != nil {
					visit(fmt.Sprintf("%s[%d]", path, i), *s.Items, item)
				}
			}
		case string:
			for what, by := range texts(s, path) {
				add(path, what, by)
			}
		case int, float64:
			for what, by := range numbers(s) {
				add(path, what, by)
			}
		}
	}
	visit("", s, body)
	return list
}

// anything is wrong wherever another type belongs: one of each of those, and some
// of what is hardly JSON.
func anything(s schema, path string) map[string]raw {
	out := map[string]raw{}
	for kind, value := range map[string]raw{
		"string": `"` + marker + `"`, "number": "17", "boolean": "true", "object": `{"` + marker + `":"` + marker + `"}`, "array": `["` + marker + `"]`,
	} {
		if !slices.Contains(s.kinds(), kind) && !(kind == "number" && slices.Contains(s.kinds(), "integer")) {
			out["as "+kind] = value
		}
	}
	for _, odd := range share([][2]string{
		{"too large a number", "1e400"}, {"NaN", "NaN"}, {"Infinity", "-Infinity"}, {unnamed + " hexadecimal", "0x10"}, {unnamed + " octal", "017"},
		{unnamed + " cut off", `"` + marker}, {"a bare word", marker}, {"100 deep", strings.Repeat(`{"a":[`, 50) + `"` + marker + `"` + strings.Repeat("]}", 50)},
		{"1,000 things", "[" + strings.Repeat("0,", 999) + "0]"},
	}, path, 2) {
		out[odd[0]] = raw(odd[1])
	}
	return out
}

// unseen is what no text may hold: how it is called, how it is written.
var unseen = [][2]string{
	{"NUL", `\u0000`}, {"raw NUL", "\x00"}, {"bell", `\u0007`}, {"escape", `\u001b[2J`}, {"DEL", "\x7f"}, {"C1 control", "\u009b2J"},
	{"broken UTF-8", "\xff\xfe"}, {"overlong UTF-8", "\xc0\xaf"}, {"UTF-8 surrogate", "\xed\xa0\x80"}, {"lone surrogate", `\ud800`},
	{"right to left", "\u202egnp.exe"}, {"isolate", "\u2066a\u2069"}, {"no width", "\u200b"}, {"byte order mark", "\ufeff"},
	{"line separator", "\u2028"}, {"no character at all", "\uffff"}, {"tag character", "\U000e0041"},
}

// share is n of a list, another n for another path.
func share[T any](list []T, path string, n int) (some []T) {
	from := 0
	for _, b := range []byte(path) {
		from = (from*31 + int(b)) % len(list)
	}
	for i := range n {
		some = append(some, list[(from+i)%len(list)])
	}
	return some
}

func texts(s schema, path string) map[string]raw {
	quote := func(text string) raw { return raw(`"` + text + `"`) }
	most := 20_000
	if s.MaxLength != nil {
		most = *s.MaxLength + 1
	}
	list := map[string]raw{"too long": quote(strings.Repeat("ʼ", most))}
	for _, u := range share(unseen, path, 5) {
		list[u[0]] = quote(marker + u[1])
	}
	name := path[strings.LastIndexByte(path, '.')+1:]
	switch {
	case len(s.Enum) > 0:
		list["no such word"] = quote(marker)
		list["other capitals"] = quote(strings.ToUpper(fmt.Sprint(s.Enum[0])) + "x")
	case s.Format == "uuid":
		list["no id"] = quote(marker)
		list["empty"] = quote("")
		list[unnamed+" an id with braces"] = quote("{01a20100-0000-7000-8000-000000000000}")
	case s.Format == "date-time":
		// One that only cannot be is no matter: the box takes its own instead.
		for _, moment := range []string{marker, "", "2026-11-24", "2026-02-30T00:00:00Z", "+99999-01-01T00:00:00Z"} {
			list["moment "+moment] = quote(moment)
		}
	case s.Format != "date" && most > len("2026-11-24")+1 && s.MaxLength != nil: // takes what is half typed
	case s.Format == "date", slices.Contains([]string{"birthDate", "birthRecordedOn", "on", "since", "deceasedOn"}, name):
		for _, day := range []string{marker[:10], "1899-12-31", "0000-00-00", "2026-02-30", "2026-13-01", "2999-01-01", "9999-12-31", "24-11-2026", "2026-1-1", "-001-01-01", "２０２６-11-24"} {
			list["day "+day] = quote(day)
		}
	}
	return list
}

func numbers(s schema) map[string]raw {
	list := map[string]raw{
		"below nothing": "-1", "1e400": "1e400", "-1e400": "-1e400", "1e308": "1e308", "-1e308": "-1e308", "twenty figures": "99999999999999999999",
		"2^63": "9223372036854775808", "a thousand figures": raw(strings.Repeat("9", 1000)), "as text": `"` + marker + `"`, "as number in text": `"17"`,
	}
	if slices.Contains(s.kinds(), "integer") {
		list["a half"] = "1.5"
	}
	if s.Maximum != nil {
		list["one more"] = raw(strconv.FormatFloat(*s.Maximum+1, 'f', -1, 64))
	}
	if s.Minimum != nil {
		list["one less"] = raw(strconv.FormatFloat(*s.Minimum-1, 'f', -1, 64))
	}
	return list
}

func objects(t *testing.T, s schema, v map[string]any) map[string]raw {
	t.Helper()
	whole := encode(t, v, "-", "")
	inner := strings.TrimPrefix(whole, "{")
	more := func(text string) raw {
		if len(v) > 0 {
			text += ","
		}
		return raw("{" + text + inner)
	}
	list := map[string]raw{
		"with a name twice":         more(`"` + marker + `":1,"` + marker + `":2`),
		"with a name twice, nested": more(`"` + marker + `":{"a":1,"\u0061":2}`),
		"with a name of controls":   more(`"` + marker + `\u0000":1`),
		"with a name in brackets":   more(`{}:1`),
		"with a comma too many":     raw(strings.TrimSuffix(whole, "}") + ",}"),
		"100 deep":                  more(`"` + marker + `":` + strings.Repeat("[", 100) + strings.Repeat("]", 100)),
	}
	if !s.isMap() {
		list["with a name more"] = more(`"` + marker + `":"` + marker + `"`)
		list["with __proto__"] = more(`"__proto__":{"` + marker + `":1}`)
	}
	for name := range s.Properties {
		if _, there := v[name]; there {
			list["with "+name+" twice"] = more(`"` + name + `":null`)
			break
		}
	}
	return list
}

func arrays(t *testing.T, s schema, v []any) map[string]raw {
	t.Helper()
	list := map[string]raw{
		"of 1,000 things": raw("[" + strings.Repeat("0,", 999) + "0]"),
		"of 1,000 lists":  raw("[" + strings.Repeat("[],", 999) + "[]]"),
		"of a list of it": raw("[[[[[[\"" + marker + "\"]]]]]]"),
		"100 deep":        raw(strings.Repeat("[", 100) + strings.Repeat("]", 100)),
		"not closed":      `["` + marker + `"`,
	}
	if s.MaxItems != nil && len(v) > 0 {
		one := encode(t, v[0], "-", "")
		list["of too many"] = raw("[" + strings.Repeat(one+",", *s.MaxItems) + one + "]")
	}
	return list
}
