package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"karete/server/cli"
	"karete/server/upgrade"
)

// A variant of the program is this test binary with a line at its end: another
// file, with another version and perhaps a trouble of its own.
const (
	variantMark   = "\nvariant of karete: "
	variantLength = 128
)

// beVariant makes this process the variant that its file says it is.
func beVariant() {
	file, err := upgrade.Self()
	if err != nil {
		panic(err)
	}
	self, err := os.Open(file)
	if err != nil {
		panic(err)
	}
	defer self.Close()
	info, err := self.Stat()
	if err != nil {
		panic(err)
	}
	end := make([]byte, variantLength)
	if _, err := self.ReadAt(end, info.Size()-variantLength); err != nil {
		panic(err)
	}
	line, ok := bytes.CutPrefix(end, []byte(variantMark))
	if !ok {
		return
	}
	words := strings.Fields(string(line))
	cli.Be(words[0], words[1:]...)
}

// program FILE VERSION [grows] [breaks] [slow] [sulks] : a program of that version. It
// may bring a migration, a broken one, or be never well for long enough,
// or never at all.
func program(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: program FILE VERSION [TROUBLE...]")
	}
	line := fmt.Sprintf("%-*s", variantLength, variantMark+strings.Join(args[1:], " "))
	ts.Check(os.WriteFile(ts.MkAbs("variant"), []byte(line), 0o600))
	self, err := os.Executable()
	ts.Check(err)
	// By another process: this one forks, and a child that still had the file open
	// for writing would keep it from being run.
	ts.Check(ts.Exec("sh", "-c", `mkdir -p "$(dirname "$1")" && cat "$2" variant >"$1" && chmod 755 "$1"`, "sh", args[0], self))
}

// settles FOLDER VERSION : waits until that program is taken for good there.
func settles(ts *testscript.TestScript, neg bool, args []string) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.Now().Add(time.Minute)
	for range tick.C {
		s, err := upgrade.Read(ts.MkAbs(args[0]))
		ts.Check(err)
		if s.Good != nil && s.Good.Version == args[1] {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s is not taken for good: %+v\n%s", args[1], s, ts.ReadFile("serve.err"))
		}
	}
}

// moves : waits until another program has taken the server's place, and where it is.
func moves(ts *testscript.TestScript, neg bool, args []string) {
	r := server(ts)
	url, ok := <-r.moved
	if !ok {
		ts.Fatalf("nobody took over: %s", ts.ReadFile("serve.err"))
	}
	r.url = url
}

// kills : the server is gone at once, as when it crashes or the plug is pulled.
func kills(ts *testscript.TestScript, neg bool, args []string) {
	r := server(ts)
	ts.Check(r.command.Process.Kill())
	<-r.said
	_ = r.command.Wait() // it was killed: that is an error
}
