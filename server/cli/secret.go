package cli

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"karete/db/vault/keyring"
	"karete/server"
	"karete/server/seal"
)

// The files that the environment may name where nobody is asked.
const (
	passphraseEnv = "KARETE_PASSPHRASE_FILE"
	keyFileEnv    = "KARETE_KEY_FILE"
)

// sealing are the options of every keeper; tests make it cheaper.
var sealing seal.Options

// secretFrom says where the key of the records comes from: never an argument, which
// every program on the machine can read.
type secretFrom struct{ passphrase, key string }

func (c *call) secretFlags(f *flag.FlagSet) *secretFrom {
	from := &secretFrom{}
	f.StringVar(&from.passphrase, "passphrase-file", os.Getenv(passphraseEnv), "file with the passphrase or the recovery code of the records (or "+passphraseEnv+")")
	f.StringVar(&from.key, "key-file", os.Getenv(keyFileEnv), "key file of the records, as on a key stick (or "+keyFileEnv+")")
	return from
}

func (s secretFrom) given() bool { return s.passphrase != "" || s.key != "" }

// secret reads the file that was named, or asks at the terminal.
func (s secretFrom) secret(c *call) (keyring.Secret, error) {
	switch {
	case s.key != "":
		text, err := os.ReadFile(s.key)
		if err != nil {
			return keyring.Secret{}, fmt.Errorf("the key file cannot be read: %w", err)
		}
		secret, err := keyring.ParseKeyFile(text)
		if err != nil {
			return keyring.Secret{}, fmt.Errorf("%s is no key file", s.key)
		}
		return secret, nil
	case s.passphrase != "":
		text, err := readLine(s.passphrase)
		return typed(text), err
	}
	text, err := c.ask("Passphrase or recovery code of the records: ")
	return typed(text), err
}

// typed is what somebody typed: a recovery code when it is one, for it carries its
// own check, a passphrase otherwise.
func typed(text string) keyring.Secret {
	if code, err := keyring.ParseCode(text); err == nil {
		return code.Secret()
	}
	return keyring.FromPassphrase(text)
}

// readLine is the content of a file of one line.
func readLine(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("the passphrase cannot be read: %w", err)
	}
	line := strings.TrimRight(string(text), "\r\n")
	if line == "" || len(text) > 4096 || strings.ContainsAny(line, "\r\n") {
		return "", fmt.Errorf("%s must hold the passphrase, in one line", name)
	}
	return line, nil
}

var errNoSecret = errors.New("the records are sealed: say --passphrase-file or --key-file, or come to a terminal")

// ask reads a line that is not shown.
func (c *call) ask(question string) (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return "", errNoSecret
	}
	fmt.Fprint(c.stderr, question)
	text, err := term.ReadPassword(in)
	fmt.Fprintln(c.stderr)
	if err != nil {
		return "", fmt.Errorf("the terminal cannot be read: %w", err)
	}
	return string(bytes.TrimRight(text, "\r\n")), nil
}

// mustBeThere is an error where no clinic is: to look must not make one.
func mustBeThere(data string) error {
	if !keyring.Exists(data) {
		return fmt.Errorf("there is no clinic with keys in %s", data)
	}
	return nil
}

// open is the server over the data, with its records open. Nobody else may work in
// the folder meanwhile.
func (c *call) open(data string, from *secretFrom) (*server.Server, error) {
	s, err := server.New(c.ctx, server.Config{Data: data, Version: Version, Seal: sealing})
	if err != nil || !s.Sealed() {
		return s, err
	}
	secret, err := from.secret(c)
	if err == nil {
		err = s.Open(c.ctx, secret)
	}
	if err != nil {
		return nil, firstOf(wrongKey(err), s.Close())
	}
	return s, nil
}

func wrongKey(err error) error {
	if errors.Is(err, keyring.ErrWrong) {
		return errors.New("the records do not open with this")
	}
	return err
}
