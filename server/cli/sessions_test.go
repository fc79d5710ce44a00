//go:build !race

package cli_test

import "testing"

// Each command of these is a process of its own, and has ended before the next is
// typed.
func TestSessions(t *testing.T) { sessions(t, "testdata") }
