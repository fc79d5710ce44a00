package trust

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"strings"
	"time"
)

// permittedNames and permittedRanges are all that the authority may vouch for.
// Both must be listed: a constraint on names alone leaves every address open.
var (
	permittedNames  = []string{"local", "localhost"} // and everything below them
	permittedRanges = []netip.Prefix{
		netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
		netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("127.0.0.0/8"),
		netip.MustParsePrefix("fc00::/7"), netip.MustParsePrefix("fe80::/10"), netip.MustParsePrefix("::1/128"),
	}
)

// PermittedName reports whether the authority may vouch for a host name.
func PermittedName(name string) bool {
	for _, p := range permittedNames {
		if name == p || strings.HasSuffix(name, "."+p) {
			return true
		}
	}
	return false
}

// PermittedAddress reports whether the authority may vouch for an address.
func PermittedAddress(addr netip.Addr) bool {
	for _, p := range permittedRanges {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}

// authority is the box's own certificate authority.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(at time.Time) (authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return authority{}, fmt.Errorf("trust: %w", err)
	}
	serial, err := newSerial()
	if err != nil {
		return authority{}, err
	}
	// The mark tells one clinic's box from another's in a list of authorities; the
	// clinic has no name yet when its box first starts.
	mark := strings.ToUpper(serial.Text(16))[:4]
	template := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{Organization: []string{"Karete"}, CommonName: "Karete box " + mark},
		NotBefore:    earliest.AddDate(-2, 0, 0), // no clock of box or tablet is to be before it
		NotAfter:     at.Add(authorityLife),
		IsCA:         true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage:                    x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		PermittedDNSDomainsCritical: true,
		PermittedDNSDomains:         permittedNames,
	}
	for _, p := range permittedRanges {
		template.PermittedIPRanges = append(template.PermittedIPRanges, &net.IPNet{
			IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		})
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return authority{}, fmt.Errorf("trust: the authority cannot be made: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return authority{}, fmt.Errorf("trust: %w", err)
	}
	return authority{cert, key}, nil
}

// newSerial is a random number of 127 bits whose first of 32 hexadecimal digits
// is never nought.
func newSerial() (*big.Int, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 126))
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	return serial.SetBit(serial, 126, 1), nil
}

// encode is the authority as it is kept: certificate, then key.
func (a authority) encode() ([]byte, error) { return encode(a.key, a.cert.Raw) }

func readAuthority(kept []byte) (authority, error) {
	certs, key, err := decode(kept)
	if err != nil {
		return authority{}, fmt.Errorf("trust: the authority as it is kept: %w", err)
	}
	private, ok := key.(*ecdsa.PrivateKey)
	if !ok || !certs[0].IsCA || !private.PublicKey.Equal(certs[0].PublicKey) {
		return authority{}, errors.New("trust: what is kept as the authority is none")
	}
	return authority{certs[0], private}, nil
}

// encode is certificates and their key as PEM.
func encode(key any, certs ...[]byte) ([]byte, error) {
	var out []byte
	for _, der := range certs {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	return append(out, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})...), nil
}

// Fingerprint is the first half of a certificate's SHA-256 in eight groups: what
// a person compares between the wall and a device.
func Fingerprint(cert *x509.Certificate) []string {
	sum := sha256.Sum256(cert.Raw)
	groups := make([]string, 8)
	for i := range groups {
		groups[i] = fmt.Sprintf("%02X%02X", sum[2*i], sum[2*i+1])
	}
	return groups
}
