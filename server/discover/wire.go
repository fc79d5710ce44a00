package discover

import (
	"context"
	"fmt"
	"net"
	"net/netip"

	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

// The groups of multicast DNS.
var (
	group4 = netip.MustParseAddr("224.0.0.251")
	group6 = netip.MustParseAddr("ff02::fb")
)

// ownLink is the time to live of each packet (RFC 6762 11).
const ownLink = 255

// wire is the socket of one family. Other responders of the machine share its
// port.
type wire struct {
	conn   *net.UDPConn
	four   *ipv4.PacketConn
	six    *ipv6.PacketConn
	group  netip.AddrPort
	joined map[int]bool // by the interface's index
}

// dial listens on a first interface.
func dial(six bool, on net.Interface, port int) (*wire, error) {
	network, group := "udp4", group4
	if six {
		network, group = "udp6", group6
	}
	w := &wire{group: netip.AddrPortFrom(group, uint16(port)), joined: map[int]bool{on.Index: true}}
	var err error
	if w.conn, err = net.ListenMulticastUDP(network, &on, net.UDPAddrFromAddrPort(w.group)); err != nil {
		return nil, fmt.Errorf("discover: %w", err)
	}
	// Programs on the box itself ask by its name too, and other responders there must
	// hear that it is taken.
	if six {
		w.six = ipv6.NewPacketConn(w.conn)
		err = firstOf(w.six.SetMulticastHopLimit(ownLink), w.six.SetHopLimit(ownLink), w.six.SetMulticastLoopback(true))
	} else {
		w.four = ipv4.NewPacketConn(w.conn)
		err = firstOf(w.four.SetMulticastTTL(ownLink), w.four.SetTTL(ownLink), w.four.SetMulticastLoopback(true))
	}
	if err != nil {
		w.close()
		return nil, fmt.Errorf("discover: %w", err)
	}
	return w, nil
}

// join listens on another interface too.
func (w *wire) join(on net.Interface) error {
	if w.joined[on.Index] {
		return nil
	}
	group := net.UDPAddrFromAddrPort(w.group)
	var err error
	if w.six != nil {
		err = w.six.JoinGroup(&on, group)
	} else {
		err = w.four.JoinGroup(&on, group)
	}
	if err != nil {
		return fmt.Errorf("discover: %s: %w", on.Name, err)
	}
	w.joined[on.Index] = true
	return nil
}

// listen passes on what comes until the socket is closed.
func (w *wire) listen(ctx context.Context, to chan<- heard) {
	buffer := make([]byte, maxMessage)
	for {
		n, from, err := w.conn.ReadFromUDPAddrPort(buffer)
		if err != nil {
			return
		}
		from = netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
		select {
		case to <- heard{append([]byte(nil), buffer[:n]...), from}:
		case <-ctx.Done():
			return
		}
	}
}

// send is not to be called twice at a time: the interface is the socket's.
func (w *wire) send(p packet) error {
	to := p.to
	if !to.IsValid() {
		to = w.group
		var err error
		if w.six != nil {
			err = w.six.SetMulticastInterface(&p.link.Interface)
		} else {
			err = w.four.SetMulticastInterface(&p.link.Interface)
		}
		if err != nil {
			return err
		}
	}
	_, err := w.conn.WriteToUDPAddrPort(p.data, to)
	return err
}

func (w *wire) close() { _ = w.conn.Close() } // there is nothing left to lose

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
