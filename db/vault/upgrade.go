package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"karete/db/durable"
)

// Names beside the database while it is brought into the vault.
const (
	sealing = ".sealing" // the copy, not whole yet
	inClear = ".plain"   // a second name of the original, so that it can be overwritten after it was replaced
)

// Upgrade brings an ordinary SQLite file into the vault, in its place, and
// overwrites what was in the clear: itself, its log, and its snapshots from before
// migrations. Nobody may have it open.
//
// Power may go at any moment. At each, path is the whole original or the whole
// copy, and the next call goes on from there: call it before every opening. When
// there is nothing to do it does no more than look at a few names. The data key
// must already be safe on the disk.
//
// What lay in blocks that the disk has given away earlier, or keeps in reserve as
// flash memory does, cannot be overwritten by anybody.
func (v *Vault) Upgrade(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("vault: %w", err)
	}
	if err := errors.Join(unopened(path), unopened(path+sealing)); err != nil {
		return err
	}
	plain, err := Plain(path)
	if err != nil {
		return err
	}
	if plain {
		if err := v.bringIn(ctx, path); err != nil {
			return fmt.Errorf("vault: upgrade: %w", err)
		}
	}
	if err := v.tidy(path); err != nil {
		return fmt.Errorf("vault: upgrade: %w", err)
	}
	return nil
}

func (v *Vault) bringIn(ctx context.Context, path string) error {
	dir := filepath.Dir(path)
	// Left by a call that was cut short: the second name goes, the file stays.
	same, err := sameFile(path, path+inClear)
	if err != nil {
		return err
	}
	if same {
		if err := os.Remove(path + inClear); err != nil {
			return err
		}
	}
	if err := errors.Join(scrub(path+inClear), removeCopy(path)); err != nil {
		return err
	}
	if err := v.CopyFrom(ctx, path, path+sealing); err != nil {
		return err
	}
	if err := os.Link(path, path+inClear); err != nil {
		return err // a file system without second names (FAT) is no place for patients' data
	}
	if err := durable.Folder(dir); err != nil {
		return err
	}
	if err := durable.Replace(path+sealing, path); err != nil {
		return err
	}
	// From here on path is the copy, and what its log was is in it.
	return errors.Join(scrub(path+"-wal"), remove(path+"-shm"))
}

// tidy removes what an upgrade may have left, once path is in the vault.
func (v *Vault) tidy(path string) error {
	snapshots, err := filepath.Glob(globbed(path) + ".before-*")
	if err != nil {
		return err
	}
	plain := []string{}
	for _, name := range append(snapshots, path+inClear) {
		if yes, err := Plain(name); err != nil {
			return err
		} else if yes || strings.HasSuffix(name, ".part") { // one cut short: its beginning may be missing
			plain = append(plain, name)
		}
	}
	if yes, err := plainLog(path + "-wal"); err != nil {
		return err
	} else if yes {
		plain = append(plain, path+"-wal")
	}
	left := false
	for _, name := range []string{path + inClear, path + sealing} {
		if _, err := os.Lstat(name); err == nil {
			left = true
		}
	}
	if len(plain) == 0 && !left {
		return nil
	}
	// Rather a copy in the clear than none.
	if ours, err := v.Owns(path); err != nil {
		return err
	} else if !ours {
		return ErrDamaged
	}
	for _, name := range plain {
		if err := scrub(name); err != nil {
			return err
		}
	}
	return errors.Join(scrub(path+inClear), removeCopy(path), durable.Folder(filepath.Dir(path)))
}

func removeCopy(path string) error {
	return remove(path+sealing, path+sealing+"-wal", path+sealing+"-shm", path+sealing+"-journal")
}

// Replace makes the switch of a rekey: newPath, made by [Vault.Rekey], becomes
// path, whose log and snapshots under the old key go. Whenever power goes, path is
// whole under one of the keys; [Vault.Owns] tells which. A log that stayed is of no
// use under the new key and SQLite ignores it.
func Replace(newPath, path string) error {
	if err := errors.Join(unopened(path), unopened(newPath)); err != nil {
		return err
	}
	if err := durable.Replace(newPath, path); err != nil {
		return fmt.Errorf("vault: replace: %w", err)
	}
	snapshots, err := filepath.Glob(globbed(path) + ".before-*")
	if err != nil {
		return fmt.Errorf("vault: replace: %w", err)
	}
	err = errors.Join(remove(append(snapshots, path+"-wal", path+"-shm", path+"-journal")...), durable.Folder(filepath.Dir(path)))
	if err != nil {
		return fmt.Errorf("vault: replace: %w", err)
	}
	return nil
}

// globbed is a path in a pattern that means itself.
func globbed(path string) string {
	out := make([]byte, 0, len(path))
	for i := range len(path) {
		switch c := path[i]; c {
		case '*', '?', '[':
			out = append(out, '[', c, ']')
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

func sameFile(a, b string) (bool, error) {
	first, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	second, err := os.Stat(b)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(first, second), err
}

// scrub overwrites a file and removes it. There may be none.
func scrub(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := errors.Join(overwrite(f), f.Close()); err != nil {
		return err
	}
	return os.Remove(name)
}

// disk is what overwriting needs of a file.
type disk interface {
	io.WriterAt
	Stat() (fs.FileInfo, error)
	Sync() error
}

// overwrite writes zeros over all of a file, durably, and last over its beginning:
// until then it is known for what it is and found again after a power cut.
func overwrite(f disk) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	const head = 4 << 10
	zeros := make([]byte, 64<<10)
	for off := int64(head); off < info.Size(); off += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros[:min(int64(len(zeros)), info.Size()-off)], off); err != nil {
			return err
		}
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if _, err := f.WriteAt(zeros[:min(head, info.Size())], 0); err != nil {
		return err
	}
	return f.Sync()
}
