package cli

import (
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"karete/server"
	"karete/server/backup/restore"
)

// bringBack restores a backup into the data folder, or with --drill into one that
// goes away again.
func bringBack(c *call) error {
	f, data := c.flags("restore")
	from := c.secretFlags(f)
	var in server.Restoring
	f.BoolVar(&in.AcceptLoss, "accept-loss", false, "go on although the records that are here have what the backup has not")
	f.BoolVar(&in.Anyway, "anyway", false, "go on although the records were not in order when the backup was made")
	f.BoolVar(&in.AutoUnlock, "auto-unlock", false, "the box keeps a key of its own afterwards and opens without anybody")
	drill := f.Bool("drill", false, "only try: restore into a folder that goes away again, and show it on this machine until Ctrl-C")
	address := f.String("http", "127.0.0.1:0", "with --drill, the address to show it at; of this machine only")
	scratch := f.String("scratch", "", "with --drill, the folder with room for it; that of the system unless said")
	file, err := c.oneFile(f)
	if err != nil {
		return err
	}
	given := map[string]bool{}
	f.Visit(func(f *flag.Flag) { given[f.Name] = true })
	switch {
	case file == "":
		fmt.Fprintln(c.stderr, "karete restore: say FILE")
		return errUsage
	case *drill && (given["data"] || in.AcceptLoss || in.Anyway || in.AutoUnlock):
		fmt.Fprintln(c.stderr, "karete restore: --drill touches no data: leave --data, --accept-loss, --anyway and --auto-unlock out")
		return errUsage
	case !*drill && (given["http"] || given["scratch"]):
		fmt.Fprintln(c.stderr, "karete restore: --http and --scratch go with --drill")
		return errUsage
	case !onlyHere(*address):
		fmt.Fprintln(c.stderr, "karete restore: --http is of this machine only: 127.0.0.1:PORT")
		return errUsage
	}
	in.File = file
	if in.Secret, err = c.backupKey(file, from); err != nil {
		return err
	}
	in.Progress = c.progress()
	cfg := server.Config{Data: *data, Version: Version, Seal: sealing, Log: slog.New(slog.NewTextHandler(c.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	if *drill {
		cfg.HTTP = *address
		return c.drill(cfg, *scratch, in)
	}
	if _, err := os.Stat(*data); err == nil {
		if err := c.asOwner(*data); err != nil {
			return err
		}
	}
	out, err := server.Restore(c.ctx, cfg, in)
	if errors.Is(err, restore.ErrPending) {
		return fmt.Errorf("the backup counts, and is not quite in its place: start the server, which finishes it: %w", err)
	}
	if err != nil {
		return backupFailed(err)
	}
	c.brought(out, *data)
	return nil
}

// progress tells the stages on the console as they come.
func (c *call) progress() func(restore.Stage, int) {
	says := map[restore.Stage]string{
		restore.Reading: "Reading the backup", restore.Restoring: "Putting the records together", restore.Proving: "Comparing them, row by row", restore.Installing: "Putting them in their place",
	}
	last := restore.Stage("")
	return func(stage restore.Stage, _ int) {
		if stage != last {
			last = stage
			fmt.Fprintf(c.stderr, "%s ...\n", says[stage])
		}
	}
}

func (c *call) brought(out restore.Restored, data string) {
	same := "all the same"
	if !out.Same {
		same = "NOT the same: keep everything, and call for help"
	}
	fmt.Fprintf(c.stdout, "%s is back in %s, as of %s UTC: %s.\n", out.Clinic, data, out.Since.UTC().Format("2006-01-02 15:04:05"), same)
	for _, n := range out.Counts {
		fmt.Fprintf(c.stdout, "  %-9s %9d in the backup, %9d here\n", n.What, n.Written, n.Found)
	}
	c.slip(out.Fingerprint, out.Words)
	if out.Loss.Lost > 0 {
		fmt.Fprintf(c.stdout, "%d entries of the journal that were here are not in it.\n", out.Loss.Lost)
	}
	if out.Safety != "" {
		fmt.Fprintf(c.stdout, "What was here before is kept in %s\n", filepath.Join(data, out.Safety))
	}
	fmt.Fprintln(c.stdout, "Everybody signs in anew. People, devices and cards that were stopped since the backup was made work again: look at them.")
	switch {
	case out.AutoUnlock:
		fmt.Fprintln(c.stdout, "The box has a key of its own and opens without anybody.")
	case out.HadOwnKey:
		fmt.Fprintln(c.stdout, "The box that made the backup opened without anybody; this one does not: its key is in no backup. To have it so again: karete keys add --kind box")
	}
	fmt.Fprintf(c.stdout, "Start it with: karete serve --data %s\n", data)
}

// drill shows a backup until it is told to stop, and leaves nothing.
func (c *call) drill(cfg server.Config, scratch string, in server.Restoring) error {
	s, remove, err := server.Drill(c.ctx, cfg, scratch, in)
	if err != nil {
		return backupFailed(err)
	}
	l, err := s.Listen()
	if err != nil {
		return errors.Join(err, s.Close(), remove())
	}
	fmt.Fprintf(c.stdout, "\nThe backup is open at http://%s on this machine.\n", shown(l.Plain))
	fmt.Fprintf(c.stdout, "%s\n", strings.Join([]string{
		"Sign in as in the clinic. Nothing can be changed there, and nothing of it stays.",
		"Ctrl-C ends it.",
	}, "\n"))
	err = s.Serve(c.ctx, l)
	return errors.Join(err, remove())
}
