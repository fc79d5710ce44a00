package vault

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// unitFile is a rollback journal or a temporary file: SQLite writes pieces of any
// length at any place, which are widened to whole units.
type unitFile struct{ units }

func (*unitFile) grain() int64 { return unitSize }

func (u *unitFile) read(tls *libc.TLS, f *file, to uintptr, n int32, off int64) int32 {
	begin, end := around(off, int(n))
	p := f.memory(tls, int(end-begin))
	if p == 0 {
		return sqlite3.SQLITE_IOERR_NOMEM
	}
	rc := f.in.read(tls, p, int32(end-begin), begin)
	if rc != sqlite3.SQLITE_OK && rc != sqlite3.SQLITE_IOERR_SHORT_READ {
		return rc
	}
	b := bytesAt(p, int(end-begin))
	u.openAll(b, begin) // beyond the file's end there are zeros
	copy(bytesAt(to, int(n)), b[off-begin:])
	return rc
}

func (u *unitFile) write(tls *libc.TLS, f *file, from uintptr, n int32, off int64) int32 {
	begin, end := around(off, int(n))
	p := f.memory(tls, int(end-begin))
	if p == 0 {
		return sqlite3.SQLITE_IOERR_NOMEM
	}
	b := bytesAt(p, int(end-begin))
	// The first and the last unit may hold bytes that stay.
	if begin < off {
		if rc := u.stay(tls, f, p, begin); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	if last := end - unitSize; off+int64(n) < end && (last > begin || begin == off) {
		if rc := u.stay(tls, f, p+uintptr(last-begin), last); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	copy(b[off-begin:], bytesAt(from, int(n)))
	u.sealAll(b, begin)
	return f.in.write(tls, p, int32(end-begin), begin)
}

// stay reads the unit at off as it is now.
func (u *unitFile) stay(tls *libc.TLS, f *file, to uintptr, off int64) int32 {
	rc := f.in.read(tls, to, unitSize, off)
	if rc != sqlite3.SQLITE_OK && rc != sqlite3.SQLITE_IOERR_SHORT_READ {
		return rc
	}
	u.openAll(bytesAt(to, unitSize), off)
	return sqlite3.SQLITE_OK
}

// bareFile is as it is.
type bareFile struct{}

func (bareFile) grain() int64 { return 1 }

func (bareFile) read(tls *libc.TLS, f *file, to uintptr, n int32, off int64) int32 {
	return f.in.read(tls, to, n, off)
}

func (bareFile) write(tls *libc.TLS, f *file, from uintptr, n int32, off int64) int32 {
	return f.in.write(tls, from, n, off)
}
