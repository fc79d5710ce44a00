// Karete is the digital outpatient card and visit server of a small clinic.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"karete/server/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
