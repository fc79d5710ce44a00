package name

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	got := Words("'Ma Thabo Mariya O’Neill")
	want := []Word{{"mathabo", "matabo", Skeleton("Mathabo"), ""}, {"mariya", "mariya", Skeleton("Mariya"), Words("Mary")[0].Church}, {"oneill", "oneil", Skeleton("Oneil"), ""}}
	if len(got) != len(want) {
		t.Fatalf("Words = %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("word %d is %q, want %q", i, got[i], want[i])
		}
	}
	for _, all := range spellings {
		for _, spelt := range all {
			var folds []string
			for _, w := range Words(spelt) {
				folds = append(folds, w.Fold)
			}
			if strings.Join(folds, " ") != Fold(spelt) {
				t.Errorf("Words(%q) fold to %q, Fold to %q", spelt, folds, Fold(spelt))
			}
		}
	}
}

// A form belongs to one church name only: else it would depend on the order of the list which.
func TestAChurchNameIsInOneGroup(t *testing.T) {
	group := map[string]string{}
	for line := range strings.Lines(variants) {
		for _, form := range strings.Fields(line) {
			folded := Fold(form)
			if before, ok := group[folded]; ok && before != line {
				t.Errorf("%s is in %q and in %q", form, strings.TrimSpace(before), strings.TrimSpace(line))
			}
			group[folded] = line
		}
	}
	if a, b := Words("Katrina")[0].Church, Words("Catherine")[0].Church; a == "" || a != b {
		t.Errorf("Katrina %q, Catherine %q", a, b)
	}
	if c := Words("Thabo")[0].Church; c != "" {
		t.Errorf("Thabo is a form of %q", c)
	}
}
