package discover

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/ipv4"
)

// loopback is the machine's own network, on which real packets need no rights. The
// box is told of under an address that the machine does not have: then two of them
// are rivals. What the system takes for the sender differs, so all of the machine's
// networks count as the link.
func loopback(t *testing.T, address string) func() ([]Link, error) {
	t.Helper()
	interfaces, err := net.Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	l := Link{Told: []netip.Addr{netip.MustParseAddr(address)}}
	for _, i := range interfaces {
		l.Prefixes = append(l.Prefixes, link(i, netip.Addr.Is4).Prefixes...)
		if i.Flags&net.FlagLoopback != 0 {
			l.Interface = i
		}
	}
	if l.Interface.Name == "" {
		t.Fatal("no loopback interface")
	}
	l.Prefixes = slices.DeleteFunc(l.Prefixes, func(p netip.Prefix) bool { return p.Addr().Is6() })
	return func() ([]Link, error) { return []Link{l}, nil }
}

// running is a responder on the loopback network, and the name it has taken.
func running(t *testing.T, port int, address string) (name string, stop func()) {
	t.Helper()
	named := make(chan string, 10)
	r := New(Options{
		Label: "karete", Log: slog.New(slog.DiscardHandler), Links: loopback(t, address), port: port,
		Named: func(host string) { named <- host },
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); r.Run(ctx, 8443) }()
	stop = func() { cancel(); <-ended }
	t.Cleanup(stop)
	select {
	case name = <-named:
	case <-time.After(20 * time.Second):
		t.Fatal("it takes no name")
	}
	return name, stop
}

// freePort is one that nothing listens on: 5353 may have a real responder.
func freePort(t *testing.T) int {
	t.Helper()
	c, err := net.ListenUDP("udp4", &net.UDPAddr{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return c.LocalAddr().(*net.UDPAddr).Port
}

// asker sends to the group from a port of its own, as Android does.
func asker(t *testing.T, port int) func(name string, kind dnsmessage.Type) dnsmessage.Message {
	t.Helper()
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	links, err := loopback(t, "10.66.0.9")()
	if err != nil {
		t.Fatal(err)
	}
	if err := ipv4.NewPacketConn(c).SetMulticastInterface(&links[0].Interface); err != nil {
		t.Fatal(err)
	}
	return func(name string, kind dnsmessage.Type) dnsmessage.Message {
		t.Helper()
		to := netip.AddrPortFrom(group4, uint16(port))
		if _, err := c.WriteToUDPAddrPort(ask(t, name, kind, dnsmessage.ClassINET), to); err != nil {
			t.Fatal(err)
		}
		if err := c.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		buffer := make([]byte, maxMessage)
		n, from, err := c.ReadFromUDPAddrPort(buffer)
		if err != nil {
			t.Fatalf("%s: no answer: %v", name, err)
		}
		if from.Port() != uint16(port) {
			t.Errorf("the answer comes from port %d: no firewall lets that through", from.Port())
		}
		return parsed(t, buffer[:n])
	}
}

func TestRealPackets(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	first, stop := running(t, port, "10.66.0.1")
	second, _ := running(t, port, "10.66.0.2")
	if first != "karete.local" || second != "karete-2.local" {
		t.Fatalf("%q and %q", first, second)
	}
	lookUp := asker(t, port)
	for name, want := range map[string][4]byte{"karete.local.": {10, 66, 0, 1}, "karete-2.local.": {10, 66, 0, 2}} {
		m := lookUp(name, dnsmessage.TypeA)
		if m.ID != 7 || len(m.Answers) != 1 || m.Answers[0].Body.(*dnsmessage.AResource).A != want {
			t.Errorf("%s: %+v", name, m)
		}
	}
	if m := lookUp("karete.local.", dnsmessage.TypeAAAA); len(m.Answers) != 1 || m.Answers[0].Header.Type != typeNSEC {
		t.Errorf("%+v", m)
	}
	stop()
	if third, _ := running(t, port, "10.66.0.3"); third != "karete.local" {
		t.Errorf("the name is free again, and the next box is %q", third)
	}
}
