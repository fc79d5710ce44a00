package seal

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"karete/db/vault/keyring"
)

// places are the patterns of folders where a stick turns up.
func places() []string {
	if runtime.GOOS == "windows" {
		var list []string
		for letter := 'D'; letter <= 'Z'; letter++ {
			list = append(list, string(letter)+`:\`)
		}
		return list
	}
	return []string{"/media/*", "/media/*/*", "/run/media/*", "/run/media/*/*", "/mnt", "/mnt/*", "/Volumes/*"}
}

// lookEvery is how soon a stick is noticed.
const lookEvery = 3 * time.Second

// Watch waits for a stick with a key of this database, and has opened the ring
// when it is true; false when ctx ended or somebody else opened it.
func (k *Keeper) Watch(ctx context.Context) bool {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	refused := map[string]time.Time{}
	for {
		if k.Ring() != nil {
			return false
		}
		if k.lookForStick(ctx, refused) {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
	}
}

// lookForStick tries each key file that turned up, or was changed, since the last
// look.
func (k *Keeper) lookForStick(ctx context.Context, refused map[string]time.Time) bool {
	locked, err := keyring.Load(k.dir, k.o.Keys)
	if err != nil {
		return false
	}
	name := keyring.KeyFileName(locked.Database())
	for _, pattern := range k.o.Places {
		found, err := filepath.Glob(filepath.Join(pattern, name))
		if err != nil {
			continue
		}
		for _, path := range found {
			info, err := os.Stat(path)
			if err != nil || !info.Mode().IsRegular() || refused[path].Equal(info.ModTime()) {
				continue
			}
			refused[path] = info.ModTime()
			err = k.openByFile(ctx, path)
			if err == nil {
				return true
			}
			k.o.Log.Warn("the key file on a stick does not open the records", "cause", err)
		}
	}
	return false
}

func (k *Keeper) openByFile(ctx context.Context, path string) error {
	text, err := readSmall(path)
	if err != nil {
		return err
	}
	secret, err := keyring.ParseKeyFile(text)
	if err != nil {
		return err
	}
	return k.Open(ctx, secret, "stick")
}

// readSmall reads a file that may be anything: a stick is not ours.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, longestFile+1))
	if err == nil && len(b) > longestFile {
		err = errors.New("too long for a key file")
	}
	return b, err
}

const longestFile = 4096
