package api_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/server/api"
	"karete/server/api/apitest"
)

// Whoever tells what became of messages is known by what they sign or show, and all
// others hear the same, whatever is wrong.
func TestWhoMayTellOfMessages(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	const form = "application/x-www-form-urlencoded"
	body, version := configuring(t, c)
	refused := func(method, path, text string, headers ...string) []byte {
		t.Helper()
		a := c.Browser().Send(method, path, []byte(text), headers...).Broken("signature", "not-allowed")
		return bytes.ReplaceAll(a.Body, []byte(a.Problem.RequestID), nil)
	}
	sign := func(text, key string) string {
		mac := hmac.New(sha256.New, []byte(key))
		mac.Write([]byte(text))
		return "sha256=" + hex.EncodeToString(mac.Sum(nil))
	}
	const meta = `{"object":"whatsapp_business_account","entry":[]}`
	asked := "/messages/told?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
	before := entries(t, c)
	unset := refused(http.MethodPost, "/messages/told", meta, "X-Hub-Signature-256", sign(meta, ""))
	c.As("admin").PUT("/messages/settings", version, body).Want(http.StatusOK)
	for what, got := range map[string][]byte{
		"another secret": refused(http.MethodPost, "/messages/told", meta, "X-Hub-Signature-256", sign(meta, "x")),
		"another body":   refused(http.MethodPost, "/messages/told", meta+" ", "X-Hub-Signature-256", sign(meta, "e")),
		"no signature":   refused(http.MethodPost, "/messages/told", meta, "X-Hub-Signature-256", "sha256="),
		"not even JSON":  refused(http.MethodPost, "/messages/told", "{", "X-Hub-Signature-256", sign(meta, "e")),
		"a phone's":      refused(http.MethodPost, "/messages/told", `{"event":"sms:received"}`, "X-Timestamp", "1", "X-Signature", "00"),
		"nothing":        refused(http.MethodPost, "/messages/told", meta),
		"a wrong key":    refused(http.MethodPost, "/messages/told", "id=1", "X-Shared", "lipere", "Content-Type", form),
		"not this way":   refused(http.MethodPost, "/messages/told/"+providerKey, "id=1", "Content-Type", form),
		"another word":   refused(http.MethodGet, asked+"thaba", ""),
		"another mode":   refused(http.MethodGet, strings.Replace(asked, "=subscribe", "=unsubscribe", 1)+metaWord, ""),
		"a page":         refused(http.MethodGet, strings.Replace(asked, "1158201444", "%3Cscript%3E", 1)+metaWord, ""),
	} {
		if !bytes.Equal(got, unset) {
			t.Errorf("%s: %s, want %s", what, got, unset)
		}
	}
	guest := c.Browser()
	guest.Send(http.MethodPost, "/messages/told", []byte(meta), "X-Hub-Signature-256", sign(meta, "e")).Want(http.StatusOK)
	guest.Send(http.MethodPost, "/messages/told", []byte("id=1&status=Success"), "X-Shared", providerKey, "Content-Type", form).Want(http.StatusOK)
	guest.Send(http.MethodPost, "/messages/told", []byte("{"), "X-Shared", providerKey).Refused(http.StatusBadRequest, "malformed")
	big := []byte(`{"x":"` + strings.Repeat("x", 1<<20) + `"}`)
	guest.Send(http.MethodPost, "/messages/told", big, "X-Hub-Signature-256", sign(string(big), "e")).Refused(http.StatusRequestEntityTooLarge, "too-large")
	a := guest.GET(asked + metaWord).Want(http.StatusOK)
	if string(a.Body) != "1158201444" || a.Header.Get("Content-Type") != "text/plain; charset=utf-8" || a.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%q %v", a.Body, a.Header)
	}
	if n := entries(t, c); n != before+1 { // the settings
		t.Errorf("%d entries, then %d", before, n)
	}
}

// entries is how long the journal is.
func entries(t *testing.T, c *apitest.Clinic) (n int64) {
	t.Helper()
	if err := c.DB.Read(t.Context(), func(tx *db.Tx) (err error) { n, err = journal.Size(tx); return err }); err != nil {
		t.Fatal(err)
	}
	return n
}

// A key in the address is in no line of the log, right or wrong, and is not guessed.
func TestAKeyInTheAddress(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	body, version := configuring(t, c)
	body["settings"].(map[string]any)["http"].(map[string]any)["reports"].(map[string]any)["header"] = ""
	c.As("admin").PUT("/messages/settings", version, body).Want(http.StatusOK)
	var lines bytes.Buffer
	edge := api.New(c.API.Rooms, apitest.Version, slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug}))).Handler()
	tell := func(from, key, text string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "https://localhost/api/v1/messages/told/"+key, strings.NewReader(text))
		r.RemoteAddr = from + ":4000"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		edge.ServeHTTP(w, r)
		return w
	}
	if w := tell("203.0.113.7", providerKey, "id=1&status=Success"); w.Code != http.StatusOK {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := tell("203.0.113.7", providerKey, "id=%zz"); w.Code != http.StatusBadRequest {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	codes := map[int]int{}
	for n := range 40 {
		codes[tell("198.51.100.9", "a-guess-at-the-key-"+strconv.Itoa(n), "id=1").Code]++
	}
	if codes[http.StatusUnprocessableEntity] != 30 || codes[http.StatusTooManyRequests] != 10 {
		t.Errorf("%v", codes)
	}
	if w := tell("198.51.100.9", providerKey, "id=1"); w.Code != http.StatusTooManyRequests {
		t.Errorf("%d: who guessed learns nothing", w.Code)
	}
	if w := tell("203.0.113.7", providerKey, "id=1&status=Success"); w.Code != http.StatusOK {
		t.Errorf("%d: others go on telling", w.Code)
	}
	c.DB.Close()
	if w := tell("203.0.113.7", providerKey, "id=1"); w.Code < 500 || lines.Len() == 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if text := lines.String(); strings.Contains(text, providerKey) || strings.Contains(text, "guess") || strings.Contains(text, "messages/told/") {
		t.Error(text)
	}
}
