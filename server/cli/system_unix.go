//go:build unix

package cli

import (
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

const restart = "sudo systemctl restart karete (or stop and start it where you did)"

// asOwner goes on as the owner of the folder when an administrator types a command
// over the records of a service: files of the administrator's own would keep the
// service from starting again.
func (c *call) asOwner(data string) error {
	info, err := os.Stat(data)
	if err != nil || os.Geteuid() != 0 {
		return nil
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || owner.Uid == 0 {
		return nil
	}
	uid, gid := int(owner.Uid), int(owner.Gid)
	for _, become := range []func() error{
		func() error { return unix.Setgroups([]int{gid}) },
		func() error { return syscall.Setgid(gid) }, // of every thread
		func() error { return syscall.Setuid(uid) },
	} {
		if err := become(); err != nil {
			return fmt.Errorf("the command cannot go on as the owner of %s: %w", data, err)
		}
	}
	return nil
}

// own are the commands that only this system has.
func own() []command { return nil }

// underService runs the server: here a service is a program like any other.
func (c *call) underService(run func(*call) error) error { return run(c) }
