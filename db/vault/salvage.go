package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"karete/db/durable"
)

// Salvage gives up what a damaged log has lost, so that the database opens again:
// the transactions before the damage stay, and the log as it was is set aside,
// encrypted as it is, under the name it returns. With nothing lost it does nothing
// and returns "".
//
// Only a person may decide this, and only after looking for a backup: what was
// acknowledged after the damage is gone. Pages of it may have been moved to the
// database already, so it must be checked as a whole before anybody works with it.
func (v *Vault) Salvage(ctx context.Context, path string) (aside string, err error) {
	r, err := v.reader(path)
	if err != nil {
		return "", err
	}
	defer r.Close()
	log := path + "-wal"
	state, err := v.log(log, r)
	if err != nil || !state.lost {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if aside, err = setAside(log); err != nil {
		return "", fmt.Errorf("vault: salvage: %w", err)
	}
	f, err := os.OpenFile(log, os.O_RDWR, 0)
	if err != nil {
		return "", fmt.Errorf("vault: salvage: %w", err)
	}
	// With a broken header no transaction counts, and a log of a header only is none.
	if err := errors.Join(f.Truncate(frameAt(state.committed+1)), f.Sync(), f.Close()); err != nil {
		return "", fmt.Errorf("vault: salvage: %w", err)
	}
	return aside, nil
}

// setAside copies a file to a name that is not taken.
func setAside(name string) (aside string, err error) {
	from, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer from.Close()
	for n := 1; ; n++ {
		aside = fmt.Sprintf("%s.damaged-%d", name, n)
		to, err := os.OpenFile(aside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = io.Copy(to, from)
		return aside, errors.Join(err, to.Sync(), to.Close(), durable.Folder(filepath.Dir(aside)))
	}
}
