package media

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"karete/db/durable"
)

// Folder is where everything of ours is on a medium.
const Folder = "Karete"

// markFile is beside the backups.
const markFile = "karete-place.txt"

const markStart = "Backups of Karete are kept in this folder. They are encrypted. Leave this file here.\n"

// Mark is a place's random number in hex.
type Mark string

const markDigits = 32

// ErrNoMark is a place that nobody registered, or whose mark cannot be read.
var ErrNoMark = errors.New("media: there is no mark")

// NewMark is one that no other place has.
func NewMark() Mark {
	b := make([]byte, markDigits/2)
	rand.Read(b)
	return Mark(hex.EncodeToString(b))
}

// FolderOn is where backups go on a medium or in a folder.
func FolderOn(path string) string { return filepath.Join(path, Folder) }

// ReadMark is the mark of the place at path. Errors: ErrNoMark when there is none,
// others when the medium cannot be read.
func ReadMark(path string) (Mark, error) {
	name := filepath.Join(FolderOn(path), markFile)
	for _, n := range []string{FolderOn(path), name} {
		// A stick is not ours and may hold anything: a link that leads off it, a pipe that
		// is never read to its end.
		info, err := os.Lstat(n)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return "", ErrNoMark
		case err != nil:
			return "", err
		case n == name && !info.Mode().IsRegular() || n != name && !info.IsDir():
			return "", ErrNoMark
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return "", err
	}
	return parseMark(string(b))
}

// parseMark finds the last line; what is above it is for people, who may have saved
// it with another editor's line ends.
func parseMark(text string) (Mark, error) {
	lines := strings.Fields(text)
	if len(lines) == 0 {
		return "", ErrNoMark
	}
	last := lines[len(lines)-1]
	if len(last) != markDigits || strings.Trim(last, "0123456789abcdef") != "" {
		return "", ErrNoMark
	}
	return Mark(last), nil
}

// WriteMark marks the place at path, durably, and reads it back. It makes the
// folder when there is none.
func WriteMark(path string, m Mark) error {
	folder := FolderOn(path)
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Lstat(folder); err != nil || !info.IsDir() {
		return errors.Join(errors.New("media: "+Folder+" is not a folder there"), err)
	}
	name := filepath.Join(folder, markFile)
	tmp := name + ".part"
	err := os.WriteFile(tmp, []byte(markStart+string(m)+"\n"), 0o600)
	if err == nil {
		err = durable.Replace(tmp, name)
	}
	if err == nil {
		err = durable.Folder(path)
	}
	if err != nil {
		return errors.Join(err, durable.Remove(tmp))
	}
	if read, err := ReadMark(path); err != nil || read != m {
		return errors.Join(errors.New("media: the mark is not as it was written"), err)
	}
	return nil
}
