package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"runtime"

	"karete/db"
	"karete/server/api"
	"karete/server/upgrade"
)

// Version is set by the build.
var Version = "dev"

func version(c *call) error {
	f, _ := c.flags("version")
	asJSON := f.Bool("json", false, "for a program")
	if err := c.parse(f); err != nil {
		return err
	}
	if *asJSON {
		schema, err := db.Steps(upgrading.Migrations)
		if err != nil {
			return err
		}
		return json.NewEncoder(c.stdout).Encode(upgrade.About{Version: Version, OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version(), Schema: schema})
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
