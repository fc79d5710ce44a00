package trust

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// filesPath is where the authority's certificate is fetched, and the picture by
// which a page on plain http finds out whether this browser trusts the box.
const (
	filesPath = "/trust/"
	probeFile = filesPath + "seen.svg"
)

const probe = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`

// Files answers what a device fetches to trust the box, and reports whether the
// path was one of these. None of it is secret.
func (d *Door) Files(w http.ResponseWriter, r *http.Request) bool {
	name, ok := strings.CutPrefix(r.URL.Path, filesPath)
	if !ok || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	var body []byte
	kind := ""
	authority := d.Authority()
	switch {
	case r.URL.Path == probeFile:
		kind, body = "image/svg+xml", []byte(probe)
		// The page that asks stands on another origin: plain http.
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		w.Header().Set("Cache-Control", "no-store")
	case authority == nil:
		return false
	case strings.HasSuffix(name, ".crt"):
		kind, body = "application/x-x509-ca-cert", authority.Raw
	case strings.HasSuffix(name, ".mobileconfig"):
		kind, body = "application/x-apple-aspen-config", profile(authority.Subject.CommonName, authority.Raw)
	default:
		return false
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // nobody to tell when it is not taken
	}
	return true
}

// fileName is what a certificate is called in a list of downloads: the clinic's
// name in plain letters.
func fileName(clinic string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(strings.ToLower(clinic), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }) {
		if b.Len()+len(word) > 32 {
			break
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	if b.Len() == 0 {
		return "karete"
	}
	return b.String()
}

// profile is the authority as a configuration profile, which an iPhone installs in
// fewer steps than a bare certificate. Its ids come from the certificate, so that
// the same profile replaces itself.
func profile(name string, der []byte) []byte {
	sum := sha256.Sum256(der)
	id := func(what string) string {
		return strings.ToUpper(uuid.NewSHA1(uuid.UUID(sum[:16]), []byte(what)).String())
	}
	var escaped bytes.Buffer
	_ = xml.EscapeText(&escaped, []byte(name)) // a bytes.Buffer takes everything
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadType</key><string>Configuration</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>ls.karete.trust.%[2]x</string>
<key>PayloadUUID</key><string>%[3]s</string>
<key>PayloadDisplayName</key><string>%[1]s</string>
<key>PayloadContent</key><array><dict>
<key>PayloadType</key><string>com.apple.security.root</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>ls.karete.trust.%[2]x.root</string>
<key>PayloadUUID</key><string>%[4]s</string>
<key>PayloadDisplayName</key><string>%[1]s</string>
<key>PayloadCertificateFileName</key><string>karete.crt</string>
<key>PayloadContent</key><data>%[5]s</data>
</dict></array>
</dict></plist>
`, escaped.Bytes(), sum[:4], id("profile"), id("root"), base64.StdEncoding.EncodeToString(der))
}
