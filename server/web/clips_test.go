package web_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"karete/server/web"
)

func TestClips(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "clips")
	h := web.Clips(folder)
	ask := func(method, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), method, "http://box/", nil)
		r.URL.Path = path
		h.ServeHTTP(w, r)
		return w
	}
	if w := ask(http.MethodGet, "/clips/"); w.Code != 200 || w.Body.String() != "{\"en\":[],\"st\":[]}\n" {
		t.Errorf("without a folder: %d %s", w.Code, w.Body)
	}
	for _, name := range []string{"st/RF01.mp3", "st/start.mp3", "st/notes.txt", "st/RF02.mp3/RF03.mp3", "secret.mp3"} {
		at := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte("sound"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(filepath.Dir(folder), "karete.db")
	if err := os.WriteFile(outside, []byte("records"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(folder, "st", "link.mp3")); err != nil {
		t.Log("no links here:", err)
	}
	if w := ask(http.MethodGet, "/clips/"); w.Body.String() != "{\"en\":[],\"st\":[\"RF01\",\"start\"]}\n" {
		t.Errorf("%s", w.Body)
	}
	if w := ask(http.MethodGet, "/clips/st/RF01.mp3"); w.Code != 200 || w.Body.String() != "sound" || w.Header().Get("Content-Type") != "audio/mpeg" || w.Header().Get("Cache-Control") != "max-age=86400" {
		t.Errorf("%d %q %v", w.Code, w.Body, w.Header())
	}
	if w := ask(http.MethodHead, "/clips/st/RF01.mp3"); w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	for _, path := range []string{"/clips/en/RF01.mp3", "/clips/st/RF02.mp3", "/clips/st/link.mp3", "/clips/st/notes.txt", "/clips/st/../secret.mp3", "/clips/secret.mp3", "/clips/st", "/clips/st/",
		"/clips/xx/RF01.mp3", "/clips/st/..%2fsecret.mp3", "/clips/st/\x00.mp3", "/clips/st/../../karete.db"} {
		if w := ask(http.MethodGet, path); w.Code != 404 {
			t.Errorf("%s: %d %q", path, w.Code, w.Body)
		}
	}
}
