//go:build !windows

package media

import "golang.org/x/sys/unix"

// SameDisk reports whether two folders are on one file system, and so are lost
// together.
func SameDisk(a, b string) (bool, error) {
	var first, second unix.Stat_t
	if err := unix.Stat(a, &first); err != nil {
		return false, err
	}
	if err := unix.Stat(b, &second); err != nil {
		return false, err
	}
	return first.Dev == second.Dev, nil
}
