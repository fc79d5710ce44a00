//go:build !linux && !windows

package durable

// Forget cannot be done here.
func Forget(string) (bool, error) { return false, nil }
