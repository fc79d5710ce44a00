package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"karete/db/vault/keyring"
	"karete/server/backup"
	"karete/server/backup/archive"
	"karete/server/backup/restore"
)

// Codes with which the commands of backups end beside the others, for programs.
const (
	exitKey  = 3 // the key does not open it
	exitLoss = 4 // somebody must accept a loss first
)

// ends is an error that has an exit code of its own.
type ends struct {
	error
	code int
}

func (e ends) Unwrap() error { return e.error }

// backUp writes a backup and proves it. A running server does it by itself.
func backUp(c *call) error {
	f, data := c.flags("backup")
	from := c.secretFlags(f)
	to := f.String("to", "", "folder for it: a stick, or the folder Karete on one")
	if err := c.parse(f); err != nil {
		return err
	}
	if *to == "" {
		fmt.Fprintln(c.stderr, "karete backup: say --to DIR")
		return errUsage
	}
	if info, err := os.Stat(*to); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s", *to)
	}
	if err := mustBeThere(*data); err != nil {
		return err
	}
	s, err := c.open(*data, from)
	if err != nil {
		return err
	}
	b, err := s.Backup(c.ctx, *to)
	if err = firstOf(err, s.Close()); err != nil {
		return backupFailed(err)
	}
	fmt.Fprintf(c.stdout, "%s was written, read back, restored and compared: all the same.\n", b.File)
	fmt.Fprintf(c.stdout, "  %d patients, %d visits, %d signed notes, %d entries of the journal\n", b.Counts.Patients, b.Counts.Visits, b.Counts.Notes, b.Counts.Entries)
	c.slip(b.Fingerprint, b.Words)
	return nil
}

// slip is what stands on the paper beside a backup.
func (c *call) slip(fingerprint, words []string) {
	fmt.Fprintf(c.stdout, "  fingerprint %s\n  %s\n", strings.Join(fingerprint, " "), strings.Join(words, ", "))
}

// verify proves a backup anywhere: it needs its key and room for what is in it.
func verify(c *call) error {
	f := flag.NewFlagSet("karete verify", flag.ContinueOnError)
	f.SetOutput(c.stderr)
	from := c.secretFlags(f)
	scratch := f.String("scratch", "", "folder with room for what is in it; that of the system unless said")
	file, err := c.oneFile(f)
	if err != nil {
		return err
	}
	if file == "" {
		fmt.Fprintln(c.stderr, "karete verify: say FILE")
		return errUsage
	}
	secret, err := c.backupKey(file, from)
	if err != nil {
		return err
	}
	if *scratch == "" {
		*scratch = os.TempDir()
	}
	p, err := archive.Prove(c.ctx, file, archive.BySecret(secret), *scratch, nil)
	if err != nil {
		return backupFailed(err)
	}
	m := p.Manifest
	fmt.Fprintf(c.stdout, "PROVED: %s was read to its end, restored and compared; all is the same.\n", file)
	fmt.Fprintf(c.stdout, "  %s, made %s UTC by Karete %s\n", m.Clinic, m.MadeAt.UTC().Format(time.DateTime), m.Version)
	fmt.Fprintf(c.stdout, "  %d patients, %d visits, %d signed notes; %d rows in all\n", m.Tables["patient"], m.Tables["visit"], m.Tables["encounter"], p.Rows)
	fmt.Fprintf(c.stdout, "  %d entries of the journal, each verified; the newest of %s UTC\n", p.Entries, m.HeadAt.UTC().Format(time.DateTime))
	c.slip(backup.Groups(p.SHA256), backup.CheckWords(p.SHA256))
	if !p.Medium {
		fmt.Fprintln(c.stdout, "  Some of it was still in this machine's memory: pull the stick out and in to read it from the stick itself.")
	}
	return nil
}

// backupKey looks whether there is a file before it asks for a key.
func (c *call) backupKey(file string, from *secretFrom) (keyring.Secret, error) {
	info, err := os.Stat(file)
	if err != nil {
		return keyring.Secret{}, fmt.Errorf("the backup cannot be read: %w", err)
	}
	if !info.Mode().IsRegular() {
		return keyring.Secret{}, fmt.Errorf("%s is no file", file)
	}
	return from.secret(c)
}

// backupFailed says why in words, and with which code to end.
func backupFailed(err error) error {
	var loss *restore.LossError
	var damage *archive.DamageError
	var findings *archive.FindingsError
	switch {
	case errors.As(err, &loss):
		return ends{errors.New(lossInWords(loss.Loss)), exitLoss}
	case errors.Is(err, archive.ErrWrongKey):
		return ends{errors.New("the backup does not open with this key; nothing was changed"), exitKey}
	case errors.As(err, &damage):
		return fmt.Errorf("NOT GOOD: the backup is damaged (%s); nothing was changed: take an earlier one", damage.Part)
	case errors.As(err, &findings):
		lines := []string{"NOT GOOD: the backup is a faithful copy of records that were not in order when it was made:"}
		for _, says := range findings.Findings[:min(len(findings.Findings), 20)] {
			lines = append(lines, "  "+says)
		}
		return errors.New(strings.Join(append(lines, "Take an earlier one. To restore it all the same, say --anyway."), "\n"))
	case errors.Is(err, archive.ErrNotBackup), errors.Is(err, archive.ErrTooBig):
		return errors.New("this is not a backup of Karete, or its beginning is damaged; nothing was changed")
	case errors.Is(err, archive.ErrNewer):
		return errors.New("the backup was made by a newer Karete; install that one first. Nothing was changed")
	case errors.Is(err, archive.ErrFull):
		return fmt.Errorf("there is not enough room: %w", err)
	}
	return err
}

func lossInWords(l restore.Loss) string {
	since := ""
	if l.Since != nil && !l.Since.IsZero() {
		since = ": what was written after " + l.Since.UTC().Format(time.DateTime) + " UTC"
	}
	var says string
	switch l.Standing {
	case restore.Unknown:
		says = "the records that are here cannot be read, so nobody can tell what the backup lacks" + since
	case restore.Behind:
		says = fmt.Sprintf("the backup lacks %d of the %d entries that are here%s", l.Lost, l.Entries, since)
	default:
		says = fmt.Sprintf("the backup goes another way than the records that are here, and lacks %d of their %d entries%s", l.Lost, l.Entries, since)
	}
	return says + ".\nNothing was changed. To go on say --accept-loss; what is here stays in a folder beside."
}
