package staff

import (
	"crypto/rand"
	"strings"
)

// oneTime makes a password to be read out and typed once: 80 random bits in
// groups, without letters that look alike.
func oneTime() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	var b strings.Builder
	for i, one := 0, make([]byte, 1); i < 20; {
		rand.Read(one)
		if int(one[0]) >= 256/len(letters)*len(letters) {
			continue // keeps every letter equally likely
		}
		if i > 0 && i%5 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(one[0])%len(letters)])
		i++
	}
	return b.String()
}
