package api

import (
	"strconv"
	"strings"

	"karete/server/fault"
)

// saidBy maps the start of huma's sentences to our field codes, because a
// sentence in English is no answer for a screen in Sesotho.
var saidBy = []struct{ starts, code, param string }{
	{"expected length >= ", "too-short", "min"},
	{"expected length <= ", "too-long", "max"},
	{"expected number >= ", "out-of-range", "min"},
	{"expected number > ", "out-of-range", "min"},
	{"expected number <= ", "out-of-range", "max"},
	{"expected number < ", "out-of-range", "max"},
	{"expected array length >= ", "too-few", "min"},
	{"expected array length <= ", "too-many", "max"},
	{"expected object with at most ", "too-many", ""},
	{"expected required property", "required", ""},
	{"required ", "required", ""},
	{"request body is required", "required", ""},
	{"expected string to match", "pattern", ""},
	{"expected string to be RFC 3339 date", "not-a-date", ""}, // of a date and time too
	{"expected string to be", "pattern", ""},
	{"expected value to be one of", "not-one-of", ""},
	{"expected boolean", "wrong-type", ""},
	{"expected number", "wrong-type", ""},
	{"expected integer", "wrong-type", ""},
	{"expected string", "wrong-type", ""},
	{"expected array", "wrong-type", ""},
	{"expected object", "wrong-type", ""},
	{"unexpected property", "unknown-field", ""},
	{"unknown query parameter", "unknown-field", ""},
}

// fieldError turns huma's location and sentence into a field and a code. The
// location of a missing property is its parent, so its name comes from the
// sentence; both are names from our own schema, never what was sent.
func fieldError(location, message string) fault.FieldError {
	if ours, ok := strings.CutPrefix(message, oneField); ok {
		code, path, _ := strings.Cut(ours, ":")
		return fault.FieldError{Field: path, Code: code}
	}
	field := strings.TrimPrefix(strings.TrimPrefix(location, "body"), ".")
	for _, in := range []string{"path.", "query.", "header."} {
		field = strings.TrimPrefix(field, in)
	}
	for _, s := range saidBy {
		rest, ok := strings.CutPrefix(message, s.starts)
		if !ok {
			continue
		}
		e := fault.FieldError{Field: field, Code: s.code}
		if s.param != "" {
			if n, err := strconv.ParseFloat(strings.TrimSpace(rest), 64); err == nil {
				e.Params = map[string]any{s.param: n}
			}
		}
		if s.code == "required" {
			e.Field = missing(field, message)
		}
		if s.code == "unknown-field" {
			e.Field = parent(field) // the name was the sender's
		}
		return e
	}
	return fault.FieldError{Field: field, Code: "malformed"}
}

// missing names the absent property of "expected required property X to be present".
func missing(parentField, message string) string {
	words := strings.Fields(message)
	for i, w := range words {
		if w == "property" && i+1 < len(words) {
			if parentField == "" {
				return words[i+1]
			}
			return parentField + "." + words[i+1]
		}
	}
	return parentField
}

func parent(field string) string {
	if i := strings.LastIndexByte(field, '.'); i >= 0 {
		return field[:i]
	}
	return ""
}
