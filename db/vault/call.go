package vault

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// inner is an open file of the default VFS.
type inner uintptr

func (f inner) methods() *sqlite3.Tsqlite3_io_methods {
	return at[sqlite3.Tsqlite3_io_methods](at[sqlite3.Tsqlite3_file](uintptr(f)).FpMethods)
}

func (f inner) close(tls *libc.TLS) int32 {
	return function[func(*libc.TLS, uintptr) int32](f.methods().FxClose)(tls, uintptr(f))
}

func (f inner) read(tls *libc.TLS, to uintptr, n int32, off int64) int32 {
	return function[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](f.methods().FxRead)(tls, uintptr(f), to, n, off)
}

func (f inner) write(tls *libc.TLS, from uintptr, n int32, off int64) int32 {
	return function[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](f.methods().FxWrite)(tls, uintptr(f), from, n, off)
}

func (f inner) truncate(tls *libc.TLS, size int64) int32 {
	return function[func(*libc.TLS, uintptr, int64) int32](f.methods().FxTruncate)(tls, uintptr(f), size)
}

func (f inner) sync(tls *libc.TLS, flags int32) int32 {
	return function[func(*libc.TLS, uintptr, int32) int32](f.methods().FxSync)(tls, uintptr(f), flags)
}

func (f inner) size(tls *libc.TLS, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, uintptr) int32](f.methods().FxFileSize)(tls, uintptr(f), to)
}

func (f inner) lock(tls *libc.TLS, level int32) int32 {
	return function[func(*libc.TLS, uintptr, int32) int32](f.methods().FxLock)(tls, uintptr(f), level)
}

func (f inner) unlock(tls *libc.TLS, level int32) int32 {
	return function[func(*libc.TLS, uintptr, int32) int32](f.methods().FxUnlock)(tls, uintptr(f), level)
}

func (f inner) checkReservedLock(tls *libc.TLS, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, uintptr) int32](f.methods().FxCheckReservedLock)(tls, uintptr(f), to)
}

func (f inner) control(tls *libc.TLS, op int32, arg uintptr) int32 {
	return function[func(*libc.TLS, uintptr, int32, uintptr) int32](f.methods().FxFileControl)(tls, uintptr(f), op, arg)
}

func (f inner) sectorSize(tls *libc.TLS) int32 {
	return function[func(*libc.TLS, uintptr) int32](f.methods().FxSectorSize)(tls, uintptr(f))
}

func (f inner) characteristics(tls *libc.TLS) int32 {
	return function[func(*libc.TLS, uintptr) int32](f.methods().FxDeviceCharacteristics)(tls, uintptr(f))
}

func (f inner) shmMap(tls *libc.TLS, region, size, extend int32, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32](f.methods().FxShmMap)(tls, uintptr(f), region, size, extend, to)
}

func (f inner) shmLock(tls *libc.TLS, offset, n, flags int32) int32 {
	return function[func(*libc.TLS, uintptr, int32, int32, int32) int32](f.methods().FxShmLock)(tls, uintptr(f), offset, n, flags)
}

func (f inner) shmBarrier(tls *libc.TLS) {
	function[func(*libc.TLS, uintptr)](f.methods().FxShmBarrier)(tls, uintptr(f))
}

func (f inner) shmUnmap(tls *libc.TLS, remove int32) int32 {
	return function[func(*libc.TLS, uintptr, int32) int32](f.methods().FxShmUnmap)(tls, uintptr(f), remove)
}

// outer is the default VFS, which the files really go through.
type outer uintptr

func (v outer) it() *sqlite3.Tsqlite3_vfs { return at[sqlite3.Tsqlite3_vfs](uintptr(v)) }

func (v outer) open(tls *libc.TLS, name, file uintptr, flags int32, outFlags uintptr) int32 {
	return function[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](v.it().FxOpen)(tls, uintptr(v), name, file, flags, outFlags)
}

func (v outer) delete(tls *libc.TLS, name uintptr, syncFolder int32) int32 {
	return function[func(*libc.TLS, uintptr, uintptr, int32) int32](v.it().FxDelete)(tls, uintptr(v), name, syncFolder)
}

func (v outer) access(tls *libc.TLS, name uintptr, flags int32, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](v.it().FxAccess)(tls, uintptr(v), name, flags, to)
}

func (v outer) fullPathname(tls *libc.TLS, name uintptr, n int32, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](v.it().FxFullPathname)(tls, uintptr(v), name, n, to)
}

func (v outer) randomness(tls *libc.TLS, n int32, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, int32, uintptr) int32](v.it().FxRandomness)(tls, uintptr(v), n, to)
}

func (v outer) sleep(tls *libc.TLS, microseconds int32) int32 {
	return function[func(*libc.TLS, uintptr, int32) int32](v.it().FxSleep)(tls, uintptr(v), microseconds)
}

func (v outer) currentTime(tls *libc.TLS, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, uintptr) int32](v.it().FxCurrentTime)(tls, uintptr(v), to)
}

func (v outer) lastError(tls *libc.TLS, n int32, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, int32, uintptr) int32](v.it().FxGetLastError)(tls, uintptr(v), n, to)
}

func (v outer) currentTimeInt64(tls *libc.TLS, to uintptr) int32 {
	return function[func(*libc.TLS, uintptr, uintptr) int32](v.it().FxCurrentTimeInt64)(tls, uintptr(v), to)
}
