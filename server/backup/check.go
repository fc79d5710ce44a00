package backup

import (
	"encoding/binary"
	"encoding/hex"
	"strings"

	"karete/assets"
)

// Groups is the first half of a hash, to be read aloud and compared: eight groups
// of four signs, as the fingerprint on the poster is.
func Groups(sha256 string) []string {
	out := []string{}
	for i := 0; i+4 <= min(len(sha256), 32); i += 4 {
		out = append(out, strings.ToUpper(sha256[i:i+4]))
	}
	return out
}

// CheckWords are three names of places that stand for the rest of the hash, for
// those who would rather compare words.
func CheckWords(sha256 string) []string {
	b, err := hex.DecodeString(sha256)
	out := []string{}
	if err != nil || len(b) != 32 {
		return out
	}
	names := assets.Districts()
	for i := 16; i < 22; i += 2 {
		out = append(out, names[int(binary.BigEndian.Uint16(b[i:]))%len(names)].Name)
	}
	return out
}
