package keyring

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// FuzzKeys: whatever stands in keys.json, it is refused, or it is written again as
// it was read and nobody's secret opens it but the one it was made for.
func FuzzKeys(f *testing.F) {
	dir, r := created(f)
	text, err := os.ReadFile(filepath.Join(dir, MainFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"version":1}`))
	f.Add(bytes.Replace(text, []byte(`"argon2idKiB": 8`), []byte(`"argon2idKiB": 4294967295`), 1))
	key := r.Keys()[0]
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := parse(text)
		if err != nil {
			if !errors.Is(err, ErrBroken) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		again, err := s.encode()
		if err != nil {
			t.Fatal(err)
		}
		if twice, err := parse(again); err != nil || twice.genuine(key) != s.genuine(key) {
			t.Errorf("read again it is another: %v", err)
		}
		for _, slot := range s.Slots { // a slot's own numbers stay within what a box can bear
			if c := slot.cost(); c != (Cost{}) && (c.MemoryKiB > 256<<10 || c.Passes > 16) {
				t.Errorf("cost %+v", c)
			}
		}
	})
}

// FuzzRecoveryCode: what is read is printed as it will be read again.
func FuzzRecoveryCode(f *testing.F) {
	f.Add(string(NewCode()))
	f.Add("ILOU-0000")
	f.Fuzz(func(t *testing.T, typed string) {
		c, err := ParseCode(typed)
		if err != nil {
			if !errors.Is(err, ErrCode) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		if again, err := ParseCode(string(c)); again != c || err != nil || len(c.Secret().bytes) != codeSigns+checkSigns {
			t.Errorf("printed it is another: %v", err)
		}
	})
}

// FuzzKeyFile: what is read is written as it will be read again.
func FuzzKeyFile(f *testing.F) {
	_, text := NewKeyFile()
	f.Add(text)
	f.Add([]byte(keyFileMark))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := ParseKeyFile(text)
		if err != nil {
			if !errors.Is(err, ErrKeyFile) {
				t.Errorf("another error: %v", err)
			}
			return
		}
		if again, err := ParseKeyFile(s.file()); err != nil || !bytes.Equal(again.bytes, s.bytes) || len(s.bytes) != keyBytes {
			t.Errorf("written it is another: %v", err)
		}
	})
}
