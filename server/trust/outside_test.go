package trust

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	"karete/server/fault"
)

var public = Reach{Names: []string{"karete.clinic.example"}}

func TestACertificateFromOutside(t *testing.T) {
	t.Parallel()
	ends := start.AddDate(0, 3, 0)
	chain, key := broughtFrom(t, plainLeaf(public, ends))
	if cert, err := outside(chain, key, start); err != nil || cert.Leaf.DNSNames[0] != public.Names[0] {
		t.Fatal(err)
	}
	_, other := broughtFrom(t, plainLeaf(public, ends))
	nameless, namelessKey := broughtFrom(t, plainLeaf(Reach{}, ends))
	authority := made(t)
	root, err := authority.encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		what, chain, key string
		at               time.Time
		field, code      string
	}{
		{"nothing", "", key, start, "chain", "not-a-certificate"},
		{"words", "my certificate", key, start, "chain", "not-a-certificate"},
		{"a key in the place of the chain", strings.ReplaceAll(other, "CERTIFICATE", "X"), key, start, "chain", "not-a-certificate"},
		{"cut off", chain[:300], key, start, "chain", "not-a-certificate"},
		{"garbage in a frame", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", key, start, "chain", "not-a-certificate"},
		{"a chain without end", strings.Repeat(chain, 11), key, start, "chain", "not-a-certificate"},
		{"too much", strings.Repeat("a", maxPEM+1), key, start, "chain", "too-long"},
		{"too much of a key", chain, strings.Repeat("a", maxPEM+1), start, "key", "too-long"},
		{"no key", chain, "", start, "key", "not-a-key"},
		{"garbage for a key", chain, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", start, "key", "not-a-key"},
		{"a locked key", chain, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n", start, "key", "key-locked"},
		{"a locked key of the old kind", chain, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n", start, "key", "key-locked"},
		{"another's key", chain, other, start, "key", "not-its-key"},
		{"one that has ended", chain, key, ends.Add(time.Second), "chain", "expired"},
		{"one for no name", nameless, namelessKey, start, "chain", "not-for-a-name"},
		{"an authority", string(root), string(root), start, "chain", "not-for-a-name"},
	} {
		_, err := outside(tt.chain, tt.key, tt.at)
		f := fault.Of(err)
		if err == nil || len(f.Fields) != 1 || f.Fields[0].Field != tt.field || f.Fields[0].Code != tt.code {
			t.Errorf("%s: %v, want %s %s", tt.what, err, tt.field, tt.code)
		}
	}
}

func TestKeysOfEveryKindThatIsAbout(t *testing.T) {
	t.Parallel()
	leaf := sign(t, plainLeaf(public, start.AddDate(0, 3, 0)), authority{})
	sec1, err := x509.MarshalECPrivateKey(leaf.key)
	if err != nil {
		t.Fatal(err)
	}
	params := pem.EncodeToMemory(&pem.Block{Type: "EC PARAMETERS", Bytes: []byte{6, 8, 42, 134, 72, 206, 61, 3, 1, 7}}) // as openssl writes it
	key, err := privateKey(append(params, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: sec1})...))
	if err != nil || !leaf.key.Equal(key.(*ecdsa.PrivateKey)) {
		t.Errorf("EC PRIVATE KEY: %v", err)
	}
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	key, err = privateKey(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(private)}))
	if err != nil || !private.Equal(key.(*rsa.PrivateKey)) {
		t.Errorf("RSA PRIVATE KEY: %v", err)
	}
}

// Whatever is uploaded, the answer is a certificate that can be kept and read
// again, or which of the two fields is broken.
func FuzzCertificate(f *testing.F) {
	a, err := newAuthority(start)
	if err != nil {
		f.Fatal(err)
	}
	pair, err := a.issue(start, clinic)
	if err != nil {
		f.Fatal(err)
	}
	text, err := keep(pair)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n-----END EC PRIVATE KEY-----\n")
	f.Fuzz(func(t *testing.T, both string) {
		cert, err := outside(both, both, start)
		if err != nil {
			if fields := fault.Of(err).Fields; len(fields) != 1 || fields[0].Field != "chain" && fields[0].Field != "key" {
				t.Fatalf("an error that is no field's: %v", err)
			}
			return
		}
		text, err := keep(cert)
		if err != nil {
			t.Fatal(err)
		}
		again, err := kept(text)
		if err != nil || !again.Leaf.Equal(cert.Leaf) {
			t.Fatalf("it is not what it was: %v", err)
		}
	})
}
