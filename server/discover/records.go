package discover

import (
	"strconv"

	"golang.org/x/net/dns/dnsmessage"
)

// How long others may remember: what names a host shortly, because a box may get
// another address, what lists services longer (RFC 6762 10); and one-off askers
// hardly at all (6.7).
const (
	hostTTL    = 120
	serviceTTL = 75 * 60
	legacyTTL  = 10
)

var (
	service  = dnsmessage.MustNewName("_https._tcp.local.")
	services = dnsmessage.MustNewName("_services._dns-sd._udp.local.")
)

// identity is what the box calls itself at one time.
type identity struct {
	host     dnsmessage.Name
	instance dnsmessage.Name
	port     uint16
}

// newIdentity is the name with a suffix when n is more than 1. label must be one.
func newIdentity(label string, n int, port uint16) identity {
	if n > 1 {
		label += "-" + strconv.Itoa(n)
	}
	return identity{
		host:     dnsmessage.MustNewName(label + ".local."),
		instance: dnsmessage.MustNewName(label + "." + service.String()),
		port:     port,
	}
}

// unique are the records that nobody else may have on the link.
func (i identity) unique(l Link) []dnsmessage.Resource {
	var list []dnsmessage.Resource
	add := func(name dnsmessage.Name, t dnsmessage.Type, ttl uint32, body dnsmessage.ResourceBody) {
		list = append(list, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: name, Type: t, Class: dnsmessage.ClassINET | topBit, TTL: ttl}, Body: body,
		})
	}
	for _, a := range l.Told {
		if a.Is4() {
			add(i.host, dnsmessage.TypeA, hostTTL, &dnsmessage.AResource{A: a.As4()})
		} else {
			add(i.host, dnsmessage.TypeAAAA, hostTTL, &dnsmessage.AAAAResource{AAAA: a.As16()})
		}
	}
	add(i.instance, dnsmessage.TypeSRV, hostTTL, &dnsmessage.SRVResource{Port: i.port, Target: i.host})
	add(i.instance, dnsmessage.TypeTXT, serviceTTL, &dnsmessage.TXTResource{TXT: []string{"path=/"}})
	return list
}

// shared are the records that others have too.
func (i identity) shared() []dnsmessage.Resource {
	pointer := func(from, to dnsmessage.Name) dnsmessage.Resource {
		return dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: from, Type: dnsmessage.TypePTR, Class: dnsmessage.ClassINET, TTL: serviceTTL},
			Body:   &dnsmessage.PTRResource{PTR: to},
		}
	}
	return []dnsmessage.Resource{pointer(service, i.instance), pointer(services, service)}
}

// answers finds what is asked for. A type that one of the box's own names does not
// have is answered with those it has.
func (i identity) answers(q dnsmessage.Question, l Link) []dnsmessage.Resource {
	if class := q.Class &^ topBit; class != dnsmessage.ClassINET && class != dnsmessage.ClassANY {
		return nil
	}
	var list []dnsmessage.Resource
	var has []dnsmessage.Type
	for _, r := range append(i.unique(l), i.shared()...) {
		if !same(r.Header.Name, q.Name) {
			continue
		}
		has = append(has, r.Header.Type)
		if q.Type == dnsmessage.TypeALL || q.Type == r.Header.Type {
			list = append(list, r)
		}
	}
	if len(list) == 0 && len(has) > 0 && (same(q.Name, i.host) || same(q.Name, i.instance)) {
		return []dnsmessage.Resource{none(q.Name, hostTTL, has...)}
	}
	return list
}
