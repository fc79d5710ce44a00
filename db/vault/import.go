package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"karete/db/durable"
)

// Where the header of page 1 tells more than the geometry.
const (
	writeVersion, readVersion = 18, 19 // 1: a rollback journal; 2: a log
	fractionsAt               = 21     // three bytes that SQLite has never had otherwise
)

const together = 64 // pages sealed before they are written

// Import seals an ordinary SQLite file of size bytes, page by page as r gives it,
// into the vault as newPath, which must not exist: nothing of it touches the disk
// in the clear, and it takes no more memory than a few pages. It reads no further
// than size. When it returns nil the file is on the disk; after an error there is
// none. What the pages hold is not looked at, but for the header that says how the
// file is laid out. Errors: those of r; ErrNotPlain, which says what is wrong; those
// of the disk, os.ErrExist among them.
func (v *Vault) Import(ctx context.Context, r io.Reader, size int64, newPath string) (err error) {
	v.mu.Lock()
	k := v.keys
	v.mu.Unlock()
	if k == nil {
		return ErrClosed
	}
	f, err := os.OpenFile(newPath, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("vault: %w", err)
	}
	in := importer{pages: newPages(k.main, kindMain), from: r, to: f, paced: durable.NewPaced(f), count: size / pageSize}
	if err = in.all(ctx, size); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = durable.Folder(filepath.Dir(newPath))
	}
	if err != nil {
		return fmt.Errorf("vault: import: %w", errors.Join(err, remove(newPath)))
	}
	return nil
}

type importer struct {
	pages
	from  io.Reader
	to    *os.File
	paced *durable.Paced
	count int64 // pages in all

	plain  [pageSize]byte
	sealed [together * pageSize]byte
	held   int // bytes of sealed
}

func (in *importer) all(ctx context.Context, size int64) error {
	if size < pageSize || size%pageSize != 0 || in.count > maxPages {
		return fmt.Errorf("%w: %d bytes are no whole pages", ErrNotPlain, size)
	}
	for number := int64(1); number <= in.count; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := io.ReadFull(in.from, in.plain[:]); err != nil {
			return fmt.Errorf("page %d of %d: %w", number, in.count, err)
		}
		if err := in.page(number); err != nil {
			return err
		}
	}
	return in.flush()
}

func (in *importer) page(number int64) error {
	switch {
	case number == lockPage:
		// A hole, as SQLite leaves it.
		if err := in.flush(); err != nil {
			return err
		}
		_, err := in.to.Seek(pageSize, io.SeekCurrent)
		return err
	case !sealable(in.plain[:]):
		return fmt.Errorf("%w: page %d uses bytes that are reserved", ErrNotPlain, number)
	case number == 1:
		if problem := in.header(); problem != "" {
			return fmt.Errorf("%w: %s", ErrNotPlain, problem)
		}
	}
	in.seal(in.sealed[in.held:in.held+pageSize], in.plain[:], uint32(number))
	if in.held += pageSize; in.held == len(in.sealed) {
		return in.flush()
	}
	return nil
}

func (in *importer) flush() error {
	_, err := in.paced.Write(in.sealed[:in.held])
	in.held = 0
	return err
}

// header says what is wrong with the header of page 1; "": nothing.
func (in *importer) header() string {
	h := in.plain[:headerSize]
	switch {
	case string(h[:len(plainMagic)]) != plainMagic:
		return "it does not begin as one"
	case !geometric(h):
		return "its pages are of another size"
	case h[writeVersion] != 1 || h[readVersion] != 1:
		return "a log belongs to it"
	case [3]byte(h[fractionsAt:]) != [3]byte{64, 32, 32}:
		return "its header is broken"
	case told(h) != in.count:
		return fmt.Sprintf("it says it has %d pages, and comes with %d", told(h), in.count)
	}
	return ""
}
