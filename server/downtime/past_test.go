package downtime_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// past is how a row of the record gets a moment that is not the box's own.
var past = regexp.MustCompile(`\b(visit|triage|encounter)\.PaperIn\(|Source: +"paper"`)

// Only paper happened before it was recorded. Whoever else acts in the past must
// come through this room, which holds that it is neither before the sheet was
// printed nor to come.
func TestOnlyThisRoomActsInThePast(t *testing.T) {
	t.Parallel()
	found := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		n := len(past.FindAll(text, -1))
		if n > 0 && filepath.Dir(path) != filepath.Join("..", "downtime") {
			t.Errorf("%s acts in the past", path)
		}
		found += n
		return err
	})
	if err != nil || found != 4 {
		t.Errorf("%d places, %v", found, err)
	}
}
