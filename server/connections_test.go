package server

import (
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
)

// door is a listener whose connections come from anywhere.
type door struct{ waiting chan net.Conn }

func (d *door) Accept() (net.Conn, error) {
	c, ok := <-d.waiting
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (d *door) Close() error   { return nil }
func (d *door) Addr() net.Addr { return &net.TCPAddr{} }

// from is one end of a pipe that says where it comes from.
type from struct {
	net.Conn
	address string
}

func (f from) RemoteAddr() net.Addr { return named(f.address) }

type named string

func (named) Network() string  { return "tcp" }
func (n named) String() string { return string(n) }

// comes has somebody connect, and reports whether they were let in; other is their
// end of it.
func comes(t *testing.T, d *door, l net.Listener, address string) (in, other net.Conn) {
	t.Helper()
	here, there := net.Pipe()
	end, next := net.Pipe() // somebody from the box, who always gets in: whoever is before was dealt with
	t.Cleanup(func() { end.Close(); next.Close(); there.Close() })
	d.waiting <- from{here, address}
	d.waiting <- from{end, "127.0.0.1:1"}
	c, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	if c.RemoteAddr().String() != address {
		return nil, there
	}
	if _, err := l.Accept(); err != nil {
		t.Fatal(err)
	}
	return c, there
}

func TestOneAddressCannotTakeAllConnections(t *testing.T) {
	t.Parallel()
	d := &door{make(chan net.Conn, 2)}
	l := limitEach(d)
	var held []net.Conn
	for i := range perAddress {
		c, _ := comes(t, d, l, fmt.Sprintf("10.0.0.66:%d", 1000+i))
		if c == nil {
			t.Fatalf("only %d let in", i)
		}
		held = append(held, c)
	}
	for _, greedy := range []string{"10.0.0.66:9000", "[::ffff:10.0.0.66]:9001"} {
		c, other := comes(t, d, l, greedy)
		if c != nil {
			t.Errorf("%s: one more than its share", greedy)
		}
		if _, err := other.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("%s was not hung up on: %v", greedy, err)
		}
	}
	if c, _ := comes(t, d, l, "10.0.0.7:1"); c == nil {
		t.Error("another address is shut out")
	}
	held[0].Close()
	held[0].Close() // twice gives back once
	if c, _ := comes(t, d, l, "10.0.0.66:9002"); c == nil {
		t.Error("a place that was given back is not free")
	}
	if c, _ := comes(t, d, l, "10.0.0.66:9003"); c != nil {
		t.Error("one place was given back twice")
	}
}

func TestManyAddressesTogetherHaveALimit(t *testing.T) {
	t.Parallel()
	l := limitEach(&door{}).(*fewEach)
	taken := 0
	for i := range 2 * allAddresses {
		if l.take(addressOf(from{address: fmt.Sprintf("10.0.%d.%d:1", i/256, i%256)})) {
			taken++
		}
	}
	if taken != allAddresses {
		t.Errorf("%d were let in", taken)
	}
	d := &door{make(chan net.Conn, 2)}
	l.Listener = d
	for range 3 { // the box itself is never shut out
		if c, _ := comes(t, d, l, "[::1]:1"); c == nil {
			t.Error("the box itself is shut out")
		}
	}
}
