package trust

import (
	"crypto/tls"
	"crypto/x509"
	"net/netip"
	"testing"
	"time"
)

var start = time.Date(2026, time.November, 24, 8, 0, 0, 0, time.UTC)

func addrs(list ...string) (out []netip.Addr) {
	for _, a := range list {
		out = append(out, netip.MustParseAddr(a))
	}
	return out
}

var clinic = Reach{Names: []string{"karete.local"}, Addresses: addrs("192.168.1.10", "fd00::10")}

func made(t *testing.T) authority {
	t.Helper()
	a, err := newAuthority(start)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func issued(t *testing.T, a authority, at time.Time, r Reach) *tls.Certificate {
	t.Helper()
	c, err := a.issue(at, r)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// verify is what a browser does that trusts this authority and nobody else.
func verify(a authority, leaf *x509.Certificate, name string, at time.Time) error {
	roots := x509.NewCertPool()
	roots.AddCert(a.cert)
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: name, CurrentTime: at})
	return err
}

func TestWhoTrustsTheBoxBelievesItsAddresses(t *testing.T) {
	t.Parallel()
	a := made(t)
	leaf := issued(t, a, start, clinic).Leaf
	for _, name := range []string{"karete.local", "localhost", "192.168.1.10", "[fd00::10]", "127.0.0.1", "[::1]"} {
		if err := verify(a, leaf, name, start); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"other.local", "192.168.1.11", "karete.example"} {
		if verify(a, leaf, name, start) == nil {
			t.Errorf("%s is believed", name)
		}
	}
	if leaf.NotAfter.Sub(leaf.NotBefore) != 397*24*time.Hour {
		t.Errorf("it holds for %v: some browsers take no more than 397 days", leaf.NotAfter.Sub(leaf.NotBefore))
	}
	if verify(a, leaf, "karete.local", start.Add(-59*day)) != nil {
		t.Error("a tablet whose clock is two months behind refuses it")
	}
}

// Whoever gets hold of the authority's key cannot make a bank of themselves.
func TestTheAuthorityVouchesForNothingElse(t *testing.T) {
	t.Parallel()
	a := made(t)
	// Signed past the filter that issue has.
	for _, tt := range []struct {
		what  string
		reach Reach
		name  string
	}{
		{"a public name", Reach{Names: []string{"bank.example"}}, "bank.example"},
		{"a name that only ends alike", Reach{Names: []string{"bank.notlocal"}}, "bank.notlocal"},
		{"a public name beside the box's", Reach{Names: []string{"karete.local", "bank.example"}}, "karete.local"},
		{"a public address", Reach{Addresses: addrs("8.8.8.8")}, "8.8.8.8"},
		{"a public IPv6 address", Reach{Addresses: addrs("2001:4860:4860::8888")}, "[2001:4860:4860::8888]"},
		{"a private address in IPv6 clothes", Reach{Addresses: addrs("2002:c0a8:10a::1")}, "[2002:c0a8:10a::1]"},
	} {
		leaf := forged(t, a, tt.reach)
		if verify(a, leaf, tt.name, start) == nil {
			t.Errorf("%s: believed", tt.what)
		}
	}
	if leaf := forged(t, a, clinic); verify(a, leaf, "karete.local", start) != nil {
		t.Error("the forgery is refused for another reason")
	}
	below := forgedAuthority(t, a)
	leaf := forged(t, below, clinic)
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(a.cert)
	between.AddCert(below.cert)
	if _, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, DNSName: "karete.local", CurrentTime: start}); err == nil {
		t.Error("it may make another authority")
	}
}

func TestWhatIsOutOfBoundsIsLeftOut(t *testing.T) {
	t.Parallel()
	a := made(t)
	leaf := issued(t, a, start, Reach{
		Names:     []string{"Karete.local", "karete.local", "box.example", "localhost"},
		Addresses: addrs("41.203.0.1", "192.168.1.10", "fe80::1", "::ffff:192.168.1.10", "2001:db8::1"),
	}).Leaf
	if got := leaf.DNSNames; len(got) != 2 || got[0] != "karete.local" || got[1] != "localhost" {
		t.Errorf("names %q", got)
	}
	if got := addressesOf(leaf); len(got) != 3 || got[1] != netip.MustParseAddr("192.168.1.10") {
		t.Errorf("addresses %v", got)
	}
}

func TestWhenACertificateIsDue(t *testing.T) {
	t.Parallel()
	a := made(t)
	leaf := issued(t, a, start, clinic).Leaf
	for _, tt := range []struct {
		what  string
		at    time.Time
		reach Reach
		due   bool
	}{
		{"at once", start, clinic, false},
		{"in its 300th day", leaf.NotBefore.Add(300*day - time.Second), clinic, false},
		{"after 300 days", leaf.NotBefore.Add(300 * day), clinic, true},
		{"at the end", leaf.NotAfter.Add(day), clinic, true},
		{"a clock a month behind", start.Add(-30 * day), clinic, false},
		{"a clock before its beginning", leaf.NotBefore.Add(-time.Second), clinic, true},
		{"the same in another order", start, Reach{clinic.Names, addrs("fd00::10", "192.168.1.10")}, false},
		{"a public address more", start, Reach{clinic.Names, addrs("192.168.1.10", "fd00::10", "41.203.0.1")}, false},
		{"another address", start, Reach{clinic.Names, addrs("192.168.1.11", "fd00::10")}, true},
		{"an address more", start, Reach{clinic.Names, addrs("192.168.1.10", "fd00::10", "10.0.0.7")}, true},
		{"an address less", start, Reach{clinic.Names, addrs("192.168.1.10")}, true},
		{"another name", start, Reach{[]string{"karete-2.local"}, clinic.Addresses}, true},
	} {
		if a.due(leaf, tt.at, tt.reach) != tt.due {
			t.Errorf("%s: due %v, want %v", tt.what, !tt.due, tt.due)
		}
	}
	if !made(t).due(leaf, start, clinic) {
		t.Error("a certificate of another authority is kept")
	}
}

func TestTheMomentOfABoxWithoutAClock(t *testing.T) {
	t.Parallel()
	woke := time.Unix(0, 0)
	for _, tt := range []struct {
		what              string
		now, newest, want time.Time
	}{
		{"a clock that goes", start, start.Add(-time.Minute), start},
		{"1970, and a journal", woke, start, start},
		{"1970, and nothing", woke, time.Time{}, earliest},
		{"1970, and a journal that began in 1970", woke, woke, earliest},
		{"a clock some months behind", start, start.Add(100 * day), start},
		{"a journal that was once written in 2099", start, start.AddDate(73, 0, 0), start},
	} {
		if got := moment(tt.now, tt.newest); !got.Equal(tt.want) {
			t.Errorf("%s: %v, want %v", tt.what, got, tt.want)
		}
	}
	a, err := newAuthority(moment(woke, time.Time{}))
	if err != nil {
		t.Fatal(err)
	}
	if err := verify(a, issued(t, a, moment(woke, time.Time{}), clinic).Leaf, "karete.local", start); err != nil {
		t.Errorf("a box set up before it knew the time: %v", err)
	}
}

func TestTheFingerprintIsWhatDevicesShow(t *testing.T) {
	t.Parallel()
	cert := &x509.Certificate{Raw: []byte("abc")} // FIPS 180-2's first example: ba7816bf 8f01cfea 414140de 5dae2223 ...
	want := []string{"BA78", "16BF", "8F01", "CFEA", "4141", "40DE", "5DAE", "2223"}
	got := Fingerprint(cert)
	for i := range want {
		if len(got) != 8 || got[i] != want[i] {
			t.Fatalf("%q, want %q", got, want)
		}
	}
}
