package server

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lock has the file for this process alone. It goes with the process, however that
// ends. Errors: errTaken.
func lock(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errTaken
	}
	return err
}
