package trust

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"karete/server/card/qr"
)

// TrustPage is what a device is told that does not trust the box yet: all of it
// stands on a poster on the wall.
type TrustPage struct {
	Clinic      string   `json:"clinic" doc:"Its name; empty before it has one and while the box is sealed"`
	Ways        []Way    `json:"ways" doc:"How the box is reached, the best first; empty where it listens on this machine only"`
	Authority   string   `json:"authority" doc:"The name that a device's settings show"`
	Fingerprint []string `json:"fingerprint" doc:"The first half of the authority's SHA-256, in eight groups"`
	Certificate string   `json:"certificate" doc:"Path of the authority's certificate"`
	Profile     string   `json:"profile" doc:"Path of the same for an iPhone, iPad or Mac"`
}

// Way is one address of the box.
type Way struct {
	Kind    string `json:"kind" enum:"name,address,outside" doc:"outside: a name of the certificate that a manager brought; any device trusts it"`
	Host    string `json:"host"`
	Secure  string `json:"secure" doc:"Where people work"`
	QR      string `json:"qr" doc:"The same as a picture, without a size of its own"`
	First   string `json:"first,omitempty" doc:"Where a new device begins, over plain http"`
	FirstQR string `json:"firstQr,omitempty"`
}

// Page is what the door tells a new device. clinic is the clinic's name.
func (d *Door) Page(clinic string) (TrustPage, error) {
	s := d.shown.Load()
	p := TrustPage{Clinic: clinic, Ways: []Way{}, Fingerprint: []string{}}
	if s.authority == nil || d.Ports().HTTPS == 0 {
		return p, nil
	}
	file := fileName(clinic)
	p.Authority, p.Fingerprint = s.authority.Subject.CommonName, Fingerprint(s.authority)
	p.Certificate, p.Profile = filesPath+file+".crt", filesPath+file+".mobileconfig"
	p.Ways = d.ways(s)
	for i := range p.Ways {
		if err := p.Ways[i].draw(); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Origins are the secure addresses as a policy of content may name them: those of
// IPv6 it cannot.
func (d *Door) Origins() []string {
	var list []string
	for _, w := range d.ways(d.shown.Load()) {
		if origin := strings.TrimSuffix(w.Secure, "/"); !strings.Contains(origin, "[") {
			list = append(list, origin)
		}
	}
	return list
}

// ways lists how the box is reached, without pictures.
func (d *Door) ways(s *shown) []Way {
	ports := d.Ports()
	list := []Way{}
	if ports.HTTPS == 0 || s.own == nil {
		return list
	}
	add := func(kind, host string) {
		w := Way{Kind: kind, Host: host, Secure: link("https", host, ports.HTTPS)}
		if ports.HTTP != 0 {
			w.First = link("http", host, ports.HTTP)
		}
		list = append(list, w)
	}
	if out := s.current(d.now()); out != nil {
		for _, name := range out.Leaf.DNSNames {
			if name[0] != '*' { // which of its names is the box's, nobody here knows
				add("outside", name)
			}
		}
	}
	for _, name := range s.reach.Names {
		if name != "localhost" {
			add("name", name)
		}
	}
	four := slices.ContainsFunc(s.reach.Addresses, func(a netip.Addr) bool { return a.Is4() && !a.IsLoopback() })
	for _, addr := range s.reach.Addresses {
		if !addr.IsLoopback() && (addr.Is4() || !four) { // nobody types one of IPv6 who need not
			add("address", addr.String())
		}
	}
	return list
}

func (w *Way) draw() error {
	for from, to := range map[string]*string{w.Secure: &w.QR, w.First: &w.FirstQR} {
		if from == "" {
			continue
		}
		code, err := qr.New(from)
		if err != nil {
			return fmt.Errorf("trust: %w", err)
		}
		*to = code.SVG()
	}
	return nil
}

// link is the shortest form of an address: what is read aloud and drawn as a code.
func link(scheme, host string, port int) string {
	if addr, err := netip.ParseAddr(host); err == nil && addr.Is6() {
		host = "[" + host + "]"
	}
	if scheme == "https" && port == 443 || scheme == "http" && port == 80 {
		return scheme + "://" + host + "/"
	}
	return scheme + "://" + host + ":" + strconv.Itoa(port) + "/"
}

// Port of a listener's address.
func Port(a net.Addr) int {
	if t, ok := a.(*net.TCPAddr); ok {
		return t.Port
	}
	return 0
}
