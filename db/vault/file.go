package vault

import (
	"crypto/rand"
	"errors"

	"modernc.org/libc"
	"modernc.org/libc/sys/types"
	sqlite3 "modernc.org/sqlite/lib"
)

// shimFile is what SQLite holds of an open file. The default VFS's own struct
// follows at prefix, which keeps it aligned for whatever is in it.
type shimFile struct {
	base   sqlite3.Tsqlite3_file
	handle uintptr
}

const prefix = 16

// file is the same in Go. SQLite uses one from one goroutine at a time.
type file struct {
	vault *Vault
	in    inner
	path  string
	codec codec

	// SQLite keeps one name for a database and derives the others' from it: by its
	// address a log finds the database of its own connection.
	name, database uintptr

	buffer uintptr // C memory: ciphertext on its way, for SQLite's own must stay as it is
	room   int
}

// codec is how a kind of file is encrypted: reading and writing as SQLite asks.
// Both return a result code of SQLite's. offsets and lengths are never negative.
type codec interface {
	read(tls *libc.TLS, f *file, to uintptr, n int32, off int64) int32
	write(tls *libc.TLS, f *file, from uintptr, n int32, off int64) int32
	// grain is what sizes are rounded up to when a file is cut.
	grain() int64
}

var files table[*file]

var errKind = errors.New("vault: a kind of file that SQLite has not had so far")

func newFile(tls *libc.TLS, v *Vault, k *keys, in inner, name uintptr, flags int32) (*file, error) {
	f := &file{vault: v, in: in}
	if name != 0 {
		f.path = libc.GoString(name)
	}
	switch {
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		f.codec = &mainFile{pages: newPages(k.main, kindMain)}
		f.name = name
	case flags&sqlite3.SQLITE_OPEN_WAL != 0:
		f.codec = &logFile{pages: newPages(k.log, kindLog), frames: k.frames}
		f.database = sqlite3.Xsqlite3_filename_database(tls, name)
	case flags&sqlite3.SQLITE_OPEN_MAIN_JOURNAL != 0:
		f.codec = &unitFile{units{xts: k.journal}}
	case flags&(sqlite3.SQLITE_OPEN_TEMP_DB|sqlite3.SQLITE_OPEN_TEMP_JOURNAL|
		sqlite3.SQLITE_OPEN_TRANSIENT_DB|sqlite3.SQLITE_OPEN_SUBJOURNAL) != 0:
		var key [64]byte // gone with the file: nobody opens a temporary file again
		rand.Read(key[:])
		x, err := newXTS(key[:])
		if err != nil {
			return nil, err
		}
		f.codec = &unitFile{units{xts: x}}
	case flags&sqlite3.SQLITE_OPEN_SUPER_JOURNAL != 0:
		f.codec = bareFile{} // names of files, nothing of their content
	default:
		return nil, errKind
	}
	if f.memory(tls, frameSize) == 0 {
		return nil, errors.New("vault: out of memory")
	}
	return f, nil
}

// memory is room for n bytes until the next call; 0: there is none.
func (f *file) memory(tls *libc.TLS, n int) uintptr {
	if n > f.room {
		p := libc.Xrealloc(tls, f.buffer, types.Size_t(n))
		if p == 0 {
			return 0
		}
		f.buffer, f.room = p, n
	}
	return f.buffer
}

func (f *file) free(tls *libc.TLS) {
	if f.buffer != 0 {
		clear(bytesAt(f.buffer, f.room)) // it may hold a page in the clear
		libc.Xfree(tls, f.buffer)
		f.buffer = 0
	}
}

// size asks the file system; the result code says whether it answered.
func (f *file) size(tls *libc.TLS) (int64, int32) {
	// The buffer's beginning serves: whoever asks has nothing in it yet.
	rc := f.in.size(tls, f.buffer)
	return *at[int64](f.buffer), rc
}
