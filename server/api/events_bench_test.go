package api

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/event"
	"karete/server/id"
)

// BenchmarkEventFanOut is the time from before a write until the last of many
// browsers has the event over its own connection, all in this one process: the
// readers' work is in it too. Signing in is not.
func BenchmarkEventFanOut(b *testing.B) {
	for _, listeners := range []int{200, 1000} {
		b.Run(fmt.Sprint(listeners), func(b *testing.B) { fanOut(b, listeners) })
	}
}

func fanOut(b *testing.B, listeners int) {
	d := dbtest.New(b)
	hub := event.New(d, event.Options{PerPerson: listeners})
	b.Cleanup(hub.Close)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := hub.Follow(r.Context(), access.Actor{ID: "nurse", SessionID: "session"}, []string{event.Queue}, event.FromNow)
		if err != nil {
			b.Error(err)
			return
		}
		if err := serveStream(w, r, s, time.Minute); err != nil {
			b.Error(err)
		}
	}))
	b.Cleanup(server.Close)
	b.Cleanup(hub.Close) // before the server's, which waits for its requests

	arrived := make(chan time.Time, listeners)
	for range listeners {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { conn.Close() })
		if _, err := fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: box\r\n\r\n"); err != nil {
			b.Fatal(err)
		}
		ready := make(chan bool)
		go func() {
			following := false
			for lines := bufio.NewScanner(conn); lines.Scan(); {
				switch line := lines.Text(); {
				case strings.HasPrefix(line, "data:"):
					arrived <- time.Now()
				case strings.HasPrefix(line, "id:") && !following:
					following = true
					close(ready)
				}
			}
		}()
		<-ready
	}

	var took []time.Duration
	for b.Loop() {
		begin := time.Now()
		err := d.Write(b.Context(), func(tx *db.Tx) error {
			_, err := journal.Append(tx, journal.Entry{CommandID: id.New(), TimeSource: "box", Role: "nurse", Action: "queue.call",
				SubjectType: "queue_entry", SubjectID: id.New(), PatientID: id.New(), VisitID: id.New()})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		var last time.Time
		for range listeners {
			if at := <-arrived; at.After(last) {
				last = at
			}
		}
		took = append(took, last.Sub(begin))
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(at(0.50), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(0, "ns/op")
}
