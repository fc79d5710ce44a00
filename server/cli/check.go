package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"karete/db"
	"karete/db/journal"
	"karete/server"
)

// check proves the records offline. Everything it says is a count or a place,
// never what is written there.
func check(c *call) error {
	f, data := c.flags("check")
	if err := c.parse(f); err != nil {
		return err
	}
	path := filepath.Join(*data, server.DatabaseFile)
	switch info, err := os.Stat(path); {
	case err != nil:
		return fmt.Errorf("there is no clinic in %s", *data)
	case info.Size() == 0: // to open it would make a new one of it
		return fmt.Errorf("%s is empty: the records are gone; keep this folder and call for help", path)
	}
	d, err := db.Open(c.ctx, db.Options{Path: path})
	if err != nil {
		return fmt.Errorf("the database cannot be opened: %w", err)
	}
	return firstOf(prove(c, d, *data), d.Close())
}

func prove(c *call, d *db.DB, data string) error {
	damage, err := d.IntegrityCheck(c.ctx)
	if err != nil {
		return fmt.Errorf("the database cannot be read through: %w", err)
	}
	for _, line := range damage {
		fmt.Fprintln(c.stdout, "damaged:", line)
	}
	changed, err := d.CheckSchema(c.ctx)
	if err != nil {
		return fmt.Errorf("the tables cannot be compared: %w", err)
	}
	for _, line := range changed {
		fmt.Fprintln(c.stdout, "changed:", line)
	}
	verifier, err := journal.LoadVerifier(data)
	if err != nil {
		return fmt.Errorf("the box's public key cannot be read: %w", err)
	}
	report, err := journal.Verify(c.ctx, d, verifier)
	if err != nil {
		return fmt.Errorf("the journal cannot be read through: %w", err)
	}
	if len(damage) == 0 {
		fmt.Fprintln(c.stdout, "The database is whole: every page, index and reference.")
	}
	if len(changed) == 0 {
		fmt.Fprintln(c.stdout, "Its tables and their guards are as this program made them.")
	}
	fmt.Fprintf(c.stdout, "The journal has %d entries and %d signed heads; the newest covers %d entries.\n", report.Entries, report.Checkpoints, report.Signed)
	if report.Erased > 0 {
		fmt.Fprintf(c.stdout, "%d entries had their content lawfully erased.\n", report.Erased)
	}
	fmt.Fprintf(c.stdout, "%d rows were compared with what the journal says of them.\n", report.Rows)
	for _, f := range report.Findings {
		fmt.Fprintln(c.stdout, "found:", f.Says)
	}
	if report.More > 0 {
		fmt.Fprintf(c.stdout, "and %d more.\n", report.More)
	}
	if len(damage)+len(changed) > 0 || !report.Clean() {
		return errors.New("the records are NOT as they were written; keep this folder and call for help")
	}
	fmt.Fprintln(c.stdout, "Everything is as it was written.")
	return nil
}
