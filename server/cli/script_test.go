package cli_test

import (
	"bufio"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"karete/db/vault/keyring"
	"karete/server/seal"
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
	moved   chan string // where it is now, each time it says so again
}

type runningKey struct{}

func server(ts *testscript.TestScript) *running { return ts.Value(runningKey{}).(*running) }

// serves ARGS... : `karete serve`, or another command that serves, in the background, until it says where it is.
// What it said so far can be matched with stdout; its log is in serve.err.
func serves(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		args = append([]string{"serve"}, args...)
	}
	command := exec.Command(cmp.Or(ts.Getenv("PROGRAM"), "karete"), args...)
	command.Dir = ts.MkAbs(".")
	out, err := command.StdoutPipe()
	ts.Check(err)
	log, err := os.OpenFile(ts.MkAbs("serve.err"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	defer log.Close()
	command.Stderr = log
	ts.Check(command.Start())
	ts.Defer(func() { command.Process.Kill() })
	r := server(ts)
	*r = running{command: command, said: make(chan string, 1), moved: make(chan string, 4)}
	lines := bufio.NewScanner(out)
	var said strings.Builder
	for r.url == "" && lines.Scan() {
		fmt.Fprintln(&said, lines.Text())
		r.url = address(lines.Text())
	}
	if r.url == "" {
		ts.Fatalf("karete serve said only: %s\n%s", said.String(), ts.ReadFile("serve.err"))
	}
	go func() {
		for lines.Scan() {
			fmt.Fprintln(&said, lines.Text())
			if url := address(lines.Text()); url != "" {
				r.moved <- url
			}
		}
		close(r.moved)
		r.said <- said.String()
	}()
}

// address is where a line says that the server is on this machine.
func address(line string) string {
	_, url, ok := strings.Cut(line, "is open at http://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(url, " ")
	return "http://" + host
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
	answered(ts, response, err, args)
}

// post PATH STATUS FILE : the same with the file for a JSON body.
func post(ts *testscript.TestScript, neg bool, args []string) {
	response, err := http.Post(server(ts).url+args[0], "application/json", strings.NewReader(ts.ReadFile(args[2])))
	answered(ts, response, err, args)
}

func answered(ts *testscript.TestScript, response *http.Response, err error, args []string) {
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	if strconv.Itoa(response.StatusCode) != args[1] {
		ts.Fatalf("%d, want %s: %s", response.StatusCode, args[1], body)
	}
	fmt.Fprintf(ts.Stdout(), "%s\n", body)
}

// unsealed is the clinic's database as whoever has the files and the box's own
// key can open it.
func unsealed(ts *testscript.TestScript, folder string) (d *sql.DB, done func()) {
	dir := ts.MkAbs(folder)
	keys, err := seal.New(dir, seal.Options{Keys: keyring.Options{Look: true}})
	ts.Check(err)
	if opened, err := keys.OpenByBox(context.Background()); !opened {
		ts.Fatalf("the box has no key of its own: %v", err)
	}
	path := filepath.Join(dir, "karete.db")
	v, err := keys.Look(path)
	ts.Check(err)
	d, err = sql.Open("sqlite", "file:"+path+"?vfs="+v.Name())
	ts.Check(err)
	return d, func() { ts.Check(errors.Join(d.Close(), v.Close())) }
}

// tamper FOLDER SQL... : what somebody with the files, the box's own key and a
// SQLite shell could do.
func tamper(ts *testscript.TestScript, neg bool, args []string) {
	d, done := unsealed(ts, args[0])
	defer done()
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

// code FILE : the recovery code that was printed last goes into the file, in small
// letters and without its dashes.
func code(ts *testscript.TestScript, neg bool, args []string) {
	found := regexp.MustCompile(`(?m)^ +((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})$`).FindStringSubmatch(ts.ReadFile("stdout"))
	if found == nil {
		ts.Fatalf("no recovery code on standard output")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ToLower(strings.ReplaceAll(found[1], "-", ""))+"\r\n"), 0o600))
}

// slot NAME KIND : the environment's NAME is the first slot of that kind in the
// list that was printed last.
func slot(ts *testscript.TestScript, neg bool, args []string) {
	found := regexp.MustCompile(`(?m)^([0-9a-f]{16})  ` + args[1] + " ").FindStringSubmatch(ts.ReadFile("stdout"))
	if found == nil {
		ts.Fatalf("no slot of kind %s on standard output", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// copyof FOLDER : the only file of the folder, beside it as FOLDER.key.
func copyOf(ts *testscript.TestScript, neg bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	if err != nil || len(found) != 1 {
		ts.Fatalf("%d files in %s, %v", len(found), args[0], err)
	}
	text, err := os.ReadFile(found[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".key"), text, 0o600))
}
