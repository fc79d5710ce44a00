package vault

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

func testKeys(t testing.TB) *keys {
	t.Helper()
	k, err := derive([32]byte{7})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func somePage() []byte {
	page := make([]byte, pageSize)
	copy(page, bytes.Repeat([]byte("Mathabo Mokoena "), pageSize)[:content])
	return page
}

func TestAPageIsThatPageOrNothing(t *testing.T) {
	t.Parallel()
	k := testKeys(t)
	main, log := newPages(k.main, kindMain), newPages(k.log, kindLog)
	page := somePage()
	sealed := make([]byte, pageSize)
	main.seal(sealed, page, 5)

	open := func(p *pages, b []byte, number uint32) bool {
		b = bytes.Clone(b)
		ok := p.open(b, number)
		if ok && !bytes.Equal(b, page) || !ok && !bytes.Equal(b, empty[:]) {
			t.Error("neither the page nor nothing")
		}
		return ok
	}
	if !open(&main, sealed, 5) {
		t.Error("it does not open")
	}
	if open(&main, sealed, 6) || open(&log, sealed, 5) {
		t.Error("it opens in another place")
	}
	other, err := derive([32]byte{8})
	if err != nil {
		t.Fatal(err)
	}
	p := newPages(other.main, kindMain)
	if open(&p, sealed, 5) {
		t.Error("it opens under another key")
	}
	if open(&main, empty[:], 5) {
		t.Error("zeros are a page")
	}
	for range 500 {
		bit := rand.N(pageSize * 8)
		sealed[bit/8] ^= 1 << (bit % 8)
		if open(&main, sealed, 5) {
			t.Errorf("bit %d flipped: it opens", bit)
		}
		sealed[bit/8] ^= 1 << (bit % 8)
	}
	again := make([]byte, pageSize)
	if main.seal(again, page, 5); bytes.Equal(again[:64], sealed[:64]) || bytes.Equal(again[nonceAt:], sealed[nonceAt:]) {
		t.Error("the same page twice is sealed alike")
	}
	if bytes.Contains(sealed, []byte("Mathabo")) || !sealable(page) || sealable(bytes.Repeat([]byte{1}, pageSize)) {
		t.Error("in the clear, or the reserved bytes were not looked at")
	}
}

func TestSubkeysDiffer(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, key := range [][32]byte{{1}, {2}} {
		for _, kind := range []string{"main page", "log page", "log header", "journal"} {
			seen[string(subkey(key, kind, 32))] = true
		}
	}
	if len(seen) != 8 {
		t.Errorf("%d different subkeys of 8", len(seen))
	}
}

// FuzzPage: whatever lies on the disk, a page is what was sealed or nothing.
func FuzzPage(f *testing.F) {
	k := testKeys(f)
	// Sealed by hand, with a fixed nonce: fuzzing runs in several processes.
	nonce := bytes.Repeat([]byte{9}, reserved-k.main.Overhead())
	sealed := k.main.Seal(nil, nonce, somePage()[:content], []byte{kindMain, 0, 0, 0, 3})
	sealed = append(sealed, nonce...)
	f.Add(sealed, uint32(3))
	f.Add(make([]byte, pageSize), uint32(1))
	f.Fuzz(func(t *testing.T, b []byte, number uint32) {
		b = append(bytes.Clone(b), make([]byte, pageSize)...)[:pageSize]
		same := bytes.Equal(b, sealed) && number == 3
		if p := newPages(k.main, kindMain); p.open(b, number) != same {
			t.Fatal("a forged page opened, or a true one did not")
		}
		if same && !bytes.Equal(b, somePage()) || !same && !bytes.Equal(b, empty[:]) {
			t.Fatal("neither the page nor nothing")
		}
	})
}

// FuzzHeader: a header's geometry and page count never harm who asks for them.
func FuzzHeader(f *testing.F) {
	blank := make([]byte, headerSize)
	blankHeader(blank)
	f.Add(blank)
	f.Add([]byte(plainMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		if geometric(b) && (len(b) < headerSize || b[16] != 0x10 || b[17] != 0 || b[reservedAt] != reserved) {
			t.Fatal("another geometry passed for ours")
		}
		if len(b) >= headerSize && told(b) < 0 {
			t.Fatal("fewer than no pages")
		}
	})
}
