package backup

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"karete/db/smalldisk"
)

// A real file system that fills up, turns read-only and is pulled out while it is
// written to. Each time the earlier backup is as it was, and what is left is told.
func TestAStickThatFails(t *testing.T) {
	dir := smalldisk.On(t, 12)
	if dir == "" {
		return
	}
	c := newClinic(t)
	c.sticks = filepath.Dir(dir)
	c.restart()
	stick := filepath.Base(dir)
	c.register(stick)
	first := c.good()
	free := smalldisk.Fill(t, dir)
	again := func(want Result) {
		t.Helper()
		c.pass(quarter)
		if run := c.made(); run.Result != want {
			t.Fatalf("%+v, want %s", run, want)
		}
		if list := c.list(); list.Proven != 1 || list.Backups[0].ID != first.ID {
			t.Errorf("%s: %+v", want, list.Backups)
		}
		if files := c.on(stick); len(files) > 2 { // the filler lies beside the folder
			t.Errorf("%s: left behind %v", want, files)
		}
		c.reads(c.path(stick, first))
		if s := c.status(); s.Trouble != want {
			t.Errorf("%+v", s)
		}
	}
	again(PlaceFull)
	free()

	smalldisk.Remount(t, dir, true)
	if p := c.places().Places[0]; p.Where != ReadOnly {
		t.Errorf("%+v", p)
	}
	smalldisk.Remount(t, dir, false)
	c.room.step = func(p Phase) {
		if p == InWriting { // after it was seen to be there
			smalldisk.Remount(t, dir, true)
		}
	}
	again(PlaceReadOnly)
	smalldisk.Remount(t, dir, false)

	c.room.step = func(p Phase) {
		if p == InProof { // what is open on it lives on; its name is gone
			if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
				t.Error(err)
			}
		}
	}
	c.pass(quarter)
	if run := c.made(); run.Result != PlaceGone {
		t.Errorf("%+v", run)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
		t.Errorf("written where the stick had been: %v, %v", list, err)
	}
	if s := c.status(); s.Trouble != PlaceGone || !s.LastGoodAt.Equal(first.MadeAt) {
		t.Errorf("%+v", s)
	}
}
