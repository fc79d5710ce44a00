//go:build !windows

package db

import (
	"os"

	"golang.org/x/sys/unix"
)

func space(dir string) (Space, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return Space{}, &os.PathError{Op: "statfs", Path: dir, Err: err}
	}
	size := uint64(s.Bsize)
	return Space{
		Free:     uint64(s.Bavail) * size,
		Total:    uint64(s.Blocks) * size,
		ReadOnly: uint64(s.Flags)&unix.MS_RDONLY != 0, // ST_RDONLY has the same value
	}, nil
}

// writable reports whether the file system would let this process open the
// database for writing. It must not try: closing any descriptor of a file drops
// the locks that SQLite holds on it.
func writable(path string) bool {
	return unix.Access(path, unix.W_OK) == nil && unix.Access(path+"-shm", unix.W_OK) == nil
}
