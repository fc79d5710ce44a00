package factor

import (
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
)

// The parameters that every authenticator app knows; many know no others.
const (
	stepSeconds = 30
	digits      = 6
	seedBytes   = 20
	drift       = 1 // steps before and after the present one
)

var seedText = base32.StdEncoding.WithPadding(base32.NoPadding)

// stepOf is the half minute a moment lies in.
func stepOf(t time.Time) int64 { return t.Unix() / stepSeconds }

// codeAt is the code of a step.
func codeAt(seed []byte, step int64) (string, error) {
	code, err := hotp.GenerateCodeCustom(seedText.EncodeToString(seed), uint64(step), hotp.ValidateOpts{Digits: digits, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return "", fmt.Errorf("totp: %w", err)
	}
	return code, nil
}

// fits finds the step whose code this is, of those around now that are newer than
// last. All are compared, so that the time it takes tells nothing.
func fits(seed []byte, code string, now time.Time, last int64) (step int64, ok bool, err error) {
	present := stepOf(now)
	for s := present - drift; s <= present+drift; s++ {
		want, err := codeAt(seed, s)
		if err != nil {
			return 0, false, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && s > last {
			step, ok = s, true
		}
	}
	return step, ok, nil
}

// link is what an authenticator app reads out of the QR code.
func link(seed []byte, clinic, username string) string {
	label := url.PathEscape(clinic) + ":" + url.PathEscape(username)
	// Apps disagree about a + in a query; %20 is a space to all of them.
	issuer := strings.ReplaceAll(url.QueryEscape(clinic), "+", "%20")
	return "otpauth://totp/" + label + "?secret=" + seedText.EncodeToString(seed) + "&issuer=" + issuer
}
