package discover

import (
	"bytes"
	"net/netip"
	"slices"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// The times of RFC 6762 8: three questions whether the name is free, then two
// announcements that it is taken.
const (
	probeEvery    = 250 * time.Millisecond
	probes        = 3
	announceEvery = time.Second
	announcements = 2
	yield         = time.Second     // to somebody who asked at the same moment and goes first
	slowAfter     = 15              // names that were taken: from then on,
	slow          = 5 * time.Second // before each other one
	repeatAfter   = time.Second     // the same answer to everybody
	maxQuestions  = 16
)

type phase int

const (
	probing phase = iota
	announcing
	settled
)

// packet is what is to be sent: to one asker, or to everybody on a link.
type packet struct {
	link Link
	to   netip.AddrPort // invalid: everybody
	data []byte
}

// claim is the box's hold on its name. It has no clock and no socket: it is told
// the time and what came, and answers with what is to be sent.
type claim struct {
	label string
	n     int // how manieth try: karete, karete-2, ...
	is    identity
	port  uint16 // of the service
	// speaks is the port of those who speak multicast DNS.
	speaks uint16
	links  []Link

	phase phase
	step  int
	next  time.Time // when there is something to do; zero: nothing
	lost  int       // names
	said  map[string]time.Time
}

func newClaim(label string, port uint16, now time.Time) *claim {
	c := &claim{port: port, speaks: mdnsPort}
	c.call(label, now)
	return c
}

// call begins to claim a name.
func (c *claim) call(label string, now time.Time) {
	c.label, c.n, c.lost = label, 1, 0
	c.begin(now)
}

// move goes over to other links or addresses. The name is asked for again: on
// another network somebody else may have it.
func (c *claim) move(links []Link, now time.Time) {
	c.links = links
	c.begin(now)
}

func (c *claim) begin(at time.Time) {
	c.is = newIdentity(c.label, c.n, c.port)
	c.phase, c.step, c.next = probing, 0, at
	c.said = map[string]time.Time{}
}

// host is the name when it is the box's, "" before.
func (c *claim) host() string {
	if c.phase == probing {
		return ""
	}
	name := c.is.host.String()
	return name[:len(name)-1]
}

// wake is when there is something to do; zero while there is nothing.
func (c *claim) wake() time.Time {
	if len(c.links) == 0 {
		return time.Time{}
	}
	return c.next
}

// due does what the time has come for.
func (c *claim) due(now time.Time) (out []packet) {
	if wake := c.wake(); wake.IsZero() || now.Before(wake) {
		return nil
	}
	switch c.phase {
	case probing:
		if c.step < probes {
			c.step++
			c.next = now.Add(probeEvery)
			return c.each(c.probe)
		}
		c.phase, c.step = announcing, 0
		fallthrough
	case announcing:
		c.step++
		c.next = now.Add(announceEvery)
		if c.step == announcements {
			c.phase, c.next = settled, time.Time{}
		}
		return c.each(func(l Link) ([]byte, error) { return c.announcement(l, 1) })
	}
	return nil
}

// goodbye has others forget the name at once.
func (c *claim) goodbye() []packet {
	if c.phase == probing {
		return nil
	}
	return c.each(func(l Link) ([]byte, error) { return c.announcement(l, 0) })
}

func (c *claim) each(make func(Link) ([]byte, error)) (out []packet) {
	for _, l := range c.links {
		if data, err := make(l); err == nil {
			out = append(out, packet{link: l, data: data})
		}
	}
	return out
}

func (c *claim) probe(l Link) ([]byte, error) {
	// Asked so that everybody hears the answer: one to the box alone may go to
	// another program that shares the port (RFC 6762 15.1).
	ask := func(name dnsmessage.Name) dnsmessage.Question {
		return dnsmessage.Question{Name: name, Type: dnsmessage.TypeALL, Class: dnsmessage.ClassINET}
	}
	return write(dnsmessage.Header{}, []dnsmessage.Question{ask(c.is.host), ask(c.is.instance)}, nil, c.proposed(l), nil)
}

func (c *claim) proposed(l Link) []dnsmessage.Resource {
	list := c.is.unique(l)
	for i := range list {
		list[i].Header.Class &^= topBit
	}
	return list
}

func (c *claim) announcement(l Link, times uint32) ([]byte, error) {
	list := append(c.is.unique(l), c.is.shared()...)
	for i := range list {
		list[i].Header.TTL *= times
	}
	return write(dnsmessage.Header{Response: true, Authoritative: true}, nil, list, nil, nil)
}

// hear takes in a packet.
func (c *claim) hear(data []byte, from netip.AddrPort, now time.Time) []packet {
	i := slices.IndexFunc(c.links, func(l Link) bool { return l.on(from.Addr()) })
	if i < 0 {
		return nil
	}
	m, ok := read(data)
	switch {
	case !ok:
		return nil
	case m.response:
		return c.heardAnswer(m, from, now)
	case c.phase == probing:
		c.heardProbe(m, c.links[i], now)
		return nil
	}
	return c.answer(m, c.links[i], from, now)
}

// heardAnswer looks for somebody else who has the name.
func (c *claim) heardAnswer(m message, from netip.AddrPort, now time.Time) []packet {
	if from.Port() != c.speaks || !slices.ContainsFunc(m.answers, c.contradicts) {
		return nil
	}
	if c.phase != probing { // whose it is, asking again will show
		c.begin(now)
		return nil
	}
	c.n++
	c.lost++
	wait := time.Duration(0)
	if c.lost > slowAfter {
		wait = slow
	}
	c.begin(now.Add(wait))
	return nil
}

// contradicts reports whether somebody's record says something else about the
// box's names than the box does. Another program on the box may tell of the same
// addresses, or of more of them.
func (c *claim) contradicts(r dnsmessage.Resource) bool {
	if r.Header.TTL == 0 || r.Header.Class&^topBit != dnsmessage.ClassINET ||
		!same(r.Header.Name, c.is.host) && !same(r.Header.Name, c.is.instance) || c.ours(r) {
		return false
	}
	for _, l := range c.links {
		for _, own := range c.is.unique(l) {
			if own.Header.Type == r.Header.Type && same(own.Header.Name, r.Header.Name) && bytes.Equal(rdata(own), rdata(r)) {
				return false
			}
		}
	}
	switch r.Header.Type {
	case dnsmessage.TypeA, dnsmessage.TypeAAAA, dnsmessage.TypeSRV, dnsmessage.TypeTXT:
		return true
	}
	return false
}

// ours reports whether a record is of one of the box's own addresses.
func (c *claim) ours(r dnsmessage.Resource) bool {
	addr, ok := netip.AddrFromSlice(rdata(r))
	if !ok || r.Header.Type != dnsmessage.TypeA && r.Header.Type != dnsmessage.TypeAAAA {
		return false
	}
	return slices.ContainsFunc(c.links, func(l Link) bool {
		return slices.ContainsFunc(l.Prefixes, func(p netip.Prefix) bool { return p.Addr() == addr })
	})
}

// heardProbe settles who goes first when two ask for a name at the same moment:
// the one whose records come later in order (RFC 6762 8.2).
func (c *claim) heardProbe(m message, l Link, now time.Time) {
	if c.step == 0 || !slices.ContainsFunc(m.authorities, c.contradicts) {
		return
	}
	var theirs []dnsmessage.Resource
	for _, r := range m.authorities {
		if same(r.Header.Name, c.is.host) || same(r.Header.Name, c.is.instance) {
			theirs = append(theirs, r)
		}
	}
	if slices.CompareFunc(inOrder(theirs), inOrder(c.proposed(l)), compare) > 0 {
		c.begin(now.Add(yield))
	}
}

func inOrder(list []dnsmessage.Resource) []dnsmessage.Resource {
	slices.SortFunc(list, compare)
	return list
}

func compare(a, b dnsmessage.Resource) int {
	if d := int(a.Header.Class&^topBit) - int(b.Header.Class&^topBit); d != 0 {
		return d
	}
	if d := int(a.Header.Type) - int(b.Header.Type); d != 0 {
		return d
	}
	return bytes.Compare(rdata(a), rdata(b))
}
