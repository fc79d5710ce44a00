package restore

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"karete/db"
	"karete/db/vault"
	"karete/db/vault/keyring"
	"karete/server/backup/archive"
	"karete/server/id"
	"karete/server/patient"
)

// Job is one backup on its way into one data folder.
type Job struct {
	Dir    string
	Path   string // of the backup
	Name   string // of it, for the journal; "" is that of the file
	Secret keyring.Secret
	By     string // "page" or "command"
	Accept bool   // what the box has and the backup has not may go
	Anyway bool   // so may that the records were not in order when they were copied

	Now      func() time.Time
	Here     func(context.Context) (here *db.DB, leave func(), err error) // the box's own records; nil for those that cannot be read
	Progress func(stage Stage, percent int)                               // may be nil
}

// Stage of a restore, as somebody who waits is told.
type Stage string

// The stages.
const (
	Idle       Stage = "idle"
	Uploading  Stage = "uploading"
	Reading    Stage = "reading"    // the file is read through once
	Restoring  Stage = "restoring"  // the records are put together beside the box's own
	Proving    Stage = "proving"    // and compared, row by row
	Installing Stage = "installing" // they take their place
	Finished   Stage = "done"
	Failed     Stage = "failed"
)

// LossError is a backup that lacks what the box has, and nobody agreed to that yet.
type LossError struct{ Loss Loss }

func (e *LossError) Error() string { return "restore: the box has what the backup has not" }

// Prepare puts the data of the backup together in the folder of Part, proved, with
// their record. The box's own are read at most. Errors: *LossError; those of archive.
// After an error nothing is left.
func (j Job) Prepare(ctx context.Context) (Record, error) {
	r, err := j.prepare(ctx)
	if err != nil {
		return Record{}, errors.Join(err, Discard(j.Dir))
	}
	return r, nil
}

func (j Job) prepare(ctx context.Context) (Record, error) {
	part, err := Part(j.Dir)
	if err != nil {
		return Record{}, err
	}
	r := Record{ID: id.New(), At: j.Now().UTC().Truncate(time.Millisecond), By: j.By, File: j.Name}
	if r.File == "" {
		r.File = filepath.Base(j.Path)
	}
	if r.SHA256, r.Bytes, err = j.sum(ctx); err != nil {
		return Record{}, err
	}
	m, err := j.bring(ctx, part, &r)
	if err != nil {
		return Record{}, err
	}
	r.MadeAt, r.HeadAt, r.Version, r.Entries, r.Head, r.Tables = m.MadeAt, m.HeadAt, m.Version, m.Entries, m.Head, m.Tables
	if err = j.compare(ctx, m, part, &r); err != nil {
		return Record{}, err
	}
	if r.Loss.Any() && !j.Accept {
		return Record{}, &LossError{r.Loss}
	}
	if r.Loss.Standing != Nothing {
		r.Safety = SafetyName(j.Dir, j.Now())
	}
	return r, r.keep(part)
}

// bring is the restoring itself. Its progress goes from 0 to 1000: half of it is
// reading the pages.
func (j Job) bring(ctx context.Context, part string, r *Record) (m archive.Manifest, err error) {
	progress := func(done, of int64) {
		if of <= 0 {
			return
		}
		if half := of / 2; done < half {
			j.tell(Restoring, done, half)
		} else {
			j.tell(Proving, done-half, of-half)
		}
	}
	if j.Anyway {
		m, r.Findings, err = archive.RestoreAnyway(ctx, j.Path, archive.BySecret(j.Secret), part, progress)
		return m, err
	}
	return archive.Restore(ctx, j.Path, archive.BySecret(j.Secret), part, progress)
}

func (j Job) compare(ctx context.Context, m archive.Manifest, part string, r *Record) error {
	if there, err := (installer{dir: j.Dir}).old(); err != nil || len(there) == 0 {
		r.Loss = Loss{Standing: Nothing}
		return err
	}
	here, leave, err := j.Here(ctx)
	if err != nil {
		return err
	}
	defer leave()
	var theirs *Records
	r.Loss, err = Compare(ctx, here, m, func() (*db.DB, error) {
		if theirs, err = Look(ctx, part, j.Secret); err != nil {
			return nil, err
		}
		return theirs.DB, nil
	})
	if err == nil && r.Loss.Standing == Behind {
		err = here.Read(ctx, func(tx *db.Tx) error {
			r.Numbers, err = patient.FileNumbersIn(tx)
			return err
		})
	}
	if theirs != nil {
		err = errors.Join(err, theirs.Close())
	}
	return err
}

// sum reads the file once: what is restored is known by its hash, and a stick that
// fails half way fails here.
func (j Job) sum(ctx context.Context) (hash string, size int64, err error) {
	f, err := os.Open(j.Path)
	if err != nil {
		return "", 0, errors.Join(archive.ErrMedium, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", 0, errors.Join(archive.ErrMedium, err)
	}
	h := sha256.New()
	b := make([]byte, 256<<10)
	for {
		n, err := f.Read(b)
		h.Write(b[:n])
		size += int64(n)
		j.tell(Reading, size, info.Size())
		switch {
		case err == io.EOF:
			return hex.EncodeToString(h.Sum(nil)), size, nil
		case err != nil:
			return "", 0, errors.Join(archive.ErrMedium, err)
		case ctx.Err() != nil:
			return "", 0, ctx.Err()
		}
	}
}

func (j Job) tell(stage Stage, done, of int64) {
	if j.Progress != nil && of > 0 {
		j.Progress(stage, int(min(max(done, 0), of)*100/of))
	}
}

// Records are those of a folder, for reading only.
type Records struct {
	*db.DB
	vault *vault.Vault
}

// Look opens the records of a folder with the first of the secrets that fits. Nothing
// in the folder changes. Errors: keyring.ErrWrong, fs.ErrNotExist, those of the disk.
func Look(ctx context.Context, dir string, secrets ...keyring.Secret) (*Records, error) {
	locked, err := keyring.Load(dir, keyring.Options{Look: true})
	if err != nil {
		return nil, err
	}
	for _, s := range secrets {
		ring, err := locked.Unlock(ctx, s)
		if errors.Is(err, keyring.ErrWrong) {
			continue
		}
		if err != nil {
			return nil, err
		}
		defer ring.Close()
		return look(ctx, filepath.Join(dir, "karete.db"), ring.Keys())
	}
	return nil, keyring.ErrWrong
}

// look finds out under which key the database is, while it is being renewed.
func look(ctx context.Context, path string, keys []keyring.Key) (*Records, error) {
	for len(keys) > 0 {
		v, err := vault.Open(keys[len(keys)-1])
		if err != nil {
			return nil, err
		}
		owns := len(keys) == 1
		if !owns {
			if owns, err = v.Owns(path); err != nil {
				return nil, errors.Join(err, v.Close())
			}
		}
		if !owns {
			if err := v.Close(); err != nil {
				return nil, err
			}
			keys = keys[:len(keys)-1]
			continue
		}
		d, err := db.Look(ctx, db.Options{Path: path, VFS: v.Name(), Readers: 1, CacheMiB: 4})
		if err != nil {
			return nil, errors.Join(err, v.Close())
		}
		return &Records{d, v}, nil
	}
	return nil, keyring.ErrClosed
}

// Close closes them and forgets their key.
func (r *Records) Close() error { return errors.Join(r.DB.Close(), r.vault.Close()) }
