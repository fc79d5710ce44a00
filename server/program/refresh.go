package program

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"

	"github.com/google/uuid"

	"karete/db"
	"karete/server/secret"
)

// A refresh token is base64url over the id of its family (16 bytes), 32 random
// bytes, and a mark that the box made it (32 bytes). The mark tells a token that
// was good once from one that somebody made up: only the first ends the family.
const (
	familyBytes, randomBytes = 16, 32
	refreshBytes             = familyBytes + randomBytes + sha256.Size
	refreshText              = (refreshBytes*8 + 5) / 6
)

// refreshToken is one that was read and is the box's own work.
type refreshToken struct {
	familyID string
	hash     []byte // what the family's row holds while it is good
}

func newRefresh(key []byte, familyID string) (text string, hash []byte, err error) {
	family, err := uuid.Parse(familyID)
	if err != nil {
		return "", nil, err
	}
	b := make([]byte, familyBytes+randomBytes, refreshBytes)
	copy(b, family[:])
	rand.Read(b[familyBytes:])
	hash = hashRefresh(b)
	return base64.RawURLEncoding.EncodeToString(append(b, mark(key, b)...)), hash, nil
}

// parseRefresh is false for anything that the box did not make.
func parseRefresh(key []byte, text string) (refreshToken, bool) {
	if len(text) != refreshText {
		return refreshToken{}, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return refreshToken{}, false
	}
	body := b[:familyBytes+randomBytes]
	if !hmac.Equal(mark(key, body), b[len(body):]) {
		return refreshToken{}, false
	}
	return refreshToken{uuid.UUID(body[:familyBytes]).String(), hashRefresh(body)}, true
}

func mark(key, body []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write(body)
	return m.Sum(nil)
}

func hashRefresh(body []byte) []byte {
	h := sha256.Sum256(body)
	return h[:]
}

const refreshKey = "program.refresh"

// refreshKeyIn is the key of the marks, made when the first token is.
func refreshKeyIn(tx *db.Tx) ([]byte, error) {
	key, found, err := secret.In(tx, refreshKey)
	if err != nil || found {
		return key, err
	}
	key = make([]byte, sha256.Size)
	rand.Read(key)
	return key, secret.Put(tx, refreshKey, key)
}
