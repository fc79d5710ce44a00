package trust

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"testing"
	"time"
)

func sign(t *testing.T, template *x509.Certificate, by authority) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if by.cert == nil {
		by = authority{template, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, by.cert, key.Public(), by.key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return authority{cert, key}
}

// forged is a certificate that somebody with the authority's key made for
// themselves.
func forged(t *testing.T, by authority, r Reach) *x509.Certificate {
	t.Helper()
	return sign(t, plainLeaf(r, start.AddDate(1, 0, 0)), by).cert
}

func plainLeaf(r Reach, ends time.Time) *x509.Certificate {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "a leaf"}, DNSNames: r.Names,
		NotBefore: start.AddDate(-1, 0, 0), NotAfter: ends,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, a := range r.Addresses {
		template.IPAddresses = append(template.IPAddresses, net.IP(a.AsSlice()))
	}
	return template
}

func forgedAuthority(t *testing.T, by authority) authority {
	t.Helper()
	return sign(t, &x509.Certificate{
		SerialNumber: big.NewInt(3), Subject: pkix.Name{CommonName: "below"},
		NotBefore: start.AddDate(-1, 0, 0), NotAfter: start.AddDate(1, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, by)
}

// broughtFrom is a chain and its key as a public authority hands them out.
func broughtFrom(t *testing.T, template *x509.Certificate) (chain, key string) {
	t.Helper()
	leaf := sign(t, template, authority{})
	both, err := leaf.encode()
	if err != nil {
		t.Fatal(err)
	}
	return string(both), string(both)
}
