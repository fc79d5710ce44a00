//go:build !race

package upgrade

import (
	"errors"
	"slices"
	"testing"
)

// off is the power going at a step.
type off string

// until runs f; it is false when the power went.
func until(f func()) (ended bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(off); !ok {
				panic(r)
			}
		}
	}()
	f()
	return true
}

// Whenever power goes, the next start finds the records whole, as they were or
// brought forward, and nothing that was written is lost.
func TestPowerCutsInAnUpgrade(t *testing.T) {
	t.Parallel()
	var met []string
	for _, step := range []string{"copied", "advanced", "retained", "remembered", "moved", "kept", "accepted"} {
		b := clinic(t)
		b.at = func(now string) {
			if now == step {
				panic(off(step))
			}
		}
		if until(func() {
			r := b.begin("2.0", grows)
			d := b.open(r)
			defer b.closes(d)
			b.says(r, well)
		}) {
			t.Fatalf("the power did not go at %s", step)
		}
		met = append(met, step)
		b.at = nil
		r := b.begin("2.0", grows)
		d := b.open(r)
		if got := b.written(d); got != "one +" {
			t.Errorf("%s: the records are %q", step, got)
		}
		b.says(r, well)
		b.closes(d)
		b.ends(r)
		if s := b.state(); s.Good.Version != "2.0" || s.Former.Version != "1.0" || s.Trial != nil {
			t.Errorf("%s: %+v", step, s)
		}
		if got := b.files("*.next*") + b.files("*.part") + b.files("programs/*.part"); got != "" {
			t.Errorf("%s: left behind: %s", step, got)
		}
	}
	if len(met) != 7 {
		t.Error(met)
	}
}

// The same while a program is taken back, whoever is started next: the refused one,
// the old one, or a third.
func TestPowerCutsOnTheWayBack(t *testing.T) {
	t.Parallel()
	for i, step := range []string{"refused", "aside-wal", "aside", "put back"} {
		b := clinic(t)
		b.at = func(now string) {
			if now == step {
				panic(off(step))
			}
		}
		var met []string
		if until(func() {
			r := b.begin("2.0", grows)
			d := b.open(r)
			b.write(d, "two")
			b.closes(d) // its log stays beside it
			_ = r.Failed(errors.New("the rooms cannot be wired"))
		}) {
			t.Fatalf("the power did not go at %s: %v", step, met)
		}
		b.at = nil
		if i%2 == 0 {
			_, err := Begin(b.options("2.0", grows))
			b.other(err)
		}
		r := b.begin("1.0")
		b.closes(b.open(r))
		b.ends(r)
		b.holds(database, "one")
		s := b.state()
		if s.Undo != nil || s.Trial != nil || s.Good.Version != "1.0" || !slices.ContainsFunc(s.Refused, func(r Refused) bool { return r.Version == "2.0" }) {
			t.Errorf("%s: %+v", step, s)
		}
		b.holds(s.Refused[0].Aside, "one two +", grows)
	}
}

// Between remembering and moving nothing has been moved yet: there is nothing to
// put back, and what stands there stays.
func TestTakenBackBeforeTheRecordsMoved(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	b.at = func(now string) {
		if now == "remembered" {
			panic(off(now))
		}
	}
	for range mostStarts {
		until(func() { b.open(b.begin("2.0", grows)) })
	}
	_, err := Begin(b.options("2.0", grows))
	b.other(err)
	r := b.begin("1.0")
	d := b.open(r)
	b.write(d, "two")
	b.closes(d)
	b.ends(r)
	b.holds(database, "one two")
	if got := b.files("*.after-*"); got != "" {
		t.Errorf("set aside: %s", got)
	}
}
