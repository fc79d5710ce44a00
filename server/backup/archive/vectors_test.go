//go:build !race

package archive

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	agetest "c2sp.org/CCTV/age"
	"filippo.io/age"
	"filippo.io/age/armor"
)

// vector is one of the public test vectors of age.
type vector struct {
	expect, payload string
	identities      []age.Identity
	armored         bool
	file            []byte
}

func readVector(t *testing.T, name string) (v vector) {
	t.Helper()
	text, err := fs.ReadFile(agetest.Vectors, name)
	if err != nil {
		t.Fatal(err)
	}
	head, file, ok := bytes.Cut(text, []byte("\n\n"))
	if !ok {
		t.Fatal("no file in it")
	}
	v.file = file
	for line := range strings.Lines(string(head)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "expect":
			v.expect = value
		case "payload":
			v.payload = value
		case "armored":
			v.armored = true
		case "identity":
			var i age.Identity
			if i, err = age.ParseX25519Identity(value); err != nil {
				i, err = age.ParseHybridIdentity(value)
			}
			v.identities = append(v.identities, i)
		case "compressed":
			var r io.Reader
			if r, err = zlib.NewReader(bytes.NewReader(file)); err == nil {
				v.file, err = io.ReadAll(r)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return v
}

// TestVectors holds that the age in this program is the age that is specified, and
// that none of its test files, sound or not, is taken for a backup.
func TestVectors(t *testing.T) {
	t.Parallel()
	list, err := fs.ReadDir(agetest.Vectors, ".")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, entry := range list {
		v := readVector(t, entry.Name())
		if len(v.identities) == 0 { // for a passphrase, which no backup has
			continue
		}
		seen[v.expect]++
		payload, err := v.decrypt()
		sum := sha256.Sum256(payload)
		if (err == nil) != (v.expect == "success") {
			t.Errorf("%s: %v, expected: %s", entry.Name(), err, v.expect)
		}
		if v.expect == "success" && hex.EncodeToString(sum[:]) != v.payload {
			t.Errorf("%s: another payload", entry.Name())
		}
		for _, i := range v.identities {
			x, ok := i.(*age.X25519Identity)
			if !ok {
				continue
			}
			if _, err := Peek(t.Context(), put(t, v.file), ByIdentity(Identity{x})); !errors.Is(err, ErrNotBackup) {
				t.Errorf("%s: as a backup: %v", entry.Name(), err)
			}
		}
	}
	if seen["success"] < 20 || seen["no match"] < 5 || seen["payload failure"] < 15 || seen["header failure"] < 30 {
		t.Errorf("%d vectors: %v", len(list), seen)
	}
}

func (v vector) decrypt() ([]byte, error) {
	var file io.Reader = bytes.NewReader(v.file)
	if v.armored {
		file = armor.NewReader(file)
	}
	r, err := age.Decrypt(file, v.identities...)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
