package discover

import (
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

var start = time.Date(2026, time.November, 24, 8, 0, 0, 0, time.UTC)

func wifi(address string) Link {
	p := netip.MustParsePrefix(address)
	return Link{Interface: net.Interface{Index: 2, Name: "wlan0"}, Prefixes: []netip.Prefix{p}, Told: []netip.Addr{p.Addr()}}
}

// peer is one box on a simulated network whose clock is the test's.
type peer struct {
	*claim
	at netip.AddrPort
}

func newPeer(address string) *peer {
	c := newClaim("karete", 8443, start)
	c.move([]Link{wifi(address)}, start)
	return &peer{c, netip.AddrPortFrom(netip.MustParsePrefix(address).Addr(), mdnsPort)}
}

// run lets the time pass in small steps; what one sends to everybody the others
// hear. It answers with what was sent.
func run(from time.Time, d time.Duration, peers ...*peer) (sent []packet) {
	var deliver func(p *peer, list []packet, now time.Time)
	deliver = func(p *peer, list []packet, now time.Time) {
		sent = append(sent, list...)
		for _, one := range list {
			for _, other := range peers {
				if other != p && (!one.to.IsValid() || one.to == other.at) {
					deliver(other, other.hear(one.data, p.at, now), now)
				}
			}
		}
	}
	for now := from; now.Before(from.Add(d)); now = now.Add(10 * time.Millisecond) {
		for _, p := range peers {
			deliver(p, p.due(now), now)
		}
	}
	return sent
}

// settle is a box that has its name.
func settle(t *testing.T, address string) *peer {
	t.Helper()
	p := newPeer(address)
	run(start, 3*time.Second, p)
	if p.host() != "karete.local" {
		t.Fatalf("called %q", p.host())
	}
	return p
}

var later = start.Add(time.Minute)

func ask(t *testing.T, name string, kind dnsmessage.Type, class dnsmessage.Class, known ...dnsmessage.Resource) []byte {
	t.Helper()
	data, err := write(dnsmessage.Header{ID: 7}, []dnsmessage.Question{{Name: dnsmessage.MustNewName(name), Type: kind, Class: class}}, known, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func parsed(t *testing.T, data []byte) dnsmessage.Message {
	t.Helper()
	var m dnsmessage.Message
	if err := m.Unpack(data); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestANameIsAskedForBeforeItIsTaken(t *testing.T) {
	t.Parallel()
	p := newPeer("192.168.1.10/24")
	sent := run(start, 700*time.Millisecond, p)
	if len(sent) != 3 || p.host() != "" {
		t.Fatalf("%d packets, called %q", len(sent), p.host())
	}
	if m := parsed(t, sent[0].data); m.Response || len(m.Questions) != 2 || len(m.Authorities) == 0 || m.Questions[0].Type != dnsmessage.TypeALL {
		t.Errorf("%+v", m)
	}
	if out := p.hear(ask(t, "karete.local.", dnsmessage.TypeA, dnsmessage.ClassINET), netip.MustParseAddrPort("192.168.1.20:5353"), start); out != nil {
		t.Error("it answers for a name that may be another's")
	}
	sent = run(start.Add(700*time.Millisecond), 3*time.Second, p)
	if len(sent) != announcements || p.host() != "karete.local" {
		t.Fatalf("%d packets, called %q", len(sent), p.host())
	}
	m := parsed(t, sent[0].data)
	if !m.Response || len(m.Answers) != 5 || m.Answers[0].Header.Class != dnsmessage.ClassINET|topBit {
		t.Errorf("%+v", m)
	}
}

// How Android asks: from a port of its own, as one asks an ordinary name server.
func TestAOneOffAskerGetsAnOrdinaryAnswer(t *testing.T) {
	t.Parallel()
	p := settle(t, "192.168.1.10/24")
	asker := netip.MustParseAddrPort("192.168.1.20:40001")
	out := p.hear(ask(t, "KARETE.local.", dnsmessage.TypeA, dnsmessage.ClassINET), asker, later)
	if len(out) != 1 || out[0].to != asker {
		t.Fatalf("%+v", out)
	}
	m := parsed(t, out[0].data)
	if m.ID != 7 || !m.Response || !m.Authoritative || len(m.Questions) != 1 || m.Questions[0].Name.String() != "KARETE.local." || len(m.Answers) != 1 {
		t.Fatalf("%+v", m)
	}
	a := m.Answers[0]
	if a.Header.Class != dnsmessage.ClassINET || a.Header.TTL > legacyTTL || a.Body.(*dnsmessage.AResource).A != [4]byte{192, 168, 1, 10} {
		t.Errorf("%+v", a)
	}
	// It asks for the other family at the same time, and must not wait for nothing.
	out = p.hear(ask(t, "karete.local.", dnsmessage.TypeAAAA, dnsmessage.ClassINET), asker, later)
	if len(out) != 1 {
		t.Fatal("no word about IPv6")
	}
	if m := parsed(t, out[0].data); len(m.Answers) != 1 || m.Answers[0].Header.Type != typeNSEC || string(rdata(m.Answers[0])) != "\x06karete\x05local\x00\x00\x01\x40" {
		t.Errorf("%+v %q", m, rdata(m.Answers[0]))
	}
}

func TestWhoSpeaksMulticastIsAnsweredByMulticast(t *testing.T) {
	t.Parallel()
	p := settle(t, "192.168.1.10/24")
	asker := netip.MustParseAddrPort("192.168.1.20:5353")
	question := ask(t, "karete.local.", dnsmessage.TypeA, dnsmessage.ClassINET)
	out := p.hear(question, asker, later)
	if len(out) != 1 || out[0].to.IsValid() {
		t.Fatalf("%+v", out)
	}
	m := parsed(t, out[0].data)
	if m.ID != 0 || len(m.Questions) != 0 || m.Answers[0].Header.Class != dnsmessage.ClassINET|topBit || m.Answers[0].Header.TTL != hostTTL {
		t.Errorf("%+v", m)
	}
	if again := p.hear(question, asker, later.Add(time.Second/2)); again != nil {
		t.Error("everybody is told twice within a second")
	}
	if again := p.hear(question, asker, later.Add(time.Second)); len(again) != 1 {
		t.Error("nobody is told after a second")
	}
	out = p.hear(ask(t, "karete.local.", dnsmessage.TypeA, dnsmessage.ClassINET|topBit), asker, later)
	if len(out) != 1 || out[0].to != asker {
		t.Errorf("who wishes an answer alone: %+v", out)
	}
	if out := p.hear(ask(t, "karete.local.", dnsmessage.TypeA, dnsmessage.ClassINET|topBit, m.Answers[0]), asker, later); out != nil {
		t.Error("who knows the answer is told again")
	}
}

func TestTheServiceIsFound(t *testing.T) {
	t.Parallel()
	p := settle(t, "192.168.1.10/24")
	asker := netip.MustParseAddrPort("192.168.1.20:40001")
	out := p.hear(ask(t, "_https._tcp.local.", dnsmessage.TypePTR, dnsmessage.ClassINET), asker, later)
	if len(out) != 1 {
		t.Fatalf("%+v", out)
	}
	m := parsed(t, out[0].data)
	var kinds []dnsmessage.Type
	for _, r := range append(m.Answers, m.Additionals...) {
		kinds = append(kinds, r.Header.Type)
		if srv, ok := r.Body.(*dnsmessage.SRVResource); ok && (srv.Port != 8443 || srv.Target.String() != "karete.local.") {
			t.Errorf("%+v", srv)
		}
	}
	if want := []dnsmessage.Type{dnsmessage.TypePTR, dnsmessage.TypeA, dnsmessage.TypeSRV, dnsmessage.TypeTXT}; !slices.Equal(kinds, want) {
		t.Errorf("%v, want %v", kinds, want)
	}
}

func TestWhoGetsNoAnswer(t *testing.T) {
	t.Parallel()
	p := settle(t, "192.168.1.10/24")
	question := ask(t, "karete.local.", dnsmessage.TypeA, dnsmessage.ClassINET)
	for what, tt := range map[string]struct {
		data []byte
		from string
	}{
		"a stranger from off the link": {question, "41.203.0.1:5353"},
		"another private network":      {question, "192.168.2.20:40001"},
		"a stranger by IPv6":           {question, "[2001:db8::1]:40001"},
		"IPv6 of another interface":    {question, "[fe80::1%eth0]:40001"},
		"another name":                 {ask(t, "other.local.", dnsmessage.TypeA, dnsmessage.ClassINET), "192.168.1.20:40001"},
		"a name below":                 {ask(t, "x.karete.local.", dnsmessage.TypeA, dnsmessage.ClassINET), "192.168.1.20:40001"},
		"another class":                {ask(t, "karete.local.", dnsmessage.TypeA, dnsmessage.ClassCHAOS), "192.168.1.20:40001"},
		"half a packet":                {question[:14], "192.168.1.20:40001"},
		"nothing":                      {nil, "192.168.1.20:40001"},
	} {
		if out := p.hear(tt.data, netip.MustParseAddrPort(tt.from), later); out != nil {
			t.Errorf("%s is answered", what)
		}
	}
	many := make([]dnsmessage.Question, maxQuestions+1)
	for i := range many {
		many[i] = dnsmessage.Question{Name: p.is.host, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}
	}
	data, err := write(dnsmessage.Header{}, many, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p.hear(data, netip.MustParseAddrPort("192.168.1.20:40001"), later) != nil {
		t.Error("a packet that asks and asks is answered")
	}
}

func TestASecondBoxTakesAnotherName(t *testing.T) {
	t.Parallel()
	first, second := settle(t, "192.168.1.10/24"), newPeer("192.168.1.11/24")
	run(start, 5*time.Second, first, second)
	if first.host() != "karete.local" || second.host() != "karete-2.local" {
		t.Errorf("%q and %q", first.host(), second.host())
	}
	third := newPeer("192.168.1.12/24")
	run(later, 8*time.Second, first, second, third)
	if third.host() != "karete-3.local" {
		t.Errorf("the third is %q", third.host())
	}
}

func TestTwoThatAskAtOnce(t *testing.T) {
	t.Parallel()
	a, b := newPeer("192.168.1.10/24"), newPeer("192.168.1.11/24")
	run(start, 8*time.Second, a, b)
	if b.host() != "karete.local" || a.host() != "karete-2.local" { // the later address goes first
		t.Errorf("%q and %q", a.host(), b.host())
	}
}

// Two networks that become one: the box that hears the other asks again.
func TestANameThatIsTakenLater(t *testing.T) {
	t.Parallel()
	a, b := settle(t, "192.168.1.10/24"), settle(t, "192.168.1.11/24")
	data, err := b.announcement(b.links[0], 1)
	if err != nil {
		t.Fatal(err)
	}
	a.hear(data, b.at, later)
	if a.host() != "" {
		t.Fatal("it does not care")
	}
	run(later, 8*time.Second, a, b)
	if names := a.host() + " " + b.host(); names != "karete-2.local karete.local" {
		t.Error(names)
	}
}

// Avahi on the same Pi, and the box's own packets that come back on another
// interface, are no rivals.
func TestTheBoxIsNoRivalOfItself(t *testing.T) {
	t.Parallel()
	two := []Link{wifi("192.168.1.10/24"), wifi("192.168.1.12/24")}
	two[1].Interface = net.Interface{Index: 3, Name: "eth0"}
	c := newClaim("karete", 8443, start)
	c.move(two, start)
	for now := start; now.Before(start.Add(3 * time.Second)); now = now.Add(10 * time.Millisecond) {
		for _, p := range c.due(now) {
			for _, l := range two { // each is heard everywhere
				c.hear(p.data, netip.AddrPortFrom(l.Told[0], mdnsPort), now)
			}
		}
	}
	if c.host() != "karete.local" {
		t.Errorf("called %q", c.host())
	}
}

func TestGoodbye(t *testing.T) {
	t.Parallel()
	p := settle(t, "192.168.1.10/24")
	out := p.goodbye()
	if len(out) != 1 {
		t.Fatalf("%+v", out)
	}
	for _, r := range parsed(t, out[0].data).Answers {
		if r.Header.TTL != 0 {
			t.Errorf("%+v", r)
		}
	}
	other := settle(t, "192.168.1.11/24")
	if other.hear(out[0].data, p.at, later); other.host() == "" {
		t.Error("who leaves is taken for a rival")
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	for s, ok := range map[string]bool{
		"karete": true, "ha-matala": true, "box2": true, "k": true, "": false, "-a": false, "a-": false, "Karete": false, "a.b": false,
		"motšeoa": false, "a b": false, strings.Repeat("a", 40): true, strings.Repeat("a", 41): false,
	} {
		if ValidLabel(s) != ok {
			t.Errorf("%q: %v", s, !ok)
		}
	}
}

// Whatever comes from the network: no crash, no storm, and a name in the end.
func FuzzMessage(f *testing.F) {
	question, err := write(dnsmessage.Header{}, []dnsmessage.Question{{Name: dnsmessage.MustNewName("karete.local."), Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}}, nil, nil, nil)
	if err != nil {
		f.Fatal(err)
	}
	rival := newClaim("karete", 8443, start)
	rival.move([]Link{wifi("192.168.1.11/24")}, start)
	probe, err := rival.probe(rival.links[0])
	if err != nil {
		f.Fatal(err)
	}
	claimed, err := rival.announcement(rival.links[0], 1)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{question, probe, claimed, nil, {0}} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, data []byte, speaker bool) {
		from := netip.MustParseAddrPort("192.168.1.20:40001")
		if speaker {
			from = netip.AddrPortFrom(from.Addr(), mdnsPort)
		}
		p := newPeer("192.168.1.10/24")
		run(start, 300*time.Millisecond, p)
		p.hear(data, from, start.Add(300*time.Millisecond))
		run(start.Add(300*time.Millisecond), 5*time.Second, p)
		if p.host() == "" {
			t.Fatal("it has no name")
		}
		out := p.hear(data, from, later)
		if len(out) > 1 {
			t.Fatalf("%d packets for one", len(out))
		}
		for _, o := range out {
			if len(o.data) > 2*len(data)+600 {
				t.Fatalf("%d bytes for %d", len(o.data), len(data))
			}
			var m dnsmessage.Message
			if err := m.Unpack(o.data); err != nil {
				t.Fatal(err)
			}
		}
	})
}
