package db

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"karete/db/smalldisk"
)

func sound(t *testing.T, d *DB) {
	t.Helper()
	found, err := d.IntegrityCheck(t.Context())
	if err != nil || len(found) > 0 {
		t.Errorf("integrity: %q, %v", found, err)
	}
}

func TestFullDisk(t *testing.T) {
	dir := smalldisk.On(t, 4)
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
		free := smalldisk.Fill(t, dir)
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
	dir := smalldisk.On(t, 4)
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
	dir := smalldisk.On(t, 4)
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
		repair := smalldisk.BreakWrites(t)
		bad("writes fail", StateFailing)
		repair()
		good("writes work again")

		repair = smalldisk.BreakWrites(t)
		wantErr(t, "a write fails", addBook(d, "lost"), ErrReadOnly)
		err := d.readers.alone(func() error { // no file is open for writing now, so that the kernel agrees
			smalldisk.Remount(t, dir, true)
			return nil
		})
		wantErr(t, "remount", err, nil)
		repair()
		bad("read-only", StateReadOnly)
		smalldisk.Remount(t, dir, false)
		good("writable again")
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	smalldisk.Remount(t, dir, true)
	d = open(t, d.Path())
	want(t, "state after a start on a read-only disk", d.State().Name, StateReadOnly)
	bad("read-only from the start", StateReadOnly)
	smalldisk.Remount(t, dir, false)
	good("writable after a read-only start")
	sound(t, d)
}

func TestProbeReallyWritesWhenRoomIsLow(t *testing.T) {
	dir := smalldisk.On(t, 4)
	if dir == "" {
		return
	}
	d := open(t, filepath.Join(dir, "karete.db"))
	wantErr(t, "well", d.Probe(context.Background()), nil)
	repair := smalldisk.BreakWrites(t)
	d.probe.last = time.Time{}
	wantErr(t, "little room, so it really writes", d.Probe(context.Background()), ErrReadOnly)
	repair()
	wantErr(t, "asked again at once", d.Probe(context.Background()), ErrReadOnly)
	d.probe.last = d.probe.last.Add(-probeEvery)
	wantErr(t, "asked a second later", d.Probe(context.Background()), nil)
	want(t, "state", d.State().Name, StateOK)
}
