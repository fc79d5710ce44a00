//go:build !windows

package archive

import "syscall"

// meaning is the error that a system's number stands for; nil: no particular one.
func meaning(number syscall.Errno) error {
	switch number {
	case syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG: // EFBIG: FAT holds no file of 4 GiB
		return ErrFull
	case syscall.EROFS:
		return ErrReadOnly
	}
	return nil
}
