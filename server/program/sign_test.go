package program

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"karete/db/dbtest"
	"karete/server/id"
)

func TestForgedTokens(t *testing.T) {
	t.Parallel()
	now := dbtest.Start
	ours, theirs := newSigner(), newSigner()
	good, err := ours.sign("subject", id.New(), now)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := ours.read(good, now); err != nil || c.Subject != "subject" {
		t.Fatalf("%+v, %v", c, err)
	}
	parts := strings.Split(good, ".")
	key := ours.keys[0]
	public := key.key.Public().(ed25519.PublicKey)
	until := func(d time.Duration) jwt.RegisteredClaims {
		return jwt.RegisteredClaims{Issuer: issuer, Subject: "subject", ExpiresAt: jwt.NewNumericDate(now.Add(d))}
	}
	make := func(method jwt.SigningMethod, with any, c jwt.Claims) string {
		token := jwt.NewWithClaims(method, c)
		token.Header["kid"] = key.id
		text, err := token.SignedString(with)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	elsewhere, err := theirs.sign("subject", id.New(), now)
	if err != nil {
		t.Fatal(err)
	}
	withKid := jwt.NewWithClaims(jwt.SigningMethodEdDSA, until(time.Minute))
	withKid.Header["kid"] = key.id
	otherKey, err := withKid.SignedString(theirs.keys[0].key)
	if err != nil {
		t.Fatal(err)
	}
	for what, token := range map[string]string{
		"alg none":                   make(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, until(time.Minute)),
		"HS256 with the public key":  make(jwt.SigningMethodHS256, []byte(public), until(time.Minute)),
		"HS512 with the public key":  make(jwt.SigningMethodHS512, []byte(public), until(time.Minute)),
		"over":                       make(jwt.SigningMethodEdDSA, key.key, until(0)),
		"over for an hour":           make(jwt.SigningMethodEdDSA, key.key, until(-time.Hour)),
		"without an end":             make(jwt.SigningMethodEdDSA, key.key, jwt.RegisteredClaims{Issuer: issuer, Subject: "subject"}),
		"of another issuer":          make(jwt.SigningMethodEdDSA, key.key, jwt.RegisteredClaims{Issuer: "x", ExpiresAt: until(time.Minute).ExpiresAt}),
		"of another box":             elsewhere,
		"another key under our name": otherKey,
		"without a signature":        parts[0] + "." + parts[1] + ".",
		"another signature":          parts[0] + "." + parts[1] + "." + base64.RawURLEncoding.EncodeToString(make64()),
		"other claims":               parts[0] + "." + claim(t, until(time.Hour)) + "." + parts[2],
		"cut":                        good[:len(good)-1],
		"cut to two parts":           parts[0] + "." + parts[1],
		"four parts":                 good + ".x",
		"padded":                     good + "=",
		"huge":                       parts[0] + "." + strings.Repeat("A", 1<<20) + "." + parts[2],
		"empty":                      "",
		"dots":                       "..",
	} {
		if c, err := ours.read(token, now); err == nil {
			t.Errorf("%s is taken: %+v", what, c)
		}
	}
}

func make64() []byte { return []byte(strings.Repeat("s", ed25519.SignatureSize)) }

func claim(t *testing.T, c jwt.Claims) string {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// A key signs for a day; the one before it is known until its last token is over.
func TestKeysChange(t *testing.T) {
	t.Parallel()
	s, now := newSigner(), dbtest.Start
	sign := func(at time.Time) string {
		t.Helper()
		token, err := s.sign("subject", id.New(), at)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	sign(now)
	last := sign(now.Add(keyLimit - time.Second))
	first := sign(now.Add(keyLimit))
	if len(s.keys) != 2 || s.keys[0].id == s.keys[1].id {
		t.Fatalf("%d keys", len(s.keys))
	}
	for what, token := range map[string]string{"of yesterday": last, "of today": first} {
		if _, err := s.read(token, now.Add(keyLimit+AccessLimit-2*time.Second)); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	sign(now.Add(2 * keyLimit))
	if len(s.keys) != 2 {
		t.Errorf("%d keys are kept", len(s.keys))
	}
}

func FuzzAccessToken(f *testing.F) {
	s, now := newSigner(), dbtest.Start
	family := id.New()
	good, err := s.sign("subject", family, now)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:40])
	f.Add("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")
	f.Add("e30.e30.e30")
	f.Fuzz(func(t *testing.T, token string) {
		c, err := s.read(token, now)
		if err == nil && (c.Subject != "subject" || c.Family != family || token != good) {
			t.Errorf("%q is taken for %+v", token, c)
		}
	})
}

func FuzzClaims(f *testing.F) {
	s, now := newSigner(), dbtest.Start
	k, err := s.current(now)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(`{"iss":"karete","exp":2000000000}`)
	f.Add(`{"iss":"karete","exp":1e400,"sid":[]}`)
	f.Add(`{"iss":["karete"],"exp":-9223372036854775808}`)
	f.Add(`{"exp":null}`)
	// Signed as we do, so that what is read is reached.
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"EdDSA","kid":"` + k.id + `"}`))
	f.Fuzz(func(t *testing.T, text string) {
		body := head + "." + base64.RawURLEncoding.EncodeToString([]byte(text))
		token := body + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(k.key, []byte(body)))
		c, err := s.read(token, now)
		if err == nil && (c.Issuer != issuer || c.ExpiresAt == nil || !c.ExpiresAt.After(now)) {
			t.Errorf("%q is taken for %+v", text, c)
		}
	})
}

func FuzzRefreshToken(f *testing.F) {
	key, family := make64()[:32], id.New()
	good, _, err := newRefresh(key, family)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[1:] + "A")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		token, ok := parseRefresh(key, text)
		if !ok {
			return
		}
		other := text[:len(text)-2] + "AA"
		if _, also := parseRefresh(key, other); also && other != text {
			t.Errorf("%q and %q are both taken", text, other)
		}
		if _, also := parseRefresh([]byte("another key"), text); also || len(token.familyID) != len(family) || len(token.hash) != 32 {
			t.Errorf("%q: %+v", text, token)
		}
	})
}
