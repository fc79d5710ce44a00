package legacy

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"karete/server/tabular"
)

// noteCode finds the codes of notes where they are made.
var noteCode = regexp.MustCompile(`(?:\.add\([^,\n]+,|\.doubt\([^,\n]+,|\.clash\(|note\.Code(?:, note\.Params)? =|return d,) *"([a-z-]+)"`)

// Whatever is said of a file or a line, the screens can say it in both languages.
func TestEverythingSaidHasWords(t *testing.T) {
	t.Parallel()
	keys := []string{"import.same-line", "import.csv.line", "import.csv.why", "import.csv.verdict", "import.csv.patient"}
	for _, r := range tabular.Reasons {
		keys = append(keys, "error.table-"+string(r))
	}
	for _, f := range fields {
		keys = append(keys, "import.field."+string(f))
	}
	for _, v := range []Verdict{Add, Here, Again, Unreadable, Added, Withdrawn, Kept} {
		keys = append(keys, "import.verdict."+string(v))
	}
	// What the register says of a person that no line may be.
	codes := []string{"too-long", "bad-text", "not-a-name", "pattern", "required", "not-a-date", "future", "before-1900", "out-of-range", "not-a-phone", "too-many"}
	found := 0
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range noteCode.FindAllStringSubmatch(string(text), -1) {
			codes, found = append(codes, m[1]), found+1
		}
	}
	if found < 12 {
		t.Errorf("only %d codes of notes were found", found)
	}
	for _, code := range codes {
		keys = append(keys, "import.note."+code)
	}
	for _, language := range []string{"en", "st"} {
		words, err := catalogue(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			if words.of(key) == "" {
				t.Errorf("%s has no words for %s", language, key)
			}
		}
	}
}
