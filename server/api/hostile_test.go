//go:build !race

package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"karete/server/api/apitest"
)

type hostile struct{ name, body string }

// always is refused whatever the operation.
func always() []hostile {
	quoted := `"` + marker + `"`
	deep := func(open, end string) string {
		return `{"id":` + strings.Repeat(open, 100) + quoted + strings.Repeat(end, 100) + `}`
	}
	return []hostile{
		{"empty", ""},
		{"spaces", "  \n "},
		{"null", "null"},
		{"array", "[" + quoted + "]"},
		{"no array", "[]"},
		{"text", quoted},
		{"number", "1e400"},
		{"true", "true"},
		{"half an object", `{"id":` + quoted},
		{"two objects", `{"id":` + quoted + `}{}`},
		{"something after", `{"id":` + quoted + `} ` + marker},
		{"no JSON", marker + "<xml/>"},
		{"comment", `{/*` + marker + `*/}`},
		{"trailing comma", `{"id":` + quoted + `,}`},
		{"byte order mark", "\xef\xbb\xbf{}"},
		{"duplicate name", `{"id":"a","id":` + quoted + `}`},
		{"duplicate name escaped", `{"id":"a","\u0069d":` + quoted + `}`},
		{"deep objects", deep(`{"a":`, "}")},
		{"deep arrays", deep("[", "]")},
		{"broken UTF-8", "{\"id\":\"" + marker + "\xff\xfe\"}"},
		{"overlong UTF-8", "{\"id\":\"" + marker + "\xc0\xaf\"}"},
		{"lone surrogate", `{"id":"` + marker + `\ud800"}`},
		{"NUL", `{"id":"` + marker + `\u0000"}`},
		{"raw NUL", "{\"id\":\"" + marker + "\x00\"}"},
		{"escape", `{"id":"` + marker + `\u001b[2J"}`},
		{"unknown field", `{"` + marker + `":` + quoted + `}`},
		{"a bell under an unknown name", `{"` + marker + `":"\u0007"}`},
		{"1e400 under an unknown name", `{"` + marker + `":[1e400]}`},
		{"prototype", `{"__proto__":{"id":` + quoted + `}}`},
		{"other capitals", `{"ID":` + quoted + `,"Id":` + quoted + `}`},
		{"a MiB", `{"id":"` + strings.Repeat(marker, 1<<20/len(marker)) + `"}`},
		{"a MiB of brackets", strings.Repeat("[", 1<<20)},
	}
}

func TestHostileBodies(t *testing.T) {
	t.Parallel()
	sent := 0
	for name, c := range map[string]*apitest.Clinic{"at work": apitest.New(t), "before the wizard": apitest.NewEmpty(t)} {
		doc := read(t, c.API)
		for _, route := range c.API.Routes() {
			if !hasBody(route.Method) || name == "before the wizard" && !strings.HasPrefix(string(route.Action), "setup.") {
				continue
			}
			if _, ok := doc.body(t, route); !ok {
				continue // a picture: see TestHostilePictures
			}
			client := allowed(c, route.Action)
			for _, h := range always() {
				sent++
				harmless(t, fmt.Sprintf("%s %s, %s", name, route.Action, h.name), client.Send(route.Method, filled(route), []byte(h.body), "If-Match", `"1"`))
			}
			for _, kind := range []string{"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"} {
				a := client.Send(route.Method, filled(route), []byte(`{"id":"`+marker+`"}`), "Content-Type", kind)
				sent++
				harmless(t, fmt.Sprintf("%s as %s", route.Action, kind), a)
			}
		}
	}
	t.Logf("%d bodies", sent)
}

func TestHostilePaths(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	parts := []string{
		marker, "%00" + marker, "%ff%fe" + marker, "..%2f..%2fetc%2fpasswd" + marker, "'%20OR%201=1--" + marker, "%20",
		strings.Repeat(marker, 300), "00000000-0000-0000-0000-00000000000g", "-1", strings.Repeat("9", 400), "%F0%9F%90%84", "{patientId}", "null",
	}
	for _, route := range c.API.Routes() {
		if !strings.Contains(route.Path, "{") {
			continue
		}
		for _, part := range parts {
			var path []string
			for p := range strings.SplitSeq(route.Path, "/") {
				if _, rest, ok := strings.Cut(p, "}"); ok {
					p = part + rest
				}
				path = append(path, p)
			}
			var body any
			if hasBody(route.Method) {
				body = map[string]string{"id": apitest.ID()}
			}
			a := allowed(c, route.Action).Send(route.Method, strings.Join(path, "/"), body, "If-Match", `"1"`)
			harmless(t, fmt.Sprintf("%s with %.40q", route.Action, part), a)
		}
	}
}

// A name or a value in the query that no operation knows is not repeated either.
func TestHostileQueries(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, route := range c.API.Routes() {
		if route.Method != http.MethodGet {
			continue
		}
		for _, query := range []string{marker + "=1", "x=" + marker, marker, "%00" + marker + "=", "a[" + marker + "]=1", ";" + marker, "%zz" + marker, strings.Repeat("&", 2000) + marker} {
			a := allowed(c, route.Action).Send(route.Method, filled(route)+"?"+query, nil)
			harmless(t, fmt.Sprintf("%s?%.20s", route.Action, query), a)
		}
	}
	for _, query := range []string{"topics=" + marker, "topics=" + strings.Repeat(marker, 500), "topics=" + strings.Repeat("queue,", 5000), "topics=%ff", "topics=&topics="} {
		harmless(t, query[:min(len(query), 30)], c.As("nurse").GET("/events?"+query))
	}
	for _, query := range []string{"department=" + marker, "department=%00", "department=" + strings.Repeat("9", 5000)} {
		harmless(t, query[:min(len(query), 30)], c.As("nurse").GET("/queue?"+query))
	}
	for _, query := range []string{"before=" + marker, "before=-1", "before=1e3", "before=99999999999999999999", "day=" + marker, "day=2026-02-30", "day=-", "actor=" + strings.Repeat(marker, 9)} {
		harmless(t, query[:min(len(query), 30)], c.As("admin").GET("/journal?"+query))
	}
}

func TestHostileHeaders(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, route := range c.API.Routes() {
		if route.Method != "PUT" {
			continue
		}
		for _, tag := range []string{marker, `"-1"`, `"0"`, `"1e9"`, `"99999999999999999999"`, `"1", "2"`, "*", strings.Repeat(marker, 500)} {
			a := allowed(c, route.Action).Send(route.Method, filled(route), map[string]string{"id": apitest.ID()}, "If-Match", tag)
			harmless(t, fmt.Sprintf("%s If-Match %.20s", route.Action, tag), a)
		}
	}
	for _, shown := range []string{"Bearer " + marker, "Bearer " + strings.Repeat(marker+".", 3), "Bearer " + strings.Repeat(marker, 900), "bearer\t" + marker, marker,
		"Bearer a.b.c, Bearer " + marker, "Bearer \xff\xfe" + marker, "Bearer eyJhbGciOiJub25lIn0." + marker + ".", "Basic " + marker, "Digest username=" + marker} {
		for _, method := range []string{"GET", "DELETE"} {
			a := c.Browser().Send(method, "/session", nil, "Authorization", shown)
			a.Refused(401, "unauthenticated")
			if bytes.Contains(a.Body, []byte(marker)) || strings.Contains(fmt.Sprint(a.Header), marker) {
				t.Errorf("%.30q comes back", shown)
			}
		}
	}
	for _, cookie := range []string{"karete=" + marker, "karete=", "karete=" + strings.Repeat(marker, 300), "=;;=", "__Host-karete=" + marker} {
		a := c.Browser().Send("GET", "/session", nil, "Cookie", cookie)
		a.Refused(401, "unauthenticated")
		if bytes.Contains(a.Body, []byte(marker)) {
			t.Errorf("%.30s comes back", cookie)
		}
	}
}
