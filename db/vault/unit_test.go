package vault

import (
	"bytes"
	"testing"
)

func TestUnits(t *testing.T) {
	t.Parallel()
	u := units{xts: testKeys(t).journal}
	plain := bytes.Repeat([]byte("Mathabo Mokoena."), 4)
	b := bytes.Clone(plain)
	u.sealAll(b, 160)
	for i := range 4 {
		if bytes.Contains(b, plain[:8]) || i > 0 && bytes.Equal(b[:unitSize], b[i*unitSize:(i+1)*unitSize]) {
			t.Error("in the clear, or the same unit twice looks alike")
		}
	}
	clear(b[32:48]) // a hole
	u.openAll(b, 160)
	if want := append(append(bytes.Clone(plain[:32]), make([]byte, 16)...), plain[48:]...); !bytes.Equal(b, want) {
		t.Errorf("%q", b)
	}
	for _, c := range []struct {
		off      int64
		n        int
		from, to int64
	}{{0, 1, 0, 16}, {15, 2, 0, 32}, {16, 16, 16, 32}, {4104, 4, 4096, 4112}} {
		if from, to := around(c.off, c.n); from != c.from || to != c.to {
			t.Errorf("%+v: %d to %d", c, from, to)
		}
	}
}
