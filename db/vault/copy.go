package vault

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"

	"karete/db/durable"
)

// CopyFrom writes the ordinary SQLite file at plainPath, which nobody may have
// open, into the vault as newPath, which must not exist. When it returns nil the
// copy is on the disk and was compared with the original; after an error there is
// no copy. The original stays as it is.
func (v *Vault) CopyFrom(ctx context.Context, plainPath, newPath string) error {
	plain, err := Plain(plainPath)
	if err != nil {
		return err
	}
	if !plain {
		return ErrNotPlain
	}
	return v.copyOf(ctx, source{plainPath, ""}, newPath)
}

// Rekey is the same from one key to another: what path holds under v, newPath
// then holds under to. [Replace] makes the switch.
func (v *Vault) Rekey(ctx context.Context, to *Vault, path, newPath string) error {
	if err := unopened(path); err != nil {
		return err
	}
	return to.copyOf(ctx, source{path, v.name}, newPath)
}

// source is a database and the VFS it is read through.
type source struct{ path, vfs string }

func (s source) uri(more url.Values) (string, error) {
	path, err := filepath.Abs(s.path)
	if err != nil {
		return "", fmt.Errorf("vault: %w", err)
	}
	if path = filepath.ToSlash(path); !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/data
	}
	if s.vfs != "" {
		more.Set("vfs", s.vfs)
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: more.Encode()}).String(), nil
}

// connect opens the database on one connection that keeps everybody else out.
func (s source) connect(ctx context.Context, f func(*sql.Conn) error) (err error) {
	uri, err := s.uri(url.Values{"mode": {"rw"}, "_error_rc": {"1"}})
	if err != nil {
		return err
	}
	pool, err := sql.Open("sqlite", uri)
	if err != nil {
		return err
	}
	defer pool.Close()
	c, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	// The log stays, so that it can be overwritten if it is in the clear.
	if err := c.Raw(keepLog); err != nil {
		return err
	}
	for _, pragma := range []string{"busy_timeout = 5000", "locking_mode = EXCLUSIVE", "temp_store = MEMORY", "mmap_size = 0",
		"cell_size_check = ON", "trusted_schema = OFF"} {
		if _, err := c.ExecContext(ctx, "PRAGMA "+pragma); err != nil {
			return fmt.Errorf("pragma %s: %w", pragma, err)
		}
	}
	return f(c)
}

func keepLog(driverConn any) error {
	fc, ok := driverConn.(sqlite.FileControl)
	if !ok {
		return fmt.Errorf("%T has no file control", driverConn)
	}
	_, err := fc.FileControlPersistWAL("main", 1)
	return err
}

func (v *Vault) copyOf(ctx context.Context, from source, newPath string) (err error) {
	if _, err := os.Lstat(newPath); err == nil {
		return fmt.Errorf("vault: %w", &os.PathError{Op: "copy", Path: newPath, Err: os.ErrExist})
	}
	to := source{newPath, v.name}
	uri, err := to.uri(url.Values{"reserve": {fmt.Sprint(reserved)}})
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("vault: copy: %w", errors.Join(err, remove(newPath, newPath+"-wal", newPath+"-shm", newPath+"-journal")))
		}
	}()
	var before summary
	err = from.connect(ctx, func(c *sql.Conn) error {
		if before, err = summarize(ctx, c); err != nil {
			return fmt.Errorf("the original: %w", err)
		}
		_, err := c.ExecContext(ctx, "VACUUM INTO ?", uri)
		return err
	})
	if err != nil {
		return err
	}
	if err := durable.File(newPath); err != nil {
		return err
	}
	var after summary
	err = to.connect(ctx, func(c *sql.Conn) error {
		after, err = summarize(ctx, c)
		return err
	})
	if err != nil {
		return fmt.Errorf("the copy: %w", err)
	}
	if before != after {
		return ErrDiffers
	}
	report, err := v.Check(ctx, newPath)
	if err != nil {
		return err
	}
	if !report.Sound() {
		return fmt.Errorf("the copy: %w", ErrDamaged)
	}
	// Comparing leaves neither log nor journal, and none may lie beside the copy.
	return errors.Join(remove(newPath+"-wal", newPath+"-shm", newPath+"-journal"), durable.Folder(filepath.Dir(newPath)))
}

func remove(names ...string) error {
	var all error
	for _, name := range names {
		all = errors.Join(all, durable.Remove(name))
	}
	return all
}

// summary is the same for two databases with the same content.
type summary struct {
	rows    int64
	content [sha256.Size]byte
}
