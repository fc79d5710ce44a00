package durable

import (
	"errors"
	"os"
	"path/filepath"
)

// File returns when what was written to the file is on the disk.
func File(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0) // Windows flushes only what may be written
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Replace puts the file tmp in the place of path, of the same folder, whole and
// durably: whenever power goes, path is the old file or the new one.
func Replace(tmp, path string) error {
	if err := File(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return Folder(filepath.Dir(path))
}

// Remove is os.Remove that finds nothing wrong with a file that is not there.
func Remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
