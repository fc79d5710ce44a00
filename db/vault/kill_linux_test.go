package vault_test

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	process "os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"karete/db/smalldisk"
	"karete/db/vault"
)

const killChild = "KARETE_VAULT_KILL_CHILD"

// TestKilledWriter is the process that TestKill kills. It moves its log to the
// database all the time, so that most kills meet a checkpoint.
func TestKilledWriter(t *testing.T) {
	path := os.Getenv(killChild)
	if path == "" {
		return // TestKill starts it
	}
	v := open(t, 5)
	d := connect(t, path, v.Name(), "journal_mode = wal", "synchronous = full", "wal_autocheckpoint = 10", "cache_size = 20")
	exec(t, d, "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, data BLOB NOT NULL, sum BLOB NOT NULL)")
	for id := scan[int](t, d, "SELECT coalesce(max(id), 0) + 1 FROM row"); ; id++ {
		data := strings.Repeat(fmt.Sprint("Mathabo ", id, " "), 1+id*31%1500)
		sum := sha256.Sum256([]byte(data))
		tx, err := d.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec("INSERT INTO row VALUES (?, ?, ?)", id, []byte(data), sum[:]); err != nil {
			t.Fatal(err)
		}
		if id%5 == 0 { // free pages, and a transaction bigger than the cache
			if _, err := tx.Exec("UPDATE row SET data = data || x'', id = id WHERE id % 4 = 1 AND id > ?", id-80); err != nil {
				t.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(os.Stdout, "yes", id)
	}
}

func TestKill(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	v := open(t, 5)
	path := filepath.Join(t.TempDir(), "a.db")
	told := 0
	for round := range times(5) {
		cmd := process.CommandContext(t.Context(), self, "-test.run=^TestKilledWriter$")
		cmd.Env = append(os.Environ(), killChild+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			number, ok := strings.CutPrefix(lines.Text(), "yes ")
			if !ok {
				t.Fatalf("the writer says %q", lines.Text())
			}
			if told, err = strconv.Atoi(number); err != nil {
				t.Fatal(err)
			}
			if n == 10+17*(round%7) { // somewhere else each time
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the writer ended by itself")
		}
		sound(t, v, path)
		d := connect(t, path, v.Name())
		if n := scan[int](t, d, "SELECT count(*) FROM row"); n < told {
			t.Fatalf("round %d: %d were acknowledged, %d are there", round, told, n)
		}
		rows, err := d.Query("SELECT data, sum FROM row")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var data, sum []byte
			if err := rows.Scan(&data, &sum); err != nil || [32]byte(sum) != sha256.Sum256(data) {
				t.Fatalf("round %d: a row is not what was written (%v)", round, err)
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		d.Close()
	}
	if told < 5*10 {
		t.Errorf("only %d commits", told)
	}
}

const upgradeChild = "KARETE_VAULT_UPGRADE_CHILD"

// TestUpgradedByAnother is the process that TestUpgradeKilled kills.
func TestUpgradedByAnother(t *testing.T) {
	path := os.Getenv(upgradeChild)
	if path == "" {
		return // TestUpgradeKilled starts it
	}
	if err := open(t, 5).Upgrade(t.Context(), path); err != nil {
		t.Fatal(err)
	}
}

// Killed as soon as a certain step shows on the disk; the next one finishes it.
func TestUpgradeKilled(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	v := open(t, 5)
	base := filepath.Join(t.TempDir(), "karete.db")
	want := plainClinic(t, base)
	original, snapshot := take(t, base), read(t, base+".before-0003")
	for round := range times(4) {
		path := filepath.Join(t.TempDir(), "karete.db")
		original.put(t, path)
		write(t, path+".before-0003", snapshot)
		cmd := process.CommandContext(t.Context(), self, "-test.run=^TestUpgradedByAnother$")
		cmd.Env = append(os.Environ(), upgradeChild+"="+path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		seen := []func() bool{
			func() bool { return exists(path + ".sealing") },
			func() bool { return exists(path + ".plain") },
			func() bool { plain, err := vault.Plain(path); return err == nil && !plain },
			func() bool { return exists(path+".plain") && !exists(path+"-shm") },
		}[round%4]
		ended := make(chan struct{})
		go func() { // an error: it was killed, or had ended already
			_ = cmd.Wait()
			close(ended)
		}()
		for running := true; running && !seen(); {
			select {
			case <-ended:
				running = false
			default:
			}
		}
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		<-ended

		plain, err := vault.Plain(path)
		if err != nil {
			t.Fatal(err)
		}
		vfs := v.Name()
		if plain {
			vfs = ""
		}
		copied := filepath.Join(t.TempDir(), "seen.db")
		write(t, copied, read(t, path))
		if plain {
			write(t, copied+"-wal", read(t, path+"-wal"))
		}
		d := connect(t, copied, vfs)
		if got, err := digest2(d); err != nil || got != want {
			t.Fatalf("round %d: plain %v, %v, or other rows", round, plain, err)
		}
		d.Close()
		if err := v.Upgrade(t.Context(), path); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		inVault(t, v, path, want)
	}
}

// A disk that fills up costs the write that met it, and nothing else; also while
// a plain database is brought in.
func TestFullDisk(t *testing.T) {
	dir := smalldisk.On(t, 6)
	if dir == "" {
		return
	}
	v := open(t, 5)
	path := filepath.Join(dir, "a.db")
	d := connect(t, path, v.Name(), "journal_mode = wal", "synchronous = full", "wal_autocheckpoint = 50")
	exec(t, d, people)
	yes := 0
	for range times(3) {
		free := smalldisk.Fill(t, dir)
		var err error
		for err == nil {
			if _, err = d.Exec("INSERT INTO person (name, photo) VALUES ('Mathabo', randomblob(6000))"); err == nil {
				yes++
			}
		}
		if n := scan[int](t, d, "SELECT count(*) FROM person WHERE length(photo) = 6000"); n != yes {
			t.Fatalf("%d of %d rows on a full disk", n, yes)
		}
		free()
		for range 20 {
			exec(t, d, "INSERT INTO person (name, photo) VALUES ('Mathabo', randomblob(6000))")
			yes++
		}
		exec(t, d, "DELETE FROM person")
		exec(t, d, "PRAGMA wal_checkpoint(TRUNCATE)") // or the log would keep all the room
		yes = 0
	}
	d.Close()
	sound(t, v, path)

	plain := filepath.Join(dir, "plain.db")
	d = connect(t, plain, "", "journal_mode = wal")
	exec(t, d, people)
	add(t, d, 1, 100)
	want, err := digest2(d)
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
	free := smalldisk.Fill(t, dir)
	if err := v.Upgrade(t.Context(), plain); err == nil {
		t.Error("an upgrade without room")
	}
	if is, err := vault.Plain(plain); err != nil || !is {
		t.Errorf("the original: plain %v, %v", is, err)
	}
	free()
	if err := v.Upgrade(t.Context(), plain); err != nil {
		t.Fatal(err)
	}
	d = connect(t, plain, v.Name())
	if got, err := digest2(d); err != nil || got != want {
		t.Errorf("after the upgrade: %v, or other rows", err)
	}
	d.Close()
}
