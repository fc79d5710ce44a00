package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"karete/server/trust"
)

// Listeners are the ways in: over TLS for the clinic, over plain http for the box
// itself and for devices that do not trust it yet.
type Listeners struct {
	Secure net.Listener // nil: not wanted
	Plain  net.Listener
}

// Addr is that of plain http.
func (l *Listeners) Addr() net.Addr { return l.Plain.Addr() }

func (l *Listeners) close() error {
	err := l.Plain.Close()
	if l.Secure != nil {
		err = errors.Join(err, l.Secure.Close())
	}
	return err
}

// Listen binds the addresses; Serve answers on them. Between the two they are
// known, even when port 0 was asked for.
func (s *Server) Listen() (*Listeners, error) {
	plain, err := bind(s.cfg.HTTP)
	if err != nil {
		return nil, err
	}
	l := &Listeners{Plain: plain}
	if s.cfg.HTTPS == "" {
		return l, nil
	}
	if l.Secure, err = bind(s.cfg.HTTPS); err != nil {
		return nil, errors.Join(err, plain.Close())
	}
	ports := trust.Ports{HTTPS: trust.Port(l.Secure.Addr())}
	if !onlyHere(plain) {
		ports.HTTP = trust.Port(plain.Addr())
	}
	s.net.door.Listens(ports)
	if h := s.home(); h != nil {
		h.renewed(context.Background(), "") // so that the console can be told the address
	}
	return l, nil
}

func bind(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("the address %s cannot be used: %w", address, err)
	}
	return limitEach(l), nil
}

// onlyHere reports whether nobody but this machine reaches a listener.
func onlyHere(l net.Listener) bool {
	a, ok := l.Addr().(*net.TCPAddr)
	return ok && a.IP.IsLoopback()
}

// graceful is how long requests under way have to end when the server stops.
const graceful = 5 * time.Second

// Serve answers until ctx ends, then lets requests under way finish, signs the
// journal's head and closes the data.
func (s *Server) Serve(ctx context.Context, l *Listeners) error {
	s.begin(context.WithoutCancel(ctx))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	plain := s.cfg.Limits.server(http.HandlerFunc(s.servePlain), s.log)
	servers := []*http.Server{plain}
	failed := make(chan error, 2)
	go func() { failed <- plain.Serve(l.Plain) }()
	found := make(chan struct{})
	if l.Secure != nil && !onlyHere(l.Secure) {
		go func() { defer close(found); s.net.names.Run(ctx, trust.Port(l.Secure.Addr())) }()
	} else {
		close(found)
	}
	if l.Secure != nil {
		secure := s.cfg.Limits.server(http.HandlerFunc(s.serveSecure), s.log)
		// Session tickets stay on: their keys live and die with the process. No
		// Strict-Transport-Security: browsers would hold it against the plain page
		// of the same name, where a device learns to trust the box.
		secure.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: s.net.door.Certificate}
		servers = append(servers, secure)
		go func() { failed <- secure.ServeTLS(l.Secure, "", "") }()
	}
	go s.program.Watch(ctx, s.health)
	var err error
	select {
	case err = <-failed:
		err = errors.Join(err, l.close())
	case <-s.program.Ended():
		err = s.shutDown(servers)
	case <-ctx.Done():
		err = s.shutDown(servers)
	}
	cancel()
	<-found // its goodbye is said
	return errors.Join(err, s.Close(), s.program.Verdict())
}

// shutDown lets requests under way finish.
func (s *Server) shutDown(servers []*http.Server) error {
	s.endStreams() // they would hold the stop up
	grace, cancel := context.WithTimeout(context.Background(), graceful)
	defer cancel()
	var err error
	for _, server := range servers {
		if server.Shutdown(grace) != nil {
			s.log.Warn("a request did not end in time and was cut off")
			err = errors.Join(err, server.Close())
		}
	}
	return err
}
