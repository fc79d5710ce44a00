//go:build !arm && !386

package vault_test

import (
	"bufio"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	process "os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"karete/db/powercut"
)

// What was acknowledged is there after a power cut, and nothing else is harmed,
// wherever in its work the power went: while the database is made, at its start, in
// a commit, while the log moves.
func TestPowerCuts(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	v := open(t, 5)
	r := rand.New(rand.NewPCG(20261122, 4))
	folder, told, most := t.TempDir(), 0, 0
	for round := range times(20) {
		if round%10 == 0 { // and a new one, now and then
			folder, told = t.TempDir(), 0
		}
		disk := powercut.Mount(t, folder, r.IntN(400))
		cmd := process.CommandContext(t.Context(), self, "-test.run=^TestKilledWriter$")
		cmd.Env = append(os.Environ(), killChild+"="+filepath.Join(disk.Dir, "a.db"))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			<-disk.Gone
			cmd.Process.Kill()
		}()
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if number, ok := strings.CutPrefix(lines.Text(), "yes "); ok { // else it says what it met when the power went
				if told, err = strconv.Atoi(number); err != nil {
					t.Fatal(err)
				}
			}
		}
		cmd.Wait()
		folder = t.TempDir()
		disk.After(t, r, folder)
		most = max(most, told)

		path := filepath.Join(folder, "a.db")
		if _, err := os.Stat(path); os.IsNotExist(err) && told == 0 {
			continue
		}
		d := connect(t, path, v.Name(), "journal_mode = wal")
		if told > 0 {
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
			if said := scan[string](t, d, "PRAGMA integrity_check"); said != "ok" {
				t.Fatalf("round %d: %s", round, said)
			}
		}
		d.Close()
		sound(t, v, path)
	}
	if most < 20 {
		t.Errorf("at most %d commits before a cut", most)
	}
}
