package cli_test

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// exits CODE COMMAND... : the command ends with exactly that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%v", err)
		}
		code = ended.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit %d, want %s", code, args[0])
	}
}

// running is a script's server; it has one at a time.
type running struct {
	command *exec.Cmd
	url     string
	said    chan string // what stood on its standard output, once it has ended
}

type runningKey struct{}

func server(ts *testscript.TestScript) *running { return ts.Value(runningKey{}).(*running) }

// serves ARGS... : `karete serve` in the background, until it says where it is.
// What it said so far can be matched with stdout.
func serves(ts *testscript.TestScript, neg bool, args []string) {
	command := exec.Command("karete", append([]string{"serve"}, args...)...)
	command.Dir = ts.MkAbs(".")
	out, err := command.StdoutPipe()
	ts.Check(err)
	command.Stderr = os.Stderr
	ts.Check(command.Start())
	ts.Defer(func() { command.Process.Kill() })
	r := server(ts)
	*r = running{command: command, said: make(chan string, 1)}
	lines := bufio.NewScanner(out)
	var said strings.Builder
	for r.url == "" && lines.Scan() {
		fmt.Fprintln(&said, lines.Text())
		if _, url, ok := strings.Cut(lines.Text(), "http://"); ok {
			r.url = "http://" + url
		}
	}
	if r.url == "" {
		ts.Fatalf("karete serve said only: %s", said.String())
	}
	go func() {
		for lines.Scan() {
			fmt.Fprintln(&said, lines.Text())
		}
		r.said <- said.String()
	}()
}

// stops CODE : the server is told to stop as systemd does, and ends with the code.
// All it said can be matched with stdout.
func stops(ts *testscript.TestScript, neg bool, args []string) {
	r := server(ts)
	ts.Check(r.command.Process.Signal(syscall.SIGTERM))
	text := <-r.said
	err := r.command.Wait()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		ts.Fatalf("%v", err)
	}
	if code := r.command.ProcessState.ExitCode(); len(args) != 1 || strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit %d, want %v", code, args)
	}
	fmt.Fprint(ts.Stdout(), text)
}

// get PATH STATUS : what the server answers can be matched with stdout.
func get(ts *testscript.TestScript, neg bool, args []string) {
	response, err := http.Get(server(ts).url + args[0])
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	if strconv.Itoa(response.StatusCode) != args[1] {
		ts.Fatalf("%d, want %s: %s", response.StatusCode, args[1], body)
	}
	fmt.Fprintf(ts.Stdout(), "%s\n", body)
}

// tamper FILE SQL... : what somebody with the file and a SQLite shell could do.
func tamper(ts *testscript.TestScript, neg bool, args []string) {
	d, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer d.Close()
	d.SetMaxOpenConns(1)
	for _, statement := range append(args[1:], "PRAGMA wal_checkpoint(TRUNCATE)") {
		if _, err := d.Exec(statement); err != nil {
			ts.Fatalf("%s: %v", statement, err)
		}
	}
}

// flip FILE OFFSET : what a worn-out card does to one byte.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	defer file.Close()
	at, err := strconv.ParseInt(args[1], 0, 64)
	ts.Check(err)
	var b [1]byte
	_, err = file.ReadAt(b[:], at)
	ts.Check(err)
	b[0] ^= 0xff
	_, err = file.WriteAt(b[:], at)
	ts.Check(err)
}

// isjson FILE : it is one JSON value and nothing else.
func isJSON(ts *testscript.TestScript, neg bool, args []string) {
	if !json.Valid([]byte(ts.ReadFile(args[0]))) {
		ts.Fatalf("%s is not JSON", args[0])
	}
}
