package cli

import (
	"context"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// notify tells systemd, where it started the program, how it stands: it then says
// that the service is up when people can work, not before. Without systemd it tells
// nobody.
func notify(words ...string) error {
	name := os.Getenv("NOTIFY_SOCKET")
	if name == "" {
		return nil
	}
	if strings.HasPrefix(name, "@") {
		name = "\x00" + name[1:]
	}
	to, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		return err
	}
	defer to.Close()
	_, err = to.Write([]byte(strings.Join(words, "\n")))
	return err
}

// watchdog tells systemd that the box answers, for as long as it does: one that is
// stuck is started again. It asks for an answer, not for a good one.
func watchdog(ctx context.Context, answers func(context.Context) bool) {
	micros, err := strconv.ParseInt(os.Getenv("WATCHDOG_USEC"), 10, 64)
	if err != nil || micros <= 0 {
		return
	}
	every := time.Duration(micros) * time.Microsecond / 3
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			asked, cancel := context.WithTimeout(ctx, every)
			if answers(asked) {
				_ = notify("WATCHDOG=1") // told again in a moment
			}
			cancel()
		}
	}
}
