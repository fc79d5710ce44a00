package cli_test

import (
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// only FOLDER FILE : the only file of the folder, under that name here.
func only(ts *testscript.TestScript, neg bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	if err != nil || len(found) != 1 {
		ts.Fatalf("%d files in %s, %v", len(found), args[0], err)
	}
	text, err := os.ReadFile(found[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
}

// none FOLDER : there is nothing in it.
func none(ts *testscript.TestScript, neg bool, args []string) {
	if found, err := os.ReadDir(ts.MkAbs(args[0])); err != nil || len(found) > 0 {
		ts.Fatalf("%d files in %s, %v", len(found), args[0], err)
	}
}
