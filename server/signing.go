package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/id"
	"karete/server/secret"
)

// signingKey is the key this box signs with, made at its first start. One that
// lies beside the database, from before that was encrypted, moves into it; its
// file goes only when it is safe inside.
func signingKey(ctx context.Context, d *db.DB, dir string) (journal.Key, error) {
	path := filepath.Join(dir, journal.KeyFile)
	outside, err := keyring.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		outside = nil
	case err != nil:
		return journal.Key{}, err
	}
	outside = bytes.TrimSpace(outside)
	inside, err := keptKey(ctx, d)
	if err != nil {
		return journal.Key{}, err
	}
	switch {
	case inside == nil && len(outside) > 0:
		inside = outside
		err = keepKey(ctx, d, inside)
	case inside == nil:
		var fresh journal.Key
		if fresh, err = journal.NewKey("karete/" + id.New()); err == nil {
			inside = []byte(fresh.Private())
			err = keepKey(ctx, d, inside)
		}
	case len(outside) > 0 && !bytes.Equal(inside, outside):
		err = fmt.Errorf("%w: %s is another one", journal.ErrKey, journal.KeyFile)
	}
	if err != nil {
		return journal.Key{}, err
	}
	key, err := journal.ParseKey(string(inside))
	if err != nil {
		return journal.Key{}, err
	}
	return key, errors.Join(key.Publish(dir), keyring.Wipe(path))
}

func keptKey(ctx context.Context, d *db.DB) (private []byte, err error) {
	err = d.Read(ctx, func(tx *db.Tx) error {
		private, _, err = secret.In(tx, secret.SigningKey)
		return err
	})
	return private, err
}

// keepKey proves the key before it is kept: a broken file must stay where it is.
func keepKey(ctx context.Context, d *db.DB, private []byte) error {
	if _, err := journal.ParseKey(string(private)); err != nil {
		return err
	}
	return d.Write(ctx, func(tx *db.Tx) error { return secret.Put(tx, secret.SigningKey, private) })
}
