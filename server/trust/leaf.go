package trust

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// Reach is what the box is reached by: its name first, then its other names.
type Reach struct {
	Names     []string
	Addresses []netip.Addr
}

// vouched is what of it the authority may vouch for, with localhost, in an order
// that does not depend on the interfaces'.
func (r Reach) vouched() Reach {
	var out Reach
	for _, name := range append(slices.Clone(r.Names), "localhost") {
		if name = strings.ToLower(name); PermittedName(name) && !slices.Contains(out.Names, name) {
			out.Names = append(out.Names, name)
		}
	}
	for _, addr := range append(slices.Clone(r.Addresses), netip.MustParseAddr("127.0.0.1"), netip.IPv6Loopback()) {
		// No browser takes the zone that an IPv6 link-local address needs.
		if addr = addr.Unmap().WithZone(""); PermittedAddress(addr) && !(addr.Is6() && addr.IsLinkLocalUnicast()) {
			out.Addresses = append(out.Addresses, addr)
		}
	}
	slices.SortFunc(out.Addresses, netip.Addr.Compare)
	out.Addresses = slices.Compact(out.Addresses)
	return out
}

// issue signs a new certificate for all that the box is reached by.
func (a authority) issue(at time.Time, reach Reach) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	serial, err := newSerial()
	if err != nil {
		return nil, err
	}
	reach = reach.vouched()
	begins := at.Add(-backdated).Truncate(time.Second)
	template := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{Organization: []string{"Karete"}, CommonName: reach.Names[0]},
		NotBefore:    begins, NotAfter: begins.Add(leafLife),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:    reach.Names, BasicConstraintsValid: true,
	}
	for _, addr := range reach.Addresses {
		template.IPAddresses = append(template.IPAddresses, net.IP(addr.AsSlice()))
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, key.Public(), a.key)
	if err != nil {
		return nil, fmt.Errorf("trust: the certificate cannot be made: %w", err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, nil
}

// due reports whether another certificate must take the place of the leaf: the
// time has come, the time stands before it, somebody else signed it, or it is not
// for exactly what the box is reached by.
func (a authority) due(leaf *x509.Certificate, at time.Time, reach Reach) bool {
	if at.Before(leaf.NotBefore) || !at.Before(leaf.NotBefore.Add(renewAfter)) || leaf.CheckSignatureFrom(a.cert) != nil {
		return true
	}
	reach = reach.vouched()
	return !slices.Equal(leaf.DNSNames, reach.Names) || !slices.Equal(addressesOf(leaf), reach.Addresses)
}
