package api

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"karete/db/dbtest"
	"karete/server/access"
	"karete/server/event"
)

// A server's limits on one request must not cut a stream off, which is a request
// that stays open on purpose: each message has a limit of its own.
func TestStreamOutlivesTheServersTimeouts(t *testing.T) {
	t.Parallel()
	const limit, heartbeat = 40 * time.Millisecond, 10 * time.Millisecond
	hub := event.New(dbtest.New(t), event.Options{})
	t.Cleanup(hub.Close)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := hub.Follow(r.Context(), access.Actor{ID: "nurse"}, []string{event.Queue}, event.FromNow)
		if err != nil {
			t.Error(err)
			return
		}
		if err := serveStream(w, r, s, heartbeat); err != nil {
			t.Error(err)
		}
	}))
	server.Config.ReadTimeout, server.Config.WriteTimeout = limit, limit
	server.Start()
	t.Cleanup(server.Close)
	t.Cleanup(hub.Close) // before the server's, which waits for its requests
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	begin, signs := time.Now(), 0
	for lines := bufio.NewScanner(res.Body); time.Since(begin) < 4*limit && lines.Scan(); {
		if lines.Text() == ":" {
			signs++
		}
	}
	if alive := time.Since(begin); alive < 4*limit || signs < 4 {
		t.Errorf("it ended after %v and %d signs of life", alive, signs)
	}
}
