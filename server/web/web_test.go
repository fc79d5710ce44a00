package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"karete/server/web"
)

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestUI(t *testing.T) {
	ui, err := web.New(fstest.MapFS{
		"index.html":            {Data: []byte("<!doctype html>page")},
		"index.html.br":         {Data: []byte("BROTLI")},
		"assets/app-1a2b.js":    {Data: []byte("script")},
		"assets/app-1a2b.js.gz": {Data: []byte("GZIP")},
		"assets/all-3c4d.js.br": {Data: []byte("BROTLI")},
		"assets/all-3c4d.js.gz": {Data: packed(t, "unpacked")},
		".gitkeep":              {Data: nil},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path, accept, encoding string
		status                       int
		body, cache, sentAs          string
	}{
		{"the page", "/", "text/html", "", 200, "page", "no-cache", ""},
		{"a screen of the interface is the page", "/patients/7", "text/html", "br", 200, "BROTLI", "no-cache", "br"},
		{"a hashed file keeps for ever", "/assets/app-1a2b.js", "*/*", "", 200, "script", "immutable", ""},
		{"gzip where brotli was not made", "/assets/app-1a2b.js", "*/*", "br, gzip", 200, "GZIP", "immutable", "gzip"},
		{"a refused coding is not sent", "/assets/app-1a2b.js", "*/*", "gzip;q=0", 200, "script", "immutable", ""},
		{"packed only", "/assets/all-3c4d.js", "*/*", "gzip, br", 200, "BROTLI", "immutable", "br"},
		{"packed only, for who cannot unpack", "/assets/all-3c4d.js", "*/*", "", 200, "unpacked", "immutable", ""},
		{"a file that is not there", "/assets/gone.js", "*/*", "", 404, "not found", "", ""},
		{"no way out of the folder", "/../../etc/passwd", "*/*", "", 200, "page", "no-cache", ""},
		{"hidden files stay hidden", "/.gitkeep", "*/*", "", 404, "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "http://localhost"+c.path, nil)
			r.Header.Set("Accept", c.accept)
			r.Header.Set("Accept-Encoding", c.encoding)
			w := httptest.NewRecorder()
			ui.ServeHTTP(w, r)
			body, err := io.ReadAll(w.Result().Body)
			if err != nil {
				t.Fatal(err)
			}
			if w.Code != c.status || !strings.Contains(string(body), c.body) {
				t.Errorf("got %d %q", w.Code, body)
			}
			if !strings.Contains(w.Header().Get("Cache-Control"), c.cache) {
				t.Errorf("cache %q, want %q", w.Header().Get("Cache-Control"), c.cache)
			}
			if w.Header().Get("Content-Encoding") != c.sentAs {
				t.Errorf("encoding %q, want %q", w.Header().Get("Content-Encoding"), c.sentAs)
			}
			if p := w.Header().Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'self'") || strings.Contains(p, "unsafe") {
				t.Errorf("policy %q", p)
			}
		})
	}
}

func TestUIWithoutScreensSaysSo(t *testing.T) {
	ui, err := web.New(fstest.MapFS{".gitkeep": {}})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	ui.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if ui.Built() || w.Code != 404 || !strings.Contains(w.Body.String(), "make build") {
		t.Errorf("got %d %q", w.Code, w.Body)
	}
}

func TestUIOnlyReads(t *testing.T) {
	ui, err := web.New(fstest.MapFS{"index.html": {Data: []byte("page")}})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	ui.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST got %d", w.Code)
	}
}
