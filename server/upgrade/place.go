package upgrade

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"karete/db/durable"
)

// About is what a program says of itself.
type About struct {
	Version string `json:"version"`
	OS      string `json:"os"`
	Arch    string `json:"arch"`
	Go      string `json:"go"`
	Schema  int    `json:"schema"` // the newest that it knows
}

// Sums is the list of checksums that a release comes with.
const Sums = "SHA256SUMS"

// Look says which program a file is, after comparing it with the list of checksums
// beside it, if there is one. It runs the file. Errors are in words.
func Look(ctx context.Context, file string) (About, error) {
	head := make([]byte, 8)
	f, err := os.Open(file)
	if err != nil {
		return About{}, fmt.Errorf("the new program cannot be read: %w", err)
	}
	n, err := io.ReadFull(f, head)
	if err := errors.Join(f.Close()); err != nil {
		return About{}, err
	}
	if err != nil || n < len(head) {
		return About{}, fmt.Errorf("%s is no program", file)
	}
	if string(head) == "!<arch>\n" {
		return About{}, fmt.Errorf("%s is a package: install it with  sudo apt install %s", file, here(file))
	}
	if err := listed(file); err != nil {
		return About{}, err
	}
	return ask(ctx, file)
}

func here(file string) string {
	if strings.ContainsRune(file, filepath.Separator) {
		return file
	}
	return "./" + file
}

// listed compares a file with the list beside it. One that is not listed passes.
func listed(file string) error {
	list, err := os.ReadFile(filepath.Join(filepath.Dir(file), Sums))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", Sums, err)
	}
	lines := bufio.NewScanner(bytes.NewReader(list))
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) != 2 || strings.TrimPrefix(words[1], "*") != filepath.Base(file) {
			continue
		}
		sum, err := hash(file)
		if err != nil {
			return err
		}
		if !strings.EqualFold(sum, words[0]) {
			return fmt.Errorf("%s is damaged: it is not the file that %s lists. Copy it again", file, Sums)
		}
		return nil
	}
	return lines.Err()
}

const saysWithin = 20 * time.Second

// ask runs the program for what it says of itself: one for another machine, or cut
// short, does not.
func ask(ctx context.Context, file string) (About, error) {
	ctx, cancel := context.WithTimeout(ctx, saysWithin)
	defer cancel()
	path, err := filepath.Abs(file)
	if err != nil {
		return About{}, err
	}
	dir, err := os.MkdirTemp("", "karete-upgrade-")
	if err != nil {
		return About{}, err
	}
	defer os.RemoveAll(dir)
	copied := filepath.Join(dir, "karete.exe") // a stick is often mounted so that nothing on it runs
	if _, err := copyFile(path, copied, 0o700); err != nil {
		return About{}, fmt.Errorf("the new program cannot be read: %w", err)
	}
	command := exec.CommandContext(ctx, copied, "version", "--json")
	command.Args[0] = "karete"
	out, err := command.Output()
	var a About
	if err == nil {
		err = json.Unmarshal(out, &a)
	}
	if err != nil || a.Version == "" || a.Schema == 0 {
		return About{}, fmt.Errorf("%s does not run here: it is no Karete, or it is for another kind of machine than this %s/%s", file, runtime.GOOS, runtime.GOARCH)
	}
	return a, nil
}

// Refuses says why a program should not be put over the records of a folder, in
// words; nil when nothing speaks against it.
func (s State) Refuses(a About, dir, database string) error {
	if s.Good == nil || a.Schema >= s.Good.Schema {
		return nil
	}
	r := Run{o: Options{Dir: dir, Database: database, Version: a.Version}, knows: a.Schema, state: s}
	return r.Newer(s.Good)
}

// Place puts the program in the place of another, whole: whenever power goes, the
// one or the other stands there.
func Place(file, target string) error {
	fresh := target + ".new"
	if _, err := copyFile(file, fresh, 0o755); err != nil {
		return errors.Join(fmt.Errorf("the new program cannot be written: %w", err), durable.Remove(fresh))
	}
	if err := errors.Join(os.Chmod(fresh, 0o755), durable.File(fresh)); err != nil {
		return errors.Join(err, durable.Remove(fresh))
	}
	return replaceProgram(fresh, target)
}

// Is reports whether the file is that program.
func (p *Program) Is(file string) bool {
	if p == nil {
		return false
	}
	sum, err := hash(file)
	return err == nil && sum == p.SHA256
}
