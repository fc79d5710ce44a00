package db

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const killChild = "KARETE_DB_KILL_CHILD"

// TestKilledWriter is the process that TestKill kills: writers that print the
// number of each commit once they have been told yes.
func TestKilledWriter(t *testing.T) {
	path := os.Getenv(killChild)
	if path == "" {
		return // TestKill starts it
	}
	d := open(t, path)
	var next int
	var mu sync.Mutex
	for range 8 {
		go func() {
			for {
				mu.Lock()
				next++
				title := fmt.Sprintf("%d-%d", os.Getpid(), next)
				mu.Unlock()
				if err := addBook(d, title); err != nil {
					panic(err)
				}
				fmt.Fprintln(os.Stdout, "yes", title) // one write to the pipe, never half a line
			}
		}()
	}
	select {}
}

func TestKill(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "karete.db")
	told := map[string]bool{}
	for round := range 10 {
		cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestKilledWriter$")
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
			title, ok := strings.CutPrefix(lines.Text(), "yes ")
			if !ok {
				t.Fatalf("the writer says %q", lines.Text())
			}
			told[title] = true
			if n == 20+37*round { // somewhere else each time
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the writer ended by itself")
		}

		d := open(t, path)
		kept := map[string]bool{}
		for title := range strings.FieldsSeq(titles(t, d)) {
			kept[title] = true
		}
		for title := range told {
			if !kept[title] {
				t.Errorf("round %d: %s was acknowledged and is lost", round, title)
			}
		}
		if found, err := d.IntegrityCheck(t.Context()); err != nil || len(found) > 0 {
			t.Fatalf("round %d: integrity %q, %v", round, found, err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) < 10*20 {
		t.Errorf("only %s commits were acknowledged", strconv.Itoa(len(told)))
	}
}
