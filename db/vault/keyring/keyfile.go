package keyring

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"
)

// keyFileMark begins the only line of a key file; base64 of the key and four
// bytes of its hash follow.
const keyFileMark = "KARETE-KEY-1 "

const keyBytes, keyCheck = 32, 4

// NewKeyFile makes the secret of a key file, and the text to put into it. The
// secret is of the kind File; see ForBox.
func NewKeyFile() (Secret, []byte) {
	s := Secret{File, randomBytes(keyBytes)}
	return s, s.file()
}

func (s Secret) file() []byte {
	sum := sha256.Sum256(s.bytes)
	return []byte(keyFileMark + base64.StdEncoding.EncodeToString(append(append([]byte{}, s.bytes...), sum[:keyCheck]...)) + "\n")
}

// ForBox is the same key for a slot of the kind Box.
func (s Secret) ForBox() Secret {
	s.kind = Box
	return s
}

// ParseKeyFile reads a key file. It opens slots of the kinds File and Box. Errors:
// ErrKeyFile.
func ParseKeyFile(text []byte) (Secret, error) {
	if len(text) > 4096 {
		return Secret{}, ErrKeyFile
	}
	line, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n \t"), keyFileMark)
	if !ok {
		return Secret{}, ErrKeyFile
	}
	b, err := base64.StdEncoding.Strict().DecodeString(line)
	if err != nil || len(b) != keyBytes+keyCheck || strings.ContainsAny(line, "\r\n") {
		return Secret{}, ErrKeyFile
	}
	sum := sha256.Sum256(b[:keyBytes])
	if subtle.ConstantTimeCompare(sum[:keyCheck], b[keyBytes:]) != 1 {
		return Secret{}, ErrKeyFile
	}
	return Secret{File, b[:keyBytes]}, nil
}

// KeyFileName is what a key file for this database is called on a stick, so that
// it is recognised when it is plugged in.
func KeyFileName(databaseID string) string { return "karete-" + databaseID + ".key" }
