package api_test

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"karete/db"
	"karete/server/api/apitest"
	"karete/server/staff"
)

// ask sends a request that seems to come from somewhere.
func ask(c *apitest.Clinic, path, from, host string, over *tls.ConnectionState) *http.Response {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.RemoteAddr, r.Host, r.TLS = from, host, over
	w := httptest.NewRecorder()
	c.API.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestPlainHTTPIsForTheBoxItself(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, tt := range []struct {
		from, host string
		over       *tls.ConnectionState
		status     int
	}{
		{"127.0.0.1:5000", "localhost:8080", nil, 401},
		{"127.0.0.1:5000", "LOCALHOST", nil, 401},
		{"127.8.9.1:5000", "127.8.9.1:8080", nil, 401},
		{"[::1]:5000", "[::1]:8080", nil, 401},
		{"[::ffff:127.0.0.1]:5000", "127.0.0.1", nil, 401},
		{"192.168.0.7:5000", "192.168.0.2:8080", nil, 403},
		{"192.168.0.7:5000", "localhost:8080", nil, 403},  // says anything
		{"127.0.0.1:5000", "evil.example:8080", nil, 403}, // a page whose name points here
		{"127.0.0.1:5000", "localhost.evil.example", nil, 403},
		{"127.0.0.1:5000", "127.0.0.1.evil.example", nil, 403},
		{"127.0.0.1:5000", "192.168.0.2:8080", nil, 403},
		{"127.0.0.1:5000", "", nil, 403},
		{"nonsense", "localhost", nil, 403},
		{"192.168.0.7:5000", "karete.local", &tls.ConnectionState{}, 401},
	} {
		if got := ask(c, "/api/v1/session", tt.from, tt.host, tt.over); got.StatusCode != tt.status {
			t.Errorf("from %s to %s: %d, want %d", tt.from, tt.host, got.StatusCode, tt.status)
		}
		for _, open := range []string{"/api/v1/box", "/healthz"} {
			if got := ask(c, open, tt.from, tt.host, tt.over); got.StatusCode != 200 {
				t.Errorf("%s from %s to %s: %d", open, tt.from, tt.host, got.StatusCode)
			}
		}
	}
}

func TestAnotherSitesPageChangesNothing(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.As("nurse").Send("DELETE", "/session", nil, "Sec-Fetch-Site", "cross-site").Refused(403, "cross-origin")
	c.As("nurse").Send("DELETE", "/session", nil, "Origin", "https://evil.example").Refused(403, "cross-origin")
	c.As("nurse").GET("/session").Want(200)
}

func TestHealth(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var h struct{ Status string }
	a := c.As("guest").GET("/healthz").Want(200).JSON(&h)
	if h.Status != string(db.StateOK) || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%+v %v", h, a.Header)
	}
	if err := c.DB.Close(); err != nil {
		t.Fatal(err)
	}
	c.As("guest").GET("/healthz").Want(503).JSON(&h)
	if h.Status != "failing" {
		t.Errorf("%+v", h)
	}
	c.Browser().GET("/box").Refused(503, "busy")
}

func TestTheCookieOverTLS(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	in := `{"username":"nurse","password":"` + apitest.Password + `"}`
	r := httptest.NewRequest(http.MethodPost, "/api/v1/session", strings.NewReader(in))
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr, r.Host, r.TLS = "[fd00:1:2:3:aaaa::7]:5000", "karete.local", &tls.ConnectionState{}
	w := httptest.NewRecorder()
	c.API.Handler().ServeHTTP(w, r)
	cookies := w.Result().Cookies()
	if w.Code != 201 || len(cookies) != 1 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	k := cookies[0]
	if k.Name != "__Host-karete" || !k.Secure || !k.HttpOnly || k.SameSite != http.SameSiteStrictMode || k.Path != "/" || k.Domain != "" {
		t.Errorf("cookie %v", k)
	}
	// The plain cookie's name is not looked at over TLS, nor the other way round.
	for name, status := range map[string]int{"__Host-karete": 200, "karete": 401} {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/session", nil)
		r.RemoteAddr, r.TLS = "[fd00:1:2:3:bbbb::7]:5000", &tls.ConnectionState{}
		r.AddCookie(&http.Cookie{Name: name, Value: k.Value})
		w := httptest.NewRecorder()
		c.API.Handler().ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("%s over TLS: %d, want %d", name, w.Code, status)
		}
	}
	var list struct{ Sessions []staff.SessionRow }
	c.As("admin").GET("/sessions").JSON(&list)
	if i := slices.IndexFunc(list.Sessions, func(s staff.SessionRow) bool { return s.Address == "fd00:1:2:3::/64" }); i < 0 {
		t.Errorf("no session from the network: %+v", list.Sessions)
	}
}
