package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"karete/db/durable"
	"karete/db/journal"
	"karete/db/vault/keyring"
)

// Restore makes a data folder of a backup: keys.json and its copy, the database sealed
// under the data key that those hold, box.pub. The folder must be there and empty; the
// key must be one of a slot. What was restored is proved as [Prove] does before
// Restore returns; after an error the folder is empty again. Progress goes from 0 to
// 1000.
//
// Errors: ErrNotEmpty, else those of Prove.
func Restore(ctx context.Context, path string, k Key, dir string, progress Progress) (Manifest, error) {
	m, findings, err := restore(ctx, path, k, dir, progress, false)
	if err == nil && findings != nil {
		err = findings
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("restoring a backup: %w", place(err))
	}
	return m, nil
}

// RestoreAnyway does the same, but keeps a faithful copy of records that were not in
// order when they were copied, and answers with what [FindingsError] would have held.
// For the day when there is nothing better, and a person has decided.
func RestoreAnyway(ctx context.Context, path string, k Key, dir string, progress Progress) (Manifest, []string, error) {
	m, findings, err := restore(ctx, path, k, dir, progress, true)
	if err != nil {
		return Manifest{}, nil, fmt.Errorf("restoring a backup: %w", place(err))
	}
	if findings != nil {
		return m, findings.Findings, nil
	}
	return m, nil, nil
}

func restore(ctx context.Context, path string, k Key, dir string, progress Progress, anyway bool) (m Manifest, findings *FindingsError, err error) {
	if k.secret == nil {
		return m, nil, fmt.Errorf("%w: restoring takes the recovery code, a passphrase or a key file", ErrWrongKey)
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		return m, nil, err
	}
	if len(list) > 0 {
		return m, nil, ErrNotEmpty
	}
	r, err := open(ctx, path, k)
	if err != nil {
		return m, nil, err
	}
	defer r.Close()
	s, err := r.small()
	if err != nil {
		return m, nil, err
	}
	keys, err := dataKeys(ctx, s.keys, *k.secret)
	if err != nil {
		return m, nil, err
	}
	// Two while the data key is being renewed: the new one, for the old one may have
	// been somebody's who is to have none.
	key := keys[len(keys)-1]
	defer func() {
		if err != nil || findings != nil && !anyway {
			err = errors.Join(err, clean(dir))
		}
	}()
	if err := writeKeys(ctx, dir, s.keys, *k.secret, key); err != nil {
		return m, nil, err
	}
	in := restoring{reader: r, small: s, path: filepath.Join(dir, databaseFile), progress: progress}
	if _, err := in.under(ctx, key); errors.As(err, &findings) {
		// The database stands there whole: only then are there findings.
	} else if err != nil {
		return m, nil, err
	}
	if err := writeNew(filepath.Join(dir, journal.VerifierFile), []byte(s.signer+"\n")); err != nil {
		return m, nil, err
	}
	return s.manifest, findings, durable.Folder(dir)
}

// writeKeys puts the key file where it belongs, and proves that it opens there to the
// key that the database gets.
func writeKeys(ctx context.Context, dir string, text []byte, secret keyring.Secret, key keyring.Key) error {
	for _, name := range []string{keyring.MainFile, keyring.CopyFile} {
		if err := writeNew(filepath.Join(dir, name), text); err != nil {
			return err
		}
	}
	if err := durable.Folder(dir); err != nil {
		return err
	}
	locked, err := keyring.Load(dir, keyring.Options{})
	if err != nil {
		return err
	}
	ring, err := locked.Unlock(ctx, secret)
	if err != nil {
		return err
	}
	defer ring.Close()
	if len(ring.Keys()) > 1 {
		return ring.Finish(key)
	}
	return nil
}

// writeNew makes a file that only we may read, durably.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// clean takes away what a restoring left in a folder that was empty before it.
func clean(dir string) error {
	list, err := os.ReadDir(dir)
	for _, e := range list {
		err = errors.Join(err, os.Remove(filepath.Join(dir, e.Name())))
	}
	return errors.Join(err, durable.Folder(dir))
}
