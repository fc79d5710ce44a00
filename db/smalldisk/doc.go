// Package smalldisk gives a test a file system of its own that it may fill, break
// and turn read-only. What happens on it is real, and ends with the test. It
// exists on Linux only, and never stands in for a disk: it is one.
package smalldisk
