package vaulttest

import (
	"os"
	"sync"

	"karete/db/vault"
)

// VFS is the name of a vault under the same key in every process of a test, for
// db.Options.VFS. With KARETE_TEST_PLAIN set it is "", which is SQLite as it comes:
// so the same tests show that a fault is the vault's or is not.
var VFS = sync.OnceValue(func() string {
	if os.Getenv("KARETE_TEST_PLAIN") != "" {
		return ""
	}
	v, err := vault.Open([32]byte([]byte("a key for tests, known to anyone")))
	if err != nil {
		panic(err)
	}
	return v.Name()
})
