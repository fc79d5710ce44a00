package cli

import (
	"fmt"
	"io"
	"log/slog"
	"runtime"

	"karete/server/api"
)

// Version is set by the build.
var Version = "dev"

func version(c *call) error {
	f, _ := c.flags("version")
	if err := c.parse(f); err != nil {
		return err
	}
	_, err := fmt.Fprintf(c.stdout, "karete %s %s/%s %s\n", Version, runtime.GOOS, runtime.GOARCH, runtime.Version())
	return err
}

// openAPI prints the document from the code alone: no data is opened.
func openAPI(c *call) error {
	f, _ := c.flags("openapi")
	if err := c.parse(f); err != nil {
		return err
	}
	edge := api.New(api.Rooms{}, Version, slog.New(slog.NewTextHandler(io.Discard, nil)))
	document, err := edge.Document()
	if err != nil {
		return err
	}
	_, err = c.stdout.Write(append(document, '\n'))
	return err
}
