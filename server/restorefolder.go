package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/backup/archive"
	"karete/server/backup/restore"
	"karete/server/clock"
	"karete/server/seal"
	"karete/server/upgrade"
)

// Restoring is what a command asks for that brings a backup back.
type Restoring struct {
	File       string
	Secret     keyring.Secret
	AcceptLoss bool
	Anyway     bool // although the records were not in order when they were copied
	AutoUnlock bool
	Progress   func(stage restore.Stage, percent int)
}

// Restore brings a backup back into the folder while no server runs, and opens it
// once, so that its journal knows. Errors: *restore.LossError; those of archive; in
// words.
func Restore(ctx context.Context, cfg Config, in Restoring) (restore.Restored, error) {
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return restore.Restored{}, fmt.Errorf("the data folder cannot be made: %w", err)
	}
	if err := install(ctx, cfg, in); err != nil {
		return restore.Restored{}, err
	}
	s, err := New(ctx, cfg)
	if err != nil {
		return restore.Restored{}, err
	}
	if s.Sealed() {
		err = s.Open(ctx, in.Secret)
	}
	var out restore.Restored
	if h := s.home(); err == nil && h != nil {
		out, err = s.choose(ctx, h, in.AutoUnlock)
	}
	return out, errors.Join(err, s.Close())
}

// install has the folder for itself as long as it takes.
func install(ctx context.Context, cfg Config, in Restoring) (err error) {
	folder, err := Occupy(cfg.Data)
	if err != nil {
		return err
	}
	defer func() {
		if folder != nil {
			err = errors.Join(err, folder.Close())
		}
	}()
	if _, err := restore.Settle(cfg.Data); err != nil {
		return err
	}
	o := cfg.Upgrade // a command tries no program, and keeps away where another has to run
	o.Dir, o.Database, o.Version, o.Now, o.Log = cfg.Data, DatabaseFile, cfg.Version, cfg.Now, cfg.Log
	run, err := upgrade.Begin(o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, run.Close()) }()
	keys, err := seal.New(cfg.Data, cfg.Seal)
	if err != nil {
		return err
	}
	job := restore.Job{
		Dir: cfg.Data, Path: in.File, Secret: in.Secret, By: "command", Accept: in.AcceptLoss, Anyway: in.Anyway,
		Now: clock.New(cfg.Now).Now, Progress: in.Progress,
		Here: func(ctx context.Context) (*db.DB, func(), error) {
			looking, err := restore.Look(ctx, cfg.Data, append(keys.OwnSecrets(), in.Secret)...)
			if err != nil {
				return nil, func() {}, nil // a person decides
			}
			return looking.DB, func() { _ = looking.Close() }, nil
		},
	}
	record, err := job.Prepare(ctx)
	if err != nil {
		return err
	}
	if in.Progress != nil {
		in.Progress(restore.Installing, 0)
	}
	return restore.Install(cfg.Data, record.Safety)
}

// Drill brings a backup back into a new folder within scratch, and is the server over
// it, for a look: nobody changes anything, and remove takes it away. Errors: those of
// archive; in words.
func Drill(ctx context.Context, cfg Config, scratch string, in Restoring) (_ *Server, remove func() error, err error) {
	dir, err := os.MkdirTemp(scratch, "karete-drill-")
	if err != nil {
		return nil, nil, fmt.Errorf("there is no place to try the backup in: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	cfg.Data, cfg.Drill, cfg.HTTPS = filepath.Join(dir, "data"), true, ""
	if err := os.Mkdir(cfg.Data, 0o700); err != nil {
		return nil, nil, err
	}
	progress := func(done, of int64) {
		if in.Progress != nil && of > 0 {
			in.Progress(restore.Restoring, int(done*100/of))
		}
	}
	if _, err := archive.Restore(ctx, in.File, archive.BySecret(in.Secret), cfg.Data, progress); err != nil {
		return nil, nil, err
	}
	s, err := New(ctx, cfg)
	if err != nil {
		return nil, nil, err
	}
	if err := s.Open(ctx, in.Secret); err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, func() error { return os.RemoveAll(dir) }, nil
}
