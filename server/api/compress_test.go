package api_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"testing"

	"karete/server/api/apitest"
)

// What is long is made smaller for who can read it so; what is short, sent, or not
// asked for that way comes as it is.
func TestLongAnswersAreCompressed(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	plainly := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	t.Cleanup(plainly.CloseIdleConnections)
	ask := func(path, accept string) (*http.Response, []byte) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.URL+"/api/v1"+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if accept != "" {
			r.Header.Set("Accept-Encoding", accept)
		}
		answer, err := plainly.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer, body
	}
	_, whole := ask("/self-triage", "")
	answer, small := ask("/self-triage", "gzip, br")
	if answer.Header.Get("Content-Encoding") != "gzip" || answer.Header.Get("Vary") != "Accept-Encoding" || len(small)*2 > len(whole) {
		t.Errorf("%d of %d bytes, %v", len(small), len(whole), answer.Header)
	}
	if length := answer.Header.Get("Content-Length"); length != "" && length != strconv.Itoa(len(small)) {
		t.Errorf("said to be %s bytes, are %d", length, len(small))
	}
	for _, path := range []string{"/box", "/nothing", "/queue"} { // short ones and refusals
		answer, body := ask(path, "gzip")
		if answer.Header.Get("Content-Encoding") != "" || !json.Valid(body) {
			t.Errorf("%s: %v %q", path, answer.Header, body)
		}
	}
	var again []byte
	for range 3 { // the compressors are used again
		_, small = ask("/self-triage", "gzip")
		r, err := gzip.NewReader(bytes.NewReader(small))
		if err != nil {
			t.Fatal(err)
		}
		if again, err = io.ReadAll(r); err != nil || string(again) != string(whole) {
			t.Fatalf("%d bytes came back of %d: %v", len(again), len(whole), err)
		}
	}
}
