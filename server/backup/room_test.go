package backup

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/backup/media"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit/visittest"
)

func TestABackupIsMadeProvedAndListed(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	placeID := c.register("Blue stick")
	if s := c.status(); s.State != StatusNever || s.Level == LevelOK || s.LastGoodAt != nil || s.AgeHours != nil {
		t.Errorf("before the first one: %+v", s)
	}
	var phases []Phase
	c.room.step = func(p Phase) { phases = append(phases, p) }
	b := c.good()
	if !slices.Equal(phases, []Phase{InWriting, InProof}) {
		t.Errorf("phases %v", phases)
	}
	database := c.ring.Database()
	if want := "karete-" + database[:8] + "-20261124T0600Z.karete.age"; b.File != want || !slices.Equal(c.on("Blue stick"), []string{want}) {
		t.Errorf("on the stick: %v, want %s", c.on("Blue stick"), want)
	}
	if b.Number != 1 || b.State != Good || b.Reason != Asked || b.PlaceID != placeID || b.PlaceName != "Blue stick" || b.Counts.Patients != 1 || b.Counts.Visits != 1 ||
		b.Counts.Rows < 10 || len(b.Fingerprint) != 8 || len(b.Words) != 3 || len(b.Head) != 8 || !b.ProvedAt.Equal(c.Clock.Now()) || b.Doubtful {
		t.Errorf("%+v", b)
	}
	if m := c.reads(c.path("Blue stick", b)); m.Entries != b.Counts.Entries || m.Clinic != "Test clinic" || m.Checkpoint == "" {
		t.Errorf("%+v", m)
	}
	s := c.status()
	if s.State != StatusOK || s.Level != LevelOK || *s.AgeHours != 0 || s.PlaceName != "Blue stick" || !s.Present || s.Plug != "" || s.Trouble != "" || s.Places != 1 {
		t.Errorf("%+v", s)
	}
	// The stick tells nobody whose it is.
	err := filepath.WalkDir(filepath.Join(c.sticks, "Blue stick"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		for _, name := range []string{"Mamorena", "Mohale", "Test clinic", "Maseru", "SQLite format"} {
			if strings.Contains(string(text), name) || strings.Contains(path[len(c.sticks):], name) {
				t.Errorf("%s is in %s", name, d.Name())
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	// What was done is in the journal: by whom, and what came of it.
	var actions []string
	err = c.DB.Read(t.Context(), func(tx *db.Tx) error {
		entries, err := journal.List(tx, journal.Filter{}, 3)
		for _, e := range entries {
			actions = append(actions, e.Action+" "+e.ActorID)
		}
		return err
	})
	if err != nil || !slices.Equal(actions, []string{"backup.write ", "backup.make " + visittest.Admin.ID, "backup.register " + visittest.Admin.ID}) {
		t.Errorf("%q, %v", actions, err)
	}
}

func TestBackupsByThemselves(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	if n := c.round(); n != 0 {
		t.Fatalf("%d backups without a place", n)
	}
	c.register("Blue stick")
	step := func(wait time.Duration, want int, why Reason) {
		t.Helper()
		c.pass(wait)
		if n := c.round(); n != want || c.list().Backups[0].Reason != why {
			t.Fatalf("%d backups, the last %s; want %d, %s", n, c.list().Backups[0].Reason, want, why)
		}
	}
	step(0, 1, Plugged)
	step(time.Hour, 1, Plugged) // nothing new but what the box wrote down about the first
	c.Arrive("Thabo", "Letsie")
	step(askEvery, 2, Due)
	c.Arrive("Neo", "Letsie")
	step(askEvery, 2, Due)
	step(quarter-2*askEvery, 2, Due)
	step(askEvery, 3, Due)
	step(24*time.Hour, 4, Day) // nothing new
	step(23*time.Hour, 5, Day)
	back := c.pull("Blue stick")
	c.Arrive("Palesa", "Letsie")
	step(20*time.Minute, 5, Day)
	if s := c.status(); s.Present || s.Plug != "Blue stick" {
		t.Errorf("%+v", s)
	}
	back()
	step(0, 6, Plugged)
	c.pull("Blue stick")()
	step(time.Hour, 6, Plugged)
}

// Pulled out too early and put back, a stick gets its backup although nothing is
// new; one that comes back after a power cut is tidied at least.
func TestAStickThatComesBack(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	first := c.good()
	c.round()
	var back func()
	c.room.step = func(p Phase) {
		if p == InProof {
			back = c.pull("Blue stick")
		}
	}
	c.pass(time.Minute)
	if run := c.made(); run.Result != PlaceGone {
		t.Errorf("%+v", run)
	}
	c.room.step = nil
	c.round()
	back()
	if files := c.on("Blue stick"); len(files) != 2 {
		t.Errorf("%v", files)
	}
	c.pass(time.Minute)
	if n := c.round(); n != 2 || c.status().Trouble != "" {
		t.Errorf("%d backups, %+v", n, c.status())
	}
	half := filepath.Join(media.FolderOn(filepath.Join(c.sticks, "Blue stick")), first.File+".part")
	if err := os.WriteFile(half, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(c.path("Blue stick", first)); err != nil {
		t.Fatal(err)
	}
	c.restart()
	if n := c.round(); n != 2 || c.list().Proven != 1 {
		t.Errorf("%d backups, %d good", n, c.list().Proven)
	}
	if files := c.on("Blue stick"); len(files) != 1 {
		t.Errorf("%v", files)
	}
}

func TestWhatGoesWrong(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	first := c.good()
	path := func() string {
		name := c.on("Blue stick")
		return filepath.Join(media.FolderOn(filepath.Join(c.sticks, "Blue stick")), name[len(name)-1])
	}
	for want, spoiled := range map[Result]func() func(){
		PlaceGone: func() func() { return c.pull("Blue stick") },
		PlaceSwapped: func() func() {
			stick := filepath.Join(c.sticks, "Blue stick")
			was, err := media.ReadMark(stick)
			if err == nil {
				err = media.WriteMark(stick, media.NewMark())
			}
			if err != nil {
				t.Error(err)
			}
			return func() {
				if err := media.WriteMark(stick, was); err != nil {
					t.Error(err)
				}
			}
		},
		Damaged: func() func() { spoil(t, path()); return func() {} },
		NotABackup: func() func() {
			if err := os.WriteFile(path(), []byte("something else\n"), 0o600); err != nil {
				t.Error(err)
			}
			return func() {}
		},
		Stopped: func() func() { c.room.end(); return c.restart },
	} {
		c.pass(time.Minute)
		restore := func() {}
		c.room.step = func(p Phase) {
			if p == InProof {
				restore = spoiled()
			}
		}
		run := c.made()
		c.room.step = nil
		if run.Result != want || run.Phase != Done || run.EndedAt == nil {
			t.Errorf("%s: %+v", want, run)
		}
		if s := c.status(); s.Trouble != want || s.LastGoodAt == nil || !s.LastGoodAt.Equal(first.MadeAt) {
			t.Errorf("%s: %+v", want, s)
		}
		restore()
		if list := c.list().Backups; len(list) != 1 || list[0].State != Good {
			t.Errorf("%s: listed %+v", want, list)
		}
	}
	// None of it harmed the earlier one, or stands in the way of the next.
	c.reads(c.path("Blue stick", first))
	c.pass(time.Minute)
	second := c.good()
	if files := c.on("Blue stick"); !slices.Equal(files, []string{first.File, second.File}) {
		t.Errorf("left behind: %v", files)
	}
}

func TestLeftoversGo(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	folder := media.FolderOn(filepath.Join(c.sticks, "Blue stick"))
	own := "karete-" + c.ring.Database()[:8] + "-"
	for _, name := range []string{own + "20261123T0600Z.karete.age.part", own + "20261123T0600Z-unproved.karete.age", own + "proof.part/karete-proof-1/karete.db", "karete-ffffffff-20261123T0600Z.karete.age.part", "holiday.jpg"} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("left"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := c.good()
	want := []string{"holiday.jpg", b.File, "karete-ffffffff-20261123T0600Z.karete.age.part"}
	slices.Sort(want)
	if got := c.on("Blue stick"); !slices.Equal(got, want) {
		t.Errorf("on the stick: %v, want %v", got, want)
	}
	if left, err := filepath.Glob(filepath.Join(c.room.dir, "karete-*")); err != nil || len(left) > 0 {
		t.Errorf("in the data folder: %v, %v", left, err)
	}
}

func TestProvingAgain(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	first := c.good()
	c.pass(48 * time.Hour)
	second := c.good()
	prove := func(b Backup) Backup {
		t.Helper()
		if _, err := c.room.Prove(t.Context(), visittest.Admin, b.ID, ProveBackup{ID: id.New()}); err != nil {
			t.Fatal(err)
		}
		c.room.work.Wait()
		got, err := c.room.reread(t.Context(), b.ID)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	c.pass(time.Hour)
	if got := prove(first); got.State != Good || !got.ProvedAt.Equal(c.Clock.Now()) || c.list().Run.BackupID != first.ID || c.list().Run.Result != Proved {
		t.Errorf("%+v", got)
	}
	spoil(t, c.path("Blue stick", second))
	if got := prove(second); got.State != Bad || got.Failure != Damaged || got.FailedAt == nil || !got.ProvedAt.Equal(second.ProvedAt) {
		t.Errorf("%+v", got)
	}
	if s := c.status(); s.Level != LevelLook || *s.AgeHours != 49 || !s.LastGoodAt.Equal(first.MadeAt) {
		t.Errorf("the bad one counts: %+v", s)
	}
	spoil(t, c.path("Blue stick", second)) // the same bit back
	if got := prove(second); got.State != Good || got.FailedAt != nil {
		t.Errorf("%+v", got)
	}
	// One that somebody deleted is noticed with the next backup.
	if err := os.Remove(c.path("Blue stick", second)); err != nil {
		t.Fatal(err)
	}
	c.pass(time.Hour)
	c.good()
	if got, err := c.room.reread(t.Context(), second.ID); err != nil || got.State != Missing {
		t.Errorf("%+v, %v", got, err)
	}
	for _, tt := range []struct {
		id   string
		want fault.Code
	}{{second.ID, fault.WrongState}, {id.New(), fault.NotFound}} {
		if _, err := c.room.Prove(t.Context(), visittest.Admin, tt.id, ProveBackup{ID: id.New()}); !fault.Is(err, tt.want) {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
	c.pull("Blue stick")
	if _, err := c.room.Prove(t.Context(), visittest.Admin, first.ID, ProveBackup{ID: id.New()}); !fault.Is(err, fault.PlaceAbsent) {
		t.Error(err)
	}
}

func TestOneRunAtATime(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	begun, on := make(chan struct{}), make(chan struct{})
	c.room.step = func(p Phase) {
		if p == InProof {
			close(begun)
			<-on
		}
	}
	in := MakeBackup{ID: id.New()}
	if _, err := c.room.Make(t.Context(), visittest.Admin, in); err != nil {
		t.Fatal(err)
	}
	<-begun
	if s := c.status(); s.State != StatusRunning || s.Run == nil || s.Run.Phase != InProof || s.Run.PlaceName != "Blue stick" {
		t.Errorf("%+v", s)
	}
	if _, err := c.room.Make(t.Context(), visittest.Admin, MakeBackup{ID: id.New()}); !fault.Is(err, fault.BackupRunning) {
		t.Error(err)
	}
	if err := c.room.round(t.Context()); err != nil {
		t.Error(err)
	}
	if list, err := c.room.Make(t.Context(), visittest.Admin, in); err != nil || list.Run.Phase != InProof { // the command again
		t.Errorf("%+v, %v", list, err)
	}
	close(on)
	c.room.work.Wait()
	if list, err := c.room.Make(t.Context(), visittest.Admin, in); err != nil || len(list.Backups) != 1 || c.room.busy {
		t.Errorf("%+v, %v", list, err)
	}
}
