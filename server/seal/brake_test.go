package seal

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"karete/server/fault"
)

// ticking is a brake whose time only the test moves.
func ticking(t *testing.T, path string) (*brake, func(time.Duration)) {
	t.Helper()
	b, err := loadBrake(path)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	b.now = func() time.Time { return now }
	return b, func(d time.Duration) { now = now.Add(d) }
}

func wrong(b *brake, source string) error {
	err := b.count(source)
	if err == nil {
		b.done(source, false)
	}
	return err
}

func throttled(t *testing.T, err error, seconds int) {
	t.Helper()
	if !fault.Is(err, fault.Throttled) || fault.Of(err).Params["retryAfterSeconds"] != seconds {
		t.Fatalf("want a wait of %d s: %v %v", seconds, err, fault.Of(err).Params)
	}
}

func TestGuessingTakesEverLonger(t *testing.T) {
	t.Parallel()
	b, pass := ticking(t, filepath.Join(t.TempDir(), brakeFile))
	for range freeTries {
		if err := wrong(b, "10.0.0.7"); err != nil {
			t.Fatal(err)
		}
	}
	for _, seconds := range []int{2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900} {
		throttled(t, wrong(b, "10.0.0.7"), seconds)
		if err := b.count("127.0.0.1"); err != nil { // nobody else waits
			t.Fatal(err)
		}
		b.done("127.0.0.1", true)
		pass(time.Duration(seconds) * time.Second)
		if err := wrong(b, "10.0.0.7"); err != nil {
			t.Fatal(err)
		}
	}
	pass(longestWait)
	if err := b.count("10.0.0.7"); err != nil {
		t.Fatal(err)
	}
	throttled(t, b.count("10.0.0.7"), 900) // it counts before it is looked at
	b.done("10.0.0.7", true)
	if err := wrong(b, "10.0.0.7"); err != nil || b.left("10.0.0.7") != 0 {
		t.Errorf("it did not start afresh: %v", err)
	}
}

// The power cut, the clock set to another year: the wait begins again.
func TestTheBrakeSurvivesARestart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), brakeFile)
	b, _ := ticking(t, path)
	for range freeTries + 1 {
		_ = wrong(b, "10.0.0.7")
	}
	if err := b.count("10.0.0.8"); err != nil { // cut while it is looked at
		t.Fatal(err)
	}
	b, _ = ticking(t, path)
	if left := b.left("10.0.0.7"); left <= time.Second || left > 2*time.Second {
		t.Errorf("after a restart %v are left", left)
	}
	if b.rows["10.0.0.8"].Failures != 1 {
		t.Error("cutting the power gives free tries")
	}
	if err := os.WriteFile(path, []byte("{broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, _ = ticking(t, path); len(b.rows) != 0 || wrong(b, "10.0.0.7") != nil {
		t.Error("a broken file locks everybody out")
	}
}

// Somebody with many addresses fills no memory, and is not forgiven for it.
func TestTheBrakeKeepsTheWorst(t *testing.T) {
	t.Parallel()
	b := &brake{path: filepath.Join(t.TempDir(), "nowhere", brakeFile), now: time.Now, rows: map[string]*brakeRow{}}
	for range freeTries {
		_ = wrong(b, "worst")
	}
	for i := range 2 * mostSources {
		if err := wrong(b, strconv.Itoa(i)); err != nil {
			t.Fatal(err)
		}
	}
	if len(b.rows) != mostSources || b.left("worst") == 0 {
		t.Errorf("%d rows, %v left", len(b.rows), b.left("worst"))
	}
}
