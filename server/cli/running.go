package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"karete/server/upgrade"
)

// upgrading are the options of every run of the server; tests make it quicker.
var upgrading upgrade.Options

// program is what the server's folder is told of the running program. A build
// without a version is somebody's at work: it is not tried and not kept.
func program() (upgrade.Options, error) {
	o := upgrading
	if Version == "dev" {
		return o, nil
	}
	var err error
	o.Program, err = upgrade.Self()
	return o, err
}

// giveWay has another program take over when err says so.
func (c *call) giveWay(err error) error {
	var other *upgrade.Elsewhere
	if !errors.As(err, &other) {
		return err
	}
	fmt.Fprintf(c.stderr, "karete: %s\n", other.Reason)
	if err := upgrade.Become(c.ctx, other.Program); err != nil {
		return fmt.Errorf("%s cannot take over: %w", other.Program, err)
	}
	return nil
}

// told says what became of a program that was refused.
func (c *call) told(data string) {
	s, err := upgrade.Read(data)
	if err != nil || s.Good == nil {
		return
	}
	if last, ok := s.Last(); ok {
		fmt.Fprintf(c.stdout, "%s\n", upgrade.Told(last, s.Good.Version))
	}
}

// stopsLate ends the process when a server that has to make room for another does
// not: whoever started it starts it again, and then the other runs.
func stopsLate(ctx context.Context, ended <-chan struct{}) {
	select {
	case <-ctx.Done():
	case <-ended:
		time.AfterFunc(time.Minute, func() { os.Exit(exitFault) })
	}
}
