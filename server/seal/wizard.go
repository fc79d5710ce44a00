package seal

import (
	"context"
	"os"
	"path/filepath"

	"karete/db/vault/keyring"
)

// Put adds a key of the wizard, in place of those of its kind.
func (k *Keeper) Put(ctx context.Context, secret keyring.Secret) error {
	ring := k.Ring()
	p, err := ring.Prepare(ctx, secret, "")
	if err != nil {
		return err
	}
	var before []string
	for _, s := range ring.Slots() {
		if s.Kind == p.Slot().Kind {
			before = append(before, s.ID)
		}
	}
	return ring.Add(p, before...)
}

// AutoUnlock says whether the box keeps its own key when the clinic is set up.
// When it does not, Settle takes it away.
func (k *Keeper) AutoUnlock(keep bool) error { return k.Ring().SetTemporary(!keep) }

// OwnSecrets are what lies on the box to open its records with: one secret, or none.
func (k *Keeper) OwnSecrets() []keyring.Secret {
	text, err := keyring.ReadFile(filepath.Join(k.dir, BoxFile))
	if err != nil {
		return nil
	}
	secret, err := keyring.ParseKeyFile(text)
	if err != nil {
		return nil
	}
	return []keyring.Secret{secret.ForBox()}
}

// Database is the id of the records, as the key file says; "" when it cannot be read.
func (k *Keeper) Database() string {
	locked, err := keyring.Load(k.dir, k.o.Keys)
	if err != nil {
		return ""
	}
	return locked.Database()
}

// DropBox forgets the box's own slots while no key file of theirs is here: they came
// with records that another box had, and whoever has that box would open these. It
// reports whether there was one.
func (k *Keeper) DropBox() (bool, error) {
	if _, err := os.Lstat(filepath.Join(k.dir, BoxFile)); err == nil {
		return false, nil
	}
	ids := boxSlots(k.Ring())
	for _, id := range ids {
		if err := k.Ring().Revoke(id); err != nil {
			return true, err
		}
	}
	return len(ids) > 0, nil
}

// Temporary reports whether the box has a key of its own that must go once the
// clinic is set up. A key file without a slot is one whose going was cut short: it
// lay open beside the data key of today.
func (k *Keeper) Temporary() bool {
	if _, err := os.Lstat(filepath.Join(k.dir, BoxFile)); err == nil && len(boxSlots(k.Ring())) == 0 {
		return true
	}
	for _, s := range k.Ring().Slots() {
		if s.Kind == keyring.Box && s.Temporary {
			return true
		}
	}
	return false
}
