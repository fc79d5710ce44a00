package restore

import (
	"errors"

	"karete/server/backup/archive"
	"karete/server/fault"
)

// Fault says an error of a restore in the words of the API.
func Fault(err error) *fault.Error {
	var loss *LossError
	var damage *archive.DamageError
	code := fault.Code("")
	switch {
	case errors.As(err, &loss):
		code = fault.LossFirst
	case errors.As(err, &damage):
		return fault.New(fault.BackupDamaged).With("part", string(damage.Part)).Because(err)
	case errors.Is(err, archive.ErrWrongKey):
		code = fault.BadCredentials
	case errors.Is(err, archive.ErrNotBackup), errors.Is(err, archive.ErrTooBig):
		code = fault.NotABackup
	case errors.Is(err, archive.ErrDamaged):
		code = fault.BackupDamaged
	case errors.Is(err, archive.ErrFindings):
		code = fault.BackupFindings
	case errors.Is(err, archive.ErrNewer):
		code = fault.BackupNewer
	case errors.Is(err, archive.ErrFull):
		code = fault.DiskFull
	case errors.Is(err, archive.ErrReadOnly):
		code = fault.ReadOnly
	case errors.Is(err, archive.ErrMedium):
		code = fault.StickFailing
	default:
		return fault.Of(err)
	}
	return fault.New(code).Because(err)
}
