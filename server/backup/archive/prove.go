package archive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"karete/db"
	"karete/db/durable"
	"karete/db/vault"
	"karete/db/vault/keyring"
)

// spare is the room that is left over where a backup is restored to.
const spare = 8 << 20

// Prove reads a backup back from its medium, to its last byte, restores it into a
// folder of its own in scratch, under a key that is nowhere but in memory, and
// compares; see the package's "Proof". The folder is gone when it returns. Progress
// goes from 0 to 1000.
//
// Errors: ErrNotBackup, ErrWrongKey, ErrDamaged as *DamageError; ErrFindings as
// *FindingsError, with what the proof saw of the file; ErrNewer, ErrTooBig; ErrFull and ErrReadOnly of the scratch,
// ErrMedium of either; ctx's.
func Prove(ctx context.Context, path string, k Key, scratch string, progress Progress) (Proof, error) {
	var p Proof
	medium := false
	err := regular(path)
	if err == nil {
		medium, err = durable.Forget(path)
	}
	if err == nil {
		p, err = prove(ctx, path, k, scratch, progress)
	}
	if err != nil && !errors.Is(err, ErrFindings) {
		return Proof{}, fmt.Errorf("proof of a backup: %w", place(err))
	}
	p.Medium = medium
	if err != nil {
		err = fmt.Errorf("proof of a backup: %w", err)
	}
	return p, err
}

func prove(ctx context.Context, path string, k Key, scratch string, progress Progress) (p Proof, err error) {
	r, err := open(ctx, path, k)
	if err != nil {
		return p, err
	}
	defer r.Close()
	s, err := r.small()
	if err != nil {
		return p, err
	}
	if k.secret != nil {
		if _, err := dataKeys(ctx, s.keys, *k.secret); err != nil {
			return p, err
		}
	}
	dir, err := os.MkdirTemp(scratch, Scratch)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	var throwaway keyring.Key
	rand.Read(throwaway[:])
	in := restoring{reader: r, small: s, path: filepath.Join(dir, databaseFile), progress: progress}
	rows, err := in.under(ctx, throwaway)
	return Proof{Manifest: s.manifest, Bytes: r.size, SHA256: r.sum(), Rows: rows, Entries: s.manifest.Entries, Signer: s.signer}, err
}

// dataKeys opens keys.json with the secret that opened the header.
func dataKeys(ctx context.Context, text []byte, secret keyring.Secret) ([]keyring.Key, error) {
	keys, err := keyring.OpenText(ctx, text, secret)
	if errors.Is(err, keyring.ErrWrong) || errors.Is(err, keyring.ErrBroken) {
		return nil, damaged(PartKeys, "the key that opens the backup does not open it")
	}
	return keys, err
}

// restoring is a backup becoming a database again.
type restoring struct {
	*reader
	small
	path     string
	progress Progress
}

// How the work is shared out, of a thousand.
const whole, readAll, checked, intact, counted = 1000, 400, 500, 750, 800

// under writes the database under a key and compares it. Rows are those counted.
func (in *restoring) under(ctx context.Context, key keyring.Key) (rows int64, err error) {
	v, err := vault.Open(key)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	if err := in.write(ctx, v); err != nil {
		return 0, err
	}
	if err := in.readBack(ctx, v); err != nil {
		return 0, err
	}
	d, err := db.Look(ctx, db.Options{Path: in.path, VFS: v.Name(), Readers: 1, CacheMiB: 4})
	if err != nil {
		return 0, looking(err)
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return in.compare(ctx, d)
}

// readBack makes sure that the place keeps what was written to it: else its failing
// would be taken for something wrong with the records. It reads from the disk, as far
// as the system lets us.
func (in *restoring) readBack(ctx context.Context, v *vault.Vault) error {
	if _, err := durable.Forget(in.path); err != nil {
		return err
	}
	report, err := v.Check(ctx, in.path)
	if err == nil && !report.Sound() {
		err = fmt.Errorf("%w: what was restored there reads back as something else", ErrMedium)
	}
	in.progress.tell(checked, whole)
	return err
}

// looking gives an error of opening the restored database its meaning.
func looking(err error) error {
	switch {
	case errors.Is(err, db.ErrNewer):
		return fmt.Errorf("%w: %w", ErrNewer, err)
	case errors.Is(err, db.ErrMigration):
		return damaged(PartDatabase, "its schema is none that this program ever made")
	case errors.Is(err, db.ErrCorrupt):
		return &FindingsError{[]string{err.Error()}}
	}
	return err
}

// write seals the pages as they come, and reads the backup to its end.
func (in *restoring) write(ctx context.Context, v *vault.Vault) error {
	if err := in.reader.database(in.manifest); err != nil {
		return err
	}
	if room, err := db.SpaceOf(filepath.Dir(in.path)); err != nil {
		return err
	} else if room.Free < uint64(in.manifest.DatabaseBytes)+spare {
		return fmt.Errorf("%w: %d bytes are needed, %d are free", ErrFull, in.manifest.DatabaseBytes, room.Free)
	}
	from := &pageSource{in.body, &told{Writer: nowhere{}, of: in.manifest.DatabaseBytes, progress: func(done, of int64) {
		in.progress.tell(int64(float64(done)/float64(of)*readAll), whole)
	}}}
	err := v.Import(ctx, from, in.manifest.DatabaseBytes, in.path)
	var failed *pageError
	switch {
	case errors.As(err, &failed):
		return reading(PartDatabase, failed.cause)
	case errors.Is(err, vault.ErrNotPlain):
		return damaged(PartDatabase, "%v", err)
	case err != nil:
		return err
	}
	if err := in.end(in.manifest); err != nil {
		return err
	}
	in.progress.tell(readAll, whole)
	return nil
}

// pageSource marks the errors of reading the backup, which are not those of writing
// the database.
type pageSource struct {
	from bodyReader
	told *told
}

type pageError struct{ cause error }

func (e *pageError) Error() string { return e.cause.Error() }

func (p *pageSource) Read(b []byte) (int, error) {
	n, err := p.from.Read(b)
	p.told.Write(b[:n])
	if err != nil {
		err = &pageError{err}
	}
	return n, err
}

type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
