package archive

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/secret"
	"karete/server/visit/visittest"
)

const (
	passphrase = "the goat sleeps on the roof"
	planted    = "Mamorena" // a name that must be nowhere in the clear
	made       = "karete-0123abcd-20261124T0600Z" + Extension
)

var cheap = keyring.Options{Cost: keyring.Cost{MemoryKiB: 8, Passes: 1}, Now: dbtest.NewClock().Now}

// clinic is a small one, with everything that a backup is made of.
type clinic struct {
	*visittest.Clinic
	t       testing.TB
	dir     string
	ring    *keyring.Ring
	secrets map[keyring.Kind]keyring.Secret
	key     journal.Key
	source  Source
}

func newClinic(t testing.TB) *clinic {
	t.Helper()
	c := &clinic{Clinic: visittest.New(t), t: t, dir: t.TempDir()}
	for i := range 8 {
		c.Arrive(planted, fmt.Sprintf("Mohale %d", i))
	}
	var err error
	c.must(func() error { c.key, err = journal.NewKey("karete/test"); return err })
	c.must(func() error { return c.key.Publish(c.dir) })
	c.must(func() error {
		return c.DB.Write(t.Context(), func(tx *db.Tx) error {
			ballast := make([]byte, 48<<10) // so that the backup has two of age's chunks
			rand.Read(ballast)
			return errors.Join(secret.Put(tx, secret.SigningKey, []byte(c.key.Private())), secret.Put(tx, "ballast", ballast))
		})
	})
	file, _ := keyring.NewKeyFile()
	box, _ := keyring.NewKeyFile()
	c.secrets = map[keyring.Kind]keyring.Secret{
		keyring.Recovery: keyring.NewCode().Secret(), keyring.Passphrase: keyring.FromPassphrase(passphrase), keyring.File: file, keyring.Box: box.ForBox(),
	}
	c.must(func() error {
		c.ring, err = keyring.Create(t.Context(), c.dir, c.secrets[keyring.Box], "", cheap)
		return err
	})
	for _, kind := range []keyring.Kind{keyring.Recovery, keyring.Passphrase, keyring.File} {
		c.addSlot(c.secrets[kind])
	}
	identity, err := NewIdentity()
	c.must(func() error { return err })
	c.source = Source{DB: c.DB, Ring: c.ring, Dir: c.dir, Identity: identity, Version: "0.0.0-test", Clinic: "Test clinic", Now: c.Clock.Now}
	c.sign()
	return c
}

func (c *clinic) must(f func() error) {
	c.t.Helper()
	if err := f(); err != nil {
		c.t.Fatal(err)
	}
}

func (c *clinic) addSlot(s keyring.Secret) {
	c.t.Helper()
	c.must(func() error {
		p, err := c.ring.Prepare(c.t.Context(), s, "")
		return errors.Join(err, c.ring.Add(p))
	})
}

func (c *clinic) sign() {
	c.t.Helper()
	c.must(func() error {
		return c.DB.Write(c.t.Context(), func(tx *db.Tx) error { _, err := journal.Sign(tx, c.key.Signer); return err })
	})
}

// backup makes one in a folder of its own.
func (c *clinic) backup() Made {
	c.t.Helper()
	m, err := Make(c.t.Context(), c.t.TempDir(), made, c.source)
	c.must(func() error { return err })
	return m
}

func (c *clinic) identity() Key { return ByIdentity(c.source.Identity) }

func (c *clinic) by(kind keyring.Kind) Key { return BySecret(c.secrets[kind]) }

// none holds that a folder is there and has nothing in it.
func none(t testing.TB, dir string) {
	t.Helper()
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
		t.Errorf("in %s: %v, %v", filepath.Base(dir), list, err)
	}
}

// open decrypts a backup: what lies within it, still compressed.
func (c *clinic) open(path string) []byte {
	c.t.Helper()
	f, err := os.Open(path)
	c.must(func() error { return err })
	defer f.Close()
	r, err := age.Decrypt(f, c.source.Identity.x)
	c.must(func() error { return err })
	b, err := io.ReadAll(r)
	c.must(func() error { return err })
	return b
}
