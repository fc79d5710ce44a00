package ui

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var built embed.FS

// Dist is the built web UI: index.html and assets/ with hashed names, each in its .br and .gz forms where they
// are smaller. In a checkout where the UI was never built it holds only a placeholder, so that Go code and tests
// never need Node.
var Dist = func() fs.FS {
	dist, err := fs.Sub(built, "dist")
	if err != nil {
		panic(err) // the name is right above
	}
	return dist
}()
