package upgrade

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"

	"karete/db/durable"
)

// Folder holds copies of the programs that worked, to be run when a later one does
// not.
const Folder = "programs"

// Self is the file of the running program; on Linux whatever stands under its
// name by now.
func Self() (string, error) {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe", nil
	}
	return os.Executable()
}

// look is what a file says of itself without being read.
func look(file string) (Program, error) {
	info, err := os.Stat(file)
	if err != nil {
		return Program{}, err
	}
	return Program{Size: info.Size(), Changed: info.ModTime().UTC()}, nil
}

// sameFile reports whether a file is most likely the one a program was read from.
func (p *Program) sameFile(now Program) bool {
	return p != nil && p.Size == now.Size && p.Changed.Equal(now.Changed)
}

func hash(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

var unsafe = regexp.MustCompile(`[^A-Za-z0-9._+-]+`)

// kept is the name of a program's copy.
func (p *Program) kept(dir string) string {
	name := fmt.Sprintf("karete-%.40s-%.8s", unsafe.ReplaceAllString(p.Version, "-"), p.SHA256)
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, Folder, name)
}

// Kept is the program's copy in the folder, if it is there and whole.
func (p *Program) Kept(dir string) (string, bool) {
	if p == nil {
		return "", false
	}
	sum, err := hash(p.kept(dir))
	return p.kept(dir), err == nil && sum == p.SHA256
}

// keep copies the running program into the folder, unless it is there.
func (p *Program) keep(dir, from string) error {
	to := p.kept(dir)
	if info, err := os.Stat(to); err == nil && info.Size() == p.Size {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	sum, err := copyFile(from, to+".part", 0o700)
	if err == nil && sum != p.SHA256 {
		err = errors.New("the program's file is not the one that runs")
	}
	if err != nil {
		return errors.Join(err, durable.Remove(to+".part"))
	}
	return errors.Join(durable.Replace(to+".part", to), durable.Folder(dir))
}

func copyFile(from, to string, mode os.FileMode) (sum string, err error) {
	in, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer in.Close()
	if err := durable.Remove(to); err != nil {
		return "", err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, h), in)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, out.Close())
}

// prune removes copies that nobody would go back to. One that runs on Windows
// stays until the next time.
func (s *State) prune(dir string) {
	wanted := map[string]bool{}
	for _, p := range []*Program{s.Good, s.Former} {
		if p != nil {
			wanted[p.kept(dir)] = true
		}
	}
	copies, _ := filepath.Glob(filepath.Join(dir, Folder, "*"))
	for _, name := range copies {
		if !wanted[name] {
			_ = os.Remove(name)
		}
	}
}
