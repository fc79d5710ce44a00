package apitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"karete/server/api"
)

// document is the API document; it is the same for every clinic.
var document = sync.OnceValues(func() (schema, error) {
	text, err := api.New(api.Rooms{}, Version, nil).Document()
	if err != nil {
		return nil, err
	}
	var doc schema
	return doc, json.Unmarshal(text, &doc)
})

// schema is a part of the document.
type schema map[string]any

func (s schema) at(keys ...string) schema {
	for _, key := range keys {
		next, _ := s[key].(map[string]any)
		s = next
	}
	return s
}

// asDocumented fails the test when an answer is not what the document promises:
// null where there is a list, a field that is not there, or one that it does not
// know. The screens' types are made of that document.
func asDocumented(t testing.TB, method, path string, status int, contentType string, body []byte) {
	t.Helper()
	if media, _, _ := strings.Cut(contentType, ";"); media != "application/json" || status >= http.StatusBadRequest {
		return
	}
	doc, err := document()
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	operation := operationOf(doc.at("paths"), method, path)
	s := operation.at("responses", strconv.Itoa(status), "content", "application/json", "schema")
	if operation != nil && s == nil {
		t.Errorf("%s %s answers %d, which the document does not know", method, path, status)
	}
	for _, problem := range doc.problems(s, v, "answer") {
		t.Errorf("%s %s: %s", method, path, problem)
	}
}

// operationOf finds the operation whose path has the shape of this one; nil for
// what is no operation. A name in the template stands for anything, so a path
// without names wins.
func operationOf(paths schema, method, path string) schema {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	var found schema
	fewest := len(parts) + 1
	for template := range paths {
		shape := strings.Split(template, "/")
		names := 0
		same := slices.EqualFunc(shape, parts, func(want, got string) bool {
			if strings.HasPrefix(want, "{") {
				names++
				return true
			}
			return want == got
		})
		if operation := paths.at(template, strings.ToLower(method)); same && operation != nil && names < fewest {
			found, fewest = operation, names
		}
	}
	return found
}

// problems lists where a value is not what the schema says.
func (s schema) problems(of schema, v any, where string) (list []string) {
	if ref, ok := of["$ref"].(string); ok {
		of = s.at(strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
	}
	types := []any{of["type"]}
	if several, ok := of["type"].([]any); ok {
		types = several
	}
	if len(of) == 0 || types[0] == nil {
		return nil // anything goes
	}
	switch v := v.(type) {
	case nil:
		if !slices.Contains(types, any("null")) {
			return []string{fmt.Sprintf("%s is null, the document says %v", where, types)}
		}
	case []any:
		for i, item := range v {
			list = append(list, s.problems(of.at("items"), item, fmt.Sprintf("%s[%d]", where, i))...)
		}
	case map[string]any:
		required, _ := of["required"].([]any)
		for _, name := range required {
			if _, ok := v[name.(string)]; !ok {
				list = append(list, where+"."+name.(string)+" is not there")
			}
		}
		for name, item := range v {
			field, more := of.at("properties", name), of.at("additionalProperties")
			switch {
			case field != nil:
				list = append(list, s.problems(field, item, where+"."+name)...)
			case more != nil:
				list = append(list, s.problems(more, item, where+"."+name)...)
			case of["additionalProperties"] == false:
				list = append(list, where+"."+name+" is not in the document")
			}
		}
	}
	return list
}
