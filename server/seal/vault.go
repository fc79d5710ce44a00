package seal

import (
	"context"
	"errors"
	"fmt"

	"karete/db/durable"
	"karete/db/vault"
	"karete/db/vault/keyring"
)

// renewing is added to the database's name while it is written under a new key.
const renewing = ".rekey"

// Vault is what the database opens through. Renewing its key may have been cut
// short: then it is the vault of the key that the file is under, and the other key
// is forgotten. A database from before encryption is encrypted first.
//
// The database must not be open.
func (k *Keeper) Vault(ctx context.Context, path string) (*vault.Vault, error) {
	ring := k.Ring()
	if ring == nil { // sealed again a moment after it was opened
		return nil, keyring.ErrClosed
	}
	keys := ring.Keys()
	if len(keys) == 0 {
		return nil, keyring.ErrClosed
	}
	key := keys[0]
	if len(keys) > 1 {
		switched, err := owns(keys[1], path)
		if err != nil {
			return nil, err
		}
		if switched {
			key = keys[1]
		}
		if err := errors.Join(durable.Remove(path+renewing), ring.Finish(key)); err != nil {
			k.o.Log.Warn("renewing the key of the records was cut short and cannot be ended yet", "cause", err)
		}
	}
	v, err := vault.Open(key)
	if err != nil {
		return nil, fmt.Errorf("the records' cipher: %w", err)
	}
	if err := v.Upgrade(ctx, path); err != nil {
		return nil, errors.Join(fmt.Errorf("the records could not be encrypted; they are as they were: %w", err), v.Close())
	}
	return v, nil
}

// Look is the vault of the database, for reading only: nothing is ended, mended or
// encrypted.
func (k *Keeper) Look(path string) (*vault.Vault, error) {
	keys := k.Ring().Keys()
	key := keys[0]
	if len(keys) > 1 {
		switched, err := owns(keys[1], path)
		if err != nil {
			return nil, err
		}
		if switched {
			key = keys[1]
		}
	}
	return vault.Open(key)
}

func owns(key [32]byte, path string) (bool, error) {
	v, err := vault.Open(key)
	if err != nil {
		return false, err
	}
	is, err := v.Owns(path)
	return is, errors.Join(err, v.Close())
}

// Renew gives the database a new key, which the slots dropped do not get. The
// power may go at any moment: Vault finds out where it stopped. The database must
// not be open; old is closed.
func (k *Keeper) Renew(ctx context.Context, old *vault.Vault, path string, dropped ...string) error {
	ring := k.Ring()
	if err := durable.Remove(path + renewing); err != nil {
		return errors.Join(err, old.Close())
	}
	key, err := ring.Renew(dropped...)
	if err != nil {
		return errors.Join(err, old.Close())
	}
	fresh, err := vault.Open(key)
	if err != nil {
		return errors.Join(err, old.Close())
	}
	err = old.Rekey(ctx, fresh, path, path+renewing)
	if err == nil {
		err = vault.Replace(path+renewing, path)
	}
	if err == nil {
		err = ring.Finish(key)
	}
	return errors.Join(err, fresh.Close(), old.Close())
}

// Disown takes the box's own key away for good: the records get another one, and
// open only to a person from the next start on.
func (k *Keeper) Disown(ctx context.Context, old *vault.Vault, path string) error {
	if err := k.Renew(ctx, old, path, boxSlots(k.Ring())...); err != nil {
		return err
	}
	return k.forgetBox()
}
