package db

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"golang.org/x/mod/modfile"
)

// modernc.org/sqlite is generated together with one version of modernc.org/libc
// and tested with no other. Elsewhere a newer libc, brought in by some third
// module, gave 32-bit Arm programs that crashed at the first query.
func TestLibcIsTheOneSqliteWasMadeWith(t *testing.T) {
	module := func(path string) (m struct{ Version, GoMod string }) {
		t.Helper()
		out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-json", path).Output()
		if err != nil {
			t.Fatalf("go list %s: %v", path, err)
		}
		if err := json.Unmarshal(out, &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	sqlite := module("modernc.org/sqlite")
	text, err := os.ReadFile(sqlite.GoMod)
	if err != nil {
		t.Fatal(err)
	}
	file, err := modfile.ParseLax(sqlite.GoMod, text, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range file.Require {
		if r.Mod.Path == "modernc.org/libc" {
			want(t, "modernc.org/libc for sqlite "+sqlite.Version, module("modernc.org/libc").Version, r.Mod.Version)
			return
		}
	}
	t.Errorf("%s requires no modernc.org/libc", sqlite.GoMod)
}
