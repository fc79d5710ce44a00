package server

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// LockFile says by its lock, not by being there, that a program works in the
// folder.
const LockFile = "karete.lock"

var errTaken = errors.New("taken")

// Occupy has the folder for this process alone: two servers over one database, or
// a key changed under a running one, would each undo the other's work. Close the
// file to leave. It is nil on a disk that cannot be written, where nobody can do
// harm.
func Occupy(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, LockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOSPC) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the data folder cannot be used: %w", err)
	}
	if err := lock(f); err != nil {
		f.Close()
		if errors.Is(err, errTaken) {
			return nil, fmt.Errorf("another Karete works in %s; stop it first", dir)
		}
		return nil, fmt.Errorf("the data folder cannot be locked: %w", err)
	}
	return f, nil
}
