package cli

import (
	"fmt"
	"strings"

	"karete/server"
	"karete/server/fault"
)

// rescue lets a manager in again who lost the password, the phone or both. It needs
// the key of the records, and the server stopped.
func rescue(c *call) error {
	f, data := c.flags("rescue")
	from := c.secretFlags(f)
	user := f.String("user", "", "the manager's user name")
	if err := c.parse(f); err != nil {
		return err
	}
	if *user == "" {
		fmt.Fprintln(c.stderr, "karete rescue: say --user NAME")
		return errUsage
	}
	return c.withKeys(*data, from, func(s *server.Server) error {
		issued, err := s.Rescue(c.ctx, *user)
		if fault.Is(err, fault.NotFound) {
			names, err := s.Managers(c.ctx)
			if err != nil {
				return err
			}
			return fmt.Errorf("no manager of that name works here; there is %s", strings.Join(names, ", "))
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(c.stdout, "%s is signed out everywhere and has no second factor now.\n", issued.Staff.DisplayName)
		fmt.Fprintf(c.stdout, "One-time password, shown this once; it is changed at the next sign-in:\n  %-16s %s\n", issued.Staff.Username, issued.OneTimePassword)
		return nil
	})
}
