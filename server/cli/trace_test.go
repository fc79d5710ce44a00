package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"

	"karete/server/demo"
	"karete/server/id"
)

// planted is a patient whom `works` registers; nobody else is called so.
var planted = []string{"Qhobosheaneletsatsi", "Mokhachaneng-oa-Lithaba", "+26659990417"}

// works has the desk search, register and open records on the running server of a
// made-up clinic, all of it with names.
func works(ts *testscript.TestScript, neg bool, args []string) {
	jar, err := cookiejar.New(nil)
	ts.Check(err)
	c := &http.Client{Jar: jar}
	ask := func(method, path string, body any) []byte {
		text, err := json.Marshal(body)
		ts.Check(err)
		r, err := http.NewRequest(method, server(ts).url+path, bytes.NewReader(text))
		ts.Check(err)
		r.Header.Set("Content-Type", "application/json")
		a, err := c.Do(r)
		ts.Check(err)
		defer a.Body.Close()
		out, err := io.ReadAll(a.Body)
		ts.Check(err)
		if a.StatusCode >= 300 {
			ts.Fatalf("%s %s: %d %s", method, path, a.StatusCode, out)
		}
		return out
	}
	ask("POST", "/api/v1/session", map[string]string{"username": "palesa", "password": demo.Password})
	who := id.New()
	ask("POST", "/api/v1/patients", map[string]any{
		"id": who, "givenNames": planted[0], "familyName": planted[0], "sex": "female", "birthPrecision": "unknown", "village": planted[1],
		"phones": []map[string]any{{"number": planted[2]}}, "consent": map[string]any{"given": false}, "fileNumber": map[string]string{"mode": "next"},
	})
	for _, text := range append([]string{""}, planted...) {
		ask("POST", "/api/v1/patients/search", map[string]string{"text": text})
	}
	if got := ask("GET", "/api/v1/patients/"+who, nil); !bytes.Contains(got, []byte(planted[1])) {
		ts.Fatalf("who was planted is not there: %s", got)
	}
	// What is refused is logged; the names in it must not be.
	for _, body := range []string{`{"text":"` + planted[0] + `","x":"` + planted[1] + `"}`, `{"text":"` + planted[0]} {
		r, err := c.Post(server(ts).url+"/api/v1/patients/search", "application/json", strings.NewReader(body))
		ts.Check(err)
		r.Body.Close()
	}
}

// words FOLDER FILE : every name, place, number and finding that the clinic's
// records hold goes into the file, one a line.
func words(ts *testscript.TestScript, neg bool, args []string) {
	d, done := unsealed(ts, args[0])
	defer done()
	rows, err := d.Query(`SELECT given_names || ' ' || family_name || ' ' || village || ' ' || chief FROM patient
		UNION ALL SELECT j.atom FROM patient, json_tree(phones) j WHERE j.type = 'text' UNION ALL SELECT j.atom FROM patient, json_tree(next_of_kin) j WHERE j.type = 'text'
		UNION ALL SELECT j.atom FROM encounter, json_tree(content) j WHERE j.type = 'text' AND j.key IN ('text', 'medicine', 'examination', 'advice')
		UNION ALL SELECT display_name FROM staff`)
	ts.Check(err)
	defer rows.Close()
	seen := map[string]bool{}
	for rows.Next() {
		var text string
		ts.Check(rows.Scan(&text))
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len(w) >= 6 { // shorter ones turn up in any megabyte
				seen[w] = true
			}
		}
	}
	ts.Check(rows.Err())
	seen["SQLite format 3"] = true
	for _, w := range planted {
		seen[strings.TrimPrefix(w, "+266")] = true
	}
	var out strings.Builder
	for w := range seen {
		fmt.Fprintln(&out, w)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o600))
}

// hunts FILE PLACE... : none of the words of the file is in any file of the places,
// in UTF-8 or UTF-16, in capital or small letters. With ! one must be.
func hunts(ts *testscript.TestScript, neg bool, args []string) {
	var list [][]byte
	for w := range strings.Lines(ts.ReadFile(args[0])) {
		w = strings.TrimSpace(w)
		list = append(list, []byte(w), []byte(strings.ToLower(w)), wide(w))
	}
	if len(list) < 60 {
		ts.Fatalf("%d words are too few to look for", len(list)/3)
	}
	looked, found := 0, ""
	for _, place := range args[1:] {
		ts.Check(filepath.WalkDir(ts.MkAbs(place), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			text, err := os.ReadFile(path)
			looked += len(text)
			for _, w := range list {
				if bytes.Contains(text, w) {
					found = fmt.Sprintf("%q in %s", w, entry.Name())
				}
			}
			return err
		}))
	}
	if (found != "") != neg || looked == 0 {
		ts.Fatalf("looked through %d bytes for %d words: %s", looked, len(list)/3, found)
	}
}

// wide is a word in UTF-16, as Windows writes it.
func wide(w string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(w)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// crashes : the running server dies with its stacks on standard error, as a bug
// would have it, and may leave no core.
func crashes(ts *testscript.TestScript, neg bool, args []string) {
	r := server(ts)
	if runtime.GOOS == "linux" {
		limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", r.command.Process.Pid))
		ts.Check(err)
		for line := range strings.Lines(string(limits)) {
			if f := strings.Fields(line); strings.HasPrefix(line, "Max core file size") && f[4] != "0" {
				ts.Fatalf("a crash may write %s bytes of memory to the disk", f[4])
			}
		}
	}
	ts.Check(r.command.Process.Signal(syscall.SIGQUIT))
	<-r.said
	if err := r.command.Wait(); err == nil {
		ts.Fatalf("it ended in peace")
	}
	if !strings.Contains(ts.ReadFile("serve.err"), "goroutine ") {
		ts.Fatalf("no stacks in serve.err")
	}
}
