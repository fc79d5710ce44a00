package migrations

import "embed"

// Files holds the numbered forward-only migrations, in the order of their names.
//
//go:embed *.sql
var Files embed.FS
