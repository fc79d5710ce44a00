package db

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors a caller may want to tell apart, by errors.Is.
var (
	ErrFull        = errors.New("db: the disk is full")
	ErrReadOnly    = errors.New("db: the disk cannot be written") // read-only, failing or damaged
	ErrCorrupt     = errors.New("db: the database is damaged")
	ErrBusy        = errors.New("db: another process holds the database")
	ErrClosed      = errors.New("db: closed")
	ErrNested      = errors.New("db: a transaction inside a transaction")
	ErrNotWritable = errors.New("db: a change inside a Read")
	ErrConstraint  = errors.New("db: constraint") // always a *ConstraintError
)

// DiskError is trouble with what the database lies on. It is [ErrFull] or
// [ErrReadOnly], and [ErrCorrupt] besides when the file is damaged.
type DiskError struct {
	State   StateName
	Corrupt bool
	cause   error
}

func (e *DiskError) Error() string {
	if e.Corrupt {
		return ErrCorrupt.Error() + ": " + e.cause.Error()
	}
	return "db: disk " + string(e.State) + ": " + e.cause.Error()
}

func (e *DiskError) Unwrap() error { return e.cause }

// Is implements errors.Is for the sentinels.
func (e *DiskError) Is(target error) bool {
	switch target {
	case ErrFull:
		return e.State == StateFull
	case ErrReadOnly:
		return e.State != StateFull
	case ErrCorrupt:
		return e.Corrupt
	}
	return false
}

// The kinds of constraint.
const (
	KindUnique     = "unique" // primary keys too
	KindForeignKey = "foreign-key"
	KindCheck      = "check"
	KindTrigger    = "trigger"
	KindNotNull    = "not-null"
	KindType       = "type" // a STRICT column was given another type
)

// ConstraintError is a rule of the schema that a statement broke. It holds no
// value of any row.
type ConstraintError struct {
	// Kind is one of the Kind constants.
	Kind string
	// Name is what SQLite calls the rule: "visit.day, visit.ticket" for unique
	// columns (also those of a named or partial index), "visit.day" for not-null,
	// the name or text of a CHECK, the message of a trigger, "" for a foreign key.
	Name  string
	cause error
}

func (e *ConstraintError) Error() string        { return "db: " + e.Kind + " constraint: " + e.Name }
func (e *ConstraintError) Unwrap() error        { return e.cause }
func (e *ConstraintError) Is(target error) bool { return target == ErrConstraint }

// IsUnique reports whether err says that the named columns, as in
// "visit.day, visit.ticket", would no longer be unique. It also knows the raw
// errors of [sql.Row.Scan].
func IsUnique(err error, name string) bool {
	var c *ConstraintError
	return errors.As(translate(err, true), &c) && c.Kind == KindUnique && c.Name == name
}

func isDisk(err error) bool {
	var e *DiskError
	return errors.As(err, &e)
}

// translate gives the driver's errors their meaning and leaves others alone.
func translate(err error, writable bool) error {
	var raw *sqlite.Error
	if !errors.As(err, &raw) || errors.Is(err, ErrConstraint) || errors.Is(err, ErrBusy) || isDisk(err) {
		return err
	}
	switch code := raw.Code(); code & 0xff {
	case sqlite3.SQLITE_CONSTRAINT:
		return constraint(raw, err)
	case sqlite3.SQLITE_FULL:
		return &DiskError{State: StateFull, cause: err}
	case sqlite3.SQLITE_READONLY:
		if code == sqlite3.SQLITE_READONLY && !writable { // query_only at work
			return fmt.Errorf("%w: %w", ErrNotWritable, err)
		}
		return &DiskError{State: StateReadOnly, cause: err}
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB: // NOTADB: page 1 is damaged, or the key another
		return &DiskError{State: StateFailing, Corrupt: true, cause: err}
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_PERM:
		// IOERR_DATA is the vault's word for a page that is not what was written.
		return &DiskError{State: StateFailing, Corrupt: code == sqlite3.SQLITE_IOERR_DATA, cause: err}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case sqlite3.SQLITE_INTERRUPT: // only a context that ended interrupts
		return fmt.Errorf("%w: %w", context.Canceled, err)
	}
	return err
}

func constraint(raw *sqlite.Error, err error) *ConstraintError {
	// SQLite's text is "constraint failed: UNIQUE constraint failed: visit.day (2067)".
	text := strings.TrimSuffix(raw.Error(), " ("+strconv.Itoa(raw.Code())+")")
	text = strings.TrimPrefix(text, "constraint failed")
	text = strings.TrimPrefix(text, ": ")
	e := &ConstraintError{Name: text, cause: err}
	after := func(prefix string) string { return strings.TrimPrefix(strings.TrimPrefix(text, prefix), ": ") }
	switch raw.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID:
		e.Kind, e.Name = KindUnique, after("UNIQUE constraint failed")
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		e.Kind, e.Name = KindForeignKey, after("FOREIGN KEY constraint failed")
	case sqlite3.SQLITE_CONSTRAINT_NOTNULL:
		e.Kind, e.Name = KindNotNull, after("NOT NULL constraint failed")
	case sqlite3.SQLITE_CONSTRAINT_DATATYPE:
		e.Kind = KindType
	case sqlite3.SQLITE_CONSTRAINT_TRIGGER:
		e.Kind = KindTrigger
	default:
		e.Kind, e.Name = KindCheck, after("CHECK constraint failed")
	}
	return e
}
