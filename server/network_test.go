package server

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"

	"karete/db/vault/keyring"
	"karete/server/staff"
	"karete/server/trust"
)

// onNetwork is a box as the clinic's network sees it: by its name, over TLS and
// plain http.
type onNetwork struct {
	*box
	server        *Server
	secure, plain string // addresses of the listeners
	page          trust.TrustPage
}

func (b *box) onNetwork(s *Server) *onNetwork {
	b.t.Helper()
	l, err := s.Listen()
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	b.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			b.t.Error(err)
		}
	})
	n := &onNetwork{box: b, server: s, secure: l.Secure.Addr().String(), plain: l.Addr().String()}
	if status := n.ask(n.browser(false), "http://karete.local/api/v1/trust", &n.page); status != http.StatusOK {
		b.t.Fatalf("the trust page: %d", status)
	}
	return n
}

// browser finds the box whatever name it asks for. trusting is one that trusts the
// box's authority, as it was fetched over plain http.
func (n *onNetwork) browser(trusting bool) *http.Client {
	n.t.Helper()
	roots := x509.NewCertPool()
	if trusting {
		res, err := n.browser(false).Get("http://karete.local" + n.page.Certificate)
		if err != nil {
			n.t.Fatal(err)
		}
		defer res.Body.Close()
		der, err := io.ReadAll(res.Body)
		if err != nil {
			n.t.Fatal(err)
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			n.t.Fatal(err)
		}
		roots.AddCert(cert)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		n.t.Fatal(err)
	}
	transport := &http.Transport{
		ForceAttemptHTTP2: true,
		TLSClientConfig:   &tls.Config{RootCAs: roots, Time: n.clock.Now},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			to := n.plain
			if strings.HasSuffix(address, ":443") {
				to = n.secure
			}
			return new(net.Dialer).DialContext(ctx, network, to)
		},
	}
	n.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (n *onNetwork) ask(c *http.Client, url string, into any) int {
	n.t.Helper()
	res, err := c.Get(url)
	if err != nil {
		n.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		n.t.Fatal(err)
	}
	if into != nil && res.StatusCode == http.StatusOK {
		if err := json.Unmarshal(text, into); err != nil {
			n.t.Fatalf("%v in %s", err, text)
		}
	}
	return res.StatusCode
}

func (b *box) secured() *Server {
	b.t.Helper()
	c := b.config()
	c.HTTPS = "127.0.0.1:0"
	s, err := New(b.t.Context(), c)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func TestOverTLSTheClinicWorks(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.secured()
	b.setUp(s)
	n := b.onNetwork(s)
	c := n.browser(true)
	in, err := json.Marshal(staff.SignIn{Username: "mpho", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.Post("https://karete.local/api/v1/session", "application/json", bytes.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusCreated || res.Proto != "HTTP/2.0" || len(res.Cookies()) != 1 {
		t.Fatalf("%d %s %d cookies", res.StatusCode, res.Proto, len(res.Cookies()))
	}
	if k := res.Cookies()[0]; k.Name != "__Host-karete" || !k.Secure || !k.HttpOnly || k.Path != "/" || k.Domain != "" || k.SameSite != http.SameSiteStrictMode {
		t.Errorf("%s", k.Raw)
	}
	if res.Header.Get("Strict-Transport-Security") != "" {
		t.Error("browsers are told never to open the plain page again, where they learn to trust the box")
	}
	if status := n.ask(c, "https://karete.local/api/v1/session", nil); status != http.StatusOK {
		t.Errorf("signed in: %d", status)
	}
	// The stream of events, over HTTP/2.
	stream, err := c.Get("https://karete.local/api/v1/events?topics=queue")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	if line, err := bufio.NewReader(stream.Body).ReadString('\n'); err != nil || line == "" {
		t.Errorf("the stream: %q %v", line, err)
	}
	if _, err := n.browser(false).Get("https://karete.local/"); err == nil {
		t.Error("a browser that does not trust the box got in")
	}
}

// A page of another site whose name is made to point at the box.
func TestTheBoxAnswersToItsNamesOnly(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	n := b.onNetwork(b.secured())
	c := n.browser(true)
	c.Transport.(*http.Transport).TLSClientConfig.ServerName = "karete.local" // what the certificate is for; the Host is another's
	for host, want := range map[string]int{
		"karete.local": 200, "KARETE.local": 200, "192.168.1.10": 200, "[fd00::1]": 200, "localhost": 200,
		"evil.example": 421, "karete.local.evil.example": 421, "karete.example": 421,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://karete.local/healthz", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		res, err := c.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: %d, want %d", host, res.StatusCode, want)
		}
	}
}

func TestPlainHTTPAnswersTheNetworkWithWhatHangsOnTheWall(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.secured()
	b.setUp(s)
	n := b.onNetwork(s)
	c := n.browser(false)
	for _, route := range []struct {
		path string
		want int
	}{
		{"/healthz", 200}, {"/api/v1/box", 200}, {"/api/v1/trust", 200}, {n.page.Certificate, 200}, {n.page.Profile, 200}, {"/trust/seen.svg", 200},
		{"/api/v1/session", 403}, {"/api/v1/setup", 403}, {"/api/v1/openapi.json", 403}, {"/api/v1/queue", 403}, {"/api/v1/nothing", 403},
		{"/api/v1/trust/certificates", 403}, {"/api/v1/trust/", 403}, {"/api/", 403},
	} {
		if got := n.ask(c, "http://karete.local"+route.path, nil); got != route.want {
			t.Errorf("%s: %d, want %d", route.path, got, route.want)
		}
	}
	res, err := c.Post("http://karete.local/api/v1/session", "application/json", strings.NewReader(`{"username":"mpho","password":"`+password+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != 403 || !strings.Contains(string(text), `"needs-https"`) || len(res.Cookies()) != 0 {
		t.Errorf("a password in clear: %d %s", res.StatusCode, text)
	}
	// The page itself comes, and may try the secure address; nobody is sent there blindly.
	page, err := c.Get("http://karete.local/patients/7")
	if err != nil {
		t.Fatal(err)
	}
	page.Body.Close()
	if policy := page.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "img-src https://karete.local:") || page.Header.Get("Location") != "" {
		t.Errorf("%d %s %s", page.StatusCode, page.Header.Get("Location"), policy)
	}
}

// While nobody has unlocked it, the box shows its page over TLS all the same, and
// helps a new device to trust it.
func TestASealedBoxIsTrustedToo(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.secured()
	b.setUp(s)
	n := b.onNetwork(s)
	open := n.page
	c := n.browser(true)
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	if status := n.ask(c, "https://karete.local/healthz", nil); status != http.StatusServiceUnavailable {
		t.Errorf("sealed: %d", status)
	}
	var sealed trust.TrustPage
	if status := n.ask(n.browser(false), "http://karete.local/api/v1/trust", &sealed); status != 200 || strings.Join(sealed.Fingerprint, "") != strings.Join(open.Fingerprint, "") || sealed.Clinic != "" {
		t.Errorf("%d %+v", status, sealed)
	}
	if status := n.ask(n.browser(true), "https://karete.local/healthz", nil); status != http.StatusServiceUnavailable {
		t.Errorf("a new connection: %d", status)
	}
	if status := n.ask(n.browser(false), "http://karete.local/api/v1/session", nil); status != http.StatusForbidden {
		t.Errorf("sealed, over plain http: %d", status)
	}
	if err := s.Open(t.Context(), keyring.FromPassphrase(phrase)); err != nil {
		t.Fatal(err)
	}
	if status := n.ask(n.browser(true), "https://karete.local/healthz", nil); status != 200 {
		t.Errorf("unlocked: %d", status)
	}
}
