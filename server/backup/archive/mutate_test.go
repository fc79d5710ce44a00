//go:build !race

package archive

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"karete/db/vault/keyring"
)

// mutate changes a file in one of the ways that media, cables and people do.
func mutate(r *rand.Rand, file []byte) (what string, out []byte) {
	header := bytes.Index(file, []byte("\n--- ")) + 50
	at := r.IntN(len(file))
	switch r.IntN(6) {
	case 0, 1:
		at = r.IntN(header) // it is a small part, and has the most to say
	case 2, 3, 4:
		at = r.IntN(len(file) / 2) // what is found late takes long
	}
	n := min(1+r.IntN(5000), len(file)-at)
	out = bytes.Clone(file)
	switch r.IntN(9) {
	case 0:
		out[at] ^= 1 << r.IntN(8)
		return "a bit turned", out
	case 1:
		out[at] = byte(r.Uint32())
		return "a byte", out
	case 2:
		return "cut", out[:at]
	case 3:
		clear(out[at : at+n])
		return "zeros", out
	case 4:
		return "a piece lost", append(out[:at:at], file[at+n:]...)
	case 5:
		return "a piece twice", append(out[:at+n:at+n], file[at:]...)
	case 6:
		to := r.IntN(len(file) - n + 1)
		copy(out[to:to+n], file[at:at+n])
		return "a piece over another", out
	case 7: // two of age's chunks, where there are two
		const chunk = 64<<10 + 16
		body := out[header:]
		if len(body) < 2*chunk {
			chunkless := body[:len(body)/2]
			copy(body[len(body)-len(chunkless):], bytes.Clone(chunkless))
			return "a half over the other", out
		}
		first := bytes.Clone(body[:chunk])
		copy(body[:chunk], body[chunk:2*chunk])
		copy(body[chunk:], first)
		return "two chunks swapped", out
	default:
		more := make([]byte, 1+r.IntN(600))
		for i := range more {
			more[i] = byte(r.Uint32())
		}
		return "something behind", append(out, more...)
	}
}

// TestMutations proves a thousand damaged copies of one backup; KARETE_MUTATE=30 makes
// it thirty thousand. None is good, and none leaves anything behind.
func TestMutations(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	rounds := 1000
	if factor, err := strconv.Atoi(os.Getenv("KARETE_MUTATE")); err == nil {
		rounds *= factor
	}
	// Bytes that matter to nobody would make the test lie, so the good one is tried too.
	r := rand.New(rand.NewPCG(1, uint64(rounds)))
	dir := t.TempDir()
	path, scratch := filepath.Join(dir, made), filepath.Join(dir, "scratch")
	if err := os.Mkdir(scratch, 0o700); err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for range rounds {
		what, file := mutate(r, g.file)
		if bytes.Equal(file, g.file) {
			continue
		}
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		key := ByIdentity(g.identity)
		if r.IntN(8) == 0 {
			key = BySecret(g.secrets[keyring.File])
		}
		_, err := prove(t.Context(), path, key, scratch, nil)
		var d *DamageError
		switch {
		case errors.As(err, &d):
			said[string(d.Part)]++
		case errors.Is(err, ErrNotBackup):
			said["not a backup"]++
		case err == nil:
			t.Fatalf("%s: taken for good", what)
		default:
			t.Fatalf("%s: %v", what, err) // a wrong key is not what it is
		}
	}
	none(t, scratch)
	t.Log(fmt.Sprint(said))
	for _, part := range []Part{PartHeader, PartManifest, PartDatabase} {
		if said[string(part)] == 0 {
			t.Errorf("no mutation met the %s", part)
		}
	}
	if err := os.WriteFile(path, g.file, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Prove(t.Context(), path, ByIdentity(g.identity), scratch, nil); err != nil {
		t.Errorf("the good one: %v", err)
	}
}
