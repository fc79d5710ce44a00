package trust

import (
	"bytes"
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"
	"time"

	"karete/server/fault"
)

// Limits of what a manager may upload.
const (
	maxPEM   = 48 << 10
	maxChain = 10
)

// outside reads a certificate that was made elsewhere: the chain as PEM, the
// leaf first, and its key. Errors: invalid, naming the field; the codes besides
// the usual are not-a-certificate, not-a-key, key-locked, not-its-key, expired,
// not-for-a-name.
func outside(chain, key string, at time.Time) (*tls.Certificate, error) {
	switch {
	case len(chain) > maxPEM:
		return nil, fault.Field("chain", "too-long")
	case len(key) > maxPEM:
		return nil, fault.Field("key", "too-long")
	}
	certs, err := certificates([]byte(chain))
	if err != nil {
		return nil, fault.Field("chain", "not-a-certificate")
	}
	leaf := certs[0]
	private, err := privateKey([]byte(key))
	if errors.Is(err, errLocked) {
		return nil, fault.Field("key", "key-locked")
	}
	if err != nil {
		return nil, fault.Field("key", "not-a-key")
	}
	public, ok := private.Public().(interface{ Equal(crypto.PublicKey) bool })
	switch {
	case !ok || !public.Equal(leaf.PublicKey):
		return nil, fault.Field("key", "not-its-key")
	case at.After(leaf.NotAfter):
		return nil, fault.Field("chain", "expired")
	case leaf.IsCA || len(leaf.DNSNames) == 0 && len(leaf.IPAddresses) == 0:
		return nil, fault.Field("chain", "not-for-a-name")
	}
	cert := &tls.Certificate{PrivateKey: private, Leaf: leaf}
	for _, c := range certs {
		cert.Certificate = append(cert.Certificate, c.Raw)
	}
	return cert, nil
}

var (
	errNone   = errors.New("no such block")
	errLocked = errors.New("the key is locked with a password")
)

// decode reads what encode wrote.
func decode(kept []byte) ([]*x509.Certificate, crypto.Signer, error) {
	certs, err := certificates(kept)
	if err != nil {
		return nil, nil, err
	}
	key, err := privateKey(kept)
	return certs, key, err
}

// certificates lists those of a PEM text, at least one.
func certificates(text []byte) ([]*x509.Certificate, error) {
	var list []*x509.Certificate
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		if list = append(list, cert); len(list) > maxChain {
			return nil, errNone
		}
	}
	if len(list) == 0 {
		return nil, errNone
	}
	return list, nil
}

// privateKey is the first key of a PEM text, in any of the three forms that are
// about.
func privateKey(text []byte) (crypto.Signer, error) {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if !strings.HasSuffix(block.Type, "PRIVATE KEY") {
			continue
		}
		if strings.HasPrefix(block.Type, "ENCRYPTED") || strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
			return nil, errLocked
		}
		for _, parse := range []func([]byte) (any, error){
			x509.ParsePKCS8PrivateKey,
			func(der []byte) (any, error) { return x509.ParseECPrivateKey(der) },
			func(der []byte) (any, error) { return x509.ParsePKCS1PrivateKey(der) },
		} {
			key, err := parse(block.Bytes)
			if signer, ok := key.(crypto.Signer); ok && err == nil {
				return signer, nil
			}
		}
		return nil, errNone
	}
	return nil, errNone
}

// keep is a pair as it is kept.
func keep(cert *tls.Certificate) ([]byte, error) { return encode(cert.PrivateKey, cert.Certificate...) }

// kept reads a pair as it is kept.
func kept(text []byte) (*tls.Certificate, error) {
	certs, key, err := decode(bytes.TrimSpace(text))
	if err != nil {
		return nil, err
	}
	cert := &tls.Certificate{PrivateKey: key, Leaf: certs[0]}
	for _, c := range certs {
		cert.Certificate = append(cert.Certificate, c.Raw)
	}
	return cert, nil
}
