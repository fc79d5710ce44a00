package keyring

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// Ring is an open key file. Its methods may be called from any goroutine.
type Ring struct {
	dir string
	o   Options

	mu     sync.Mutex
	state  *state
	keys   []Key             // of state.Keys
	seeds  map[string][]byte // of the slots whose secret was seen
	opened Slot
}

// Create makes a new data key with a first slot, and keeps it.
func Create(ctx context.Context, dir string, first Secret, label string, o Options) (*Ring, error) {
	if Exists(dir) {
		return nil, fmt.Errorf("keyring: there is a %s already", MainFile)
	}
	r := &Ring{dir: dir, o: o.orDefault(), seeds: map[string][]byte{}, state: &state{Version: version, Database: hex.EncodeToString(randomBytes(16))}}
	slot, seed, err := newSlot(ctx, first, label, r.o.Cost, r.now())
	if err != nil {
		return nil, err
	}
	r.opened = slot
	r.seeds[slot.ID] = seed
	r.state.Slots = []Slot{slot}
	next := r.state.clone()
	key, err := r.renewed(next)
	if err != nil {
		return nil, err
	}
	return r, r.replace(next, []Key{key})
}

// Keys are the data keys: one; two while the data key is being renewed, the new
// one last, and the database may be under either.
func (r *Ring) Keys() []Key {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.keys)
}

// KeyMade is when the data key was made.
func (r *Ring) KeyMade() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state.Keys[0].Made
}

// Database is the id that names the key files on sticks.
func (r *Ring) Database() string { return r.state.Database }

// Slots lists the slots, the oldest first.
func (r *Ring) Slots() []Slot {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.state.Slots)
}

// Opened is the slot that the ring was opened by.
func (r *Ring) Opened() Slot { return r.opened }

// Prepared is a slot that is not in the ring yet: reckoning it takes a second or
// two, keeping it only a moment.
type Prepared struct {
	slot Slot
	seed []byte
}

// Slot is what it will be.
func (p Prepared) Slot() Slot { return p.slot }

// Temporary marks it as a box's key for as long as the clinic is being set up.
func (p Prepared) Temporary() Prepared {
	p.slot.Temporary = true
	return p
}

// Prepare reckons a slot for the secret.
func (r *Ring) Prepare(ctx context.Context, secret Secret, label string) (Prepared, error) {
	slot, seed, err := newSlot(ctx, secret, tidyLabel(label), r.o.Cost, r.now())
	return Prepared{slot, seed}, err
}

// Add keeps a slot, and takes away those that it comes in place of. Errors:
// ErrBusy, ErrLast, ErrUnknown, or those of the disk.
func (r *Ring) Add(p Prepared, inPlaceOf ...string) error {
	return r.change(func(next *state) error {
		r.seeds[p.slot.ID] = p.seed
		return r.place(next, p, inPlaceOf)
	})
}

// Takes says what Add would, but for the disk, and changes nothing.
func (r *Ring) Takes(p Prepared, inPlaceOf ...string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.keys == nil:
		return ErrClosed
	case len(r.state.Keys) > 1:
		return ErrBusy
	}
	return r.place(r.state.clone(), p, inPlaceOf)
}

func (r *Ring) place(next *state, p Prepared, inPlaceOf []string) error {
	if len(next.Slots) >= maxSlots {
		return fmt.Errorf("keyring: there are %d slots already", maxSlots)
	}
	next.Slots = append(next.Slots, p.slot)
	for i := range next.Keys {
		sealed, err := p.slot.seal(next.Database, next.Keys[i].ID, r.keys[i])
		if err != nil {
			return err
		}
		next.Keys[i].Sealed[p.slot.ID] = sealed
	}
	return drop(next, inPlaceOf)
}

// Revoke takes a slot away. Errors: ErrLast, ErrUnknown, ErrBusy, or those of the
// disk.
func (r *Ring) Revoke(id string) error {
	return r.change(func(next *state) error { return drop(next, []string{id}) })
}

// SetTemporary says whether the box's key goes when the clinic is set up. Without
// such a slot it does nothing.
func (r *Ring) SetTemporary(temporary bool) error {
	return r.change(func(next *state) error {
		for i, s := range next.Slots {
			if s.Kind == Box {
				next.Slots[i].Temporary = temporary
			}
		}
		return nil
	})
}

// Renew begins to change the data key: the new one is sealed to every slot but
// those dropped, and kept beside the old one. Finish ends it. Errors: as Revoke.
func (r *Ring) Renew(dropped ...string) (Key, error) {
	var key Key
	err := r.changeKeys(func(next *state) ([]Key, error) {
		if len(next.Keys) > 1 {
			return nil, ErrBusy
		}
		if err := drop(next, dropped); err != nil {
			return nil, err
		}
		var err error
		key, err = r.renewed(next)
		return append(slices.Clone(r.keys), key), err
	})
	return key, err
}

// Finish keeps only the data key that the database turned out to be under.
func (r *Ring) Finish(key Key) error {
	return r.changeKeys(func(next *state) ([]Key, error) {
		i := slices.Index(r.keys, key)
		if i < 0 {
			return nil, ErrUnknown
		}
		next.Keys = []dataKey{next.Keys[i]}
		return []Key{key}, nil
	})
}

// Close forgets what was secret, as far as a Go program can.
func (r *Ring) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.keys {
		clear(r.keys[i][:])
	}
	for _, seed := range r.seeds {
		clear(seed)
	}
	r.keys, r.seeds = nil, nil
}

// renewed adds a new data key to next.
func (r *Ring) renewed(next *state) (Key, error) {
	data := Key(randomBytes(len(Key{})))
	k := dataKey{ID: hex.EncodeToString(randomBytes(8)), Made: r.now(), Sealed: map[string][]byte{}}
	for _, slot := range next.Slots {
		sealed, err := slot.seal(next.Database, k.ID, data)
		if err != nil {
			return Key{}, err
		}
		k.Sealed[slot.ID] = sealed
	}
	next.Keys = append(next.Keys, k)
	return data, nil
}

// drop takes slots away; a person must be able to open what is left, if one could
// before.
func drop(next *state, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	humans := func() bool { return slices.ContainsFunc(next.Slots, func(s Slot) bool { return s.Kind.human() }) }
	before := humans()
	for _, id := range ids {
		if _, ok := next.slot(id); !ok {
			return ErrUnknown
		}
		next.Slots = slices.DeleteFunc(next.Slots, func(s Slot) bool { return s.ID == id })
		for _, k := range next.Keys {
			delete(k.Sealed, id)
		}
	}
	if len(next.Slots) == 0 || before && !humans() {
		return ErrLast
	}
	return nil
}

func (r *Ring) change(f func(next *state) error) error {
	return r.changeKeys(func(next *state) ([]Key, error) {
		if len(next.Keys) > 1 {
			return nil, ErrBusy
		}
		return r.keys, f(next)
	})
}

func (r *Ring) changeKeys(f func(next *state) ([]Key, error)) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.keys == nil {
		return ErrClosed
	}
	next := r.state.clone()
	keys, err := f(next)
	if err != nil {
		return err
	}
	return r.replace(next, keys)
}

// replace writes both copies. What stands on the disk is the old ring or the new
// one, whenever the power goes.
func (r *Ring) replace(next *state, keys []Key) error {
	next.Writes++
	var err error
	if next.MAC, err = next.mac(keys[0]); err != nil {
		return err
	}
	text, err := next.encode()
	if err != nil {
		return err
	}
	for _, name := range []string{MainFile, CopyFile} {
		if err := write(filepath.Join(r.dir, name), text, func(back []byte) error { return r.prove(back, keys) }); err != nil {
			return fmt.Errorf("keyring: %s was not written: %w", name, err)
		}
		r.state, r.keys = next, keys // from the first copy on, it counts
	}
	return nil
}

// prove opens what was read back by every secret that was seen.
func (r *Ring) prove(text []byte, keys []Key) error {
	s, err := parse(text)
	if err != nil {
		return err
	}
	if len(s.Keys) != len(keys) || !s.genuine(keys[0]) {
		return broken("it was not written as it should be")
	}
	for id, seed := range r.seeds {
		slot, ok := s.slot(id)
		if !ok {
			continue
		}
		for i, k := range s.Keys {
			data, err := slot.unseal(s.Database, k.ID, seed, k.Sealed[id])
			if err != nil {
				return err
			}
			if data != keys[i] {
				return broken("slot %s opens to something else", id)
			}
		}
	}
	return nil
}

// mend writes the copies again unless both are as this one.
func (r *Ring) mend() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	text, err := r.state.encode()
	if err != nil {
		return err
	}
	if sound(r.dir, text) == nil {
		return nil
	}
	return r.replace(r.state.clone(), r.keys)
}

func (r *Ring) now() time.Time { return r.o.Now().UTC().Truncate(time.Second) }

// tidyLabel keeps a label short and on one line.
func tidyLabel(label string) string {
	label = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(label, ""), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	for utf8.RuneCountInString(label) > maxText {
		_, size := utf8.DecodeLastRuneInString(label)
		label = label[:len(label)-size]
	}
	return label
}

// Check holds both copies against the open ring. Errors: ErrBroken, naming the
// file.
func (r *Ring) Check() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	text, err := r.state.encode()
	if err != nil {
		return err
	}
	return sound(r.dir, text)
}

// sound says which copy is not this text.
func sound(dir string, text []byte) error {
	var failed error
	for _, name := range []string{MainFile, CopyFile} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(got, text) {
			failed = errors.Join(failed, broken("%s is missing, old or damaged", name))
		}
	}
	return failed
}
