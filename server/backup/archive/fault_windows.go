package archive

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// meaning is the error that a system's number stands for; nil: no particular one.
func meaning(number syscall.Errno) error {
	switch number {
	case windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_FILE_TOO_LARGE:
		return ErrFull
	case windows.ERROR_WRITE_PROTECT:
		return ErrReadOnly
	}
	return nil
}
