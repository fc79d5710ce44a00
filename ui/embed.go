package ui

import "embed"

// Dist is the built web UI: index.html and assets/ with hashed names. In a checkout where the UI was never
// built it holds only a placeholder, so Go code and tests never need Node.
//
//go:embed all:dist
var Dist embed.FS
