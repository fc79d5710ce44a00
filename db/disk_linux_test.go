package db

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// onSmallDisk runs the rest of the calling test in a process with mounts of its
// own, on a file system of 4 MiB that it may fill and remount: what happens there
// is real, and ends with the process. It returns "" in the parent, which is done.
func onSmallDisk(t *testing.T) (dir string) {
	t.Helper()
	const name = "KARETE_DB_SMALL_DISK"
	if dir = os.Getenv(name); dir == "" {
		runWithOwnMounts(t, name+"="+t.TempDir())
		return ""
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		t.Fatalf("make mounts private: %v", err)
	}
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Fatalf("mount a tmpfs: %v", err)
	}
	return dir
}

func runWithOwnMounts(t *testing.T, env string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), env)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS, Pdeathsig: syscall.SIGKILL}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v (this test needs root, or user namespaces, to mount a small disk)\n%s", err, out)
	}
	if !bytes.Contains(out, []byte("--- PASS: "+t.Name())) {
		t.Fatalf("the test did not run on the small disk:\n%s", out)
	}
}

// fill takes all the room there is; the function it returns gives it back.
func fill(t *testing.T, dir string) (free func()) {
	t.Helper()
	name := filepath.Join(dir, "filler")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	wantErr(t, "filling", err, syscall.ENOSPC)
	return func() {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

func remount(t *testing.T, dir string, readOnly bool) {
	t.Helper()
	var flag uintptr
	if readOnly {
		flag = unix.MS_RDONLY
	}
	if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT|flag, ""); err != nil {
		t.Fatalf("remount: %v", err)
	}
}

// breakWrites makes the kernel refuse every write to a file with EFBIG, which
// SQLite knows only as an I/O error.
func breakWrites(t *testing.T) (repair func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var old unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: 1, Max: old.Max}); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &old); err != nil {
			t.Fatal(err)
		}
	}
}

func sound(t *testing.T, d *DB) {
	t.Helper()
	found, err := d.IntegrityCheck(t.Context())
	if err != nil || len(found) > 0 {
		t.Errorf("integrity: %q, %v", found, err)
	}
}

func TestFullDisk(t *testing.T) {
	dir := onSmallDisk(t)
	if dir == "" {
		return
	}
	d := open(t, filepath.Join(dir, "karete.db"))
	yes := 0
	for round := range 5 {
		if err := addBook(d, "before"); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		yes++
		free := fill(t, dir)
		var err error
		for err == nil { // the WAL may still have room of its own
			if err = addBook(d, page(yes)); err == nil {
				yes++
			}
		}
		wantErr(t, "write on a full disk", err, ErrFull)
		if errors.Is(err, ErrReadOnly) {
			t.Error("a full disk is not a read-only one")
		}
		want(t, "state", d.State().Name, StateFull)
		d.probe.last = time.Time{}
		wantErr(t, "probe", d.Probe(t.Context()), ErrFull)
		for range 10 {
			want(t, "books on a full disk", count(t, d, "book"), yes)
		}
		if round == 2 { // a start on a full disk
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			d = open(t, d.Path())
			want(t, "books after a start on a full disk", count(t, d, "book"), yes)
		}
		free()
		if round%2 == 0 {
			d.probe.last = time.Time{}
			wantErr(t, "probe with room again", d.Probe(t.Context()), nil)
		}
		wantErr(t, "write with room again", addBook(d, "after"), nil)
		yes++
		want(t, "state", d.State().Name, StateOK)
	}
	want(t, "books", count(t, d, "book"), yes)
	sound(t, d)
}

// Whoever was told yes is kept and whoever was told no is not, also when a
// whole batch meets the end of the disk.
func TestDiskFillsUnderABatch(t *testing.T) {
	dir := onSmallDisk(t)
	if dir == "" {
		return
	}
	d := open(t, filepath.Join(dir, "karete.db"))
	var yes, full atomic.Int64
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for full.Load() < 32 {
				switch err := addBook(d, page(0)); {
				case err == nil:
					yes.Add(1)
				case errors.Is(err, ErrFull):
					full.Add(1)
				default:
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	want(t, "kept", count(t, d, "book"), int(yes.Load()))
	sound(t, d)
}

func TestFailingAndReadOnlyDisk(t *testing.T) {
	dir := onSmallDisk(t)
	if dir == "" {
		return
	}
	d := open(t, filepath.Join(dir, "karete.db"))
	yes := 0
	good := func(what string) {
		t.Helper()
		wantErr(t, what, addBook(d, page(yes)), nil)
		yes++
		want(t, what+": state", d.State().Name, StateOK)
		want(t, what+": books", count(t, d, "book"), yes)
	}
	bad := func(what string, state StateName) {
		t.Helper()
		for range 3 {
			wantErr(t, what, addBook(d, "lost"), ErrReadOnly)
			want(t, what+": state", d.State().Name, state)
			want(t, what+": books", count(t, d, "book"), yes)
		}
		d.probe.last = time.Time{}
		wantErr(t, what+": probe", d.Probe(t.Context()), ErrReadOnly)
	}
	for range 10 {
		good("well")
		repair := breakWrites(t)
		bad("writes fail", StateFailing)
		repair()
		good("writes work again")

		repair = breakWrites(t)
		wantErr(t, "a write fails", addBook(d, "lost"), ErrReadOnly)
		err := d.readers.alone(func() error { // no file is open for writing now, so that the kernel agrees
			remount(t, dir, true)
			return nil
		})
		wantErr(t, "remount", err, nil)
		repair()
		bad("read-only", StateReadOnly)
		remount(t, dir, false)
		good("writable again")
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	remount(t, dir, true)
	d = open(t, d.Path())
	want(t, "state after a start on a read-only disk", d.State().Name, StateReadOnly)
	bad("read-only from the start", StateReadOnly)
	remount(t, dir, false)
	good("writable after a read-only start")
	sound(t, d)
}

func TestProbeReallyWritesWhenRoomIsLow(t *testing.T) {
	dir := onSmallDisk(t)
	if dir == "" {
		return
	}
	d := open(t, filepath.Join(dir, "karete.db"))
	wantErr(t, "well", d.Probe(context.Background()), nil)
	repair := breakWrites(t)
	d.probe.last = time.Time{}
	wantErr(t, "little room, so it really writes", d.Probe(context.Background()), ErrReadOnly)
	repair()
	wantErr(t, "asked again at once", d.Probe(context.Background()), ErrReadOnly)
	d.probe.last = d.probe.last.Add(-probeEvery)
	wantErr(t, "asked a second later", d.Probe(context.Background()), nil)
	want(t, "state", d.State().Name, StateOK)
}
