package restore

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever a file on a stick or an upload is called, its name stays a name.
func FuzzNames(f *testing.F) {
	f.Add("karete-0123abcd-20261122T0952Z.karete.age")
	f.Add("karete-0123abcd-20261122T0952Z-2.karete.age")
	f.Add("karete-0123abcd-20269922T0952Z.karete.age")
	f.Add("../../etc/passwd")
	f.Add(`C:\Users\x\b.karete.age`)
	f.Add("\x00\u202e\xff")
	f.Fuzz(func(t *testing.T, name string) {
		tidy := tidyName(name)
		if tidy == "" || len(tidy) > longest || !utf8.ValidString(tidy) || strings.ContainsAny(tidy, "/\x00\n\u202e") || tidy == "." {
			t.Errorf("%q became %q", name, tidy)
		}
		c := called(name, "0123abcd00112233")
		if c.File != name || c.Ours != strings.HasPrefix(name, "karete-0123abcd-") && c.Ours || c.MadeAt != nil && c.MadeAt.Year() > 9999 {
			t.Errorf("%q: %+v", name, c)
		}
	})
}

// A record that was damaged is an error, and never a panic or another record.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"id":"01900000-0000-7000-8000-000000000001","loss":{"standing":"same"}}`))
	f.Add([]byte("{"))
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, RecordFile), text, 0o600); err != nil {
			t.Fatal(err)
		}
		if r, found, err := Left(dir); found == (err != nil) || !found && r.ID != "" {
			t.Errorf("%v %v %v", r, found, err)
		}
	})
}
