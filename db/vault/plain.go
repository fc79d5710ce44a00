package vault

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Plain says whether path is an ordinary SQLite file, which anybody can read. A
// file that is empty or not there is none.
//
// Like every function here that takes a path it must not be called while this
// process has the database open: closing any descriptor of a file drops the
// locks that SQLite holds on it.
func Plain(path string) (bool, error) {
	return begins(path, func(b []byte) bool { return string(b) == plainMagic }, len(plainMagic))
}

// plainLog says whether path is the WAL of an ordinary SQLite file.
func plainLog(path string) (bool, error) {
	return begins(path, func(b []byte) bool {
		return binary.BigEndian.Uint32(b)&^1 == logMagic && binary.BigEndian.Uint32(b[4:]) == logVersion
	}, 8)
}

func begins(path string, with func([]byte) bool, n int) (bool, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("vault: %w", err)
	}
	defer f.Close()
	b := make([]byte, n)
	switch _, err := io.ReadFull(f, b); {
	case err == nil:
		return with(b), nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return false, nil
	default:
		return false, fmt.Errorf("vault: %w", err)
	}
}

// Owns says whether a page of the file is authentic under this key. A file that
// is empty or not there belongs to nobody.
func (v *Vault) Owns(path string) (bool, error) {
	r, err := v.reader(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer r.Close()
	for number := int64(1); number <= r.count; number++ {
		if ok, err := r.page(number); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// pageReader reads the pages of a database's file without SQLite.
type pageReader struct {
	*os.File
	pages
	count int64 // pages in the file, a cut one at the end too
	buf   [pageSize]byte
}

func (v *Vault) reader(path string) (*pageReader, error) {
	k, err := v.closedOver(path)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("vault: %w", err)
	}
	return &pageReader{File: f, pages: newPages(k.main, kindMain), count: (info.Size() + pageSize - 1) / pageSize}, nil
}

// page reads one into buf; false: it is not authentic.
func (r *pageReader) page(number int64) (bool, error) {
	n, err := r.ReadAt(r.buf[:], (number-1)*pageSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("vault: page %d: %w", number, err)
	}
	return n == pageSize && r.open(r.buf[:], uint32(number)), nil
}

// closedOver gives the keys when this process does not have the file open, as far
// as the vaults know.
func (v *Vault) closedOver(path string) (*keys, error) {
	v.mu.Lock()
	k := v.keys
	v.mu.Unlock()
	if k == nil {
		return nil, ErrClosed
	}
	if err := unopened(path); err != nil {
		return nil, err
	}
	return k, nil
}

func unopened(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("vault: %w", err)
	}
	if files.any(func(f *file) bool {
		open, err := os.Stat(f.path) // SQLite's name for it may be another, through links
		return f.name != 0 && err == nil && os.SameFile(info, open)
	}) {
		return ErrInUse
	}
	return nil
}
