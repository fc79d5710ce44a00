package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
	"testing"

	reference "golang.org/x/crypto/xts"
)

// Vectors 15 to 18 of IEEE 1619-2007: AES-128 with 17 to 20 bytes, so with stealing.
func TestXTSStealsAsTheStandardSays(t *testing.T) {
	t.Parallel()
	block := func(key string) cipher.Block {
		b, err := aes.NewCipher(unhex(t, key))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	x := xts{block("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0"), block("bfbebdbcbbbab9b8b7b6b5b4b3b2b1b0")}
	for i, want := range []string{
		"6c1625db4671522d3d7599601de7ca09ed",
		"d069444b7a7e0cab09e24447d24deb1fedbf",
		"e5df1351c0544ba1350b3363cd8ef4beedbf9d",
		"9d84c813f719aa2c7be3f66171c7c5c2edbf9dac",
	} {
		plain := unhex(t, "000102030405060708090a0b0c0d0e0f10111213")[:17+i]
		b := bytes.Clone(plain)
		var s scratch
		if x.seal(b, 0x123456789a, &s); hex.EncodeToString(b) != want {
			t.Errorf("%d bytes: %x", len(b), b)
		}
		if x.open(b, 0x123456789a, &s); !bytes.Equal(b, plain) {
			t.Errorf("%d bytes came back as %x", len(b), b)
		}
	}
}

func TestXTSAgreesWithAnother(t *testing.T) {
	t.Parallel()
	key := make([]byte, 64)
	for i := range key {
		key[i] = byte(i * 7)
	}
	ours, err := newXTS(key)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := reference.NewCipher(aes.NewCipher, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, number := range []uint64{0, 1, 0xffff_ffff, 1 << 40} {
		for _, n := range []int{16, 32, 48, 4096} {
			plain := bytes.Repeat([]byte("karete"), n)[:n]
			want, got := make([]byte, n), bytes.Clone(plain)
			theirs.Encrypt(want, plain, number)
			var s scratch
			if ours.seal(got, number, &s); !bytes.Equal(got, want) {
				t.Errorf("%d bytes, unit %d: another ciphertext", n, number)
			}
			if ours.open(got, number, &s); !bytes.Equal(got, plain) {
				t.Errorf("%d bytes, unit %d: do not come back", n, number)
			}
		}
	}
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
