package backup

import (
	"context"
	"errors"
	"path/filepath"

	"karete/db"
	"karete/db/durable"
	"karete/server/act"
	"karete/server/backup/archive"
	"karete/server/backup/media"
	"karete/server/fault"
)

// To makes a backup in a folder that somebody at the console names, and proves it.
// Where a place of the clinic is, it counts as one made there; elsewhere the journal
// knows of it, and the list of backups does not. Errors: those of archive; in words.
func (r *Room) To(ctx context.Context, dir string) (Backup, error) {
	if err := r.load(ctx); err != nil {
		return Backup{}, err
	}
	var b Backup
	var failed error
	err := r.begin(func() { b, failed = r.to(ctx, dir) })
	if err != nil {
		return Backup{}, err
	}
	r.work.Wait()
	return b, failed
}

func (r *Room) to(ctx context.Context, dir string) (b Backup, err error) {
	p, known := r.placeAt(dir)
	r.enter(BackupRun{Kind: Making, Phase: InWriting, PlaceID: p.id, PlaceName: p.name, Reason: Asked})
	defer func() { r.leave(b.ID, resultOf(err, p, dir, false)) }()
	a := &attempt{Room: r, place: p, at: dir, folder: dir, why: Asked}
	if !known {
		return a.aside(ctx)
	}
	a.folder = media.FolderOn(dir)
	id, err := a.make(ctx)
	if err != nil {
		return Backup{}, err
	}
	return r.reread(ctx, id)
}

func (r *Room) placeAt(dir string) (place, bool) {
	mark, err := media.ReadMark(dir)
	if err != nil {
		return place{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.places {
		if p.mark == mark && (p.kind == Stick || p.path == dir) {
			return p, true
		}
	}
	return place{}, false
}

// aside makes a backup where no place of the clinic is.
func (a *attempt) aside(ctx context.Context) (b Backup, err error) {
	if a.source, _, err = a.sourceOf(ctx); err != nil {
		return b, err
	}
	name, err := freeName(a.folder, a.source.Ring.Database(), a.o.Clock.Now())
	if err == nil {
		err = a.o.Sign(ctx)
	}
	if err != nil {
		return b, err
	}
	made, err := archive.Make(ctx, a.folder, name+unproved, a.source)
	if err != nil {
		return b, err
	}
	a.onward(InProof)
	found := a.compare(ctx, made)
	if found != nil && !errors.Is(found, archive.ErrFindings) { // those are a faithful copy: better than none
		return b, errors.Join(found, durable.Remove(made.Path))
	}
	if err := named(&made); err != nil || found != nil {
		return b, errors.Join(err, found)
	}
	m := made.Manifest
	_, err = act.Do(ctx, a.gate, box, act.Command{ID: a.gate.NewID(), Action: "backup.write"}, func(tx *act.Tx) error {
		tx.Subject("backup", tx.NewID())
		tx.Detail("place", "command")
		tx.Detail("sha256", made.SHA256)
		tx.Detail("bytes", made.Bytes)
		tx.Detail("entries", m.Entries)
		return nil
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil && !fault.Is(err, fault.DiskFull) {
		return b, err
	}
	return Backup{
		File: filepath.Base(made.Path), Bytes: made.Bytes, SHA256: made.SHA256, Fingerprint: Groups(made.SHA256), Words: CheckWords(made.SHA256),
		Counts: countsOf(m.Tables, m.Entries), Head: Groups(m.Head), Version: m.Version, MadeAt: m.MadeAt, State: Good, Reason: Asked,
	}, nil
}
