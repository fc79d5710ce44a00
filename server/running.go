package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"karete/server/upgrade"
)

// admit asks the folder whether this program may work in it. Errors:
// *upgrade.Elsewhere; otherwise in words.
func (s *Server) admit() (err error) {
	o := s.cfg.Upgrade
	o.Dir, o.Database, o.Version, o.Now, o.Log = s.cfg.Data, DatabaseFile, s.cfg.Version, s.cfg.Now, s.log
	s.program, err = upgrade.Begin(o)
	return err
}

// Ended is closed when another program has to take over; Serve then ends by itself.
func (s *Server) Ended() <-chan struct{} { return s.program.Ended() }

// health is what the box answers to /healthz, in its one word; "" when it is none.
func (s *Server) health(ctx context.Context) string {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "/healthz", nil)
	if err != nil {
		return ""
	}
	var a answer
	s.ServeHTTP(&a, r)
	var said struct {
		Status string `json:"status"`
	}
	if json.Unmarshal(a.body.Bytes(), &said) != nil {
		return ""
	}
	return said.Status
}

// Answers reports whether the box says anything of itself, be it good or not.
func (s *Server) Answers(ctx context.Context) bool {
	said := make(chan string, 1)
	go func() { said <- s.health(ctx) }()
	select {
	case word := <-said:
		return word != ""
	case <-ctx.Done():
		return false
	}
}

// answer is what a handler says to the process itself.
type answer struct {
	header http.Header
	body   bytes.Buffer
}

func (a *answer) Header() http.Header {
	if a.header == nil {
		a.header = http.Header{}
	}
	return a.header
}
func (a *answer) WriteHeader(int)             {}
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }
