package vault

import (
	"errors"
	"fmt"
	"sync"

	"modernc.org/libc"
	"modernc.org/libc/sys/types"
	sqlite3 "modernc.org/sqlite/lib"
)

var vaults table[*Vault]

// register makes the VFS known to SQLite. What is not about files is the default
// VFS's; the functions for loading extensions are its own, for they do not look
// at the VFS they are called for.
func (v *Vault) register() error {
	tls := libc.NewTLS()
	defer tls.Close()
	under := below()
	if under == 0 {
		return errors.New("vault: SQLite has no default VFS")
	}
	name, err := libc.CString(v.name)
	if err != nil {
		return fmt.Errorf("vault: %w", err)
	}
	v.vfs = libc.Xcalloc(tls, 1, types.Size_t(sizeOf[sqlite3.Tsqlite3_vfs]()))
	if v.vfs == 0 {
		return errors.New("vault: out of memory")
	}
	v.handle = vaults.put(v)
	*at[sqlite3.Tsqlite3_vfs](v.vfs) = sqlite3.Tsqlite3_vfs{
		FiVersion:          2,
		FszOsFile:          under.it().FszOsFile + prefix,
		FmxPathname:        under.it().FmxPathname,
		FzName:             name,
		FpAppData:          v.handle,
		FxOpen:             entry(vfsOpen),
		FxDelete:           entry(vfsDelete),
		FxAccess:           entry(vfsAccess),
		FxFullPathname:     entry(vfsFullPathname),
		FxDlOpen:           under.it().FxDlOpen,
		FxDlError:          under.it().FxDlError,
		FxDlSym:            under.it().FxDlSym,
		FxDlClose:          under.it().FxDlClose,
		FxRandomness:       entry(vfsRandomness),
		FxSleep:            entry(vfsSleep),
		FxCurrentTime:      entry(vfsCurrentTime),
		FxGetLastError:     entry(vfsGetLastError),
		FxCurrentTimeInt64: entry(vfsCurrentTimeInt64),
	}
	if rc := sqlite3.Xsqlite3_vfs_register(tls, v.vfs, 0); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("vault: register: SQLite error %d", rc)
	}
	return nil
}

// below is the default VFS. Nothing in Karete ever makes another one the default.
var below = sync.OnceValue(func() outer {
	tls := libc.NewTLS()
	defer tls.Close()
	return outer(sqlite3.Xsqlite3_vfs_find(tls, 0))
})

func vfsOpen(tls *libc.TLS, vfs, name, file uintptr, flags int32, outFlags uintptr) int32 {
	shim := at[shimFile](file)
	*shim = shimFile{} // no methods: SQLite must not close what did not open
	v := vaults.get(at[sqlite3.Tsqlite3_vfs](vfs).FpAppData)
	if v == nil {
		return sqlite3.SQLITE_CANTOPEN
	}
	k, ok := v.take()
	if !ok {
		return sqlite3.SQLITE_CANTOPEN
	}
	in := inner(file + prefix)
	at[sqlite3.Tsqlite3_file](uintptr(in)).FpMethods = 0
	f, err := newFile(tls, v, k, in, name, flags)
	if err != nil {
		v.give()
		return sqlite3.SQLITE_CANTOPEN
	}
	rc := below().open(tls, name, uintptr(in), flags, outFlags)
	if rc != sqlite3.SQLITE_OK {
		if at[sqlite3.Tsqlite3_file](uintptr(in)).FpMethods != 0 {
			in.close(tls)
		}
		f.free(tls)
		v.give()
		return rc
	}
	shim.handle = files.put(f)
	shim.base.FpMethods = ioMethods()
	return sqlite3.SQLITE_OK
}

func vfsDelete(tls *libc.TLS, _, name uintptr, syncFolder int32) int32 {
	return below().delete(tls, name, syncFolder)
}

func vfsAccess(tls *libc.TLS, _, name uintptr, flags int32, to uintptr) int32 {
	return below().access(tls, name, flags, to)
}

func vfsFullPathname(tls *libc.TLS, _, name uintptr, n int32, to uintptr) int32 {
	return below().fullPathname(tls, name, n, to)
}

func vfsRandomness(tls *libc.TLS, _ uintptr, n int32, to uintptr) int32 {
	return below().randomness(tls, n, to)
}

func vfsSleep(tls *libc.TLS, _ uintptr, microseconds int32) int32 {
	return below().sleep(tls, microseconds)
}

func vfsCurrentTime(tls *libc.TLS, _, to uintptr) int32 { return below().currentTime(tls, to) }

func vfsGetLastError(tls *libc.TLS, _ uintptr, n int32, to uintptr) int32 {
	return below().lastError(tls, n, to)
}

func vfsCurrentTimeInt64(tls *libc.TLS, _, to uintptr) int32 {
	return below().currentTimeInt64(tls, to)
}
