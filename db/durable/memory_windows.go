package durable

import (
	"os"

	"golang.org/x/sys/windows"
)

// unbuffered is FILE_FLAG_NO_BUFFERING.
const unbuffered = 0x20000000

// Forget opens the file unbuffered once, at which Windows drops what it keeps in
// memory of it. It tells nobody whether it did, so the answer is always no.
func Forget(name string) (bool, error) {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return false, &os.PathError{Op: "open", Path: name, Err: err}
	}
	h, err := windows.CreateFile(p, windows.GENERIC_READ, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE,
		nil, windows.OPEN_EXISTING, unbuffered, 0)
	if err != nil {
		return false, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return false, windows.CloseHandle(h)
}
