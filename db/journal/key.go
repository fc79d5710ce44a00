package journal

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// The files of the key in the data folder. The public half is for everyone who
// checks. The private half stood beside it before the database was encrypted; it
// belongs into the database now.
const (
	KeyFile      = "box.key"
	VerifierFile = "box.pub"
)

// ErrKey is a key that is broken, or a pair that does not belong together.
var ErrKey = errors.New("journal: the box's signing key is not usable")

// Key signs checkpoints and checks them. Public is the verifier as text, which
// may be printed and handed out.
type Key struct {
	Signer   note.Signer
	Verifier note.Verifier
	Public   string
	private  string
}

// NewKey makes an Ed25519 key under a name like "karete/<box>", without blanks or
// plus signs.
func NewKey(name string) (Key, error) {
	private, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return Key{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if _, err := note.NewVerifier(public); err != nil { // a name that notes cannot carry
		return Key{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return ParseKey(private)
}

// ParseKey reads the private half as Private gave it. Errors: ErrKey.
func ParseKey(private string) (Key, error) {
	k := Key{private: strings.TrimSpace(private)}
	var err error
	if k.Signer, err = note.NewSigner(k.private); err != nil {
		return Key{}, fmt.Errorf("%w: the private half cannot be read", ErrKey) // note's error holds the text
	}
	if k.Public, err = publicOf(k.private); err != nil {
		return Key{}, err
	}
	if k.Verifier, err = note.NewVerifier(k.Public); err != nil {
		return Key{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return k, nil
}

// Private is what signs: whoever has it can sign checkpoints as this box.
func (k Key) Private() string { return k.private }

// String keeps the private half out of logs.
func (k Key) String() string { return k.Public }

// GoString does the same for %#v.
func (k Key) GoString() string { return k.Public }

// Publish keeps the public half in the folder. The error is ErrKey when another
// key's stands there: what that one signed must stay verifiable.
func (k Key) Publish(dir string) error {
	public, err := readLine(filepath.Join(dir, VerifierFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return writeFile(filepath.Join(dir, VerifierFile), k.Public)
	case err != nil:
		return err
	case public != k.Public:
		return fmt.Errorf("%w: it does not belong to %s", ErrKey, VerifierFile)
	}
	return nil
}

// LoadVerifier reads the public half alone, which is enough to check.
func LoadVerifier(dir string) (note.Verifier, error) {
	public, err := readLine(filepath.Join(dir, VerifierFile))
	if err != nil {
		return nil, err
	}
	return ParseVerifier(public)
}

// ParseVerifier reads the public half. Errors: ErrKey.
func ParseVerifier(public string) (note.Verifier, error) {
	v, err := note.NewVerifier(public)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return v, nil
}

// publicOf derives the verifier from PRIVATE+KEY+<name>+<hash>+<key data>, whose
// data are the algorithm and the seed.
func publicOf(private string) (string, error) {
	parts := strings.SplitN(private, "+", 5)
	if len(parts) != 5 {
		return "", ErrKey
	}
	data, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(data) != 1+ed25519.SeedSize {
		return "", ErrKey
	}
	public := ed25519.NewKeyFromSeed(data[1:]).Public().(ed25519.PublicKey)
	text, err := note.NewEd25519VerifierKey(parts[2], public)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrKey, err)
	}
	return text, nil
}

func readLine(path string) (string, error) {
	text, err := os.ReadFile(path)
	return strings.TrimSpace(string(text)), err
}

// writeFile puts one line into a file that is there whole or not at all, also
// after a power cut, and that only we may read.
func writeFile(path, line string) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.WriteString(line + "\n")
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if runtime.GOOS == "windows" { // cannot flush a folder, and NTFS journals names by itself
		return nil
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}
