package keyring

import (
	"bytes"
	"cmp"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"karete/db/durable"
)

// The two copies, in the folder of the database.
const (
	MainFile = "keys.json"
	CopyFile = "keys.json.copy"
)

const (
	version  = 1
	maxFile  = 1 << 20
	maxSlots = 32
	maxText  = 200
)

// state is what stands in the file.
type state struct {
	Version  int       `json:"version"`
	Database string    `json:"database"` // 32 hex digits: names the key files on sticks
	Writes   uint64    `json:"writes"`   // the higher of two copies is the newer
	Slots    []Slot    `json:"slots"`
	Keys     []dataKey `json:"keys"` // one; two while the data key is being renewed, the new one last
	MAC      []byte    `json:"mac"`
}

// parse reads a copy and checks its form. What is in it is proved by the MAC, once
// a slot has opened.
func parse(text []byte) (*state, error) {
	if len(text) > maxFile {
		return nil, broken("too long")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var s state
	if err := d.Decode(&s); err != nil || d.More() {
		return nil, broken("not JSON as it should be")
	}
	return &s, s.valid()
}

func (s *state) valid() error {
	switch {
	case s.Version != version:
		return broken("version %d", s.Version)
	case !isHex(s.Database, 16):
		return broken("no database id")
	case len(s.Slots) == 0 || len(s.Slots) > maxSlots:
		return broken("%d slots", len(s.Slots))
	case len(s.Keys) < 1 || len(s.Keys) > 2:
		return broken("%d keys", len(s.Keys))
	}
	ids := map[string]bool{}
	for i, slot := range s.Slots {
		if slot.Check() != nil || ids[slot.ID] {
			return broken("slot %d", i+1)
		}
		ids[slot.ID] = true
	}
	for i, key := range s.Keys {
		if !isHex(key.ID, 8) || ids[key.ID] || len(key.Sealed) != len(s.Slots) {
			return broken("key %d", i+1)
		}
		ids[key.ID] = true
		for _, slot := range s.Slots {
			if key.Sealed[slot.ID] == nil {
				return broken("key %d", i+1)
			}
		}
	}
	return nil
}

func isHex(text string, n int) bool {
	b, err := hex.DecodeString(text)
	return err == nil && len(b) == n
}

func (s *state) encode() ([]byte, error) {
	text, err := json.MarshalIndent(s, "", "  ")
	return append(text, '\n'), err
}

// mac is over everything but itself, under the first data key.
func (s *state) mac(data Key) ([]byte, error) {
	bare := *s
	bare.MAC = nil
	text, err := bare.encode()
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, data[:], nil, "karete key file mac 1", sha256.Size)
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, key)
	h.Write(text)
	return h.Sum(nil), nil
}

func (s *state) genuine(data Key) bool {
	want, err := s.mac(data)
	return err == nil && hmac.Equal(want, s.MAC)
}

func (s *state) clone() *state {
	c := *s
	c.Slots = slices.Clone(s.Slots)
	c.Keys = make([]dataKey, len(s.Keys))
	for i, k := range s.Keys {
		sealed := make(map[string][]byte, len(k.Sealed))
		for id, b := range k.Sealed {
			sealed[id] = b
		}
		c.Keys[i] = dataKey{k.ID, k.Made, sealed}
	}
	return &c
}

func (s *state) slot(id string) (Slot, bool) {
	i := slices.IndexFunc(s.Slots, func(s Slot) bool { return s.ID == id })
	if i < 0 {
		return Slot{}, false
	}
	return s.Slots[i], true
}

// Exists reports whether there is a key file in the folder, sound or not.
func Exists(dir string) bool {
	for _, name := range []string{MainFile, CopyFile} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

// read gives the copies that have the right form, the newest first. The error is
// ErrBroken when none has, fs.ErrNotExist when there is none.
func read(dir string) ([]*state, error) {
	var list []*state
	var failed error
	missing := 0
	for _, name := range []string{MainFile, CopyFile} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			missing++
			continue
		}
		if err == nil {
			var s *state
			if s, err = parse(text); err == nil {
				list = append(list, s)
				continue
			}
		}
		failed = errors.Join(failed, fmt.Errorf("%s: %w", name, err))
	}
	switch {
	case missing == 2:
		return nil, fmt.Errorf("keyring: %s: %w", MainFile, fs.ErrNotExist)
	case len(list) == 0:
		return nil, failed
	}
	slices.SortStableFunc(list, func(a, b *state) int { return cmp.Compare(b.Writes, a.Writes) })
	return list, nil
}

// write replaces a file whole and durably. prove looks at what will stand there,
// as it was read back, before the old one goes.
func write(path string, text []byte, prove func(read []byte) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	back, err := os.ReadFile(f.Name())
	if err != nil {
		return err
	}
	if err := prove(back); err != nil {
		return err
	}
	return durable.Replace(f.Name(), path)
}
