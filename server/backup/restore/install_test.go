package restore

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// oldFiles are a clinic's as they lie there after a cut; newFiles what comes.
var (
	oldFiles = map[string]string{"karete.db": "old records", "karete.db-wal": "old log", "karete.db.before-0009": "old snapshot", "keys.json": "old keys",
		"keys.json.copy": "old keys", "box.pub": "old verifier", "auto-unlock.key": "old box key", "box.key": "old signer", "sign-ins.txt": "old demo", ".keys.json.1": "old rest"}
	newFiles = map[string]string{"karete.db": "new records", "keys.json": "new keys", "keys.json.copy": "new keys", "box.pub": "new verifier", RecordFile: "new record"}
	boxFiles = map[string]string{"karete.lock": "", "sealed.pem": "certificate", "unlock-brake.json": "{}", "network.json": "other"}
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			files[e.Name()+"/"] = ""
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(text)
	}
	return files
}

// clinic is a folder with old data, and the new ones beside them.
func clinic(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, dir, oldFiles)
	write(t, dir, boxFiles)
	write(t, dir, map[string]string{"karete.db-shm": "shared memory"})
	part, err := Part(dir)
	if err != nil {
		t.Fatal(err)
	}
	write(t, part, newFiles)
	return dir
}

// copyTree copies a folder; two names of one file stay that when links is true, as
// a disk keeps them, and become two files otherwise, as a disk without second names
// has them.
func copyTree(t *testing.T, from, to string, links bool) {
	t.Helper()
	type seen struct {
		info os.FileInfo
		path string
	}
	var files []seen
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		out := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(out, 0o700)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if at := slices.IndexFunc(files, func(s seen) bool { return os.SameFile(s.info, info) }); links && at >= 0 {
			return os.Link(files[at].path, out)
		}
		files = append(files, seen{info, out})
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(out, text, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

const stamp = "before-restore-20261122T100000Z"

// whole fails unless the folder has the old data or the new, and nothing else; after
// the new ones the safety copy must be there. It answers with which.
func whole(t *testing.T, dir, at string) string {
	t.Helper()
	got := read(t, dir)
	for name, text := range boxFiles {
		if got[name] != text {
			t.Errorf("%s: the box's %s is %q", at, name, got[name])
		}
		delete(got, name)
	}
	if _, ok := got[stamp+"/"]; ok {
		delete(got, stamp+"/")
		if !maps.Equal(got, newFiles) {
			t.Errorf("%s: a mix: %v", at, got)
		}
		if safe := read(t, filepath.Join(dir, stamp)); !maps.Equal(safe, oldFiles) {
			t.Errorf("%s: the safety copy is %v", at, safe)
		}
		return "new"
	}
	delete(got, "karete.db-shm")
	if !maps.Equal(got, oldFiles) {
		t.Errorf("%s: neither the old nor the new: %v", at, got)
	}
	return "old"
}

var errCut = errors.New("the power went")

// cutAfter ends the work after n steps.
func cutAfter(n int) func() error {
	return func() error {
		if n--; n < 0 {
			return errCut
		}
		return nil
	}
}

// The power goes after each step of a restore, and again after each step of the
// start that finishes or undoes it.
func TestThePowerGoesAtEveryStep(t *testing.T) {
	t.Parallel()
	found := map[string]int{}
	for n := 0; ; n++ {
		dir := clinic(t)
		err := installer{dir: dir, step: cutAfter(n)}.installUndiscarded(stamp)
		if err == nil {
			if whole(t, dir, "not cut") != "new" {
				t.Error("nothing was restored")
			}
			break
		}
		if !errors.Is(err, errCut) {
			t.Fatal(err)
		}
		for m := n % 4; ; m += 4 {
			again := filepath.Join(filepath.Dir(dir), fmt.Sprint(m))
			copyTree(t, dir, again, (n+m)%8 < 4)
			at := fmt.Sprintf("step %d, then %d", n, m)
			_, err := installer{dir: again, step: cutAfter(m)}.settle()
			if err != nil && !errors.Is(err, errCut) {
				t.Fatalf("%s: %v", at, err)
			}
			if _, e := Settle(again); e != nil {
				t.Fatalf("%s: %v", at, e)
			}
			found[whole(t, again, at)]++
			if err == nil {
				break
			}
		}
	}
	if found["old"] < 20 || found["new"] < 40 {
		t.Errorf("cut at too few places: %v", found)
	}
}

// installUndiscarded is install without the clearing away after a failure: what is
// cut off clears nothing.
func (i installer) installUndiscarded(safety string) error {
	if err := i.prepare(safety); err != nil {
		return err
	}
	if err := i.did(os.Rename(i.at(partFolder), i.at(readyFolder))); err != nil {
		return err
	}
	if err := i.did(nil); err != nil {
		return err
	}
	return i.finish()
}

func TestAnErrorBeforeItCountsLeavesEverythingAsItWas(t *testing.T) {
	t.Parallel()
	dir := clinic(t)
	n := 0
	once := func() error { // a disk that fails for a moment
		if n++; n == 9 {
			return errCut
		}
		return nil
	}
	if err := (installer{dir: dir, step: once}).install(stamp); !errors.Is(err, errCut) || errors.Is(err, ErrPending) {
		t.Error(err)
	}
	got := read(t, dir)
	for name := range got {
		if strings.HasPrefix(name, safetyStart) || strings.HasPrefix(name, "restore") {
			t.Errorf("%s is left", name)
		}
	}
	if whole(t, dir, "undone") != "old" {
		t.Error("the old data are not there")
	}
}

func TestItIsFinishedBeforeAnotherBegins(t *testing.T) {
	t.Parallel()
	dir := clinic(t)
	if err := (installer{dir: dir, step: cutAfter(25)}).install(stamp); !errors.Is(err, ErrPending) || !Pending(dir) {
		t.Fatal(err)
	}
	if _, err := Part(dir); !errors.Is(err, ErrPending) {
		t.Errorf("another one begins: %v", err)
	}
	if err := Install(dir, stamp); !errors.Is(err, ErrPending) {
		t.Errorf("another one is installed: %v", err)
	}
	if finished, err := Settle(dir); !finished || err != nil || Pending(dir) {
		t.Errorf("%v, %v", finished, err)
	}
	if whole(t, dir, "finished") != "new" {
		t.Error("the new data are not there")
	}
	if finished, err := Settle(dir); finished || err != nil {
		t.Errorf("finished twice: %v", err)
	}
}

// On a box without a clinic there is nothing to keep.
func TestWithoutASafetyCopy(t *testing.T) {
	t.Parallel()
	dir := clinic(t)
	if err := Install(dir, ""); err != nil {
		t.Fatal(err)
	}
	got := read(t, dir)
	for name := range boxFiles {
		delete(got, name)
	}
	if !maps.Equal(got, newFiles) {
		t.Errorf("%v", got)
	}
}

func TestOnlyWholeRecordsAreInstalled(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(part string) error{
		"no database": func(part string) error { return os.Remove(filepath.Join(part, "karete.db")) },
		"no keys":     func(part string) error { return os.Remove(filepath.Join(part, "keys.json")) },
		"a stranger":  func(part string) error { return os.WriteFile(filepath.Join(part, "karete.lock"), nil, 0o600) },
	} {
		dir := clinic(t)
		if err := change(filepath.Join(dir, partFolder)); err != nil {
			t.Fatal(err)
		}
		if err := Install(dir, stamp); err == nil {
			t.Errorf("%s: installed", name)
		}
		if whole(t, dir, name) != "old" {
			t.Errorf("%s: the old data are gone", name)
		}
	}
}

func TestSafetyCopiesNeverMeet(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	seen := map[string]bool{}
	for range 3 {
		name := SafetyName(dir, now)
		if seen[name] || os.Mkdir(filepath.Join(dir, name), 0o700) != nil {
			t.Fatalf("%s twice", name)
		}
		seen[name] = true
	}
	if !seen[stamp] {
		t.Errorf("%v", seen)
	}
	if _, err := Settle(dir); err != nil || len(read(t, dir)) != 3 {
		t.Errorf("a safety copy was cleared away: %v %v", read(t, dir), err)
	}
}
