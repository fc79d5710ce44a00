package seal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"karete/db/vault/keyring"
	"karete/server/fault"
)

// BoxFile is the box's own key, in the folder of the data: with it the records
// open without anybody.
const BoxFile = "auto-unlock.key"

// Options of a keeper; zero fields are right.
type Options struct {
	Keys   keyring.Options
	Log    *slog.Logger // nil: slog.Default()
	Places []string     // patterns of folders where sticks turn up; nil: those of the system
}

// Keeper has the keys of one folder of data.
type Keeper struct {
	dir    string
	o      Options
	brake  *brake
	queued atomic.Int32

	opening sync.Mutex // one at a time: whoever comes second must not mend the file to what it read before the first

	mu   sync.Mutex
	ring *keyring.Ring // nil while sealed
	how  Opening
}

// Opening says how the records were opened.
type Opening struct {
	Slot keyring.Slot
	By   string // "box", "stick", "page" or "command": where the secret came from
}

// New has the keys of the folder. It opens nothing.
func New(dir string, o Options) (*Keeper, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Places == nil {
		o.Places = places()
	}
	b, err := loadBrake(filepath.Join(dir, brakeFile))
	return &Keeper{dir: dir, o: o, brake: b}, err
}

// Known reports whether the folder has keys.
func (k *Keeper) Known() bool { return keyring.Exists(k.dir) }

// Peopled reports whether a person has a key: then somebody has set a clinic up
// here, or begun to.
func (k *Keeper) Peopled() bool {
	locked, err := keyring.Load(k.dir, k.o.Keys)
	return err == nil && slices.ContainsFunc(locked.Slots(), func(s keyring.Slot) bool { return s.Kind != keyring.Box })
}

// Found makes the first key, with the box's own key file for its only slot: until
// the clinic is set up, or for good when temporary is false.
func (k *Keeper) Found(ctx context.Context, temporary bool) error {
	secret, err := k.boxSecret()
	if err != nil {
		return err
	}
	ring, err := keyring.Create(ctx, k.dir, secret, "", k.o.Keys)
	if err != nil {
		return fmt.Errorf("the key of the records cannot be made: %w", err)
	}
	if err := ring.SetTemporary(temporary); err != nil {
		return fmt.Errorf("the key of the records cannot be kept: %w", err)
	}
	k.keep(ring, "box")
	return nil
}

// boxSecret is the box's own key, made when there is none.
func (k *Keeper) boxSecret() (keyring.Secret, error) {
	path := filepath.Join(k.dir, BoxFile)
	text, err := keyring.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		secret, text := keyring.NewKeyFile()
		if err := keyring.WriteFile(path, text); err != nil {
			return keyring.Secret{}, fmt.Errorf("the box's own key cannot be written: %w", err)
		}
		return secret.ForBox(), nil
	}
	if err != nil {
		return keyring.Secret{}, fmt.Errorf("the box's own key cannot be read: %w", err)
	}
	secret, err := keyring.ParseKeyFile(text)
	if err != nil {
		return keyring.Secret{}, fmt.Errorf("%s is damaged: %w", path, err)
	}
	return secret.ForBox(), nil
}

// OpenByBox opens with the box's own key, if it has one that fits.
func (k *Keeper) OpenByBox(ctx context.Context) (bool, error) {
	text, err := keyring.ReadFile(filepath.Join(k.dir, BoxFile))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	var secret keyring.Secret
	if err == nil {
		secret, err = keyring.ParseKeyFile(text)
	}
	if err != nil {
		k.o.Log.Warn("the box's own key cannot be read: the records stay sealed until somebody opens them", "cause", err)
		return false, nil
	}
	err = k.Open(ctx, secret, "box")
	if errors.Is(err, keyring.ErrWrong) {
		return false, nil
	}
	return err == nil, err
}

// Open opens the ring with a secret. Errors: those of keyring; wrong-state when it
// is open.
func (k *Keeper) Open(ctx context.Context, secret keyring.Secret, by string) error {
	k.opening.Lock()
	defer k.opening.Unlock()
	if k.Ring() != nil {
		return fault.New(fault.WrongState)
	}
	locked, err := keyring.Load(k.dir, k.o.Keys)
	if err != nil {
		return err
	}
	ring, err := locked.Unlock(ctx, secret)
	if err != nil {
		return err
	}
	k.keep(ring, by)
	return nil
}

func (k *Keeper) keep(ring *keyring.Ring, by string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ring, k.how = ring, Opening{ring.Opened(), by}
}

// Ring is the open ring; nil while the box is sealed.
func (k *Keeper) Ring() *keyring.Ring {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ring
}

// Opened says how the records were opened last.
func (k *Keeper) Opened() Opening {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.how
}

// Lock forgets the keys.
func (k *Keeper) Lock() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ring != nil {
		k.ring.Close()
	}
	k.ring = nil
}

// forgetBox overwrites and removes the box's own key file. On a memory card the
// old bytes may live on beneath; a key that was disowned must be renewed too.
func (k *Keeper) forgetBox() error { return keyring.Wipe(filepath.Join(k.dir, BoxFile)) }

// boxSlots are the slots that open without anybody.
func boxSlots(ring *keyring.Ring) (ids []string) {
	for _, s := range ring.Slots() {
		if s.Kind == keyring.Box {
			ids = append(ids, s.ID)
		}
	}
	return ids
}
