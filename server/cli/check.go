package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault"
	"karete/db/vault/keyring"
	"karete/server"
	"karete/server/backup/restore"
	"karete/server/photo"
	"karete/server/seal"
)

// check proves the records offline. Everything it says is a count or a place,
// never what is written there.
func check(c *call) error {
	f, data := c.flags("check")
	from := c.secretFlags(f)
	giveUp := f.Bool("give-up-log", false, "give up what a damaged log (-wal) has lost, so that the records open again; first look for a backup. With no server running")
	if err := c.parse(f); err != nil {
		return err
	}
	if restore.Pending(*data) {
		return restore.ErrPending
	}
	path := filepath.Join(*data, server.DatabaseFile)
	switch info, err := os.Stat(path); {
	case err != nil:
		return fmt.Errorf("there is no clinic in %s", *data)
	case info.Size() == 0: // to open it would make a new one of it
		return fmt.Errorf("%s is empty: the records are gone; keep this folder and call for help", path)
	}
	p := proof{call: c, data: *data}
	if *giveUp {
		folder, err := server.Occupy(*data)
		if err != nil {
			return err
		}
		if folder != nil {
			defer folder.Close()
		}
		p.giveUp = true
	}
	v, err := p.unlock(path, from)
	if err != nil {
		return err
	}
	options := db.Options{Path: path, Stay: true}
	if v != nil {
		options.VFS = v.Name()
	}
	d, err := db.Open(c.ctx, options)
	if err != nil {
		return fmt.Errorf("the database cannot be opened: %w", err)
	}
	err = firstOf(p.records(d), d.Close())
	if v != nil {
		err = firstOf(err, v.Close())
	}
	if err != nil {
		return err
	}
	if p.found {
		return errors.New("the records are NOT as they were written; keep this folder and call for help")
	}
	fmt.Fprintln(c.stdout, "Everything is as it was written.")
	return nil
}

// proof is one run of check.
type proof struct {
	*call
	data   string
	found  bool
	giveUp bool // what the log has lost
}

func (p *proof) finds(kind string, lines ...string) {
	for _, line := range lines {
		p.found = true
		fmt.Fprintln(p.stdout, kind, line)
	}
}

// unlock proves the key file and every page of the files. It is nil for records
// from before encryption.
func (p *proof) unlock(path string, from *secretFrom) (*vault.Vault, error) {
	if !keyring.Exists(p.data) {
		plain, err := vault.Plain(path)
		if err != nil || !plain {
			return nil, fmt.Errorf("the keys are gone: put %s back from a backup", filepath.Join(p.data, keyring.MainFile))
		}
		fmt.Fprintln(p.stdout, "The records are not encrypted yet: the next start does it.")
		return nil, nil
	}
	looking := sealing
	looking.Keys.Look = true
	keys, err := seal.New(p.data, looking)
	if err != nil {
		return nil, err
	}
	opened := false
	if !from.given() {
		if opened, err = keys.OpenByBox(p.ctx); err != nil {
			return nil, err
		}
	}
	if !opened {
		secret, err := from.secret(p.call)
		if err != nil {
			return nil, err
		}
		if err := keys.Open(p.ctx, secret, "command"); err != nil {
			return nil, wrongKey(err)
		}
	}
	if err := keys.Ring().Check(); err != nil {
		p.finds("damaged:", "a copy of the key file, "+err.Error()+"; the next start mends it")
	} else {
		fmt.Fprintln(p.stdout, "Both copies of the key file are sound.")
	}
	v, err := keys.Look(path)
	if err != nil {
		return nil, err
	}
	if p.giveUp {
		if err := p.salvage(v, path); err != nil {
			return nil, firstOf(err, v.Close())
		}
	}
	report, err := v.Check(p.ctx, path)
	if err != nil {
		return nil, firstOf(fmt.Errorf("the database cannot be read through: %w", err), v.Close())
	}
	problems := report.Problems()
	p.finds("damaged:", problems...)
	if report.LogLost {
		fmt.Fprintln(p.stdout, "A backup made since is the better way back: karete restore. Without one, karete check --give-up-log opens the records as they were before the damage.")
	}
	if len(problems) == 0 {
		fmt.Fprintf(p.stdout, "All %d pages are encrypted and as this box wrote them.\n", report.Pages)
	}
	return v, nil
}

// salvage cuts a damaged log back to what is sound in it. What comes after is
// checked as a whole, like any other records.
func (p *proof) salvage(v *vault.Vault, path string) error {
	aside, err := v.Salvage(p.ctx, path)
	switch {
	case err != nil:
		return fmt.Errorf("the log cannot be mended: %w", err)
	case aside == "":
		fmt.Fprintln(p.stdout, "The log has lost nothing: there is nothing to give up.")
	default:
		fmt.Fprintf(p.stdout, "What the log held after its damage is given up: the last things that were saved may be missing, and are to be entered again from paper.\nThe log as it was is kept, encrypted, in %s.\n", aside)
	}
	return nil
}

// records proves what the files hold.
func (p *proof) records(d *db.DB) error {
	damage, err := d.IntegrityCheck(p.ctx)
	if err != nil {
		return fmt.Errorf("the database cannot be read through: %w", err)
	}
	p.finds("damaged:", damage...)
	changed, err := d.CheckSchema(p.ctx)
	if err != nil {
		return fmt.Errorf("the tables cannot be compared: %w", err)
	}
	p.finds("changed:", changed...)
	verifier, err := journal.LoadVerifier(p.data)
	if err != nil {
		return fmt.Errorf("the box's public key cannot be read: %w", err)
	}
	report, err := journal.Verify(p.ctx, d, verifier)
	if err != nil {
		return fmt.Errorf("the journal cannot be read through: %w", err)
	}
	if has, knows := d.Behind(); has < knows {
		fmt.Fprintln(p.stdout, "The records are those of an older Karete: the next start of the server brings them forward.")
		// Guards of tables that they do not have yet; those they have were compared above.
		report.Findings = slices.DeleteFunc(report.Findings, func(f journal.Finding) bool { return f.Code == journal.GuardMissing })
	}
	if len(damage) == 0 {
		fmt.Fprintln(p.stdout, "The database is whole: every page, index and reference.")
	}
	if len(changed) == 0 {
		fmt.Fprintln(p.stdout, "Its tables and their guards are as this program made them.")
	}
	fmt.Fprintf(p.stdout, "The journal has %d entries and %d signed heads; the newest covers %d entries.\n", report.Entries, report.Checkpoints, report.Signed)
	if report.Erased > 0 {
		fmt.Fprintf(p.stdout, "%d entries had their content lawfully erased.\n", report.Erased)
	}
	fmt.Fprintf(p.stdout, "%d rows were compared with what the journal says of them.\n", report.Rows)
	for _, f := range report.Findings {
		p.finds("found:", f.Says)
	}
	if report.More > 0 {
		fmt.Fprintf(p.stdout, "and %d more.\n", report.More)
	}
	p.found = p.found || !report.Clean()
	pictures, spoiled, err := photo.Verify(p.ctx, d)
	if err != nil {
		return fmt.Errorf("the photos cannot be read through: %w", err)
	}
	fmt.Fprintf(p.stdout, "%d photos were compared with their hashes.\n", pictures)
	p.finds("found:", spoiled...)
	return nil
}
