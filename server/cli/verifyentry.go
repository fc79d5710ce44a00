package cli

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"karete/db/journal"
)

// verifyEntry checks the proof of one entry, anywhere and without the box: it opens
// no data. What it says is what was proved, and what was not.
func verifyEntry(c *call) error {
	f := flag.NewFlagSet("karete verify-entry", flag.ContinueOnError)
	f.SetOutput(c.stderr)
	keyFile := f.String("key", "", "the file with the box's public key, from the clinic and not from whoever brought the proof")
	file, err := c.oneFile(f)
	if err != nil {
		return err
	}
	if file == "" || *keyFile == "" {
		fmt.Fprintln(c.stderr, "karete verify-entry: say FILE --key box.pub")
		return errUsage
	}
	key, err := os.ReadFile(*keyFile)
	if err != nil {
		return fmt.Errorf("the key cannot be read: %w", err)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		return fmt.Errorf("%s is no public key of a box", *keyFile)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("the proof cannot be read: %w", err)
	}
	proof, err := journal.ParseProof(text)
	if err != nil {
		return fmt.Errorf("%s is not the proof of an entry, or was changed since a box wrote it", file)
	}
	tree, err := proof.Check(verifier)
	switch {
	case errors.Is(err, journal.ErrCheckpoint):
		return fmt.Errorf("NOT PROVED: the box of this key, %s, did not sign what the file says it signed", verifier.Name())
	case err != nil:
		return errors.New("NOT PROVED: the entry is not in the history that the box signed; somebody changed it")
	}
	_, err = fmt.Fprint(c.stdout, proved(proof.Entry, tree, verifier))
	return err
}

// oneFile parses flags before and after one file.
func (c *call) oneFile(f *flag.FlagSet) (file string, err error) {
	rest := c.args
	for {
		if err := f.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return "", err
			}
			return "", errUsage
		}
		if f.NArg() == 0 {
			return file, nil
		}
		if file != "" {
			fmt.Fprintf(c.stderr, "%s: does not know %q\n", f.Name(), f.Arg(0))
			return "", errUsage
		}
		file, rest = f.Arg(0), f.Args()[1:]
	}
}

func proved(e journal.Entry, tree journal.Tree, verifier note.Verifier) string {
	var s strings.Builder
	fmt.Fprintf(&s, "PROVED, with the key of %s:\n", verifier.Name())
	fmt.Fprintf(&s, "  entry %d of its journal, recorded %s UTC,\n", e.Seq, e.RecordedAt.UTC().Format(time.DateTime))
	if !e.OccurredAt.Equal(e.RecordedAt) {
		fmt.Fprintf(&s, "  for what happened %s UTC,\n", e.OccurredAt.UTC().Format(time.DateTime))
	}
	who := "the box or a stranger"
	if e.ActorID != "" {
		who = "staff " + e.ActorID
	}
	fmt.Fprintf(&s, "  says that %s, as %s, did %q", who, cmp.Or(e.Role, "nobody in particular"), e.Action)
	fmt.Fprintf(&s, " to %s %s", e.SubjectType, e.SubjectID)
	if e.PatientID != "" {
		fmt.Fprintf(&s, "\n  about patient %s", e.PatientID)
	}
	if e.VisitID != "" {
		fmt.Fprintf(&s, ", visit %s", e.VisitID)
	}
	if e.Device != "" {
		fmt.Fprintf(&s, "\n  from %q", e.Device)
	}
	fmt.Fprintf(&s, ".\n  It stands unchanged among the %d entries that the box signed.\n", tree.Size)
	fmt.Fprintf(&s, "NOT part of this proof:\n  what else the entry holds, of which only the SHA-256 is here: %x;\n", e.PayloadHash)
	if e.TimeSource == "doubtful" {
		s.WriteString("  the time: the box itself doubted its clock;\n")
	} else {
		s.WriteString("  that the clock of the box was right;\n")
	}
	s.WriteString("  who held the device, and whose names belong to these ids: the clinic knows.\n")
	return s.String()
}
