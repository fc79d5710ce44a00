package cli_test

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"karete/server/cli"
)

// The sessions in testdata are what a person types and what they are told. Run
// one with: go test ./server/cli -run Test.*/damage
//
// Those in testdata/serving are about a server that goes on, with all its jobs, and
// are for the race detector too.
func TestServing(t *testing.T) { sessions(t, "testdata/serving") }

func sessions(t *testing.T, dir string) {
	testscript.Run(t, testscript.Params{
		Dir: dir,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"serves":  serves,
			"get":     get,
			"post":    post,
			"code":    code,
			"slot":    slot,
			"copyof":  copyOf,
			"only":    only,
			"none":    none,
			"works":   works,
			"words":   words,
			"hunts":   hunts,
			"crashes": crashes,
			"stops":   stops,
			"tamper":  tamper,
			"flip":    flip,
			"edit":    edit,
			"isjson":  isJSON,
			"program": program,
			"settles": settles,
			"kills":   kills,
			"moves":   moves,
			"hostile": hostile,
		},
		Setup: func(e *testscript.Env) error {
			e.Values[runningKey{}] = &running{}
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// TestMain makes this test binary the program too: as `karete` in the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"karete": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		cli.Cheap()
		beVariant()
		if code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr); code != 0 {
			os.Exit(code)
		}
	}})
}
