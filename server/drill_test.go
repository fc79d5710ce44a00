package server

import (
	"os"
	"strings"
	"testing"

	"karete/db/vault/keyring"
	"karete/server/id"
)

// A drill shows the clinic, takes nothing, and is gone.
func TestADrillIsOnlyALook(t *testing.T) {
	t.Parallel()
	l := lostClinic(t)
	scratch := t.TempDir()
	s, remove, err := Drill(t.Context(), l.config(), scratch, Restoring{File: l.path, Secret: keyring.FromPassphrase(phrase)})
	if err != nil {
		t.Fatal(err)
	}
	url, stop := l.serve(s)
	c := l.signedIn(url)
	if status, text := ask(t, c, "GET", url+"/api/v1/box", nil); status != 200 || !strings.Contains(text, `"drill":true`) || !strings.Contains(text, "Ha Matala Clinic") {
		t.Errorf("%d %s", status, text)
	}
	if status, text := ask(t, c, "POST", url+"/api/v1/patients/search", map[string]string{"text": "Thabo"}); status != 200 || !strings.Contains(text, "Thabo") {
		t.Errorf("%d %s", status, text)
	}
	for path, in := range map[string]any{
		"/keys/seal":    map[string]string{"id": id.New()},
		"/cards/blanks": map[string]any{"id": id.New(), "count": 1},
		"/departments":  map[string]string{"id": id.New(), "code": "XRAY", "name": "X", "nameSt": "X", "kind": "other"},
	} {
		if status, text := ask(t, c, "POST", url+"/api/v1"+path, in); status != 403 || !strings.Contains(text, "look-only") {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
	if status, text := ask(t, c, "PUT", url+"/api/v1/session/language", map[string]string{"id": id.New(), "language": "st"}); status != 200 {
		t.Errorf("one's own session: %d %s", status, text)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if err := remove(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
		t.Errorf("%d things are left, %v", len(left), err)
	}
	if _, _, err := Drill(t.Context(), l.config(), scratch, Restoring{File: l.path, Secret: keyring.FromPassphrase("another goat elsewhere")}); err == nil {
		t.Error("another key opens it")
	}
	if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
		t.Errorf("%d things are left, %v", len(left), err)
	}
}
