package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"karete/server/api"
)

// document is what the hostile tests need of the OpenAPI document.
type document struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]schema }
}

type operation struct {
	OperationID string
	RequestBody *struct {
		Content map[string]struct{ Schema schema }
	}
}

type schema struct {
	Ref                  string `json:"$ref"`
	Type                 any
	Format               string
	Enum                 []any
	MaxLength, MaxItems  *int
	Maximum, Minimum     *float64
	Required             []string
	Properties           map[string]schema
	Items                *schema
	AdditionalProperties any // false, or the schema of a map's values
}

func read(t *testing.T, a *api.API) document {
	t.Helper()
	text, err := a.Document()
	if err != nil {
		t.Fatal(err)
	}
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// body is the schema of what an operation takes, if that is JSON.
func (d document) body(t *testing.T, route api.Route) (schema, bool) {
	t.Helper()
	op := d.Paths[route.Path][strings.ToLower(route.Method)]
	if op.OperationID != string(route.Action) {
		t.Fatalf("%s is not in the document", route.Action)
	}
	if op.RequestBody == nil {
		return schema{}, false
	}
	content, ok := op.RequestBody.Content["application/json"]
	return d.resolve(content.Schema), ok
}

func (d document) resolve(s schema) schema {
	if s.Ref != "" {
		return d.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")]
	}
	return s
}

func (s schema) kinds() []string {
	switch t := s.Type.(type) {
	case string:
		return []string{t}
	case []any:
		var list []string
		for _, one := range t {
			list = append(list, fmt.Sprint(one))
		}
		return list
	}
	return nil
}

// isMap reports an object whose names are the sender's.
func (s schema) isMap() bool {
	_, is := s.AdditionalProperties.(map[string]any)
	return is
}
