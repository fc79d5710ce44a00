//go:build !windows

package durable

import "os"

// Folder returns when the names in a folder are on the disk.
func Folder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
