package trust_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/id"
	"karete/server/trust"
)

const day = 24 * time.Hour

// box is one box with its door; start opens it as after a restart.
type box struct {
	t     *testing.T
	dir   string
	clock *dbtest.Clock
	db    *db.DB
	door  *trust.Door
	room  *trust.Room
}

func newBox(t *testing.T) *box {
	t.Helper()
	b := &box{t: t, dir: t.TempDir(), clock: dbtest.NewClock()}
	b.db = dbtest.New(t, dbtest.WithClock(b.clock))
	b.start()
	return b
}

func (b *box) start() {
	now := clock.New(b.clock.Now)
	b.door = trust.NewDoor(b.dir, b.clock.Now)
	b.room = trust.New(act.NewGate(b.db, act.Options{Clock: now}), b.door, now, slog.New(slog.DiscardHandler))
}

func (b *box) reach(addresses ...string) trust.Reach {
	r := trust.Reach{Names: []string{"karete.local"}}
	for _, a := range addresses {
		r.Addresses = append(r.Addresses, netip.MustParseAddr(a))
	}
	return r
}

// renewed answers with what the door shows afterwards.
func (b *box) renewed(r trust.Reach) *x509.Certificate {
	b.t.Helper()
	if err := b.room.Renew(b.t.Context(), r); err != nil {
		b.t.Fatal(err)
	}
	return b.shows("")
}

func (b *box) shows(name string) *x509.Certificate {
	b.t.Helper()
	c, err := b.door.Certificate(&tls.ClientHelloInfo{ServerName: name})
	if err != nil {
		b.t.Fatal(err)
	}
	return c.Leaf
}

func (b *box) trusts(leaf *x509.Certificate, name string) error {
	roots := x509.NewCertPool()
	roots.AddCert(b.door.Authority())
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: name, CurrentTime: b.clock.Now()})
	return err
}

func TestTheDoorFollowsAddressAndTime(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	if _, err := b.door.Certificate(&tls.ClientHelloInfo{}); err == nil {
		t.Fatal("a certificate before there is one")
	}
	home := b.reach("192.168.1.10")
	first := b.renewed(home)
	authority := b.door.Authority()
	if err := b.trusts(first, "192.168.1.10"); err != nil {
		t.Error(err)
	}
	if !b.renewed(home).Equal(first) {
		t.Error("renewed without need")
	}
	b.start()
	if !b.renewed(home).Equal(first) {
		t.Error("another after a restart")
	}
	moved := b.renewed(b.reach("192.168.7.3"))
	if err := b.trusts(moved, "192.168.7.3"); err != nil || b.trusts(moved, "192.168.1.10") == nil {
		t.Errorf("the router gave another address: %v", err)
	}
	b.clock.Advance(239 * day)
	if !b.renewed(b.reach("192.168.7.3")).Equal(moved) {
		t.Error("renewed before 300 days")
	}
	b.clock.Advance(day)
	later := b.renewed(b.reach("192.168.7.3"))
	if later.Equal(moved) || b.trusts(later, "karete.local") != nil {
		t.Error("not renewed after 300 days")
	}
	if !b.door.Authority().Equal(authority) {
		t.Error("another authority: every tablet would have to trust it anew")
	}
	// Each was journalled, and no key with it.
	var entries []journal.Entry
	if err := b.db.Read(t.Context(), func(tx *db.Tx) (err error) { entries, err = journal.List(tx, journal.Filter{}, 10); return err }); err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 {
		t.Errorf("%d entries, want one each", len(entries))
	}
	for _, e := range entries {
		if e.Action != "trust.renew" || strings.Contains(string(e.Payload), "PRIVATE") {
			t.Errorf("%s %s", e.Action, e.Payload)
		}
	}
}

func TestAClockThatJumpsLocksNobodyOut(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	home := b.reach("192.168.1.10")
	first := b.renewed(home)
	right := b.clock.Now()
	b.clock.Set(time.Unix(0, 0)) // a Pi after a power cut
	if !b.renewed(home).Equal(first) {
		t.Error("1970: another certificate")
	}
	b.clock.Set(right.AddDate(40, 0, 0)) // somebody typed 2066
	b.renewed(home)
	b.clock.Set(right)
	if err := b.trusts(b.renewed(home), "karete.local"); err != nil {
		t.Errorf("the clock is right again: %v", err)
	}
}

func TestASealedBoxShowsItsOwnPage(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	open := b.renewed(b.reach("192.168.1.10"))
	b.door.Seal()
	sealed := b.shows("karete.local")
	if sealed.Equal(open) {
		t.Error("the key of the open box lies on the disk")
	}
	if err := b.trusts(sealed, "192.168.1.10"); err != nil {
		t.Errorf("a tablet that trusts the box refuses the sealed page: %v", err)
	}
	if !b.door.Knows("karete.local:8443") || b.door.Knows("evil.example") {
		t.Error("sealed, it does not know its name")
	}
	b.start() // after a power cut nobody is there to unlock
	if !b.shows("").Equal(sealed) {
		t.Error("another page after a restart")
	}
	info, err := os.Stat(filepath.Join(b.dir, trust.SealedFile))
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others may read its key: %v", mode)
	}
	if err := os.WriteFile(filepath.Join(b.dir, trust.SealedFile), []byte("half a fi"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.start()
	if _, err := b.door.Certificate(&tls.ClientHelloInfo{}); err == nil {
		t.Error("a broken file is shown")
	}
	b.renewed(b.reach("192.168.1.10"))
	b.door.Seal()
	if err := b.trusts(b.shows(""), "192.168.1.10"); err != nil {
		t.Errorf("a broken file is not mended: %v", err)
	}
}

func TestWhichHostsTheBoxIsKnownBy(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.renewed(b.reach("192.168.1.10"))
	for host, known := range map[string]bool{
		"karete.local": true, "karete.local:8443": true, "KARETE.local.": true, "192.168.1.10:8443": true, "[fd00::1]:8443": true,
		"localhost": true, "": false, "evil.example": false, "evil.example:8443": false, "karete.local.evil.example": false,
		"xkarete.local": false, "karete-2.local": false, "192.168.1.10.evil.example": false,
	} {
		if b.door.Knows(host) != known {
			t.Errorf("%q: known %v, want %v", host, !known, known)
		}
	}
}

// A real handshake with what net/http makes of it.
func TestOverTheWire(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.renewed(b.reach("192.168.1.10"))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{
		Handler:   http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) }),
		TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: b.door.Certificate},
		ErrorLog:  slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.ServeTLS(l, "", "") }()
	t.Cleanup(func() {
		server.Close()
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	roots := x509.NewCertPool()
	roots.AddCert(b.door.Authority())
	get := func(roots *x509.CertPool, version uint16) (string, error) {
		transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MaxVersion: version, Time: b.clock.Now}, ForceAttemptHTTP2: true}
		defer transport.CloseIdleConnections()
		res, err := (&http.Client{Transport: transport}).Get("https://" + l.Addr().String())
		if err != nil {
			return "", err
		}
		defer res.Body.Close()
		said, err := io.ReadAll(res.Body)
		return string(said), err
	}
	if said, err := get(roots, tls.VersionTLS13); err != nil || said != "HTTP/2.0" {
		t.Errorf("%s %v", said, err)
	}
	if _, err := get(x509.NewCertPool(), tls.VersionTLS13); err == nil {
		t.Error("a device that does not trust the box was let through")
	}
	if _, err := get(roots, tls.VersionTLS11); err == nil {
		t.Error("TLS 1.1 was spoken")
	}
}

var manager = access.Actor{ID: id.New(), Roles: []access.Role{access.Admin}}

func TestWhatAManagerBroughtIsShownWhileItHolds(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.renewed(b.reach("192.168.1.10"))
	chain, key := trust.Brought(t, "karete.clinic.example", b.clock.Now().AddDate(0, 3, 0))
	install := trust.InstallCertificate{ID: id.New(), Chain: chain, Key: key}
	status, err := b.room.Install(t.Context(), manager, install)
	if err != nil {
		t.Fatal(err)
	}
	if status.Outside == nil || status.Outside.Names[0] != "karete.clinic.example" || status.Outside.DaysLeft < 85 {
		t.Errorf("%+v", status.Outside)
	}
	for _, restarted := range []bool{false, true} {
		if restarted {
			b.start()
			b.renewed(b.reach("192.168.1.10"))
		}
		if got := b.shows("karete.clinic.example").DNSNames[0]; got != "karete.clinic.example" {
			t.Errorf("restarted %v: its name is answered by %s", restarted, got)
		}
		for _, name := range []string{"karete.local", "", "other.example"} {
			if got := b.shows(name).DNSNames[0]; got != "karete.local" {
				t.Errorf("restarted %v: %q is answered by %s", restarted, name, got)
			}
		}
		if !b.door.Knows("karete.clinic.example:8443") {
			t.Error("its name is not known")
		}
	}
	b.clock.Advance(100 * day)
	if got := b.shows("karete.clinic.example").DNSNames[0]; got != "karete.local" {
		t.Error("it is shown after its end")
	}
	b.clock.Advance(-100 * day)
	if _, err := b.room.Remove(t.Context(), manager, trust.RemoveCertificate{ID: id.New()}); err != nil {
		t.Fatal(err)
	}
	if got := b.shows("karete.clinic.example").DNSNames[0]; got != "karete.local" || b.door.Knows("karete.clinic.example") {
		t.Error("it is shown after it was taken away")
	}
	// A repeat of the first command is answered and changes nothing.
	if status, err = b.room.Install(t.Context(), manager, install); err != nil || status.Outside != nil {
		t.Errorf("%+v %v", status.Outside, err)
	}
}

func TestThePageSaysWhatHangsOnTheWall(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.door.Listens(trust.Ports{HTTPS: 8443, HTTP: 80})
	b.renewed(b.reach("192.168.1.10", "fd00::10"))
	page, err := b.door.Page("Ha Matala Clinic")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"name https://karete.local:8443/ http://karete.local/",
		"address https://192.168.1.10:8443/ http://192.168.1.10/",
	}
	for i, w := range page.Ways {
		if got := w.Kind + " " + w.Secure + " " + w.First; i >= len(want) || got != want[i] {
			t.Errorf("way %d: %s", i, got)
		}
		if !strings.HasPrefix(w.QR, "<svg ") || !strings.HasPrefix(w.FirstQR, "<svg ") || w.QR == w.FirstQR {
			t.Errorf("pictures of %s", w.Host)
		}
	}
	if len(page.Ways) != 2 || page.Certificate != "/trust/ha-matala-clinic.crt" || strings.Join(page.Fingerprint, "") != strings.Join(trust.Fingerprint(b.door.Authority()), "") {
		t.Errorf("%+v", page)
	}
}
