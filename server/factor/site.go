package factor

import (
	"net"
	"net/netip"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"karete/server/fault"
)

// Site is the address a page was opened at, as a browser sees it. Passkeys need a
// name: at an IP address browsers offer none.
type Site struct {
	name   string // '' when it is no name
	origin string
}

// SiteOf is the site of a request's Host header.
func SiteOf(host string, tls bool) Site {
	s := Site{origin: "http://" + host}
	if tls {
		s.origin = "https://" + host
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil || !isName(name) {
		return s
	}
	s.name = name
	return s
}

// isName keeps what goes to the browser and into the table to what DNS allows.
func isName(s string) bool {
	if len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return protocol.ValidateRPID(s) == nil
}

// party is the box as WebAuthn's relying party at the site. Errors:
// passkey-needs-name.
func (s Site) party() (*webauthn.WebAuthn, error) {
	if s.name == "" {
		return nil, fault.New(fault.PasskeyNeedsName)
	}
	required := true
	return webauthn.New(&webauthn.Config{
		RPID: s.name, RPDisplayName: "Karete", RPOrigins: []string{s.origin},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			RequireResidentKey: &required, ResidentKey: protocol.ResidentKeyRequirementRequired,
			UserVerification: protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{
			Login:        webauthn.TimeoutConfig{Timeout: challengeLife, TimeoutUVD: challengeLife},
			Registration: webauthn.TimeoutConfig{Timeout: challengeLife, TimeoutUVD: challengeLife},
		},
		// A browser may answer with extensions nobody asked for; they are not looked at.
		ExtensionsUnsolicitedOutputPolicy: protocol.UnsolicitedOutputPolicyIgnore,
	})
}
