package factor

import (
	"crypto/rand"
	"crypto/sha256"
	"strings"
)

// kind is which sort of code somebody typed.
type kind int

const (
	neither kind = iota
	ofTheApp
	ofRecovery
)

const (
	// letters of a recovery code: none looks like another.
	letters       = "abcdefghjkmnpqrstuvwxyz23456789"
	codeLetters   = 15
	codeGroup     = 5
	recoveryCodes = 10
)

// readCode says what was typed, in its one form: without spaces and dashes, and
// in small letters.
func readCode(typed string) (string, kind) {
	var b strings.Builder
	figures := true
	for _, r := range strings.ToLower(typed) {
		switch {
		case r == ' ' || r == '-' || r == '\u00a0':
			continue
		case r >= '0' && r <= '9':
		case strings.ContainsRune(letters, r):
			figures = false
		default:
			return "", neither
		}
		if b.WriteRune(r); b.Len() > codeLetters {
			return "", neither
		}
	}
	code := b.String()
	switch {
	case figures && len(code) == digits:
		return code, ofTheApp
	case len(code) == codeLetters && strings.Trim(code, letters) == "":
		return code, ofRecovery
	}
	return "", neither
}

// newCode makes a recovery code in groups, to be written down.
func newCode() string {
	var b strings.Builder
	for i, one := 0, make([]byte, 1); i < codeLetters; {
		rand.Read(one)
		if int(one[0]) >= 256/len(letters)*len(letters) {
			continue // keeps every letter equally likely
		}
		if i > 0 && i%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(one[0])%len(letters)])
		i++
	}
	return b.String()
}

// hashCode is what the box keeps of a recovery code. It has 74 random bits, so a
// plain hash is as good as a slow one.
func hashCode(staffID, code string) []byte {
	h := sha256.Sum256([]byte("karete recovery code\x00" + staffID + "\x00" + code))
	return h[:]
}
