//go:build unix

package cli

import "golang.org/x/sys/unix"

// noCore keeps the memory of a crash, with keys and records in it, off the disk.
func noCore() error { return unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) }
