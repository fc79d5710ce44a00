package cli

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"

	"karete/server"
)

func serve(c *call) error {
	f, data := c.flags("serve")
	address := "localhost:8080"
	f.StringVar(&address, "http", address, "address of plain http; staff may sign in over it on this machine only")
	f.StringVar(&address, "addr", address, "another word for --http")
	if err := c.parse(f); err != nil {
		return err
	}
	if os.Getenv("GOMEMLIMIT") == "" { // whoever sets it knows the box better
		debug.SetMemoryLimit(server.Memory)
	}
	s, err := server.New(c.ctx, server.Config{
		Data: *data, HTTP: address, Version: Version, Log: slog.New(slog.NewTextHandler(c.stderr, nil)),
	})
	if err != nil {
		return err
	}
	l, err := s.Listen()
	if err != nil {
		return firstOf(err, s.Close())
	}
	code, err := s.SetupCode(c.ctx)
	if err != nil {
		return firstOf(err, s.Close())
	}
	c.greet(l, *data, code)
	return s.Serve(c.ctx, l)
}

// greet says where to go, and how to get in.
func (c *call) greet(l net.Listener, data, code string) {
	fmt.Fprintf(c.stdout, "\nKarete is open at http://%s\n", shown(l))
	switch signIns, err := os.ReadFile(filepath.Join(data, signInsFile)); {
	case code != "":
		fmt.Fprintf(c.stdout, "This box is not set up yet. From another device the wizard asks for this code: %s\n\n", code)
	case err == nil:
		fmt.Fprintf(c.stdout, "\n%s\n", signIns)
	default:
		fmt.Fprintln(c.stdout)
	}
}

// shown is the address as a browser on this machine is told it.
func shown(l net.Listener) string {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return l.Addr().String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() || host == "::1" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// firstOf is the error that came first; the second followed from it.
func firstOf(first, second error) error {
	if first != nil {
		return first
	}
	return second
}
