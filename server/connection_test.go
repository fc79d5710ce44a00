package server_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"karete/server"
)

// short are a clinic's limits on a box where everything is fast; long enough for a
// busy machine to answer within.
var short = server.Limits{Header: time.Second, Body: time.Second, Request: 2 * time.Second, Answer: 2 * time.Second, Idle: time.Second}

// patience is how long a test waits for what must happen: the limits many times
// over, for a machine that is busy.
const patience = 10 * time.Second

// listening is a server as main runs it, on an address of its own.
func listening(t *testing.T, limits server.Limits) (address string) {
	t.Helper()
	s, err := server.New(t.Context(), server.Config{Data: t.TempDir(), HTTP: "127.0.0.1:0", Version: "test", Limits: limits, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.Listen()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil && !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return c
}

// closed wants the server to end the connection, and answers with what it said
// before.
func closed(t *testing.T, what string, c net.Conn) string {
	t.Helper()
	said, err := io.ReadAll(c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%s: still open after %v", what, patience)
	}
	return string(said)
}

// drip sends one byte after the other until the connection is gone.
func drip(c net.Conn, text func(i int) string) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for i := 0; ; i++ {
		if _, err := io.WriteString(c, text(i)); err != nil {
			return
		}
		<-tick.C
	}
}

// served wants others to be answered as if nothing were.
func served(t *testing.T, address string) {
	t.Helper()
	client := &http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}
	for range 5 {
		for _, path := range []string{"/healthz", "/api/v1/box"} {
			res, err := client.Get("http://" + address + path)
			if err != nil {
				t.Errorf("others wait: %v", err)
				return
			}
			res.Body.Close()
			if res.StatusCode != http.StatusOK {
				t.Errorf("%s: %d", path, res.StatusCode)
			}
		}
	}
}

const head = "Host: localhost\r\nContent-Type: application/json\r\n"

func TestSlowConnectionsAreEndedAndOthersServed(t *testing.T) {
	t.Parallel()
	address := listening(t, short)
	idle := make([]net.Conn, 300)
	for i := range idle {
		idle[i] = dial(t, address)
	}
	var slow sync.WaitGroup
	// What is said may be lost when the hang-up overtakes the next letter: the first of
	// each kind sends none, and must be told. Only where the answer waits for a body that
	// never comes, both end at one moment.
	ends := func(n int, what, begin string, text func(i int) string, says string) {
		c := dial(t, address)
		if _, err := io.WriteString(c, begin); err != nil {
			t.Error(err)
		}
		if n > 0 {
			slow.Go(func() { drip(c, text) })
		}
		slow.Go(func() {
			said := closed(t, what, c)
			silent := said == "" && (n > 0 || strings.HasPrefix(begin, "DELETE"))
			if !silent && !strings.Contains(said, says) {
				t.Errorf("%s: %q, want %q", what, said, says)
			}
		})
	}
	for n := range 20 {
		ends(n, "a head letter by letter", "GET /healthz HTTP/1.1\r\n", func(int) string { return "x" }, "")
		ends(n, "one header after the other", "GET /healthz HTTP/1.1\r\n"+head, func(i int) string { return fmt.Sprintf("X-%d: %d\r\n", i, i) }, "")
		ends(n, "a body letter by letter", "POST /api/v1/session HTTP/1.1\r\n"+head+"Content-Length: 60000\r\n\r\n", func(int) string { return " " }, `"code":"too-slow"`)
		ends(n, "a body in chunks", "POST /api/v1/session HTTP/1.1\r\n"+head+"Transfer-Encoding: chunked\r\n\r\n", func(int) string { return "1\r\n \r\n" }, `"code":"too-slow"`)
		ends(n, "a body nobody asked for", "DELETE /api/v1/session HTTP/1.1\r\n"+head+"Content-Length: 60000\r\n\r\n", func(int) string { return " " }, `"code":"unauthenticated"`)
	}
	served(t, address)
	slow.Wait()
	for _, c := range idle {
		closed(t, "nothing at all", c)
	}
	kept := dial(t, address)
	if _, err := io.WriteString(kept, "GET /healthz HTTP/1.1\r\n"+head+"\r\n"); err != nil {
		t.Fatal(err)
	}
	if said := closed(t, "nothing after a request", kept); !strings.Contains(said, `{"status":"ok"}`) {
		t.Error(said)
	}
}

// Who asks and asks and never reads an answer holds no connection for ever.
func TestWhoDoesNotReadIsLetGo(t *testing.T) {
	t.Parallel()
	address := listening(t, short)
	c := dial(t, address)
	ask := bytes.Repeat([]byte("GET /api/v1/openapi.json HTTP/1.1\r\n"+head+"\r\n"), 100)
	var err error
	for err == nil { // until the server has no room to answer into, stops reading, and hangs up
		_, err = c.Write(ask)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("still open after %v", patience)
	}
	served(t, address)
}

func TestTooMuchIsRefusedBeforeItIsRead(t *testing.T) {
	t.Parallel()
	address := listening(t, short)
	for _, tt := range []struct{ what, begin, more, says string }{
		{"a GiB that is announced", "POST /api/v1/session HTTP/1.1\r\n" + head + "Content-Length: 1073741824\r\n\r\n", strings.Repeat(" ", 1<<16), `"code":"too-large"`},
		{"chunks without end", "POST /api/v1/session HTTP/1.1\r\n" + head + "Transfer-Encoding: chunked\r\n\r\n", "10000\r\n" + strings.Repeat(" ", 1<<16) + "\r\n", `"code":"too-large"`},
		{"headers without end", "GET /healthz HTTP/1.1\r\n" + head, "X-Y: " + strings.Repeat("z", 1000) + "\r\n", "431"},
		{"a header without end", "GET /healthz HTTP/1.1\r\nCookie: ", strings.Repeat("z", 1<<12), "431"},
		{"an address without end", "GET /", strings.Repeat("z", 1<<12), "431"},
		{"a method without end", "", strings.Repeat("Z", 1<<12), ""},
	} {
		c := dial(t, address)
		if _, err := io.WriteString(c, tt.begin); err != nil {
			t.Fatal(err)
		}
		heard := make(chan string, 1)
		go func() { // a hang-up may overtake the answer: it is read while it is sent
			said, _ := io.ReadAll(c)
			heard <- string(said)
		}()
		sent, err := 0, error(nil)
		for err == nil && sent < 64<<20 {
			var n int
			n, err = io.WriteString(c, tt.more)
			sent += n
		}
		if err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: %d bytes went in, %v", tt.what, sent, err)
		}
		if said := <-heard; said != "" && !strings.Contains(said, tt.says) {
			t.Errorf("%s: %.300s", tt.what, said)
		}
	}
	served(t, address)
}

func TestWhatIsNotHTTP(t *testing.T) {
	t.Parallel()
	address := listening(t, short)
	get, post := "GET /healthz HTTP/1.1\r\n", "POST /api/v1/session HTTP/1.1\r\n"
	for _, tt := range []struct{ sent, says string }{
		{get + head + "\r\n" + "MARKER \x00\xff garbage\r\n\r\n", "HTTP/1.1 400"},
		{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", ""}, // TLS
		{"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ""},
		{"GET /\r\n\r\n", "400"},
		{"GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n", "505"},
		{"GET /healthz HTTP/1.1\r\n\r\n", "400"}, // no host
		{"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
		{"GET /healthz HTTP/1.1\r\nHost: MARKER<>\r\n\r\n", "400"},
		{"GET /%zzMARKER HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		{"CONNECT MARKER:443 HTTP/1.1\r\nHost: MARKER:443\r\n\r\n", "HTTP/1.1 4"},
		{"TRACE /api/v1/box HTTP/1.1\r\n" + head + "Cookie: MARKER\r\n\r\n", "HTTP/1.1 405"},
		{"GET /api/v1/session HTTP/1.1\r\nHost: MARKER.example\r\n\r\n", "needs-https"},
		{"GET http://MARKER.example/api/v1/session HTTP/1.1\r\nHost: localhost\r\n\r\n", "needs-https"},
		// Two readers that disagree where a request ends are how one is smuggled.
		{post + head + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nMARKER", "400"},
		{post + head + "Content-Length: -1\r\n\r\n", "400"},
		{post + head + "Content-Length: 0x10\r\n\r\n", "400"},
		{post + head + "Content-Length: 99999999999999999999\r\n\r\n", "400"},
		{post + head + "Transfer-Encoding: gzip\r\n\r\n", "501"},
		{post + head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "501"},
		{post + head + "Content-Length : 4\r\n\r\n{}{}", "400"},
		{post + head + " Folded: MARKER\r\n\r\n", "400"},
		// A body that breaks off or is no body is the sender's fault, not the box's.
		{post + head + "Transfer-Encoding: chunked\r\n\r\nMARKER\r\n", `"code":"malformed"`},
		{post + head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", `"code":"malformed"`},
		{post + head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", `"code":"malformed"`},
	} {
		c := dial(t, address)
		if _, err := io.WriteString(c, tt.sent); err != nil {
			t.Fatal(err)
		}
		said := closed(t, tt.sent, c)
		if !strings.Contains(said, tt.says) || strings.Contains(said, "MARKER") || strings.Contains(said, "HTTP/1.1 500") {
			t.Errorf("%q: %.300s, want %s", tt.sent, said, tt.says)
		}
	}
	half := dial(t, address).(*net.TCPConn)
	if _, err := io.WriteString(half, post+head+"Content-Length: 100\r\n\r\n{"); err != nil {
		t.Fatal(err)
	}
	if err := half.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if said := closed(t, "half a body", half); said != "" && !strings.Contains(said, `"code":"malformed"`) {
		t.Errorf("half a body: %s", said)
	}
	served(t, address)
}

// Nothing of all those who came and went stays behind.
func TestConnectionsLeaveNothingBehind(t *testing.T) {
	address := listening(t, short)
	served(t, address)
	before := runtime.NumGoroutine()
	for i := range 100 {
		c := dial(t, address)
		request := []string{"GET /healthz HTTP/1.1\r\n" + head + "\r\n", "POST /api/v1/session HTTP/1.1\r\n" + head + "Content-Length: 9\r\n\r\n{", "GET /api", ""}[i%4]
		if _, err := io.WriteString(c, request); err != nil {
			t.Fatal(err)
		}
		if i%4 == 0 {
			if _, err := bufio.NewReader(c).ReadString('\n'); err != nil {
				t.Fatal(err)
			}
		}
		if i%8 < 4 {
			c.Close() // the others are left for the server to end
		}
	}
	tick, end := time.NewTicker(20*time.Millisecond), time.After(patience)
	defer tick.Stop()
	for runtime.NumGoroutine() > before+2 {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
