package server

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"karete/server/api"
)

// guarded is a handler that can be taken away: nobody comes in any more, and one
// learns when the last has gone.
type guarded struct {
	handler http.Handler

	mu     sync.Mutex
	inside int
	taken  bool
	empty  chan struct{}
}

func guard(h http.Handler) *guarded { return &guarded{handler: h, empty: make(chan struct{})} }

func (g *guarded) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.taken {
		g.inside++
	}
	return !g.taken
}

func (g *guarded) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
	if g.taken && g.inside == 0 {
		close(g.empty)
	}
}

// take closes the door; the channel is closed when nobody is inside.
func (g *guarded) take() <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.taken {
		g.taken = true
		if g.inside == 0 {
			close(g.empty)
		}
	}
	return g.empty
}

// ServeHTTP answers with the screens, and under /api with whoever is behind them
// now: the house, the sealed box, or nobody for a moment.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/healthz" && r.URL.Path != api.ContactPath && r.URL.Path != api.MetricsPath && !strings.HasPrefix(r.URL.Path, "/api/") {
		s.screens.ServeHTTP(w, r)
		return
	}
	for {
		g := s.front.Load()
		if g.enter() {
			defer g.leave()
			g.handler.ServeHTTP(w, r)
			return
		}
	}
}

// Handler answers as the server does, for tests that need no socket.
func (s *Server) Handler() http.Handler { return s }

// put has next answer from now on. The channel is closed when nobody is inside
// the one before.
func (s *Server) put(next http.Handler) (empty <-chan struct{}) {
	if before := s.front.Swap(guard(next)); before != nil {
		return before.take()
	}
	none := make(chan struct{})
	close(none)
	return none
}

// empties waits until nobody is inside, for as long as a stop may take.
func (s *Server) empties(empty <-chan struct{}) {
	patience := time.NewTimer(graceful)
	defer patience.Stop()
	select {
	case <-empty:
	case <-patience.C:
		s.log.Warn("a request did not end in time and was cut off")
	}
}

// longestPause is how long a request may wait for the house to open again.
const longestPause = 20 * time.Second

// pause answers while the house is closed for a moment: requests wait for it to
// open. Another must have been put in its place before done is closed.
type pause struct {
	server *Server
	done   chan struct{}
}

func (p *pause) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/healthz" {
		patience := time.NewTimer(longestPause)
		defer patience.Stop()
		select {
		case <-p.done:
			p.server.ServeHTTP(w, r)
			return
		case <-patience.C:
		case <-r.Context().Done():
		}
	}
	api.Unwell(w, "starting")
}
