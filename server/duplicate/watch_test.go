package duplicate

import "testing"

func TestWhenALookIsDue(t *testing.T) {
	t.Parallel()
	last := look{day: "2026-11-24", newest: 100, seq: 500}
	of := func(newest, seq int64, day string) state { return state{newest, seq, day, &last} }
	for _, c := range []struct {
		name        string
		now, before state
		first, due  bool // first: the box has only just started
	}{
		{"nobody there", state{}, state{}, true, false},
		{"never looked, at the start", state{newest: 1}, state{}, true, true},
		{"never looked, and people still come", state{newest: 40}, state{newest: 1}, false, false},
		{"never looked, and they all came", state{newest: 40}, state{newest: 40}, false, true},
		{"a few came", of(120, 600, last.day), of(120, 600, last.day), false, false},
		{"an import goes on", of(190, 600, last.day), of(150, 600, last.day), false, false},
		{"an import is over", of(190, 600, last.day), of(190, 600, last.day), false, true},
		{"a new day after a day of work", of(100, 600, "2026-11-25"), of(100, 600, last.day), false, true},
		{"a new day after a day off", of(100, 500, "2026-11-25"), of(100, 500, last.day), false, false},
		{"the clock was set back", of(100, 600, "2026-11-23"), of(100, 600, last.day), false, true},
	} {
		before := &c.before
		if c.first {
			before = nil
		}
		if got := c.now.due(before); got != c.due {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
