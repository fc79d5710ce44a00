package archive

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// FuzzHeader: whatever stands in a header, it is refused, or it is the good one.
func FuzzHeader(f *testing.F) {
	g := quick(f)
	end := bytes.Index(g.file, []byte("\n--- ")) + 50
	f.Add(g.file[:end])
	f.Add([]byte(intro + "-> X25519 AAAA\n\n-> karete-slot 1 0123456789abcdef file 0 0 AAAAAAAAAAAAAAAAAAAAAA\n\n--- AAAA\n"))
	f.Fuzz(func(t *testing.T, header []byte) {
		file := append(bytes.Clone(header), g.file[end:]...)
		path := filepath.Join(t.TempDir(), made)
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Peek(t.Context(), path, ByIdentity(g.identity))
		if (err == nil) != bytes.Equal(file, g.file) {
			t.Errorf("%v", err)
		}
	})
}

// FuzzSlot: a slot that is read is written as it was read, and costs no more than a
// box can bear.
func FuzzSlot(f *testing.F) {
	for _, s := range quick(f).slots {
		a := slotArgs(s)
		f.Add(a[0], a[1], a[2], a[3], a[4], a[5])
	}
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g string) {
		args := []string{a, b, c, d, e, g}
		s, err := parseSlot(args)
		if err != nil {
			if !known(err) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		if !slices.Equal(slotArgs(s), args) || s.Memory > 256<<10 || s.Passes > 16 || len(s.Salt) != 16 {
			t.Errorf("%q became %+v", args, s)
		}
	})
}

// FuzzManifest: what is read is written as it was read.
func FuzzManifest(f *testing.F) {
	text, err := quick(f).manifest.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"format":2}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := parseManifest(text)
		if err != nil {
			if !known(err) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		if again, err := m.encode(); err != nil || !bytes.Equal(again, text) || m.DatabaseBytes <= 0 {
			t.Errorf("%q, %v", again, err)
		}
	})
}

// FuzzBody: whatever lies in a backup that is authentic, up to the pages, is refused, or
// it is written as this package writes it. It is compressed and encrypted anew each
// time, so it gets that far.
func FuzzBody(f *testing.F) {
	g := quick(f)
	var good bytes.Buffer
	w := bodyWriter{&good, g.manifest.MadeAt}
	for _, name := range order[:3] {
		if err := w.text(name, g.members[name]); err != nil {
			f.Fatal(err)
		}
	}
	header, err := memberHeader(databaseFile, g.manifest.DatabaseBytes, g.manifest.MadeAt)
	if err != nil {
		f.Fatal(err)
	}
	good.Write(header)
	f.Add(good.Bytes())
	f.Add(good.Bytes()[:block])
	f.Fuzz(func(t *testing.T, body []byte) {
		file, err := g.forged(forgery{tar: func([]byte) []byte { return body }})
		if err != nil {
			t.Fatal(err)
		}
		r, err := open(t.Context(), put(t, file), ByIdentity(g.identity))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		s, err := r.small()
		if err == nil {
			err = r.database(s.manifest)
		}
		if err != nil {
			if !known(err) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		text, err := s.manifest.encode()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(body, text) || !bytes.Contains(body, s.keys) || !bytes.Contains(body, []byte(s.signer)) {
			t.Error("it read what is not there")
		}
	})
}

// FuzzIdentity: what is read is an identity, and no error tells a secret.
func FuzzIdentity(f *testing.F) {
	g := quick(f)
	file, err := g.identity.protect(passphrase, 1)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add([]byte("# made by age\n" + g.identity.Text()))
	f.Fuzz(func(t *testing.T, file []byte) {
		i, err := OpenIdentity(file, passphrase)
		if err != nil {
			if !errors.Is(err, ErrWrongKey) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		if again, err := ParseIdentity(i.Text()); err != nil || again.Text() != i.Text() {
			t.Errorf("read again it is another: %v", err)
		}
	})
}
