package cli

import (
	"flag"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"

	"karete/server"
	"karete/server/card/qr"
	"karete/server/health"
	"karete/server/trust"
)

// served is serve, as a service of the system where it is one.
func served(c *call) error { return c.underService(serve) }

func serve(c *call) error {
	f, data := c.flags("serve")
	address := ":8080"
	secure := ":8443"
	f.StringVar(&secure, "https", secure, "address of https, where the clinic works; \"\" for none, as when --http is given and names this machine only")
	f.StringVar(&address, "http", address, "address of plain http; from elsewhere than this machine it only helps a device to trust the box")
	f.StringVar(&address, "addr", address, "another word for --http")
	var sticks []string
	f.Func("sticks", "where sticks and shares are mounted, if elsewhere than the system says: a pattern of folders, such as \"/srv/sticks/*\"; may be given again", func(pattern string) error {
		sticks = append(sticks, pattern)
		_, err := filepath.Match(pattern, "")
		return err
	})
	from := c.secretFlags(f)
	if err := c.parse(f); err != nil {
		return err
	}
	if err := noCore(); err != nil {
		return fmt.Errorf("a crash could write records to the disk: %w", err)
	}
	given := map[string]bool{}
	f.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if !given["https"] && (given["http"] || given["addr"]) && onlyHere(address) {
		secure = ""
	}
	if os.Getenv("GOMEMLIMIT") == "" { // whoever sets it knows the box better
		debug.SetMemoryLimit(server.Memory)
	}
	self, err := program()
	if err != nil {
		return err
	}
	s, err := server.New(c.ctx, server.Config{
		Data: *data, Stay: true, HTTP: address, HTTPS: secure, Version: Version, Sticks: sticks, Seal: sealing, Upgrade: self, Log: slog.New(health.Keep(slog.NewTextHandler(c.stderr, nil))),
	})
	if err != nil {
		return c.giveWay(err)
	}
	if s.Sealed() && s.Damage() == nil && from.given() { // nobody is asked: the sealed page is there for people
		secret, err := from.secret(c)
		if err == nil {
			err = s.Open(c.ctx, secret)
		}
		if err != nil && s.Damage() == nil {
			return c.giveWay(firstOf(wrongKey(err), s.Close()))
		}
	}
	l, err := s.Listen()
	if err != nil {
		return firstOf(err, s.Close())
	}
	code, err := s.SetupCode(c.ctx)
	if err != nil {
		return firstOf(err, s.Close())
	}
	ways, err := s.Ways()
	if err != nil {
		return firstOf(err, s.Close())
	}
	c.greet(l, ways, *data, code, s)
	c.told(*data)
	go stopsLate(c.ctx, s.Ended())
	go watchdog(c.ctx, s.Answers)
	if err := notify("READY=1", "STATUS=Open at http://"+shown(l.Plain)); err != nil {
		fmt.Fprintf(c.stderr, "systemd could not be told that the box is up: %v\n", err)
	}
	return c.giveWay(s.Serve(c.ctx, l))
}

// greet says where to go, and how to get in.
func (c *call) greet(l *server.Listeners, ways []trust.Way, data, code string, s *server.Server) {
	fmt.Fprintf(c.stdout, "\nKarete is open at http://%s on this machine\n", shown(l.Plain))
	c.invite(ways)
	switch signIns, err := os.ReadFile(filepath.Join(data, signInsFile)); {
	case s.Damage() != nil:
		fmt.Fprintf(c.stdout, "The records cannot be opened: %s is %s.\n", filepath.Join(data, s.Damage().File), map[bool]string{true: "gone or empty", false: "damaged"}[s.Damage().Gone])
		fmt.Fprintf(c.stdout, "Bring the last good backup back there, from another device with this code: %s\nor here with: karete restore FILE --data %s\n\n", code, data)
	case s.Sealed():
		fmt.Fprint(c.stdout, "The records are sealed until somebody opens them there, or plugs a key stick in.\n\n")
	case code != "":
		fmt.Fprintf(c.stdout, "This box is not set up yet. From another device the wizard asks for this code: %s\n\n", code)
	case err == nil:
		fmt.Fprintf(c.stdout, "\n%s\n", signIns)
	default:
		fmt.Fprintln(c.stdout)
	}
}

// invite says how the clinic reaches the box. The picture is of the address, for
// which no device needs to know the name.
func (c *call) invite(ways []trust.Way) {
	for _, w := range ways {
		fmt.Fprintf(c.stdout, "Others work at %s\n", w.Secure)
	}
	for _, w := range ways {
		if w.Kind != "address" || w.First == "" {
			continue
		}
		if code, err := qr.New(w.First); err == nil { // without the picture the words are enough
			fmt.Fprintf(c.stdout, "A new phone or tablet begins at %s\n\n%s\n", w.First, code.Text())
		}
		return
	}
}

// onlyHere reports whether an address is one that nobody else reaches.
func onlyHere(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
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
