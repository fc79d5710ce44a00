package vault

import (
	"sync"

	"modernc.org/libc"
	"modernc.org/libc/sys/types"
	sqlite3 "modernc.org/sqlite/lib"
)

// kept are the promises of the device that still hold with encryption between.
// None about atomic or partial writes and reads does; without SUBPAGE_READ SQLite
// never reads less than a page of the database, but for its header.
const kept = sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE | sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN |
	sqlite3.SQLITE_IOCAP_IMMUTABLE | sqlite3.SQLITE_IOCAP_SEQUENTIAL

// ioMethods are the same for every file. Version 2 has shared memory but no
// xFetch, so no pragma can map the file around the cipher.
var ioMethods = sync.OnceValue(func() uintptr {
	tls := libc.NewTLS()
	defer tls.Close()
	p := libc.Xcalloc(tls, 1, types.Size_t(sizeOf[sqlite3.Tsqlite3_io_methods]()))
	if p == 0 {
		panic("vault: out of memory")
	}
	*at[sqlite3.Tsqlite3_io_methods](p) = sqlite3.Tsqlite3_io_methods{
		FiVersion:               2,
		FxClose:                 entry(fileClose),
		FxRead:                  entry(fileRead),
		FxWrite:                 entry(fileWrite),
		FxTruncate:              entry(fileTruncate),
		FxSync:                  entry(fileSync),
		FxFileSize:              entry(fileSize),
		FxLock:                  entry(fileLock),
		FxUnlock:                entry(fileUnlock),
		FxCheckReservedLock:     entry(fileCheckReservedLock),
		FxFileControl:           entry(fileControl),
		FxSectorSize:            entry(fileSectorSize),
		FxDeviceCharacteristics: entry(fileDeviceCharacteristics),
		FxShmMap:                entry(fileShmMap),
		FxShmLock:               entry(fileShmLock),
		FxShmBarrier:            entry(fileShmBarrier),
		FxShmUnmap:              entry(fileShmUnmap),
	}
	return p
})

// under is the default VFS's part of an open file.
func under(p uintptr) inner { return inner(p + prefix) }

func fileClose(tls *libc.TLS, p uintptr) int32 {
	handle := at[shimFile](p).handle
	f := files.get(handle)
	rc := under(p).close(tls)
	files.drop(handle)
	f.free(tls)
	f.vault.give()
	*at[shimFile](p) = shimFile{}
	return rc
}

func fileRead(tls *libc.TLS, p, to uintptr, n int32, off int64) int32 {
	f := files.get(at[shimFile](p).handle)
	return f.codec.read(tls, f, to, n, off)
}

func fileWrite(tls *libc.TLS, p, from uintptr, n int32, off int64) int32 {
	f := files.get(at[shimFile](p).handle)
	return f.codec.write(tls, f, from, n, off)
}

func fileTruncate(tls *libc.TLS, p uintptr, size int64) int32 {
	grain := files.get(at[shimFile](p).handle).codec.grain()
	return under(p).truncate(tls, (size+grain-1)/grain*grain)
}

func fileSync(tls *libc.TLS, p uintptr, flags int32) int32 { return under(p).sync(tls, flags) }

func fileSize(tls *libc.TLS, p, to uintptr) int32 { return under(p).size(tls, to) }

func fileLock(tls *libc.TLS, p uintptr, level int32) int32 { return under(p).lock(tls, level) }

func fileUnlock(tls *libc.TLS, p uintptr, level int32) int32 { return under(p).unlock(tls, level) }

func fileCheckReservedLock(tls *libc.TLS, p, to uintptr) int32 {
	return under(p).checkReservedLock(tls, to)
}

// fileControl refuses what would write around the cipher or change the promises
// above, as a VFS that does not know it would.
func fileControl(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
	switch op {
	case sqlite3.SQLITE_FCNTL_MMAP_SIZE, sqlite3.SQLITE_FCNTL_CHUNK_SIZE, sqlite3.SQLITE_FCNTL_SIZE_HINT,
		sqlite3.SQLITE_FCNTL_BEGIN_ATOMIC_WRITE, sqlite3.SQLITE_FCNTL_COMMIT_ATOMIC_WRITE,
		sqlite3.SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE, sqlite3.SQLITE_FCNTL_POWERSAFE_OVERWRITE:
		return sqlite3.SQLITE_NOTFOUND
	}
	return under(p).control(tls, op, arg)
}

func fileSectorSize(tls *libc.TLS, p uintptr) int32 { return under(p).sectorSize(tls) }

func fileDeviceCharacteristics(tls *libc.TLS, p uintptr) int32 {
	return under(p).characteristics(tls) & kept
}

func fileShmMap(tls *libc.TLS, p uintptr, region, size, extend int32, to uintptr) int32 {
	return under(p).shmMap(tls, region, size, extend, to)
}

func fileShmLock(tls *libc.TLS, p uintptr, offset, n, flags int32) int32 {
	return under(p).shmLock(tls, offset, n, flags)
}

func fileShmBarrier(tls *libc.TLS, p uintptr) { under(p).shmBarrier(tls) }

func fileShmUnmap(tls *libc.TLS, p uintptr, remove int32) int32 {
	return under(p).shmUnmap(tls, remove)
}
