//go:build !race

package api_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"karete/server/api"
	"karete/server/api/apitest"
)

// Every field of every command, as deep as it goes, is broken in every way that
// its kind knows, with all the rest of the command as it should be. Each time the
// field is named, nothing that was sent comes back, and nothing is done: at the
// end the command itself works.
func TestEveryFieldOfEveryCommand(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	doc, commands := read(t, c.API), whole()
	sent := 0
	for _, route := range c.API.Routes() {
		if !hasBody(route.Method) || strings.HasPrefix(string(route.Action), "setup.") || strings.HasPrefix(string(route.Action), "restore.") || route.Action == "seal.unlock" {
			continue // asked before there is a clinic, or of one that is sealed
		}
		body, ok := doc.body(t, route)
		if !ok {
			continue
		}
		told := map[string]bool{}
		for _, make := range commands[route.Action] {
			cmd := make(t, c)
			sent += doc.try(t, allowed(c, route.Action), route, body, cmd)
			doc.tell(body, cmd.body, "", told)
		}
		for _, path := range doc.paths(body, "") {
			if !told[path] {
				t.Errorf("%s: no command here has %s, so it is not tried", route.Action, path)
			}
		}
	}
	t.Logf("%d bodies", sent)
	if sent < 3000 {
		t.Errorf("only %d", sent)
	}
	arrived(t, c, "Thabo", "Mokoena") // a day like any other
	sound(t, c, c.Key)
}

// The same for the wizard, step by step, which ends in a clinic.
func TestEveryFieldOfTheWizard(t *testing.T) {
	t.Parallel()
	c := apitest.NewEmpty(t)
	doc, told := read(t, c.API), map[string]bool{}
	for _, cmd := range wizard() {
		for _, route := range c.API.Routes() {
			finish := cmd.path == "/setup"
			if route.Action != "setup.finish" && finish || route.Action != "setup.answer" && !finish {
				continue
			}
			body, _ := doc.body(t, route)
			doc.try(t, c.Browser(), route, body, cmd)
			doc.tell(body, cmd.body, "", told)
			for _, path := range doc.paths(body, "") {
				if finish && !told[path] {
					t.Errorf("no answer has %s", path)
				}
			}
		}
	}
	var box api.Box
	c.Browser().GET("/box").Want(http.StatusOK).JSON(&box)
	if !box.SetUp {
		t.Errorf("%+v", box)
	}
}

// try sends a command broken in every way, then whole.
func (d document) try(t *testing.T, client *apitest.Client, route api.Route, body schema, cmd command) (sent int) {
	t.Helper()
	send := func(text string) *apitest.Answer {
		if cmd.version == 0 {
			return client.Send(route.Method, cmd.path, []byte(text))
		}
		return client.Send(route.Method, cmd.path, []byte(text), "If-Match", fmt.Sprintf(`"%d"`, cmd.version))
	}
	for _, s := range d.spoil(t, body, cmd.body) {
		sent++
		what := string(route.Action) + ": " + s.what
		a := send(s.body)
		harmless(t, what, a)
		if !names(a.Problem, s.field) {
			t.Errorf("%s: does not name %q\n%.300s", what, s.field, a.Body)
		}
	}
	if a := send(encode(t, cmd.body, "-", "")); a.Status/100 != 2 {
		t.Errorf("%s as it should be: %d\n%.500s", route.Action, a.Status, a.Body)
	}
	return sent
}

var index = regexp.MustCompile(`\[\d+\]`)

// names reports whether a problem is about the field or something in it.
func names(p api.Problem, field string) bool {
	bare := func(path string) string { return index.ReplaceAllString(path, "") }
	is := func(named string) bool {
		return bare(named) == bare(field) || field == "" || strings.HasPrefix(bare(named), bare(field)+".")
	}
	for _, e := range p.Errors {
		if is(e.Field) {
			return true
		}
	}
	return is(p.Field)
}

// paths lists all properties of a body, however deep, without indexes.
func (d document) paths(s schema, at string) (list []string) {
	s = d.resolve(s)
	for name, property := range s.Properties {
		list = append(append(list, under(at, name)), d.paths(property, under(at, name))...)
	}
	if s.Items != nil {
		list = append(list, d.paths(*s.Items, at)...)
	}
	return list
}

// tell notes which of them a body has.
func (d document) tell(s schema, v any, at string, told map[string]bool) {
	s = d.resolve(s)
	switch v := v.(type) {
	case map[string]any:
		for name, item := range v {
			told[under(at, name)] = true
			d.tell(s.Properties[name], item, under(at, name), told)
		}
	case []any:
		for _, item := range v {
			if s.Items != nil {
				d.tell(*s.Items, item, at, told)
			}
		}
	}
}

// odd is text that means something somewhere, but here is text.
var odd = []string{
	`'; DROP TABLE patient; --`, `" OR ""="`, `NEAR(`, `*`, `<script>alert(1)</script>`, `=cmd|'/C calc'!A1`, `%s%n%x`, `../../etc/passwd`,
	`${jndi:ldap://x}`, `{{7*7}}`, "👩\u200d⚕️", "ՀՁՂ", "م\u200cن", "a\u0301\u0302\u0303\u0304", "\u00a0", "\t\r\n", "￼", "0", "-", `\`, `"`,
}

// Text that is syntax somewhere is taken or refused, and never more than that.
func TestOddTextIsText(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	commands, taken, sent := whole(), 0, 0
	for _, route := range c.API.Routes() {
		if strings.HasPrefix(string(route.Action), "session.") || commands[route.Action] == nil {
			continue // a wrong password is refused, and soon throttled
		}
		cmd := commands[route.Action][0](t, c)
		client := allowed(c, route.Action)
		for _, path := range leaves(cmd.body, "") {
			for _, text := range share(odd, path, 4) {
				if cmd.body["id"] != nil {
					cmd.body["id"] = apitest.ID()
				}
				a := client.Send(route.Method, cmd.path, []byte(encode(t, cmd.body, path, raw(fmt.Sprintf("%q", text)))), "If-Match", fmt.Sprintf(`"%d"`, max(cmd.version, 1)))
				sent++
				switch {
				case a.Status < 300:
					taken++
					cmd = commands[route.Action][0](t, c) // for another has to be done now
				case a.Status >= 500 || a.Problem.Code == "":
					t.Errorf("%s %s %q: %d\n%.300s", route.Action, path, text, a.Status, a.Body)
				case len(text) > 5 && bytes.Contains(a.Body, []byte(text)) && a.Problem.Current == nil:
					t.Errorf("%s %s %q comes back\n%.300s", route.Action, path, text, a.Body)
				}
			}
		}
	}
	t.Logf("%d bodies, %d taken", sent, taken)
	if taken == 0 {
		t.Error("not one was taken")
	}
	sound(t, c, c.Key)
}

// leaves lists the paths of all texts in a body.
func leaves(v any, at string) (list []string) {
	switch v := v.(type) {
	case string:
		return []string{at}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			list = append(list, leaves(v[name], under(at, name))...)
		}
	case []any:
		for i, item := range v {
			list = append(list, leaves(item, fmt.Sprintf("%s[%d]", at, i))...)
		}
	}
	return list
}
