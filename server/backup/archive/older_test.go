package archive

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/db/migrations"
	"karete/db/vault/keyring"
	"karete/server/secret"
)

var release = flag.Bool("release", false, "write a backup of the current schema to testdata/released")

// The keys of the backups in testdata/released, known to anybody.
const (
	releasedCode = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS2B"
	releasedFile = "KARETE-KEY-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9jDc0p\n"
)

func releasedKeys(t testing.TB) (code, file keyring.Secret) {
	t.Helper()
	c, err := keyring.ParseCode(releasedCode)
	if err != nil {
		t.Fatal(err)
	}
	if file, err = keyring.ParseKeyFile([]byte(releasedFile)); err != nil {
		t.Fatal(err)
	}
	return c.Secret(), file
}

// oldClinic is a clinic as it was when the schema had so many steps.
func oldClinic(t *testing.T, steps int) *clinic {
	t.Helper()
	some := fstest.MapFS{}
	names, err := migrations.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range names[:steps] {
		text, err := migrations.Files.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		some[e.Name()] = &fstest.MapFile{Data: text}
	}
	c := &clinic{t: t, dir: t.TempDir()}
	clock := dbtest.NewClock()
	d := dbtest.New(t, dbtest.WithClock(clock), func(o *db.Options) { o.Migrations = some })
	code, file := releasedKeys(t)
	c.secrets = map[keyring.Kind]keyring.Secret{keyring.Recovery: code, keyring.File: file}
	c.must(func() error { c.ring, err = keyring.Create(t.Context(), c.dir, code, "", cheap); return err })
	c.addSlot(file)
	c.must(func() error { c.key, err = journal.NewKey("karete/old"); return err })
	c.must(func() error { return c.key.Publish(c.dir) })
	identity, err := NewIdentity()
	c.must(func() error { return err })
	c.source = Source{DB: d, Ring: c.ring, Dir: c.dir, Identity: identity, Version: "0.0.0-test", Clinic: "Old clinic", Now: clock.Now}
	c.must(func() error {
		return d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := journal.Append(tx, journal.Entry{CommandID: "0190c000-0000-7000-8000-000000000001", Action: "demo.fill", SubjectType: "record",
				OccurredAt: tx.Now, RecordedAt: tx.Now, TimeSource: "box", Payload: []byte(`{"rows":{}}`)})
			if err == nil {
				_, err = journal.Sign(tx, c.key.Signer)
			}
			return errors.Join(err, secret.Put(tx, secret.SigningKey, []byte(c.key.Private())))
		})
	})
	return c
}

// restores proves an old backup as it is, and opens what it becomes with the schema of
// today.
func (c *clinic) restores(path string) {
	c.t.Helper()
	for _, kind := range []keyring.Kind{keyring.Recovery, keyring.File} {
		p, err := Prove(c.t.Context(), path, c.by(kind), c.t.TempDir(), nil)
		if err != nil || p.Entries < 1 {
			c.t.Errorf("%s, %s: %+v, %v", filepath.Base(path), kind, p, err)
			continue
		}
		dir := c.t.TempDir()
		if _, err := Restore(c.t.Context(), path, c.by(kind), dir, nil); err != nil {
			c.t.Fatal(err)
		}
		c.opens(dir, kind, p.Manifest)
	}
}

func TestAnOlderSchema(t *testing.T) {
	t.Parallel()
	c := oldClinic(t, 6) // the first with secrets of the box
	c.restores(c.backup().Path)
}

// A backup that was made once must be restored for ever: by the program of today and by
// that of ten years from now. testdata has one of each released schema.
func TestReleased(t *testing.T) {
	t.Parallel()
	if *release {
		steps, err := db.Steps(nil)
		if err != nil {
			t.Fatal(err)
		}
		writeReleased(t, steps)
	}
	list, err := filepath.Glob(filepath.Join("testdata", "released", "*"+Extension))
	if err != nil || len(list) == 0 {
		t.Fatal("there is none", err)
	}
	c := &clinic{t: t}
	code, file := releasedKeys(t)
	c.secrets = map[keyring.Kind]keyring.Secret{keyring.Recovery: code, keyring.File: file}
	for _, path := range list {
		c.restores(path)
	}
}

func writeReleased(t *testing.T, steps int) {
	t.Helper()
	dir := filepath.Join("testdata", "released")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("%04d%s", steps, Extension)
	if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	if _, err := Make(t.Context(), dir, name, oldClinic(t, steps).source); err != nil {
		t.Fatal(err)
	}
}
