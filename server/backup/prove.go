package backup

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"karete/db"
	"karete/server/backup/archive"
	"karete/server/backup/media"
)

// proveAgain reads an old backup back, restores it and compares it with what was
// written down when it was made.
func (r *Room) proveAgain(ctx context.Context, p place, s spot, b Backup) Result {
	r.enter(BackupRun{Kind: Proving, Phase: InProof, PlaceID: p.id, PlaceName: p.name, BackupID: b.ID})
	onBox, err := r.proveOne(ctx, p, s.Path, b)
	result := resultOf(err, p, s.Path, onBox)
	if err != nil {
		r.o.Log.Warn("a backup was not proved again", "place", p.name, "number", b.Number, "result", result, "cause", err)
	}
	after := context.WithoutCancel(ctx)
	if err := errors.Join(r.proved(after, b, result), r.load(after)); err != nil {
		r.o.Log.Error("the result of a proof was not written down", "cause", err)
	}
	r.leave(b.ID, result)
	return result
}

func (r *Room) proveOne(ctx context.Context, p place, at string, b Backup) (onBox bool, err error) {
	if err := marked(p, at); err != nil {
		return false, err
	}
	source, _, err := r.sourceOf(ctx)
	if err != nil {
		return true, err
	}
	path := filepath.Join(media.FolderOn(at), b.File)
	manifest, err := archive.Peek(ctx, path, archive.ByIdentity(source.Identity))
	if err != nil {
		return false, err
	}
	proof, onBox, err := r.restored(ctx, path, source, manifest.DatabaseBytes)
	if err != nil {
		return onBox, err
	}
	if proof.SHA256 != b.SHA256 || proof.Entries != b.entries {
		return onBox, errDiffers
	}
	return onBox, marked(p, at)
}

// proved writes down how a proof ended, when it says something of the backup.
func (r *Room) proved(ctx context.Context, b Backup, result Result) error {
	return r.gate.DB().Write(ctx, func(tx *db.Tx) (err error) {
		switch {
		case result == Proved:
			_, err = tx.Exec(`UPDATE backup SET proved_at = ?, failed_at = NULL, failure = '' WHERE id = ?`, tx.Now.UnixMilli(), b.ID)
		case result.final():
			_, err = tx.Exec(`UPDATE backup SET failed_at = ?, failure = ? WHERE id = ?`, tx.Now.UnixMilli(), result, b.ID)
		}
		if err != nil {
			return fmt.Errorf("backup: %w", err)
		}
		return nil
	})
}
