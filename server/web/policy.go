package web

import "net/http"

// What a page of ours may load, and who may show it. An answer that is no page
// may do nothing at all.
const (
	pagePolicy = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; " +
		"form-action 'self'; frame-ancestors 'none'"
	answerPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// rules go with every answer, whoever gives it.
//
// There is no Strict-Transport-Security. Browsers hold it against every port of
// the name, and so against the plain page where a device learns to trust the box;
// and when a certificate breaks they would offer a clinic no way past it for as
// long as it was sent for. What it is for elsewhere does not happen here: over
// plain http the box answers the network with nothing worth having, and the cookie
// is for TLS only.
var rules = map[string]string{
	"Content-Security-Policy":      answerPolicy,
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()",
}

// Guarded has every answer of next carry the rules; next may loosen them for what
// it knows to be a page.
func Guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range rules {
			w.Header().Set(name, value)
		}
		next.ServeHTTP(w, r)
	})
}
