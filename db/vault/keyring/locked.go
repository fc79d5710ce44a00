package keyring

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"
)

// Options of a ring; the zero value is right.
type Options struct {
	Cost Cost             // zero: DefaultCost
	Now  func() time.Time // nil: time.Now
	Look bool             // unlocking mends nothing
}

func (o Options) orDefault() Options {
	if o.Cost == (Cost{}) {
		o.Cost = DefaultCost
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Locked is the key file of a folder, not opened yet.
type Locked struct {
	dir    string
	o      Options
	copies []*state
}

// Load reads the key file. Errors: fs.ErrNotExist, ErrBroken when neither copy can
// be read.
func Load(dir string, o Options) (*Locked, error) {
	copies, err := read(dir)
	return &Locked{dir, o.orDefault(), copies}, err
}

// Database is the id that names the key files on sticks.
func (l *Locked) Database() string { return l.copies[0].Database }

// Slots are those of the newest copy, as it says.
func (l *Locked) Slots() []Slot { return slices.Clone(l.copies[0].Slots) }

// Unlock opens the ring. A copy that is missing, older or broken is mended.
// Errors: ErrWrong; ErrBroken when a slot opened, but no copy is as the ring left
// it.
func (l *Locked) Unlock(ctx context.Context, secret Secret) (*Ring, error) {
	failed := ErrWrong
	for i, s := range l.copies {
		if i > 0 && reflect.DeepEqual(s, l.copies[0]) {
			break // the same again, and a try costs a second
		}
		r, err := l.unlock(ctx, s, secret)
		if errors.Is(err, ErrWrong) {
			continue
		}
		if errors.Is(err, ErrBroken) {
			failed = err
			continue
		}
		if err != nil {
			return nil, err
		}
		if !l.o.Look {
			_ = r.mend() // a disk that cannot be written opens all the same; Check goes on saying so
		}
		return r, nil
	}
	return nil, failed
}

func (l *Locked) unlock(ctx context.Context, s *state, secret Secret) (*Ring, error) {
	for _, slot := range s.Slots {
		seed, err := slot.fits(ctx, secret)
		if err != nil {
			return nil, err
		}
		if seed == nil {
			continue
		}
		r := &Ring{dir: l.dir, o: l.o, state: s, opened: slot, seeds: map[string][]byte{slot.ID: seed}}
		for _, k := range s.Keys {
			data, err := slot.unseal(s.Database, k.ID, seed, k.Sealed[slot.ID])
			if err != nil {
				return nil, err
			}
			r.keys = append(r.keys, data)
		}
		if !s.genuine(r.keys[0]) {
			return nil, broken("it was changed by another hand")
		}
		return r, nil
	}
	return nil, ErrWrong
}
