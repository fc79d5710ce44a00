package durable

import (
	"errors"
	"os"
	"slices"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Forget has the system drop what it keeps in memory of a file that was flushed,
// so that the next read comes from the medium. It says whether nothing is left:
// file systems that live in memory keep it all. What a stick or a disk keeps in its
// own electronics nobody can see.
func Forget(name string) (bool, error) {
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	if err := unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
		return false, nil // some file systems do not listen
	}
	return absent(f, info.Size()), nil
}

const window = 64 << 20 // bytes looked at in one piece: a 32-bit process has little room for more

// absent says whether no page of a file is in memory. In doubt, some is.
func absent(f *os.File, size int64) bool {
	for off := int64(0); off < size; off += window {
		resident, err := residency(f, off, int(min(window, size-off)))
		if err != nil || slices.ContainsFunc(resident, func(page byte) bool { return page&1 == 1 }) {
			return false
		}
	}
	return true
}

// residency has a byte for each page, odd when the page is in memory.
func residency(f *os.File, off int64, length int) (pages []byte, err error) {
	m, err := unix.Mmap(int(f.Fd()), off, length, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, unix.Munmap(m)) }()
	pages = make([]byte, (length+os.Getpagesize()-1)/os.Getpagesize())
	_, _, errno := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&m[0])), uintptr(length), uintptr(unsafe.Pointer(&pages[0])))
	if errno != 0 {
		return nil, errno
	}
	return pages, nil
}
