package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"filippo.io/age"

	"karete/db/vault/keyring"
)

// golden is one good backup, as bytes, for tests that change it. It is made once in a
// process.
type golden struct {
	file     []byte
	manifest Manifest
	identity Identity
	slots    []keyring.Slot
	secrets  map[keyring.Kind]keyring.Secret
	members  map[string][]byte
}

var kept struct {
	sync.Once
	golden
}

func theGolden(t testing.TB) *golden {
	t.Helper()
	kept.Do(func() {
		c := newClinic(t)
		m := c.backup()
		file, err := os.ReadFile(m.Path)
		c.must(func() error { return err })
		r, err := gzip.NewReader(bytes.NewReader(c.open(m.Path)))
		c.must(func() error { return err })
		kept.golden = golden{file: file, manifest: m.Manifest, identity: c.source.Identity, slots: c.ring.Slots(), secrets: c.secrets,
			members: unpack(t, bodyReader{r})}
	})
	if kept.file == nil {
		t.Fatal("there is no golden backup")
	}
	return &kept.golden
}

// unpack gives what lies within a backup.
func unpack(t testing.TB, body bodyReader) map[string][]byte {
	t.Helper()
	members := map[string][]byte{}
	for _, name := range order {
		size, err := body.next("", name)
		if err != nil {
			t.Fatal(err)
		}
		members[name] = make([]byte, size)
		if err := errors.Join(body.full("", members[name]), body.pad("", size)); err != nil {
			t.Fatal(err)
		}
	}
	return members
}

// quick is a golden one that takes no time to make: one from testdata, for an identity
// of today.
func quick(t testing.TB) *golden {
	t.Helper()
	code, file := releasedKeys(t)
	path := filepath.Join("testdata", "released", "0010"+Extension)
	r, err := open(t.Context(), path, BySecret(file))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	g := &golden{secrets: map[keyring.Kind]keyring.Secret{keyring.Recovery: code, keyring.File: file}, members: unpack(t, r.body)}
	if g.manifest, err = parseManifest(g.members[manifestFile]); err != nil {
		t.Fatal(err)
	}
	if _, g.slots, err = keyring.ReadText(g.members["keys.json"]); err != nil {
		t.Fatal(err)
	}
	if g.identity, err = NewIdentity(); err != nil {
		t.Fatal(err)
	}
	if g.file, err = g.forged(forgery{}); err != nil {
		t.Fatal(err)
	}
	return g
}

var order = []string{manifestFile, "keys.json", "box.pub", databaseFile}

// forgery is a backup that somebody who has every public key, or the box itself on a
// bad day, made: each layer as the test wants it. What is nil is as it should be.
type forgery struct {
	manifest   func(*Manifest)
	text       func(manifest []byte) []byte
	members    func(map[string][]byte)
	tar        func([]byte) []byte // the members in a row, before they are compressed
	packed     func([]byte) []byte // compressed, before it is encrypted
	recipients func([]age.Recipient) []age.Recipient
	file       func([]byte) []byte // encrypted
}

// forge writes it, and gives its path.
func (g *golden) forge(t testing.TB, f forgery) string {
	t.Helper()
	file, err := g.forged(f)
	if err != nil {
		t.Fatal(err)
	}
	return put(t, file)
}

func put(t testing.TB, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), made)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (g *golden) forged(f forgery) ([]byte, error) {
	members := map[string][]byte{}
	for name, content := range g.members {
		members[name] = bytes.Clone(content)
	}
	if f.members != nil {
		f.members(members)
	}
	m := g.manifest
	m.Tables = map[string]int64{}
	for table, rows := range g.manifest.Tables {
		m.Tables[table] = rows
	}
	if f.manifest != nil {
		f.manifest(&m)
	}
	text, err := m.encode()
	if err != nil {
		return nil, err
	}
	if f.text != nil {
		text = f.text(text)
	}
	members[manifestFile] = text
	var tar bytes.Buffer
	w := bodyWriter{&tar, m.MadeAt}
	for _, name := range order {
		if err := w.text(name, members[name]); err != nil {
			return nil, err
		}
	}
	if err := w.end(); err != nil {
		return nil, err
	}
	packed, err := pack(change(f.tar, tar.Bytes()))
	if err != nil {
		return nil, err
	}
	list, err := recipients(g.identity, g.slots)
	if err != nil {
		return nil, err
	}
	if f.recipients != nil {
		list = f.recipients(list)
	}
	var file bytes.Buffer
	sealed, err := age.Encrypt(&file, list...)
	if err != nil {
		return nil, err
	}
	if _, err := sealed.Write(change(f.packed, packed)); err != nil {
		return nil, err
	}
	if err := sealed.Close(); err != nil {
		return nil, err
	}
	return change(f.file, file.Bytes()), nil
}

func change(f func([]byte) []byte, b []byte) []byte {
	if f == nil {
		return b
	}
	return f(b)
}

func pack(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(w, bytes.NewReader(b))
	err = errors.Join(err, w.Close())
	return out.Bytes(), err
}
