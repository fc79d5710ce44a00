package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

const (
	exitDone  = 0
	exitFault = 1
	exitUsage = 2
)

// call is one run of a command.
type call struct {
	ctx    context.Context
	args   []string
	stdout io.Writer
	stderr io.Writer
}

type command struct {
	name, shape, does string
	run               func(*call) error
}

// commands in the order help lists them. A command that does not exist yet is
// not in it.
func commands() []command {
	return append([]command{
		{"serve", "[--data DIR] [--https ADDR] [--http ADDR]", "the clinic's server", served},
		{"setup", "[--data DIR] --answers FILE.json", "the first-run wizard, unattended", setUp},
		{"demo", "[--data DIR] [--patients N] [--days N] [--seed N]", "fill an empty folder with a made-up clinic and print its sign-ins", demoClinic},
		{"keys", "list|add|revoke|rekey [--data DIR] ...", "who and what opens the records; with no server running", keys},
		{"rescue", "[--data DIR] --user NAME", "let a manager in again who lost the password or the second factor; with no server running", rescue},
		{"check", "[--data DIR] [--give-up-log]", "prove offline that the records are whole and unchanged", check},
		{"upgrade", "FILE [--data DIR] | --back [--data DIR]", "put another version in the place of this one; it gives way by itself when it does not come to work", upgradeProgram},
		{"backup", "--to DIR [--data DIR]", "write a backup and prove it; with no server running, which does it by itself", backUp},
		{"verify", "FILE [--scratch DIR]", "prove a backup: read it back, restore it aside, compare", verify},
		{"restore", "FILE [--data DIR] [--accept-loss] | FILE --drill", "bring a backup back, with a safety copy of what is there; or only try it", bringBack},
		{"verify-entry", "FILE --key box.pub", "check anywhere the proof of one entry of a box's journal", verifyEntry},
		{"import", "FILE [--yes] [--dry-run] [--mapping \"FANE=familyName,...\"] [--report OUT.csv] [--data DIR] | --undo IMPORT", "bring an old register in, as CSV or XLSX, after a trial; with no server running", bringIn},
		{"dedupe", `--csv IN.csv --out PAIRS.csv [--columns "id=rec_id,..."] [--min 0.01]`, "find who is in a list more than once; changes nothing", dedupe},
		{"openapi", "", "print the API's OpenAPI 3.1 document", openAPI},
		{"version", "", "what this is", version},
	}, own()...)
}

// errUsage is wrong usage: the flag package has already said what.
var errUsage = errors.New("usage")

// Run runs the command that args name and answers with the exit code.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		help(stderr)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		help(stdout)
		return exitDone
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(&call{ctx: ctx, args: args[1:], stdout: stdout, stderr: stderr})
		switch {
		case err == nil, errors.Is(err, flag.ErrHelp):
			return exitDone
		case errors.Is(err, errUsage):
			return exitUsage
		}
		fmt.Fprintf(stderr, "karete %s: %s\n", c.name, strings.TrimSpace(err.Error()))
		var with ends
		if errors.As(err, &with) {
			return with.code
		}
		return exitFault
	}
	fmt.Fprintf(stderr, "karete: there is no command %q\n\n", args[0])
	help(stderr)
	return exitUsage
}

func help(w io.Writer) {
	fmt.Fprint(w, "Karete, the clinic's card and visit server.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  karete %s %s\n      %s\n", c.name, c.shape, c.does)
	}
	fmt.Fprintf(w, "\n--data is %s unless said.\n", defaultData)
	fmt.Fprintf(w, "The key of sealed records is asked for, or read from --passphrase-file or --key-file, or from the files\nthat %s and %s name.\n", passphraseEnv, keyFileEnv)
}

const defaultData = "./karete-data"

// flags is the command's flag set; every command that opens data shares --data.
func (c *call) flags(name string) (*flag.FlagSet, *string) {
	f := flag.NewFlagSet("karete "+name, flag.ContinueOnError)
	f.SetOutput(c.stderr)
	return f, f.String("data", defaultData, "the folder with the clinic's data")
}

// parse refuses what the flags do not name: a forgotten dash must not be taken
// for nothing.
func (c *call) parse(f *flag.FlagSet) error {
	if err := f.Parse(c.args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	if f.NArg() > 0 {
		fmt.Fprintf(c.stderr, "%s: does not know %q\n", f.Name(), f.Arg(0))
		return errUsage
	}
	if data := f.Lookup("data"); data != nil {
		return c.asOwner(data.Value.String())
	}
	return nil
}
