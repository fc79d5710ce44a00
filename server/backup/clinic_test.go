package backup

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/backup/archive"
	"karete/server/backup/media"
	"karete/server/clock"
	"karete/server/id"
	"karete/server/visit/visittest"
)

// clinic is one with a room for its backups, and a folder where its sticks turn up.
type clinic struct {
	*visittest.Clinic
	t       *testing.T
	room    *Room
	ring    *keyring.Ring
	sticks  string
	elapsed time.Duration
	key     journal.Key
}

func newClinic(t *testing.T) *clinic {
	t.Helper()
	c := &clinic{Clinic: visittest.New(t), t: t, sticks: t.TempDir()}
	dir := filepath.Dir(c.DB.Path())
	var err error
	if c.key, err = journal.NewKey("karete/test"); err == nil {
		err = c.key.Publish(dir)
	}
	if err == nil {
		c.ring, err = keyring.Create(t.Context(), dir, keyring.NewCode().Secret(), "", keyring.Options{Cost: keyring.Cost{MemoryKiB: 8, Passes: 1}, Now: c.Clock.Now})
	}
	if err != nil {
		t.Fatal(err)
	}
	c.restart()
	c.Arrive("Mamorena", "Mohale")
	return c
}

// restart is the room after the program was started again.
func (c *clinic) restart() { c.begin(clock.New(c.Clock.Now)) }

// restartDoubtful is the same when the clock stands before the newest entry.
func (c *clinic) restartDoubtful() *clock.Clock {
	c.t.Helper()
	now := clock.New(c.Clock.Now)
	err := c.DB.Read(c.t.Context(), func(tx *db.Tx) error {
		newest, err := newestIn(tx)
		now.Begin(clock.Memory{}, newest)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.begin(now)
	return now
}

func (c *clinic) begin(now *clock.Clock) {
	c.room = New(c.Gate, Options{
		Clock: now, Elapsed: func() time.Duration { return c.elapsed }, Media: media.Finder{Places: []string{filepath.Join(c.sticks, "*")}},
		Keys: c, Sign: c.sign, Version: "0.0.0-test", Log: slog.New(slog.DiscardHandler),
	})
	c.t.Cleanup(c.room.Close)
}

func (c *clinic) Ring() *keyring.Ring { return c.ring }

func (c *clinic) sign(ctx context.Context) error {
	return c.DB.Write(ctx, func(tx *db.Tx) error { _, err := journal.Sign(tx, c.key.Signer); return err })
}

// pass lets time go by, on the clock and by the ticking.
func (c *clinic) pass(d time.Duration) {
	c.Clock.Advance(d)
	c.elapsed += d
}

// plug puts an empty stick in.
func (c *clinic) plug(name string) (path string) {
	c.t.Helper()
	path = filepath.Join(c.sticks, name)
	if err := os.MkdirAll(path, 0o700); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// pull takes a stick out; back puts it in again.
func (c *clinic) pull(name string) (back func()) {
	c.t.Helper()
	away := filepath.Join(c.t.TempDir(), name)
	move := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			c.t.Error(err)
		}
	}
	path := filepath.Join(c.sticks, name)
	move(path, away)
	return func() { move(away, path) }
}

// register plugs a stick in and registers it by its name.
func (c *clinic) register(name string) (placeID string) {
	c.t.Helper()
	placeID = id.New()
	if _, err := c.room.Register(c.t.Context(), visittest.Admin, RegisterPlace{ID: placeID, Name: name, Path: c.plug(name)}); err != nil {
		c.t.Fatal(err)
	}
	return placeID
}

// made asks for a backup, waits, and answers how it went.
func (c *clinic) made() BackupRun {
	c.t.Helper()
	if _, err := c.room.Make(c.t.Context(), visittest.Admin, MakeBackup{ID: id.New()}); err != nil {
		c.t.Fatal(err)
	}
	c.room.work.Wait()
	return *c.list().Run
}

// good fails the test unless a backup that is asked for is good.
func (c *clinic) good() Backup {
	c.t.Helper()
	if run := c.made(); run.Result != Proved {
		c.t.Fatalf("%+v", run)
	}
	return c.list().Backups[0]
}

// round looks once whether one is due and makes it; how many there are now.
func (c *clinic) round() int {
	c.t.Helper()
	if err := c.room.round(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	c.room.work.Wait()
	return len(c.list().Backups)
}

func (c *clinic) list() BackupList {
	c.t.Helper()
	list, err := c.room.List(c.t.Context(), visittest.Admin)
	if err != nil {
		c.t.Fatal(err)
	}
	return list
}

func (c *clinic) places() BackupPlaces {
	c.t.Helper()
	out, err := c.room.Places(c.t.Context(), visittest.Admin)
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

func (c *clinic) status() BackupStatus {
	c.t.Helper()
	s, err := c.room.Status(c.t.Context(), visittest.Nurse)
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

// on lists what is in the folder of a stick, besides its mark.
func (c *clinic) on(name string) (files []string) {
	c.t.Helper()
	list, err := os.ReadDir(media.FolderOn(filepath.Join(c.sticks, name)))
	if err != nil {
		c.t.Fatal(err)
	}
	for _, e := range list {
		if e.Name() != "karete-place.txt" {
			files = append(files, e.Name())
		}
	}
	return files
}

func (c *clinic) path(stick string, b Backup) string {
	return filepath.Join(media.FolderOn(filepath.Join(c.sticks, stick)), b.File)
}

// spoil flips a bit in the middle of a file.
func spoil(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		b[len(b)/2] ^= 4
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// reads fails the test unless the backup opens with the clinic's own key.
func (c *clinic) reads(path string) archive.Manifest {
	c.t.Helper()
	identity, err := c.room.identity(c.t.Context())
	var m archive.Manifest
	if err == nil {
		m, err = archive.Peek(c.t.Context(), path, archive.ByIdentity(identity))
	}
	if err != nil {
		c.t.Fatal(errors.Join(errors.New(filepath.Base(path)), err))
	}
	return m
}
