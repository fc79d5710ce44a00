package program

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	// AccessLimit is how long an access token is good.
	AccessLimit = 15 * time.Minute
	// maxAccess is more than any of ours is long; what is longer is not looked at.
	maxAccess = 1024
	keyLimit  = 24 * time.Hour
	issuer    = "karete"
)

// signer makes and reads access tokens. Its keys are in memory only: no disk has
// them, and a token from before a start is not good after it, so that no power cut
// and no clock can bring an old one back. A program then shows its refresh token.
type signer struct {
	mu   sync.Mutex
	keys []signingKey // the newest first; the one before it until its last token is over
}

type signingKey struct {
	id   string
	key  ed25519.PrivateKey
	made time.Time
}

// claims of an access token: who asks, and the family that stands behind it.
type claims struct {
	jwt.RegisteredClaims
	Family string `json:"sid"`
}

func newSigner() *signer { return &signer{} }

// sign makes a token that is good for AccessLimit from now, a moment of the steady
// clock.
func (s *signer) sign(subject, familyID string, now time.Time) (string, error) {
	k, err := s.current(now)
	if err != nil {
		return "", err
	}
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: issuer, Subject: subject, IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(AccessLimit)),
		},
		Family: familyID,
	})
	t.Header["kid"] = k.id
	return t.SignedString(k.key)
}

// current is today's key.
func (s *signer) current(now time.Time) (signingKey, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.keys) > 0 && now.Sub(s.keys[0].made) < keyLimit {
		return s.keys[0], nil
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return signingKey{}, fmt.Errorf("signing key: %w", err)
	}
	id := make([]byte, 9)
	rand.Read(id)
	s.keys = append([]signingKey{{base64.RawURLEncoding.EncodeToString(id), key, now}}, s.keys...)
	if len(s.keys) > 2 {
		s.keys = s.keys[:2]
	}
	return s.keys[0], nil
}

var errNotOurs = errors.New("program: not an access token of ours")

// read answers with the claims of a token that is ours and not over.
func (s *signer) read(token string, now time.Time) (claims, error) {
	var c claims
	if len(token) > maxAccess {
		return c, errNotOurs
	}
	_, err := jwt.ParseWithClaims(token, &c, s.public,
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithExpirationRequired(), jwt.WithIssuer(issuer),
		jwt.WithStrictDecoding(), jwt.WithTimeFunc(func() time.Time { return now }))
	if err != nil {
		return claims{}, errNotOurs
	}
	return c, nil
}

// public finds the key by the name in the token's head.
func (s *signer) public(t *jwt.Token) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.keys {
		if t.Header["kid"] == k.id {
			return k.key.Public(), nil
		}
	}
	return nil, errNotOurs
}
