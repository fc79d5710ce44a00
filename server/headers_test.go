package server_test

import (
	"net/http"
	"strings"
	"testing"

	"karete/server"
)

// Whatever the box answers, and whoever in it answers, the browser is told what it
// may do with it.
func TestEveryAnswerSaysWhatABrowserMayDo(t *testing.T) {
	t.Parallel()
	address := listening(t, server.Limits{})          // a clinic's own: a busy machine answers late, and is to answer
	alone := &http.Transport{DisableKeepAlives: true} // the box may hang up after a refusal
	for _, tt := range []struct {
		what, method, path, accept string
		page                       bool
	}{
		{"the page", "GET", "/", "text/html", true},
		{"a page of the interface", "GET", "/patients/7", "text/html", true},
		{"a file that is not there", "GET", "/assets/gone.js", "*/*", true},
		{"a page that is sent something", "POST", "/", "text/html", true},
		{"an answer", "GET", "/api/v1/box", "*/*", false},
		{"a problem", "GET", "/api/v1/session", "*/*", false},
		{"a problem outside the operations", "GET", "/api/v1/nothing", "*/*", false},
		{"a method nobody has", "PATCH", "/api/v1/box", "*/*", false},
		{"a query nobody can read", "GET", "/api/v1/box?%zz", "*/*", false},
		{"another site's page", "POST", "/api/v1/session", "cross-site", false},
		{"the stream, refused", "GET", "/api/v1/events?topics=queue", "text/event-stream", false},
		{"the document", "GET", "/api/v1/openapi.json", "*/*", false},
		{"health", "GET", "/healthz", "*/*", false},
		{"two slashes, redirected nowhere", "GET", "//api//v1/box", "text/html", true},
	} {
		r, err := http.NewRequestWithContext(t.Context(), tt.method, "http://"+address+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", tt.accept)
		if tt.accept == "cross-site" {
			r.Header.Set("Sec-Fetch-Site", tt.accept)
		}
		res, err := alone.RoundTrip(r) // it follows nothing
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		h := res.Header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", tt.what, name, h.Get(name))
			}
		}
		for name, want := range map[string][]string{
			"Content-Security-Policy": {"frame-ancestors 'none'", "default-src 'none'"},
			"Permissions-Policy":      {"camera=(self)", "microphone=()", "geolocation=()"},
		} {
			if name == "Content-Security-Policy" && tt.page {
				want[1] = "default-src 'self'"
			}
			for _, part := range want {
				if !strings.Contains(h.Get(name), part) || strings.Contains(h.Get(name), "unsafe") || len(h.Values(name)) != 1 {
					t.Errorf("%s: %s is %q", tt.what, name, h.Values(name))
				}
			}
		}
		// It would outlive the certificate it came with, and close the plain page.
		for _, never := range []string{"Strict-Transport-Security", "Access-Control-Allow-Origin", "Server", "X-Powered-By", "Location"} {
			if h.Get(never) != "" {
				t.Errorf("%s: %s is %q", tt.what, never, h.Get(never))
			}
		}
	}
}
