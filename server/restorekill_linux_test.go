package server

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/backup/restore"
)

const restorerFile, restorerData = "KARETE_RESTORER_FILE", "KARETE_RESTORER_DATA"

// TestKilledRestorer is the process that TestARestoreIsKilled kills.
func TestKilledRestorer(t *testing.T) {
	file := os.Getenv(restorerFile)
	if file == "" {
		return // TestARestoreIsKilled starts it
	}
	b := newBox(t)
	b.dir = os.Getenv(restorerData)
	_, err := Restore(t.Context(), b.config(), Restoring{File: file, Secret: keyring.FromPassphrase(phrase), AcceptLoss: true,
		Progress: func(stage restore.Stage, percent int) { fmt.Println("at", stage, percent) }})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("done")
}

// Whenever a restore is killed, the box starts with the old records or the new ones.
// KARETE_CRASH makes it as many times as long.
func TestARestoreIsKilled(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	l := lostClinic(t)
	before := l.entries(t) // and so one more opening than in the backup
	rounds := 4
	if n, err := strconv.Atoi(os.Getenv("KARETE_CRASH")); err == nil {
		rounds *= n
	}
	was := map[string]int{}
	for round := range rounds {
		b := &box{t: t, dir: filepath.Join(t.TempDir(), "data"), clock: l.clock, log: l.log}
		if err := os.CopyFS(b.dir, os.DirFS(l.dir)); err != nil {
			t.Fatal(err)
		}
		c := exec.CommandContext(t.Context(), self, "-test.run=^TestKilledRestorer$")
		c.Env = append(os.Environ(), restorerFile+"="+l.path, restorerData+"="+b.dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// The last thing it says before it is done is that it installs.
		until := []string{"at restoring", "at proving", "at installing", "done"}[round%4]
		for lines := bufio.NewScanner(out); lines.Scan() && !strings.HasPrefix(lines.Text(), until); {
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait() // killed
		s := b.start()
		if s.Sealed() {
			if err := s.Open(t.Context(), keyring.FromPassphrase(phrase)); err != nil {
				t.Fatal(err)
			}
		}
		b.knows(s)
		b.stop(s)
		safe, err := filepath.Glob(filepath.Join(b.dir, safetyGlob))
		if err != nil {
			t.Fatal(err)
		}
		switch restored := b.restores(t); {
		case restored == 1 && len(safe) == 1:
			was["new"]++
		case restored == 0 && len(safe) == 0 && b.entries(t) >= before:
			was["old"]++
		default:
			t.Errorf("killed at %q: %d restored, safety copies %v, %d entries of %d", until, restored, safe, b.entries(t), before)
		}
		b.tidy(t)
	}
	if was["old"] == 0 || was["new"] == 0 {
		t.Errorf("killed at one side only: %v", was)
	}
}

const safetyGlob = "before-restore-*"

func (b *box) entries(t *testing.T) (n int64) {
	t.Helper()
	b.after(func(tx *db.Tx) (err error) {
		n, err = journal.Size(tx)
		return err
	})
	return n
}

// restores counts the entries that say that a backup was brought back.
func (b *box) restores(t *testing.T) (n int) {
	t.Helper()
	b.after(func(tx *db.Tx) error {
		list, err := journal.List(tx, journal.Filter{Action: "box.restored"}, 10)
		n = len(list)
		return err
	})
	return n
}

// tidy holds that nothing of the way there is left.
func (b *box) tidy(t *testing.T) {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(b.dir, "restore*"))
	if err != nil || len(list) > 0 {
		t.Errorf("left: %v %v", list, err)
	}
}
