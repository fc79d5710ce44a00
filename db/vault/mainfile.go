package vault

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// mainFile is the database itself: pages, each sealed under its number.
type mainFile struct{ pages }

func (*mainFile) grain() int64 { return pageSize }

func (m *mainFile) read(tls *libc.TLS, f *file, to uintptr, n int32, off int64) int32 {
	number := uint32(off/pageSize) + 1
	if n == pageSize && off%pageSize == 0 {
		return m.page(tls, f, to, number)
	}
	within := off % pageSize
	if within+int64(n) > pageSize {
		return sqlite3.SQLITE_IOERR_READ // SQLite has never asked for that
	}
	page := f.memory(tls, pageSize)
	rc := m.page(tls, f, page, number)
	out := bytesAt(to, int(n))
	if off == 0 && n == headerSize && rc != sqlite3.SQLITE_OK {
		// SQLite asks for the header before it looks at the WAL, which may hold page 1
		// anew after a power cut has torn it here. So the header never fails: it tells
		// the geometry, and reading the whole page decides.
		blankHeader(out)
		return sqlite3.SQLITE_OK
	}
	copy(out, bytesAt(page, pageSize)[within:])
	return rc
}

// page reads a page to an address. Where the file is shorter than SQLite takes it
// for, or holds zeros, pages are lost: SQLite would take those for zeros, and a
// record that runs on in one would be served with zeros in it. Only a database
// without any page yet is an exception.
func (m *mainFile) page(tls *libc.TLS, f *file, to uintptr, number uint32) int32 {
	rc := f.in.read(tls, to, pageSize, int64(number-1)*pageSize)
	page := bytesAt(to, pageSize)
	switch {
	case rc == sqlite3.SQLITE_IOERR_SHORT_READ:
		if number == 1 {
			size, rc := f.size(tls) // the buffer holds nothing now that was read
			clear(page)
			if rc != sqlite3.SQLITE_OK {
				return rc
			}
			if size == 0 {
				return sqlite3.SQLITE_IOERR_SHORT_READ
			}
		}
		clear(page)
		return damaged(number)
	case rc != sqlite3.SQLITE_OK:
		return rc
	case !m.open(page, number):
		return damaged(number)
	}
	return sqlite3.SQLITE_OK
}

// damaged is what to say of a page that is not authentic. Without page 1 there is
// no telling a damaged database from a wrong key, or from no database at all.
func damaged(number uint32) int32 {
	if number == 1 {
		return sqlite3.SQLITE_NOTADB
	}
	return sqlite3.SQLITE_IOERR_DATA
}

func (m *mainFile) write(tls *libc.TLS, f *file, from uintptr, n int32, off int64) int32 {
	if n != pageSize || off%pageSize != 0 {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	page := bytesAt(from, pageSize)
	if !sealable(page) || off == 0 && !geometric(page) {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	size, rc := f.size(tls)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	// A page left out would be a hole, which cannot be told from a page lost. SQLite
	// holds the lock that keeps everybody else from writing beyond the end.
	for gap := size / pageSize * pageSize; gap < off; gap += pageSize {
		if number := uint32(gap/pageSize) + 1; number != lockPage {
			if rc := m.put(tls, f, empty[:], number); rc != sqlite3.SQLITE_OK {
				return rc
			}
		}
	}
	return m.put(tls, f, page, uint32(off/pageSize)+1)
}

var empty [pageSize]byte

func (m *mainFile) put(tls *libc.TLS, f *file, page []byte, number uint32) int32 {
	to := f.memory(tls, pageSize)
	m.seal(bytesAt(to, pageSize), page, number)
	return f.in.write(tls, to, pageSize, int64(number-1)*pageSize)
}
