package fault

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"karete/assets"
)

// fieldCode finds the code in fault.Field("name", "code") and in a FieldError.
var fieldCode = regexp.MustCompile(`(?:fault\.Field\([^,\n]+,|Code:) *"([a-z0-9-]+)"`)

// Whatever the server refuses with, the screens can say it in both languages.
func TestEveryCodeHasItsSentence(t *testing.T) {
	t.Parallel()
	var codes []string
	for code := range statuses {
		codes = append(codes, string(code))
	}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range fieldCode.FindAllStringSubmatch(string(text), -1) {
			codes = append(codes, m[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, language := range []string{"en", "st"} {
		text, err := assets.Files.ReadFile("i18n/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(text, &words); err != nil {
			t.Fatal(err)
		}
		for _, code := range codes {
			if words["error."+code] == "" {
				t.Errorf("%s has no words for error.%s", language, code)
			}
		}
	}
}
