package backup

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"karete/server/backup/media"
	"karete/server/visit/visittest"
)

func TestHowOldItIs(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	c.good()
	is := func(name StatusName, level Level, hours int64) {
		t.Helper()
		s := c.status()
		if s.State != name || s.Level != level || (hours < 0) != (s.AgeHours == nil) || hours >= 0 && *s.AgeHours != hours {
			t.Errorf("%+v, want %s %s %d", s, name, level, hours)
		}
	}
	is(StatusOK, LevelOK, 0)
	c.pass(lookAfter - time.Minute)
	is(StatusOK, LevelOK, 23)
	c.pass(time.Minute)
	is(StatusOld, LevelLook, 24)

	// Whoever sets the clock makes it neither older nor younger.
	c.Clock.Advance(40 * 365 * 24 * time.Hour)
	is(StatusOld, LevelLook, 24)
	c.Clock.Advance(-60 * 365 * 24 * time.Hour)
	is(StatusOld, LevelLook, 24)
	c.Clock.Advance(20 * 365 * 24 * time.Hour)
	c.pass(nowAfter - lookAfter)
	is(StatusOld, LevelNow, 72)

	// After a restart the clock is asked, with what the journal knows.
	c.restart()
	is(StatusOld, LevelNow, 72)
	if s := c.status(); s.Plug != "Blue stick" || s.Present {
		t.Errorf("before the first look: %+v", s)
	}
	c.pass(24 * time.Hour)
	is(StatusOld, LevelNow, 96)
	c.room.look(t.Context())
	if s := c.status(); s.Plug != "" || !s.Present {
		t.Errorf("after it: %+v", s)
	}
}

// A box whose clock stands in the past does not know how old the backup is; that
// the journal went on for two days is sure all the same.
func TestHowOldItIsWhenTheTimeIsInDoubt(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	c.good()
	c.pass(48 * time.Hour)
	c.Arrive("Thabo", "Letsie")
	c.Clock.Advance(-30 * 24 * time.Hour)
	now := c.restartDoubtful()
	check := func(level Level) {
		t.Helper()
		if s := c.status(); s.State != StatusOld || s.Level != level || s.AgeHours != nil || s.LastGoodAt == nil {
			t.Errorf("%+v, want %s", s, level)
		}
	}
	if now.Source() != "doubtful" {
		t.Fatal("the clock is sure")
	}
	check(LevelLook)
	c.elapsed += 24 * time.Hour
	check(LevelNow)
	// A backup made now is as old as the ticking says.
	c.room.look(t.Context())
	b := c.good()
	if s := c.status(); s.State != StatusOK || s.AgeHours == nil || !b.Doubtful {
		t.Errorf("%+v", s)
	}
}

func TestPause(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		p    pace
		want time.Duration
	}{
		{pace{took: 20 * time.Second}, quarter - 20*time.Second},
		{pace{took: 4 * time.Minute}, 12 * time.Minute}, // it is in peace as long as it was not, twice
		{pace{took: time.Hour}, 3 * time.Hour},
		{pace{took: time.Hour, failed: true}, quarter},
	} {
		if got := tt.p.pause(); got != tt.want {
			t.Errorf("%+v: %v, want %v", tt.p, got, tt.want)
		}
	}
}

func TestStand(t *testing.T) {
	t.Parallel()
	stick, folder := place{kind: Stick, mark: "m"}, place{kind: AFolder, mark: "m", path: "/f"}
	at := func(path string, mark media.Mark) spot { return spot{Medium: media.Medium{Path: path}, mark: mark} }
	inFolder := func(path string, mark media.Mark) spot { s := at(path, mark); s.folder = true; return s }
	readOnly, broken := at("/a", "m"), inFolder("/f", "")
	readOnly.ReadOnly, broken.broken = true, true
	for _, tt := range []struct {
		p     place
		spots []spot
		want  Where
		path  string
	}{
		{stick, nil, Away, ""},
		{stick, []spot{at("/a", "other"), at("/b", "")}, Away, ""},
		{stick, []spot{at("/a", "other"), at("/b", "m")}, There, "/b"},
		{stick, []spot{at("/a", "m"), at("/b", "m")}, Twice, "/a"},
		{stick, []spot{readOnly, at("/b", "m")}, Twice, "/a"},
		{stick, []spot{readOnly}, ReadOnly, "/a"},
		{stick, []spot{inFolder("/f", "m")}, Away, ""},
		{folder, []spot{at("/f", "m")}, Away, ""},
		{folder, []spot{inFolder("/g", "m")}, Away, ""},
		{folder, []spot{inFolder("/f", "m")}, There, "/f"},
		{folder, []spot{inFolder("/f", "")}, Other, "/f"},
		{folder, []spot{inFolder("/f", "other")}, Other, "/f"},
		{folder, []spot{broken}, Broken, "/f"},
	} {
		if s, got := stand(tt.p, tt.spots); got != tt.want || s.Path != tt.path {
			t.Errorf("%s among %+v: %s at %q, want %s at %q", tt.p.kind, tt.spots, got, s.Path, tt.want, tt.path)
		}
	}
}

func TestCheckWords(t *testing.T) {
	t.Parallel()
	sum := "6e310b9dc7f428aa915cd03e4b76e8f200000001000200030004000500060007"
	if got := Groups(sum); !slices.Equal(got, []string{"6E31", "0B9D", "C7F4", "28AA", "915C", "D03E", "4B76", "E8F2"}) {
		t.Error(got)
	}
	if got := CheckWords(sum); len(got) != 3 || got[0] != "Berea" || slices.Contains(got, "") {
		t.Error(got)
	}
	for _, broken := range []string{"", "6e31", "zz"} {
		if got := CheckWords(broken); len(got) != 0 {
			t.Errorf("%q: %v", broken, got)
		}
	}
}

// The status is asked for by every screen: it reads nothing once it knows.
func TestTheStatusReadsNothing(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	c.good()
	before := c.status()
	over, end := context.WithCancel(t.Context())
	end() // the database would refuse
	after, err := c.room.Status(over, visittest.Clerk)
	if err != nil || after.PlaceName != before.PlaceName || after.State != StatusOK {
		t.Errorf("%+v, %v", after, err)
	}
	if _, err := c.room.List(over, visittest.Admin); !errors.Is(err, context.Canceled) {
		t.Errorf("the list: %v", err)
	}
}
