package api_test

import (
	"bufio"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"karete/server/api/apitest"
	"karete/server/web"
)

// Over real TLS: the cookies as a browser gets them, and the rules that go with
// the answers of somebody who is signed in.
func TestOverRealTLS(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	code := c.Pairing("desk").Code
	box := httptest.NewTLSServer(web.Guarded(c.API.Handler()))
	t.Cleanup(box.Close)
	box.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	send := func(method, path, body string, cookies ...*http.Cookie) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, box.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		for _, k := range cookies {
			r.AddCookie(k)
		}
		res, err := box.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { res.Body.Close() })
		return res
	}
	signedIn := send("POST", "/api/v1/session", `{"username":"nurse","password":"`+apitest.Password+`"}`)
	enrolled := send("POST", "/api/v1/device", `{"id":"`+apitest.ID()+`","code":"`+code+`","name":"Desk"}`)
	var cookies []*http.Cookie
	for name, res := range map[string]*http.Response{"__Host-karete": signedIn, "__Host-karete-device": enrolled} {
		list := res.Cookies()
		if res.StatusCode != 201 || len(list) != 1 {
			t.Fatalf("%s: %d, %v", name, res.StatusCode, list)
		}
		// Browsers keep a __Host- cookie only when it is like this.
		k := list[0]
		if k.Name != name || !k.Secure || !k.HttpOnly || k.SameSite != http.SameSiteStrictMode || k.Path != "/" || k.Domain != "" {
			t.Errorf("%s", k)
		}
		if name == "__Host-karete" {
			cookies = list
		}
	}
	stream := send("GET", "/api/v1/events?topics=queue", "", cookies...)
	if line, err := bufio.NewReader(stream.Body).ReadString('\n'); err != nil || stream.StatusCode != 200 {
		t.Fatalf("%d %q %v", stream.StatusCode, line, err)
	}
	contact := send("GET", "/.well-known/security.txt", "")
	text, err := io.ReadAll(contact.Body)
	if err != nil || contact.StatusCode != 200 || string(text) != "Contact: tel:+26622310000\nExpires: 2027-05-24T06:00:00Z\nPreferred-Languages: en, st\n" {
		t.Errorf("%d %q %v", contact.StatusCode, text, err)
	}
	for what, res := range map[string]*http.Response{
		"signed in": signedIn, "a stream": stream, "whom to tell": contact,
		"a reading":  send("GET", "/api/v1/queue", "", cookies...),
		"a mistake":  send("GET", "/api/v1/queue?x=1", "", cookies...),
		"a document": send("GET", "/api/v1/reports/day/2026-11-24.csv", "", cookies...),
		"the end":    send("DELETE", "/api/v1/session", "", cookies...),
	} {
		h := res.Header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": "", "Access-Control-Allow-Origin": "",
			"Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q", what, name, got)
			}
		}
		if !strings.HasPrefix(h.Get("Permissions-Policy"), "camera=(self), ") || h.Get("Cache-Control") != "no-store" && what != "a stream" {
			t.Errorf("%s: %v", what, h)
		}
		if res.TLS == nil || res.TLS.Version < tls.VersionTLS12 {
			t.Errorf("%s: not over TLS", what)
		}
	}
	if after := send("GET", "/api/v1/session", "", cookies...); after.StatusCode != 401 {
		t.Errorf("after the end: %d", after.StatusCode)
	}
}

// Before the wizard there is nobody to tell.
func TestNobodyToTellBeforeTheWizard(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "http://localhost/.well-known/security.txt", nil)
	r.RemoteAddr = "127.0.0.1:5000"
	apitest.NewEmpty(t).API.Handler().ServeHTTP(w, r)
	if w.Code != 404 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
