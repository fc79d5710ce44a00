package vault

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors a caller may want to tell apart, by errors.Is.
var (
	ErrInUse    = errors.New("vault: a file of it is open")
	ErrClosed   = errors.New("vault: closed")
	ErrDamaged  = errors.New("vault: not what was written, or written with another key")
	ErrDiffers  = errors.New("vault: the copy is not the same as the original")
	ErrNotPlain = errors.New("vault: not an ordinary SQLite file")
)

// Vault is a data key in use. Its methods may be called from any goroutine.
type Vault struct {
	name string

	mu     sync.Mutex
	keys   *keys // nil: closed
	open   int   // files
	handle uintptr
	vfs    uintptr
}

// Open derives the subkeys and registers a VFS under a fresh random name, which
// db.Options.VFS then asks for. The data key itself is not kept.
func Open(dataKey [32]byte) (*Vault, error) {
	k, err := derive(dataKey)
	if err != nil {
		return nil, err
	}
	var random [8]byte
	rand.Read(random[:])
	v := &Vault{name: "vault-" + hex.EncodeToString(random[:]), keys: k}
	if err := v.register(); err != nil {
		return nil, err
	}
	return v, nil
}

// Name is that of the VFS, for opening files through it.
func (v *Vault) Name() string { return v.name }

// Close forgets the keys: from then on nothing opens by that name. While a file
// is open it does nothing but return [ErrInUse].
func (v *Vault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.keys == nil {
		return nil
	}
	if v.open > 0 {
		return fmt.Errorf("%w (%d)", ErrInUse, v.open)
	}
	v.keys = nil
	tls := libc.NewTLS()
	defer tls.Close()
	// Somebody may have asked for the VFS a moment ago and be about to call it: its
	// struct and its handle stay, some 200 bytes for each unlocking, and refuse.
	if rc := sqlite3.Xsqlite3_vfs_unregister(tls, v.vfs); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("vault: unregister: SQLite error %d", rc)
	}
	return nil
}

// take counts a file about to be opened; false: the vault is closed.
func (v *Vault) take() (*keys, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.keys == nil {
		return nil, false
	}
	v.open++
	return v.keys, true
}

func (v *Vault) give() {
	v.mu.Lock()
	v.open--
	v.mu.Unlock()
}
