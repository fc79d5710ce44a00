package backup

import (
	"context"
	"errors"
	"io/fs"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/backup/archive"
	"karete/server/backup/media"
)

// Result is how a run ended, or why a proof failed. A screen has words for each.
type Result string

// The results.
const (
	Proved        Result = "good"
	PlaceGone     Result = "place-gone"      // pulled out, or the share is not there
	PlaceSwapped  Result = "place-swapped"   // another stick stands where it was
	PlaceFull     Result = "place-full"      //
	PlaceReadOnly Result = "place-read-only" //
	PlaceFailing  Result = "place-failing"   // it is there, and reading or writing it fails
	Damaged       Result = "damaged"         // what was read back is not what was written
	WrongKey      Result = "wrong-key"       // of another clinic, or from before the identity was made
	NotABackup    Result = "not-a-backup"
	Findings      Result = "findings" // the records themselves are not as the box wrote them
	Newer         Result = "newer"    // made by a newer Karete
	BoxFull       Result = "box-full" // no room on the box to restore it into
	Stopped       Result = "stopped"  // the box was stopped
	Failed        Result = "failed"   // see the log
)

var errDiffers = errors.New("backup: what was proved is not what was written")

// resultOf says an error in one word. The place was found at a path; onBox says that
// the run was writing to the box's own disk.
func resultOf(err error, p place, at string, onBox bool) Result {
	if err == nil {
		return Proved
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, db.ErrClosed) || errors.Is(err, keyring.ErrClosed) {
		return Stopped
	}
	// A stick that is gone fails in as many ways as there are calls: whether it is still
	// there tells more than the error does.
	switch mark, e := media.ReadMark(at); {
	case errors.Is(e, media.ErrNoMark), e != nil:
		return PlaceGone
	case mark != p.mark:
		return PlaceSwapped
	}
	switch {
	case errors.Is(err, db.ErrFull), errors.Is(err, archive.ErrFull), errors.Is(err, errNoRoom):
		if onBox {
			return BoxFull
		}
		return PlaceFull
	case !onBox && (errors.Is(err, archive.ErrReadOnly) || errors.Is(err, fs.ErrPermission)):
		return PlaceReadOnly
	case errors.Is(err, archive.ErrFindings), errors.Is(err, db.ErrCorrupt):
		return Findings
	case errors.Is(err, archive.ErrDamaged), errors.Is(err, errDiffers):
		return Damaged
	case errors.Is(err, archive.ErrWrongKey):
		return WrongKey
	case errors.Is(err, archive.ErrNotBackup), errors.Is(err, archive.ErrTooBig):
		return NotABackup
	case errors.Is(err, archive.ErrNewer):
		return Newer
	case errors.Is(err, archive.ErrMedium):
		return PlaceFailing
	}
	return Failed
}

// final reports whether the result says that the backup itself is not good; others
// only say that it could not be looked at.
func (r Result) final() bool {
	return r == Damaged || r == WrongKey || r == NotABackup || r == Findings || r == PlaceFailing
}
