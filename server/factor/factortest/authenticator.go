package factortest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"karete/server/factor"
)

// Code is what the app shows at a moment.
func Code(t testing.TB, seed string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(seed, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// Key is a passkey and the browser around it. It holds one credential.
type Key struct {
	Origin string // of the page
	RP     string // the name it was opened at
	Count  uint32 // grows with each answer
	// Unverified is a key that asks for no finger.
	Unverified bool

	private *ecdsa.PrivateKey
	id      []byte
	handle  string
}

// New is a key that holds nothing yet, in a browser at http://<host>.
func New(t testing.TB, host, name string) *Key {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k := &Key{Origin: "http://" + host, RP: name, private: private, id: make([]byte, 32)}
	rand.Read(k.id)
	return k
}

func text(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// client is what the browser says about the page, and it is signed.
func (k *Key) client(t testing.TB, kind string, challenge any) []byte {
	t.Helper()
	b, err := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": k.Origin, "crossOrigin": false})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// data is the authenticator data: where, how, how often.
func (k *Key) data(flags byte) []byte {
	rp := sha256.Sum256([]byte(k.RP))
	if !k.Unverified {
		flags |= 0x04
	}
	k.Count++
	return binary.BigEndian.AppendUint32(append(rp[:], flags|0x01), k.Count)
}

// Make answers a challenge for a new passkey.
func (k *Key) Make(t testing.TB, c factor.Challenge, commandID, name string) factor.NewPasskey {
	t.Helper()
	user, _ := c.PublicKey["user"].(map[string]any)
	handle, err := base64.RawURLEncoding.DecodeString(user["id"].(string))
	if err != nil {
		t.Fatal(err)
	}
	k.handle = text(handle)
	client := k.client(t, "webauthn.create", c.PublicKey["challenge"])
	point, err := k.private.PublicKey.Bytes() // 4, x, y
	if err != nil {
		t.Fatal(err)
	}
	data := k.data(0x40)
	data = append(data, make([]byte, 16)...) // no model told
	data = binary.BigEndian.AppendUint16(data, uint16(len(k.id)))
	data = append(data, k.id...)
	// A COSE key in CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
	data = append(data, 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20)
	data = append(data, point[1:33]...)
	data = append(data, 0x22, 0x58, 0x20)
	data = append(data, point[33:]...)
	// {"fmt": "none", "attStmt": {}, "authData": data}
	object := append([]byte("\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"), byte(len(data)))
	object = append(object, data...)
	return factor.NewPasskey{ID: commandID, Name: name, Challenge: c.Challenge, Credential: text(k.id), ClientData: text(client),
		Attestation: text(object), Transports: []string{"internal"}}
}

// Answer answers a challenge with the passkey.
func (k *Key) Answer(t testing.TB, c factor.Challenge) factor.Assertion {
	t.Helper()
	client := k.client(t, "webauthn.get", c.PublicKey["challenge"])
	data := k.data(0)
	hash := sha256.Sum256(client)
	signed := sha256.Sum256(append(append([]byte{}, data...), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, k.private, signed[:])
	if err != nil {
		t.Fatal(err)
	}
	return factor.Assertion{Challenge: c.Challenge, Credential: text(k.id), ClientData: text(client), AuthenticatorData: text(data),
		Signature: text(signature), UserHandle: k.handle}
}
