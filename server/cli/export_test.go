package cli

import (
	"fmt"
	"io/fs"
	"slices"
	"testing/fstest"
	"time"

	"karete/db/migrations"
	"karete/db/vault/keyring"
)

// Cheap has keys cost no time to speak of.
func Cheap() { sealing.Keys.Cost = keyring.Cost{MemoryKiB: 8, Passes: 1} }

// Be makes this process a program of that version, with its troubles.
func Be(version string, troubles ...string) {
	Version = version
	upgrading.Patience, upgrading.Steady = 5*time.Second, 200*time.Millisecond
	if slices.Contains(troubles, "grows") {
		upgrading.Migrations = later("CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;")
	}
	if slices.Contains(troubles, "breaks") {
		upgrading.Migrations = later("INSERT INTO nowhere VALUES (1);")
	}
	if slices.Contains(troubles, "sulks") {
		upgrading.Patience = 100 * time.Millisecond
		upgrading.Hear = func(string) string { return "failing" }
	}
	if slices.Contains(troubles, "slow") {
		upgrading.Steady = time.Hour
	}
}

// later are the program's migrations and one more.
func later(text string) fs.FS {
	all := fstest.MapFS{}
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		text, err := migrations.Files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		all[name] = &fstest.MapFile{Data: text}
	}
	all[fmt.Sprintf("%04d_later.sql", len(names)+1)] = &fstest.MapFile{Data: []byte(text)}
	return all
}
