package cli

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"karete/db/vault/keyring"
	"karete/server"
	"karete/server/access"
	"karete/server/id"
	"karete/server/seal"
)

// keys works on the key slots while no server runs; a running one has a page for
// it.
func keys(c *call) error {
	verbs := map[string]func(*call) error{"list": listKeys, "add": addKey, "revoke": revokeKey, "rekey": rekey}
	if len(c.args) == 0 || verbs[c.args[0]] == nil {
		fmt.Fprintln(c.stderr, "karete keys: say list, add, revoke or rekey")
		return errUsage
	}
	run := verbs[c.args[0]]
	c.args = c.args[1:]
	return run(c)
}

func listKeys(c *call) error {
	f, data := c.flags("keys list")
	if err := c.parse(f); err != nil {
		return err
	}
	if err := mustBeThere(*data); err != nil {
		return err
	}
	locked, err := keyring.Load(*data, keyring.Options{})
	if err != nil {
		return err
	}
	for _, s := range locked.Slots() {
		fmt.Fprintf(c.stdout, "%s  %-10s  %s  %s\n", s.ID, s.Kind, s.Created.Format(time.DateOnly), s.Label)
		if s.Kind == keyring.Box {
			fmt.Fprintln(c.stdout, "    Whoever has this box opens the records: its key lies on it.")
		}
	}
	fmt.Fprintf(c.stdout, "A key stick carries the file %s\n", keyring.KeyFileName(locked.Database()))
	return nil
}

func addKey(c *call) error {
	f, data := c.flags("keys add")
	from := c.secretFlags(f)
	kind := f.String("kind", "", "passphrase, recovery, file (for a stick) or box (opens without anybody)")
	label := f.String("label", "", "whose it is, or where it is kept")
	newPassphrase := f.String("new-passphrase-file", "", "file with the new passphrase; asked at the terminal otherwise")
	to := f.String("to", "", "folder for the new key file: the stick")
	if err := c.parse(f); err != nil {
		return err
	}
	kinds := []keyring.Kind{keyring.Passphrase, keyring.Recovery, keyring.File, keyring.Box}
	if !slices.Contains(kinds, keyring.Kind(*kind)) {
		fmt.Fprintln(c.stderr, "karete keys add: --kind is passphrase, recovery, file or box")
		return errUsage
	}
	if (*kind == string(keyring.File)) != (*to != "") {
		fmt.Fprintln(c.stderr, "karete keys add: --kind file and --to FOLDER go together")
		return errUsage
	}
	if err := free(*data, *to); err != nil {
		return err
	}
	in := seal.AddKey{ID: id.New(), Kind: keyring.Kind(*kind), Label: *label}
	return c.withKeys(*data, from, func(s *server.Server) error {
		if in.Kind == keyring.Passphrase {
			var err error
			if in.Passphrase, err = c.newPassphrase(*newPassphrase); err != nil {
				return err
			}
		}
		out, err := s.Keys().Add(c.ctx, access.TheBox(), in)
		if err != nil {
			return inWords(err)
		}
		return c.handOver(out, *to)
	})
}

// free is an error when the key file cannot go where it should: it is too late for
// that once the slot is there.
func free(data, to string) error {
	if to == "" {
		return nil
	}
	if err := mustBeThere(data); err != nil {
		return err
	}
	locked, err := keyring.Load(data, keyring.Options{})
	if err != nil {
		return err
	}
	if info, err := os.Stat(to); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s", to)
	}
	path := filepath.Join(to, keyring.KeyFileName(locked.Database()))
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already", path)
	}
	return nil
}

// newPassphrase is asked for twice.
func (c *call) newPassphrase(name string) (string, error) {
	if name != "" {
		return readLine(name)
	}
	first, err := c.ask("New passphrase: ")
	if err != nil {
		return "", err
	}
	again, err := c.ask("The same again: ")
	if err == nil && first != again {
		err = errors.New("the two are not the same; nothing was changed")
	}
	return first, err
}

// handOver gives the person what opens the new slot; the box does not keep it.
func (c *call) handOver(out seal.AddedKey, to string) error {
	if out.RecoveryCode != "" {
		fmt.Fprintf(c.stdout, "Recovery code, shown this once. Write it down and lock it away:\n\n    %s\n\n", out.RecoveryCode)
	}
	if out.KeyFile != nil {
		text, err := base64.StdEncoding.DecodeString(out.KeyFile.Content)
		if err != nil {
			return err
		}
		path := filepath.Join(to, out.KeyFile.Name)
		if err := keyring.WriteFile(path, text); err != nil {
			return fmt.Errorf("the key file cannot be written; slot %s was added for nothing, revoke it: %w", out.SlotID, err)
		}
		fmt.Fprintf(c.stdout, "The key file is %s. Take the stick away from the box.\n", path)
	}
	fmt.Fprintf(c.stdout, "Added %s.\n", out.SlotID)
	return nil
}

func revokeKey(c *call) error {
	f, data := c.flags("keys revoke")
	from := c.secretFlags(f)
	slot := f.String("slot", "", "which, as karete keys list shows it")
	if err := c.parse(f); err != nil {
		return err
	}
	if *slot == "" {
		fmt.Fprintln(c.stderr, "karete keys revoke: say --slot ID")
		return errUsage
	}
	return c.withKeys(*data, from, func(s *server.Server) error {
		if _, err := s.Keys().Revoke(c.ctx, access.TheBox(), *slot, seal.KeyCommand{ID: id.New()}); err != nil {
			return inWords(err)
		}
		fmt.Fprintf(c.stdout, "Revoked %s. If somebody may have copied the box's files and knows this key, run karete keys rekey.\n", *slot)
		return nil
	})
}

func rekey(c *call) error {
	f, data := c.flags("keys rekey")
	from := c.secretFlags(f)
	if err := c.parse(f); err != nil {
		return err
	}
	return c.withKeys(*data, from, func(s *server.Server) error {
		if err := s.Rekey(c.ctx); err != nil {
			return err
		}
		fmt.Fprintln(c.stdout, "The records are written anew under another key. Every slot opens them as before.")
		return nil
	})
}

func (c *call) withKeys(data string, from *secretFrom, do func(*server.Server) error) error {
	if err := mustBeThere(data); err != nil {
		return err
	}
	s, err := c.open(data, from)
	if err != nil {
		return err
	}
	return firstOf(do(s), s.Close())
}
