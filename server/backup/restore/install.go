package restore

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"karete/db/durable"
)

// The names in the data folder; doc.go says what each means.
const (
	partFolder  = "restore.part"
	readyFolder = "restore.ready"
	safetyStart = "before-restore-"
	unfinished  = ".part"
	placing     = ".restored"
)

// ours are the files that belong to one clinic's records: they come and go
// together. Everything else in the folder belongs to the box and stays.
var ours = []string{"karete.db*", "keys.json*", ".keys.json*", "box.pub", "box.key", "auto-unlock.key", RecordFile, "sign-ins.txt"}

// isOurs leaves out what isLeft has.
func isOurs(name string) bool { return matches(name) && !isLeft(name) }

// isLeft is worth nothing to anybody: what a placing that was cut short left, and
// the shared memory of a database that nobody has open.
func isLeft(name string) bool {
	for _, end := range []string{placing, "-shm"} {
		if of, ok := strings.CutSuffix(name, end); ok && matches(of) {
			return true
		}
	}
	return false
}

func matches(name string) bool {
	return slices.ContainsFunc(ours, func(pattern string) bool {
		fits, _ := filepath.Match(pattern, name) // the patterns are sound: the tests use each
		return fits
	})
}

// installer is one installing. step is called after each thing done to the disk; an
// error from it ends the work there, as a power cut would.
type installer struct {
	dir  string
	step func() error
}

func (i installer) at(names ...string) string {
	return filepath.Join(append([]string{i.dir}, names...)...)
}

// did is the end of one step: its error, or that of what watches.
func (i installer) did(err error) error {
	if err == nil && i.step != nil {
		err = i.step()
	}
	return err
}

// Part makes the empty folder in which the new data are put together. One that was
// left is removed; a restore that only waits to be finished is an error.
func Part(dir string) (string, error) {
	if Pending(dir) {
		return "", ErrPending
	}
	if err := Discard(dir); err != nil {
		return "", err
	}
	part := filepath.Join(dir, partFolder)
	return part, os.Mkdir(part, 0o700)
}

// ErrPending is a restore that was cut short after it counted: the next start
// finishes it.
var ErrPending = errors.New("a restore was cut short; starting the server finishes it")

// Pending reports whether a restore waits to be finished. Nothing in the folder may
// be opened before.
func Pending(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, readyFolder))
	return err == nil
}

// Discard removes what was put together and never counted.
func Discard(dir string) error { return installer{dir: dir}.discard() }

// Install replaces the box's data by what is in the folder of Part. Nobody may have
// any of them open. safety is the name of the copy of what was there, as SafetyName
// made it; "" keeps none, for a box without a clinic.
//
// Before it counts an error leaves everything as it was, and ErrPending means that
// it counts already and is not finished.
func Install(dir, safety string) error { return installer{dir: dir}.install(safety) }

// Settle finishes a restore that counted when it was cut short, and clears away one
// that did not. finished reports the first. Nobody may have anything open.
func Settle(dir string) (finished bool, err error) { return installer{dir: dir}.settle() }

// SafetyName is a name that no safety copy has.
func SafetyName(dir string, now time.Time) string {
	name := safetyStart + now.UTC().Format("20060102T150405Z")
	for n := 2; ; n++ {
		_, done := os.Lstat(filepath.Join(dir, name))
		_, part := os.Lstat(filepath.Join(dir, name+unfinished))
		if errors.Is(done, fs.ErrNotExist) && errors.Is(part, fs.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s%s-%d", safetyStart, now.UTC().Format("20060102T150405Z"), n)
	}
}

func (i installer) install(safety string) error {
	if Pending(i.dir) {
		return ErrPending
	}
	err := i.prepare(safety)
	if err != nil {
		return errors.Join(err, i.discard())
	}
	// The one moment: before it the old data count, after it the new.
	err = i.did(os.Rename(i.at(partFolder), i.at(readyFolder)))
	if err == nil {
		err = i.did(durable.Folder(i.dir))
	}
	if err == nil {
		err = i.finish()
	}
	switch {
	case err == nil:
		return nil
	case Pending(i.dir):
		return errors.Join(ErrPending, err)
	}
	return errors.Join(err, i.discard())
}

// prepare makes the safety copy, and both whole on the disk.
func (i installer) prepare(safety string) error {
	names, err := filesIn(i.at(partFolder))
	if err != nil {
		return err
	}
	for _, name := range []string{"karete.db", "keys.json"} {
		if !slices.Contains(names, name) {
			return fmt.Errorf("restore: there is no %s to install", name)
		}
	}
	for _, name := range names {
		if !isOurs(name) {
			return fmt.Errorf("restore: %s does not belong to a clinic's records", name)
		}
		if err := i.did(durable.File(i.at(partFolder, name))); err != nil {
			return err
		}
	}
	if err := i.did(durable.Folder(i.at(partFolder))); err != nil {
		return err
	}
	if safety == "" {
		return nil
	}
	folder := safety + unfinished
	if err := i.did(os.Mkdir(i.at(folder), 0o700)); err != nil {
		return err
	}
	old, err := i.old()
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := i.did(clone(i.at(name), i.at(folder, name))); err != nil {
			return fmt.Errorf("restore: the safety copy: %w", err)
		}
	}
	return i.did(errors.Join(durable.Folder(i.at(folder)), durable.Folder(i.dir)))
}

// old lists the files of the records that are there.
func (i installer) old() ([]string, error) {
	names, err := filesIn(i.dir)
	return slices.DeleteFunc(names, func(name string) bool { return !isOurs(name) }), err
}

func (i installer) settle() (bool, error) {
	if !Pending(i.dir) {
		return false, i.discard()
	}
	if err := i.finish(); err != nil {
		return false, fmt.Errorf("a restore that was cut short cannot be finished yet: %w", err)
	}
	return true, nil
}

// finish does the rest of a restore that counts. All of it can be done again.
func (i installer) finish() error {
	if err := i.nameSafety(); err != nil {
		return err
	}
	coming, err := filesIn(i.at(readyFolder))
	if err != nil {
		return err
	}
	for _, name := range coming {
		if err := i.place(name); err != nil {
			return err
		}
	}
	there, err := filesIn(i.dir)
	if err != nil {
		return err
	}
	for _, name := range there {
		if slices.Contains(coming, name) || !isOurs(name) && !isLeft(name) {
			continue
		}
		if err := i.did(os.Remove(i.at(name))); err != nil { // it is in the safety copy
			return err
		}
	}
	if err := i.did(durable.Folder(i.dir)); err != nil {
		return err
	}
	// Everything is in its place: what stays is to be cleared away, whole or not.
	if err := i.did(os.RemoveAll(i.at(partFolder))); err != nil {
		return err
	}
	if err := i.did(os.Rename(i.at(readyFolder), i.at(partFolder))); err != nil {
		return err
	}
	if err := i.did(durable.Folder(i.dir)); err != nil {
		return err
	}
	_ = i.discard() // if the disk refuses now, the next start does it
	return nil
}

// nameSafety gives the safety copy its name: it is whole since before the restore
// counted.
func (i installer) nameSafety() error {
	list, err := i.unfinishedSafety()
	if err != nil {
		return err
	}
	for _, name := range list {
		if err := i.did(os.Rename(i.at(name), i.at(strings.TrimSuffix(name, unfinished)))); err != nil {
			return err
		}
	}
	if len(list) == 0 {
		return nil
	}
	return i.did(durable.Folder(i.dir))
}

func (i installer) unfinishedSafety() (names []string, err error) {
	entries, err := os.ReadDir(i.dir)
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), safetyStart) && strings.HasSuffix(e.Name(), unfinished) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// place has the file of restore.ready stand beside the box's, in the place of the
// old one. It stays in restore.ready too.
func (i installer) place(name string) error {
	from, to := i.at(readyFolder, name), i.at(name)
	if same, err := sameFile(from, to); same || err != nil {
		return err
	}
	tmp := to + placing
	if err := durable.Remove(tmp); err != nil {
		return err
	}
	if err := i.did(clone(from, tmp)); err != nil {
		return err
	}
	if err := i.did(durable.Folder(i.dir)); err != nil {
		return err
	}
	return i.did(os.Rename(tmp, to))
}

// discard removes restore.part, and a safety copy of data that were not replaced.
func (i installer) discard() error {
	list, err := i.unfinishedSafety()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, name := range append(list, partFolder) {
		if _, err := os.Lstat(i.at(name)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := i.did(os.RemoveAll(i.at(name))); err != nil {
			return fmt.Errorf("restore: what is left of one that was cut short: %w", err)
		}
	}
	return nil
}

// clone gives a file a second name, or makes a flushed copy of it on a disk that
// knows no second names.
func clone(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
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

// filesIn lists the files of a folder, without the folders.
func filesIn(dir string) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, err
}
