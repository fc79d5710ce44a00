package trust

import (
	"testing"
	"time"
)

// Brought is a certificate for a public name that ends then, and its key.
func Brought(t *testing.T, name string, ends time.Time) (chain, key string) {
	return broughtFrom(t, plainLeaf(Reach{Names: []string{name}}, ends))
}
