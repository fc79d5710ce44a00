package api_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"karete/server/api/apitest"
)

// typed stands for whatever somebody typed; no refusal may say it again.
const typed = "Ntsoaki-7391"

// broken is one way to spoil a command: the field at path set to value.
type broken struct {
	path  string // dots between names
	value any    // nil: left out
	field string // in the answer
	code  string
}

// refuses sends the command once for each way to spoil it, and each time wants
// the field named and nothing echoed.
func refuses(t *testing.T, c *apitest.Client, path string, good func() map[string]any, list []broken) {
	t.Helper()
	for _, b := range list {
		in := good()
		spoil(in, strings.Split(b.path, "."), b.value)
		a := c.POST(path, in).Broken(b.field, b.code)
		if strings.Contains(string(a.Body), typed) {
			t.Errorf("%s: echoed: %s", b.path, a.Body)
		}
	}
}

func spoil(in map[string]any, path []string, value any) {
	for _, name := range path[:len(path)-1] {
		part, _ := in[name].(map[string]any)
		if list, ok := in[name].([]any); ok {
			part, _ = list[0].(map[string]any)
		}
		in = part
	}
	if last := path[len(path)-1]; value == nil {
		delete(in, last)
	} else {
		in[last] = value
	}
}

// onlyClinicians wants reception and the manager refused, and strangers too.
func onlyClinicians(t *testing.T, c *apitest.Clinic, method, path string, body any) {
	t.Helper()
	c.As("clerk").Send(method, path, body).Refused(http.StatusForbidden, "forbidden")
	c.As("admin").Send(method, path, body).Refused(http.StatusForbidden, "forbidden")
	c.As("guest").Send(method, path, body).Refused(http.StatusUnauthorized, "unauthenticated")
}

// with is a command with something changed.
func with(in map[string]any, changes map[string]any) map[string]any {
	out := maps.Clone(in)
	maps.Copy(out, changes)
	return out
}
