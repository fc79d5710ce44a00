package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"karete/server"
	"karete/server/fault"
	"karete/server/setup"
)

// signInsFile lists a demo clinic's sign-ins, so that a later start can say them.
const signInsFile = "sign-ins.txt"

// setUp is the wizard without its screens: the same code, the same rules.
func setUp(c *call) error {
	f, data := c.flags("setup")
	from := f.String("answers", "", "JSON file with the answers, or - for standard input")
	if err := c.parse(f); err != nil {
		return err
	}
	if *from == "" {
		fmt.Fprintln(c.stderr, "karete setup: say --answers FILE.json")
		return errUsage
	}
	answers, err := readAnswers(*from)
	if err != nil {
		return err
	}
	s, err := server.New(c.ctx, server.Config{Data: *data, Version: Version, Seal: sealing})
	if err != nil {
		return err
	}
	if s.Sealed() {
		return firstOf(errSetUp, s.Close())
	}
	founded, err := s.SetUp(c.ctx, answers)
	err = firstOf(err, s.Close())
	if founded.Facility.Name == "" {
		return inWords(err)
	}
	// It stands: what is shown this once is shown, whatever went wrong after it.
	fmt.Fprintf(c.stdout, "%s is set up in %s.\n", founded.Facility.Name, *data)
	if len(founded.Staff) > 0 {
		fmt.Fprintln(c.stdout, "First passwords, shown this once; each is changed at the first sign-in:")
	}
	for _, p := range founded.Staff {
		fmt.Fprintf(c.stdout, "  %-16s %s  (%s)\n", p.Username, p.OneTimePassword, p.DisplayName)
	}
	fmt.Fprintf(c.stdout, "Recovery code of the records, shown this once. Write it down and lock it away:\n  %s\n", founded.RecoveryCode)
	fmt.Fprintf(c.stdout, "Start it with: karete serve --data %s\n", *data)
	return inWords(err)
}

func readAnswers(name string) (setup.Answers, error) {
	var answers setup.Answers
	in := io.Reader(os.Stdin)
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return answers, fmt.Errorf("the answers cannot be read: %w", err)
		}
		defer file.Close()
		in = file
	}
	decoder := json.NewDecoder(io.LimitReader(in, 1<<20))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&answers); err != nil {
		return answers, fmt.Errorf("the answers are not as they should be: %w", err)
	}
	return answers, nil
}

var errSetUp = errors.New("there is a clinic in this folder already; nothing was changed")

// inWords says a fault at a console, where no screen translates codes.
func inWords(err error) error {
	var f *fault.Error
	switch {
	case !errors.As(err, &f):
		return err
	case f.Code == fault.SetUpAlready:
		return errSetUp
	case f.Code == fault.LastKey:
		return errors.New("this is the last key that a person has; add another one first")
	case f.Code == fault.NotFound:
		return errors.New("there is no such key; karete keys list shows those there are")
	case f.Code == fault.WrongState:
		return errors.New("the box has a key of its own already")
	case len(f.Fields) == 0:
		return err
	}
	lines := []error{errors.New("this will not do; nothing was changed")}
	for _, field := range f.Fields {
		line := fmt.Errorf("  %s: %s", field.Field, field.Code)
		if len(field.Params) > 0 {
			line = fmt.Errorf("%w %v", line, field.Params)
		}
		lines = append(lines, line)
	}
	return errors.Join(lines...)
}
