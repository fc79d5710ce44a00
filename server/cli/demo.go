package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"karete/server"
	"karete/server/demo"
)

// demoClinic fills an empty folder; it refuses any other, because made-up people
// among real ones could never be told apart again.
func demoClinic(c *call) error {
	f, data := c.flags("demo")
	patients := f.Int("patients", 420, "people registered before the first day")
	days := f.Int("days", 14, "days of visits before today")
	seed := f.Uint64("seed", 1, "the same seed on the same day makes the same clinic")
	if err := c.parse(f); err != nil {
		return err
	}
	if *patients < 1 || *patients > 1_000_000 || *days < 0 || *days > 400 {
		fmt.Fprintln(c.stderr, "karete demo: --patients is 1 to 1000000, --days 0 to 400")
		return errUsage
	}
	if err := mustBeEmpty(*data); err != nil {
		return err
	}
	plan := demo.Plan{Patients: *patients, Days: *days, Seed: *seed, Now: time.Now().Truncate(time.Millisecond)}
	there := plan.Clock()
	source := plan.Source(there)
	s, err := server.New(c.ctx, server.Config{Data: *data, Version: Version, Now: there.Now, NewID: source.NewID, Random: source, Seal: sealing})
	if err != nil {
		return err
	}
	signIns, err := s.Demo(c.ctx, there, source, plan)
	if err := firstOf(err, s.Close()); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(*data, signInsFile), []byte(signIns), 0o600); err != nil {
		return err
	}
	_, err = fmt.Fprint(c.stdout, signIns)
	return err
}

func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s is in use; a demo clinic needs an empty folder", dir)
	}
	return nil
}
