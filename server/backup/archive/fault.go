package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"karete/db"
)

// The errors a caller may want to tell apart, by errors.Is. Where a part of the file
// is to blame the error is a [*DamageError].
var (
	ErrNotBackup = errors.New("archive: not a backup of Karete, or its first line is damaged")
	ErrWrongKey  = errors.New("archive: the key does not open this backup")
	ErrDamaged   = errors.New("archive: the backup is damaged")
	ErrNewer     = errors.New("archive: made by a newer version of the program")
	ErrTooBig    = errors.New("archive: it says it holds more than such a file can")
	ErrFull      = errors.New("archive: no room left")
	ErrReadOnly  = errors.New("archive: the place cannot be written")
	ErrMedium    = errors.New("archive: the medium failed or is gone")
	ErrNotEmpty  = errors.New("archive: the folder is not empty")
	ErrExists    = errors.New("archive: there is a file of that name")
	// ErrFindings: the backup is a faithful copy, but what was copied is not as the
	// box wrote it. See [*FindingsError].
	ErrFindings = errors.New("archive: the records in the backup are not as the box wrote them")
)

// Part is a part of a backup.
type Part string

// The parts, in the order they stand.
const (
	PartHeader   Part = "header"   // who may open it
	PartManifest Part = "manifest" // manifest.json
	PartKeys     Part = "keys"     // keys.json
	PartVerifier Part = "verifier" // box.pub
	PartDatabase Part = "database" // karete.db
	PartEnd      Part = "end"      // something is missing or left over behind the last part
)

// DamageError says which part is damaged. It is [ErrDamaged], and holds no value of
// any row.
type DamageError struct {
	Part Part
	Says string
}

func (e *DamageError) Error() string {
	return ErrDamaged.Error() + ": " + string(e.Part) + ": " + e.Says
}

// Is implements errors.Is for ErrDamaged.
func (e *DamageError) Is(target error) bool { return target == ErrDamaged }

func damaged(part Part, format string, args ...any) error {
	return &DamageError{part, fmt.Sprintf(format, args...)}
}

// FindingsError lists what is wrong with the records that a backup is a faithful
// copy of: `karete check` would have said the same of the clinic's own. It is
// [ErrFindings]. The sentences hold ids and places, no value of any row.
type FindingsError struct{ Findings []string }

func (e *FindingsError) Error() string {
	return fmt.Sprintf("%v: %d findings, the first: %s", ErrFindings, len(e.Findings), strings.Join(e.Findings[:1], ""))
}

// Is implements errors.Is for ErrFindings.
func (e *FindingsError) Is(target error) bool { return target == ErrFindings }

// place gives an error of a file system its meaning and leaves others alone. The
// cause stays for the log.
func place(err error) error {
	var number syscall.Errno
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), known(err):
		return err
	case errors.Is(err, db.ErrFull):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case !errors.As(err, &number):
		return err
	}
	switch kind := meaning(number); {
	case kind != nil:
		return fmt.Errorf("%w: %w", kind, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w: %w", ErrExists, err)
	default: // not there, an I/O error, a stick pulled out: whatever it is, the place is to blame
		return fmt.Errorf("%w: %w", ErrMedium, err)
	}
}

func known(err error) bool {
	for _, e := range []error{ErrNotBackup, ErrWrongKey, ErrDamaged, ErrNewer, ErrTooBig, ErrFull, ErrReadOnly, ErrMedium, ErrNotEmpty, ErrExists, ErrFindings, db.ErrCorrupt} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
