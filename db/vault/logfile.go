package vault

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// logFile is the WAL. Its header, its frames' headers and their pages are each
// encrypted by themselves, as SQLite writes each by itself: no write touches a
// byte that SQLite does not write, so a torn write tears what it would without us.
type logFile struct {
	pages
	frames xts
	scratch
}

func (*logFile) grain() int64 { return 1 }

func (l *logFile) read(tls *libc.TLS, f *file, to uintptr, n int32, off int64) int32 {
	if off < logHeaderSize {
		if off == 0 && n == logHeaderSize {
			if rc := l.recovering(tls, f); rc != sqlite3.SQLITE_OK {
				return rc
			}
		}
		// A piece of it is what the checksum of the first frame goes on from, when
		// SQLite writes that frame a second time.
		return l.header(tls, f, to, n, 0, 0, off, logHeaderSize)
	}
	number, within := place(off)
	switch {
	case within == frameHeaderSize && n == pageSize:
		return l.page(tls, f, to, number, off)
	case within == 0 && n == frameSize:
		return l.frame(tls, f, to, number, off)
	default:
		return l.header(tls, f, to, n, off-within, number, within, frameHeaderSize)
	}
}

// header reads some bytes of the header of that number, which begins at off.
func (l *logFile) header(tls *libc.TLS, f *file, to uintptr, n int32, off int64, number uint32, within int64, size int64) int32 {
	if within+int64(n) > size {
		return sqlite3.SQLITE_IOERR_READ // SQLite has never asked for that
	}
	p := f.memory(tls, int(size))
	rc := f.in.read(tls, p, int32(size), off)
	if rc == sqlite3.SQLITE_OK {
		l.frames.open(bytesAt(p, int(size)), uint64(number), &l.scratch)
	} else if rc != sqlite3.SQLITE_IOERR_SHORT_READ {
		return rc
	}
	copy(bytesAt(to, int(n)), bytesAt(p, int(size))[within:])
	return rc
}

// page reads what the wal-index says is there, so it must be.
func (l *logFile) page(tls *libc.TLS, f *file, to uintptr, number uint32, off int64) int32 {
	rc := f.in.read(tls, to, pageSize, off)
	switch {
	case rc == sqlite3.SQLITE_IOERR_SHORT_READ:
		clear(bytesAt(to, pageSize))
		return sqlite3.SQLITE_IOERR_DATA
	case rc != sqlite3.SQLITE_OK:
		return rc
	case !l.open(bytesAt(to, pageSize), number):
		return sqlite3.SQLITE_IOERR_DATA
	}
	return sqlite3.SQLITE_OK
}

// frame reads a whole frame, as SQLite does when it looks how far a log it has
// not written itself is good. A page that is not authentic is filled so that the
// frame's checksum cannot fit, and the log ends before it.
func (l *logFile) frame(tls *libc.TLS, f *file, to uintptr, number uint32, off int64) int32 {
	rc := f.in.read(tls, to, frameSize, off)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	frame := bytesAt(to, frameSize)
	l.frames.open(frame[:frameHeaderSize], uint64(number), &l.scratch)
	if page := frame[frameHeaderSize:]; !l.open(page, number) {
		for i := range page {
			page[i] = 0xff
		}
	}
	return sqlite3.SQLITE_OK
}

func (l *logFile) write(tls *libc.TLS, f *file, from uintptr, n int32, off int64) int32 {
	if off == 0 && n == logHeaderSize {
		if !logGeometric(bytesAt(from, logHeaderSize)) {
			return sqlite3.SQLITE_IOERR_WRITE
		}
		return l.putHeader(tls, f, from, n, off, 0)
	}
	if off < logHeaderSize {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	number, within := place(off)
	switch {
	case within == 0 && n == frameHeaderSize:
		return l.putHeader(tls, f, from, n, off, number)
	case within == frameHeaderSize && n == pageSize:
		page := bytesAt(from, pageSize)
		if !sealable(page) {
			return sqlite3.SQLITE_IOERR_WRITE
		}
		to := f.memory(tls, pageSize)
		l.seal(bytesAt(to, pageSize), page, number)
		return f.in.write(tls, to, pageSize, off)
	}
	return sqlite3.SQLITE_IOERR_WRITE
}

func (l *logFile) putHeader(tls *libc.TLS, f *file, from uintptr, n int32, off int64, number uint32) int32 {
	to := f.memory(tls, int(n))
	b := bytesAt(to, int(n))
	copy(b, bytesAt(from, int(n)))
	l.frames.seal(b, uint64(number), &l.scratch)
	return f.in.write(tls, to, n, off)
}

// recovering is called when SQLite begins to look through a log, under locks that
// keep everybody else from writing: is it one that ends early because power went,
// or has it lost something that was acknowledged?
func (l *logFile) recovering(tls *libc.TLS, f *file) int32 {
	size, rc := f.size(tls)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	var failed int32
	fetch := func(in inner, to []byte, off int64) bool {
		p := f.memory(tls, len(to))
		if rc := in.read(tls, p, int32(len(to)), off); rc != sqlite3.SQLITE_OK {
			if rc != sqlite3.SQLITE_IOERR_SHORT_READ {
				failed = rc
			}
			return false
		}
		copy(to, bytesAt(p, len(to)))
		return true
	}
	log := logReader{pages: l.pages, frames: l.frames, fetch: func(to []byte, off int64) bool { return fetch(f.in, to, off) }}
	state := log.walk(size, func(to []byte, number uint32) bool {
		main, ok := f.main()
		return ok && fetch(main.in, to, int64(number-1)*pageSize) && main.codec.(*mainFile).open(to, number)
	})
	switch {
	case failed != 0:
		return failed
	case state.lost:
		return sqlite3.SQLITE_IOERR_DATA
	}
	return sqlite3.SQLITE_OK
}

// main is the database this file is the log of, opened by the same connection.
func (f *file) main() (main *file, ok bool) {
	ok = files.any(func(other *file) bool {
		main = other
		return other.name == f.database && other.name != 0
	})
	return main, ok
}
