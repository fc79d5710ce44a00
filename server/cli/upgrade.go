package cli

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"karete/server"
	"karete/server/upgrade"
)

// upgradeProgram puts another version in the place of this one, or goes back to the
// one before. The records are not touched here: the new version moves them when it
// starts, and gives way by itself when it does not come to work.
func upgradeProgram(c *call) error {
	f := flag.NewFlagSet("karete upgrade", flag.ContinueOnError)
	f.SetOutput(c.stderr)
	data := f.String("data", usualData(), "the folder with the clinic's data")
	target := f.String("program", "", "the installed program to replace; this one unless said")
	back := f.Bool("back", false, "go back to the version that worked before, with the server stopped")
	loss := f.Bool("accept-loss", false, "with --back: work without what was written since the upgrade; it is set aside")
	file, err := c.oneFile(f)
	if err != nil {
		return err
	}
	switch {
	case *back && file == "":
		return c.goBack(*data, *loss)
	case *back || *loss || file == "":
		fmt.Fprintln(c.stderr, "karete upgrade: say FILE, or --back")
		return errUsage
	}
	about, err := upgrade.Look(c.ctx, file)
	if err != nil {
		return err
	}
	state, err := upgrade.Read(*data)
	if err != nil && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	if err := state.Refuses(about, *data, server.DatabaseFile); err != nil {
		return err
	}
	if *target == "" {
		if *target, err = os.Executable(); err != nil {
			return err
		}
		if *target, err = filepath.EvalSymlinks(*target); err != nil {
			return err
		}
		if under(*target, filepath.Join(*data, upgrade.Folder)) {
			return fmt.Errorf("%s is a copy to go back to; say with --program which one to replace", *target)
		}
	}
	if err := upgrade.Place(file, *target); err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return fmt.Errorf("%s may not be replaced by you; begin with sudo: %w", *target, err)
		}
		return err
	}
	fmt.Fprintf(c.stdout, "%s is Karete %s now.\n", *target, about.Version)
	if _, ok := state.Good.Kept(*data); ok {
		fmt.Fprintf(c.stdout, "If it does not come to work, %s takes over again by itself.\n", state.Good.Version)
	} else {
		fmt.Fprintf(c.stdout, "There is no earlier version in %s to take over if it does not come to work.\n", *data)
	}
	fmt.Fprintf(c.stdout, "Start the server again for it to begin: %s\n", restart)
	return nil
}

func (c *call) goBack(data string, loss bool) error {
	if err := c.asOwner(data); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(data, upgrade.File)); err != nil {
		return fmt.Errorf("no Karete has run in %s that could be gone back from", data)
	}
	folder, err := server.Occupy(data)
	if err != nil {
		return err
	}
	o := upgrading
	o.Dir, o.Database = data, server.DatabaseFile
	says, err := upgrade.Back(o, loss)
	if folder != nil {
		err = firstOf(err, folder.Close())
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "%s\nStart the server again for it to begin: %s\n", says, restart)
	return nil
}

// installed is where a service has its records.
const installed = "/var/lib/karete"

// usualData is the folder here, or the service's when there is none.
func usualData() string {
	if _, err := os.Stat(defaultData); err != nil {
		if _, err := os.Stat(installed); err == nil {
			return installed
		}
	}
	return defaultData
}

func under(path, folder string) bool {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(folder, path)
	return err == nil && cmp.Compare(rel, "..") != 0 && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
