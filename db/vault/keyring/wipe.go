package keyring

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"karete/db/durable"
)

// WriteFile writes a file of secrets whole, for us alone, and flushes it. A file
// of that name is replaced.
func WriteFile(path string, text []byte) error {
	return write(path, text, func([]byte) error { return nil })
}

// ReadFile reads a file of secrets. One whose wiping a power cut ended, with nothing
// but zeros in it, is gone: fs.ErrNotExist.
func ReadFile(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err == nil && len(bytes.Trim(text, "\x00")) == 0 {
		err = &fs.PathError{Op: "read", Path: path, Err: fs.ErrNotExist}
	}
	return text, err
}

// Wipe overwrites a file of secrets, flushes, and removes it; it is no error when
// there is none. What a memory card keeps beneath is out of reach.
func Wipe(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		_, err = f.WriteAt(make([]byte, info.Size()), 0)
	}
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	return durable.Folder(filepath.Dir(path))
}
