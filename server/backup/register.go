package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/backup/media"
	"karete/server/fault"
)

// RegisterPlace makes a stick or a folder a place for backups. The command's id
// becomes the place's.
type RegisterPlace struct {
	ID     string `json:"id" format:"uuid"`
	Name   string `json:"name" maxLength:"40" doc:"What people call it"`
	Path   string `json:"path" maxLength:"400" doc:"Of a stick that is there, as it was listed, or of any folder"`
	Shared bool   `json:"shared,omitempty" doc:"It has the mark of another clinic, or of this one before a restore, and is to be used all the same: backups of others on it stay"`
}

// ForgetPlace names the command that takes a place away.
type ForgetPlace struct {
	ID string `json:"id" format:"uuid"`
}

// Register marks a stick or a folder and sends backups there from now on. Errors:
// invalid, place-marked when it has a mark already that is not this clinic's and
// shared does not say so, place-taken when the clinic has it, place-unwritable.
func (r *Room) Register(ctx context.Context, a access.Actor, in RegisterPlace) (BackupPlaces, error) {
	if _, err := r.gate.Allow(ctx, a, "backup.register"); err != nil {
		return BackupPlaces{}, err
	}
	in.Name = norm.NFC.String(strings.TrimSpace(in.Name))
	if err := checkName(in.Name); err != nil {
		return BackupPlaces{}, err
	}
	if err := r.load(ctx); err != nil {
		return BackupPlaces{}, err
	}
	kind, err := r.kindOf(ctx, in.Path)
	if err != nil {
		return BackupPlaces{}, err
	}
	mark, err := r.markFor(in)
	if err != nil {
		return BackupPlaces{}, err
	}
	c := act.Command{ID: in.ID, Action: "backup.register", Body: in}
	_, err = act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		path := in.Path
		if kind == Stick {
			path = ""
		}
		tx.Subject("backup_place", in.ID)
		_, err := tx.Exec(`INSERT INTO backup_place (id, name, kind, mark, path, registered_by, registered_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			in.ID, in.Name, kind, mark, path, a.ID, tx.Now.UnixMilli())
		if db.IsUnique(err, "backup_place.name") || isName(err) {
			return fault.Field("name", "duplicate")
		}
		if err != nil {
			return fmt.Errorf("backup place: %w", err)
		}
		tx.Changed("backup_place", in.ID)
		return nil
	}, nothing)
	if err != nil {
		return BackupPlaces{}, err
	}
	return r.Places(ctx, a)
}

// isName reports that the name is taken; SQLite calls an index over an expression
// or a collation by its own name.
func isName(err error) bool {
	var c *db.ConstraintError
	return errors.As(err, &c) && c.Kind == db.KindUnique && strings.Contains(c.Name, "backup_place_name")
}

// markFor is the mark of the place to register: the one it has, or a new one that
// is on it when this returns. A mark on a stick whose act then fails does no harm.
func (r *Room) markFor(in RegisterPlace) (media.Mark, error) {
	mark, err := media.ReadMark(in.Path)
	switch {
	case errors.Is(err, media.ErrNoMark):
		mark = media.NewMark()
	case err != nil:
		return "", unwritable(in.Path, err)
	default:
		id, ours := r.marked(mark)
		if ours && id == in.ID {
			return mark, nil // the command again
		}
		if ours {
			return "", fault.New(fault.PlaceTaken)
		}
		if !in.Shared {
			return "", fault.New(fault.PlaceMarked)
		}
	}
	// Written also where there is one: it shows that the place can be written.
	if err := media.WriteMark(in.Path, mark); err != nil {
		return "", unwritable(in.Path, err)
	}
	return mark, nil
}

// marked finds the registered place of a mark.
func (r *Room) marked(mark media.Mark) (id string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.places {
		if p.mark == mark {
			return p.id, true
		}
	}
	return "", false
}

// unwritable is trouble with the place, as the manager is told of it.
func unwritable(path string, err error) error {
	const little = 1 << 20
	why := PlaceFailing
	switch space, e := db.SpaceOf(path); {
	case e != nil:
		why = PlaceGone
	case space.ReadOnly || errors.Is(err, fs.ErrPermission):
		why = PlaceReadOnly
	case space.Free < little:
		why = PlaceFull
	}
	return fault.New(fault.PlaceUnwritable).With("why", string(why)).Because(err)
}

// kindOf checks the path and tells a stick from a folder.
func (r *Room) kindOf(ctx context.Context, path string) (Kind, error) {
	switch {
	case path == "":
		return "", fault.Field("path", "required")
	case !utf8.ValidString(path) || strings.ContainsFunc(path, unicode.IsControl):
		return "", fault.Field("path", "bad-text")
	case !filepath.IsAbs(path) || filepath.Clean(path) != path:
		return "", fault.Field("path", "not-absolute")
	}
	for _, s := range r.look(ctx) {
		if !s.folder && s.Path == path {
			return Stick, nil
		}
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return "", fault.Field("path", "not-a-folder")
	}
	if inside(path, r.dir) { // it would be lost, and moved aside by a restore, with what it is to bring back
		return "", fault.Field("path", "not-allowed")
	}
	return AFolder, nil
}

// inside reports whether path is dir or below it, whatever links lead there.
func inside(path, dir string) bool {
	for _, name := range []*string{&path, &dir} {
		if real, err := filepath.EvalSymlinks(*name); err == nil {
			*name = real
		}
	}
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func checkName(name string) error {
	switch {
	case name == "":
		return fault.Field("name", "required")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl):
		return fault.Field("name", "bad-text")
	}
	return nil
}

// Forget sends no more backups to a place. Those on it stay, and open as before.
// Fault: not-found.
func (r *Room) Forget(ctx context.Context, a access.Actor, placeID string, in ForgetPlace) (BackupPlaces, error) {
	c := act.Command{ID: in.ID, Action: "backup.forget", Body: placeID}
	_, err := act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		if err := keptIn(tx.Tx, placeID); err != nil {
			return err
		}
		tx.Subject("backup_place", placeID)
		if _, err := tx.Exec(`UPDATE backup_place SET forgotten_at = ? WHERE id = ?`, tx.Now.UnixMilli(), placeID); err != nil {
			return fmt.Errorf("backup place: %w", err)
		}
		tx.Changed("backup_place", placeID)
		return nil
	}, nothing)
	if err != nil {
		return BackupPlaces{}, err
	}
	return r.Places(ctx, a)
}
