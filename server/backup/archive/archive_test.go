package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault"
	"karete/db/vault/keyring"
	"karete/server/secret"
)

func TestABackupIsMadeAndProved(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	var told []int64
	c.source.Progress = func(done, of int64) { told = append(told, done, of) }
	m := c.backup()
	file, err := os.ReadFile(m.Path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(file)
	if m.Bytes != int64(len(file)) || m.SHA256 != hex.EncodeToString(sum[:]) || len(told) < 2 || told[len(told)-2] != m.Manifest.DatabaseBytes {
		t.Errorf("%d bytes, %s, told %v", m.Bytes, m.SHA256, told)
	}
	if bytes.Contains(file, []byte(planted)) || bytes.Contains(file, []byte("SQLite")) {
		t.Error("something is in the clear")
	}
	for _, kind := range []keyring.Kind{"", keyring.Recovery} {
		key := c.identity()
		if kind != "" {
			key = c.by(kind)
		}
		scratch := t.TempDir()
		last := int64(-1)
		p, err := Prove(t.Context(), m.Path, key, scratch, func(done, of int64) {
			if done < last || of != 1000 {
				t.Errorf("progress %d of %d after %d", done, of, last)
			}
			last = done
		})
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if last != 1000 {
			t.Errorf("ended at %d", last)
		}
		none(t, scratch)
		want := Proof{Manifest: m.Manifest, Bytes: m.Bytes, SHA256: m.SHA256, Rows: m.Manifest.Rows(), Entries: m.Manifest.Entries, Signer: c.key.Public, Medium: p.Medium}
		if diff := cmp.Diff(want, p); diff != "" {
			t.Errorf("%s: proof (- want):\n%s", kind, diff)
		}
		if got, err := Peek(t.Context(), m.Path, key); err != nil || !cmp.Equal(got, m.Manifest) {
			t.Errorf("%s: peek: %+v, %v", kind, got, err)
		}
	}
	if m.Manifest.Tables["patient"] != 8 || m.Manifest.Entries < 16 || m.Manifest.Checkpoint == "" || m.Manifest.Database != c.ring.Database() {
		t.Errorf("manifest %+v", m.Manifest)
	}
	if _, err := Make(t.Context(), filepath.Dir(m.Path), made, c.source); !errors.Is(err, ErrExists) {
		t.Errorf("made over an old one: %v", err)
	}
}

func TestEverySlotRestores(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	m := c.backup()
	for kind := range c.secrets {
		dir := t.TempDir()
		got, err := Restore(t.Context(), m.Path, c.by(kind), dir, nil)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if diff := cmp.Diff(m.Manifest, got); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
		c.opens(dir, kind, m.Manifest)
	}
	if _, err := Restore(t.Context(), m.Path, c.identity(), t.TempDir(), nil); !errors.Is(err, ErrWrongKey) {
		t.Errorf("restored by the identity: %v", err)
	}
	if _, err := Restore(t.Context(), m.Path, c.by(keyring.Box), c.dir, nil); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("restored over a clinic: %v", err)
	}
}

// opens opens a restored folder as a box would, and works in it.
func (c *clinic) opens(dir string, kind keyring.Kind, m Manifest) {
	c.t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "*"))
	c.must(func() error { return err })
	var names []string
	for _, path := range list {
		names = append(names, filepath.Base(path))
	}
	if want := []string{"box.pub", "karete.db", "keys.json", "keys.json.copy"}; !slices.Equal(names, want) {
		c.t.Errorf("%s: %v, want %v", kind, names, want)
	}
	locked, err := keyring.Load(dir, cheap)
	c.must(func() error { return err })
	ring, err := locked.Unlock(c.t.Context(), c.secrets[kind])
	c.must(func() error { return err })
	defer ring.Close()
	if len(ring.Keys()) != 1 {
		c.t.Errorf("%d data keys", len(ring.Keys()))
	}
	v, err := vault.Open(ring.Keys()[0])
	c.must(func() error { return err })
	d, err := db.Open(c.t.Context(), db.Options{Path: filepath.Join(dir, "karete.db"), VFS: v.Name()})
	c.must(func() error { return err })
	verifier, err := journal.LoadVerifier(dir)
	c.must(func() error { return err })
	var known []string
	if m.Checkpoint != "" {
		known = append(known, m.Checkpoint)
	}
	report, err := journal.Verify(c.t.Context(), d, verifier, known...)
	c.must(func() error { return err })
	if !report.Clean() || report.Entries != m.Entries {
		c.t.Errorf("%d entries, findings %v", report.Entries, report.Findings)
	}
	c.must(func() error {
		return d.Write(c.t.Context(), func(tx *db.Tx) error {
			private, found, err := secret.In(tx, secret.SigningKey)
			if err != nil || !found {
				return fmt.Errorf("no signing key: %w", err)
			}
			key, err := journal.ParseKey(string(private))
			if err != nil {
				return err
			}
			_, err = journal.Sign(tx, key.Signer)
			return err
		})
	})
	c.must(d.Close)
	c.must(v.Close)
}
