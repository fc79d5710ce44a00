//go:build !arm && !386

package restore

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"karete/db/powercut"
)

// The power goes while a restore is installed, on a disk that forgets what was not
// flushed: the next start finds the old data or the new, whole, and the safety copy.
func TestTheDiskForgetsWhatWasNotFlushed(t *testing.T) {
	t.Parallel()
	rounds := 25
	if factor, err := strconv.Atoi(os.Getenv("KARETE_CRASH")); err == nil {
		rounds *= factor
	}
	disk := powercut.Mount(t, clinic(t), -1)
	if err := Install(disk.Dir, stamp); err != nil {
		t.Fatal(err)
	}
	all := disk.Changes()
	r := rand.New(rand.NewPCG(4, 3))
	found := map[string]int{}
	for n := range rounds {
		disk := powercut.Mount(t, clinic(t), n*(all+all/8)/rounds+r.IntN(all/rounds+1))
		said := Install(disk.Dir, stamp)
		disk.Cut()
		dir := t.TempDir()
		disk.After(t, r, dir)
		if _, err := Settle(dir); err != nil {
			t.Fatal(err)
		}
		is := whole(t, dir, "round "+strconv.Itoa(n))
		if said == nil && is != "new" {
			t.Errorf("round %d: restored, and then it was not", n)
		}
		found[is]++
	}
	if found["old"] == 0 || found["new"] == 0 {
		t.Errorf("cut at too few places: %v of %d changes", found, all)
	}
}
