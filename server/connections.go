package server

import (
	"net"
	"net/netip"
	"sync"
)

// Connections that others than the box itself may have open at once. A tablet
// needs a handful; what holds more is broken or means harm.
const (
	perAddress   = 64
	allAddresses = 1024
)

// fewEach is a listener that lets no address have more than its share, so that one
// of them cannot shut the others out. What is too much is hung up on at once. The
// box itself is not counted: whoever forwards to it comes from there.
type fewEach struct {
	net.Listener
	mu   sync.Mutex
	open map[netip.Addr]int
	all  int
}

func limitEach(l net.Listener) net.Listener {
	return &fewEach{Listener: l, open: map[netip.Addr]int{}}
}

func (l *fewEach) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		from := addressOf(c)
		if from.IsLoopback() {
			return c, nil
		}
		if l.take(from) {
			return &counted{Conn: c, give: sync.OnceFunc(func() { l.give(from) })}, nil
		}
		_ = c.Close() // whatever it says, there is nobody to tell
	}
}

func (l *fewEach) take(from netip.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all >= allAddresses || l.open[from] >= perAddress {
		return false
	}
	l.open[from]++
	l.all++
	return true
}

func (l *fewEach) give(from netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all--
	if l.open[from]--; l.open[from] == 0 {
		delete(l.open, from)
	}
}

// addressOf is where a connection comes from; all that have no address share one.
func addressOf(c net.Conn) netip.Addr {
	from, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return from.Addr().Unmap().WithZone("")
}

// counted is a connection that gives its place back when it is closed.
type counted struct {
	net.Conn
	give func()
}

func (c *counted) Close() error {
	c.give()
	return c.Conn.Close()
}

// CloseWrite lets net/http say its last word before it hangs up.
func (c *counted) CloseWrite() error {
	if w, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return w.CloseWrite()
	}
	return nil
}
