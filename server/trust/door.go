package trust

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// Door is what the listener shows to who comes. It lives as long as the listener,
// whether the box behind it is sealed or open.
type Door struct {
	dir   string
	now   func() time.Time
	shown atomic.Pointer[shown]
	ports atomic.Pointer[Ports]
}

// shown is one state of the door.
type shown struct {
	authority *x509.Certificate
	own       *tls.Certificate
	outside   *tls.Certificate // nil: none was brought
	reach     Reach
}

// Ports are those that the box listens on for the clinic's network; 0: it does
// not.
type Ports struct{ HTTPS, HTTP int }

// NewDoor shows the sealed page's certificate until a Room opens it. now is the
// box's time, nil the system's.
func NewDoor(dir string, now func() time.Time) *Door {
	if now == nil {
		now = time.Now
	}
	d := &Door{dir: dir, now: now}
	d.ports.Store(&Ports{})
	d.Seal()
	return d
}

// Seal goes back to the sealed page's certificate, and forgets the others.
func (d *Door) Seal() {
	authority, leaf, err := readSealed(d.dir)
	if err != nil { // the box was never open, or the file is broken: the next opening writes it anew
		d.shown.Store(&shown{})
		return
	}
	d.shown.Store(&shown{authority: authority, own: leaf, reach: Reach{Names: leaf.Leaf.DNSNames, Addresses: addressesOf(leaf.Leaf)}})
}

func (d *Door) open(s shown) { d.shown.Store(&s) }

// Listens says where, so that others can be told.
func (d *Door) Listens(p Ports) { d.ports.Store(&p) }

// Ports says where the box listens.
func (d *Door) Ports() Ports { return *d.ports.Load() }

// Authority is the box's own; nil before there is one.
func (d *Door) Authority() *x509.Certificate { return d.shown.Load().authority }

// Reach is what the box is reached by, as it was last looked at.
func (d *Door) Reach() Reach { return d.shown.Load().reach }

var errNoCertificate = errors.New("trust: the box has no certificate yet")

// Certificate is tls.Config.GetCertificate: what was brought from outside for the
// names it is for and while it holds, the box's own for everything else.
func (d *Door) Certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	s := d.shown.Load()
	if out := s.current(d.now()); out != nil && hello.ServerName != "" && out.Leaf.VerifyHostname(hello.ServerName) == nil {
		return out, nil
	}
	if s.own == nil {
		return nil, errNoCertificate
	}
	return s.own, nil
}

// current is the outside certificate while it holds. A clock that knows nothing
// ends none.
func (s *shown) current(now time.Time) *tls.Certificate {
	if s.outside != nil && moment(now, time.Time{}).Before(s.outside.Leaf.NotAfter) {
		return s.outside
	}
	return nil
}

// Knows reports whether a Host header names this box. A page of another site that
// has its name point here still sends its own name, so only names are held
// against the list: an address cannot be pointed elsewhere.
func (d *Door) Knows(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	s := d.shown.Load()
	return host == "localhost" || slices.Contains(s.reach.Names, host) ||
		s.outside != nil && s.outside.Leaf.VerifyHostname(host) == nil
}

func addressesOf(leaf *x509.Certificate) (list []netip.Addr) {
	for _, ip := range leaf.IPAddresses {
		if addr, ok := netip.AddrFromSlice(ip); ok {
			list = append(list, addr.Unmap())
		}
	}
	return list
}
