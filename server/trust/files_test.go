package trust_test

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestWhatADeviceFetches(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.renewed(b.reach("192.168.1.10"))
	get := func(method, path string) (*httptest.ResponseRecorder, bool) {
		w := httptest.NewRecorder()
		return w, b.door.Files(w, httptest.NewRequest(method, path, nil))
	}
	der := b.door.Authority().Raw
	w, ok := get(http.MethodGet, "/trust/ha-matala.crt")
	if !ok || !bytes.Equal(w.Body.Bytes(), der) || w.Header().Get("Content-Type") != "application/x-x509-ca-cert" {
		t.Errorf("the certificate: %v %v", ok, w.Header())
	}
	w, ok = get(http.MethodHead, "/trust/ha-matala.crt")
	if !ok || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "" {
		t.Errorf("its head: %v %v", ok, w.Header())
	}
	w, ok = get(http.MethodGet, "/trust/ha-matala.mobileconfig")
	text := w.Body.String()
	if !ok || w.Header().Get("Content-Type") != "application/x-apple-aspen-config" || !strings.Contains(text, base64.StdEncoding.EncodeToString(der)) {
		t.Errorf("the profile: %v %v", ok, w.Header())
	}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the profile is no XML: %v", err)
		}
	}
	w, ok = get(http.MethodGet, "/trust/seen.svg")
	if !ok || w.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("the picture: %v %v", ok, w.Header())
	}
	for _, path := range []string{"/trust", "/trust/", "/trust/key.pem", "/trust/sealed.pem", "/", "/ca.crt"} {
		if _, ok := get(http.MethodGet, path); ok {
			t.Errorf("%s is answered", path)
		}
	}
	if _, ok := get(http.MethodPost, "/trust/ha-matala.crt"); ok {
		t.Error("a POST is answered")
	}
}
