//go:build unix

package upgrade

import (
	"context"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"karete/db/durable"
)

// Become has the other program take over: it gets the arguments and the place of
// this one, which whoever watches over it does not notice. It does not return.
func Become(_ context.Context, program string) error {
	return unix.Exec(program, os.Args, os.Environ())
}

func replaceProgram(fresh, target string) error { return durable.Replace(fresh, target) }

// ownedAs gives a file to the owner of the folder: what the administrator writes
// has to be read by the server, which is somebody else.
func ownedAs(dir, file string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return os.Chown(file, int(s.Uid), int(s.Gid))
	}
	return nil
}
