package device

import (
	"crypto/rand"
	"strings"
)

// A pairing code is typed with a remote control or read out across a room: six
// signs, none like another. 31^6 are enough for ten minutes under a brake.
const (
	codeSigns  = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
	codeLength = 6
	maxTyped   = 200
)

func newCode() string {
	b := make([]byte, 0, codeLength)
	one := make([]byte, 1)
	for len(b) < codeLength {
		rand.Read(one)                                       // never fails: it stops the process instead
		if int(one[0]) < 256/len(codeSigns)*len(codeSigns) { // keeps every sign equally likely
			b = append(b, codeSigns[int(one[0])%len(codeSigns)])
		}
	}
	return string(b)
}

// ParseCode finds the code in what was typed or scanned: in any case, with spaces
// or a dash, or at the end of the link that the manager's screen shows.
func ParseCode(text string) (code string, ok bool) {
	if len(text) > maxTyped {
		return "", false
	}
	if _, after, link := strings.Cut(text, "/pair#"); link {
		text = after
	}
	code = strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, text)
	if len(code) != codeLength || strings.Trim(code, codeSigns) != "" {
		return "", false
	}
	return code, true
}
