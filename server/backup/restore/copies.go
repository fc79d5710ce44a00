package restore

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"karete/server/backup/archive"
	"karete/server/backup/media"
)

// BackupCopy is a backup that can be brought back: a file on a stick, or one that
// was uploaded.
type BackupCopy struct {
	ID       string     `json:"id" doc:"To choose it by"`
	File     string     `json:"file" doc:"Its name"`
	Place    string     `json:"place" doc:"What the stick is called; empty for one that was uploaded"`
	Path     string     `json:"path" doc:"The folder it is in; empty for one that was uploaded"`
	Uploaded bool       `json:"uploaded"`
	Bytes    int64      `json:"bytes"`
	MadeAt   *time.Time `json:"madeAt,omitempty" doc:"As its name says; what is in it is believed only once it is open"`
	Ours     bool       `json:"ours" doc:"Its name says that it is of the clinic whose records this box cannot open"`

	path string
}

const (
	unproved  = "-unproved" + archive.Extension // one that was cut short before anybody had looked whether it is good
	mostFiles = 400                             // of one folder of a stick that may hold anything
)

var named = regexp.MustCompile(`^karete-([0-9a-f]{8})-([0-9]{8}T[0-9]{4}Z)(?:-[0-9]{1,2})?\.karete\.age$`)

// find lists the backups on the media that are there, the newest first. database is
// the id of the box's own records, "" where there are none.
func find(f media.Finder, database string) []BackupCopy {
	list := []BackupCopy{}
	for _, m := range f.Find() {
		for _, folder := range []string{media.FolderOn(m.Path), m.Path} {
			for _, c := range in(folder, database) {
				c.Place = cmp.Or(m.Label, filepath.Base(m.Path))
				list = append(list, c)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b BackupCopy) int {
		if a.Ours != b.Ours {
			return map[bool]int{true: -1, false: 1}[a.Ours]
		}
		return made(b).Compare(made(a))
	})
	return list
}

func in(folder, database string) (list []BackupCopy) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if len(list) == mostFiles {
			break
		}
		if c, ok := file(folder, e, database); ok {
			list = append(list, c)
		}
	}
	return list
}

// file takes ordinary files only: a stick is not ours and may hold anything.
func file(folder string, e os.DirEntry, database string) (BackupCopy, bool) {
	if !e.Type().IsRegular() || !strings.HasSuffix(e.Name(), archive.Extension) || strings.HasSuffix(e.Name(), unproved) {
		return BackupCopy{}, false
	}
	info, err := e.Info()
	if err != nil {
		return BackupCopy{}, false
	}
	c := called(e.Name(), database)
	c.Path, c.Bytes, c.path = folder, info.Size(), filepath.Join(folder, e.Name())
	c.ID = copyID(c.path)
	return c, true
}

// called is what a backup's name says of it.
func called(name, database string) BackupCopy {
	c := BackupCopy{File: name}
	if parts := named.FindStringSubmatch(name); parts != nil {
		if at, err := time.Parse("20060102T1504Z", parts[2]); err == nil {
			c.MadeAt = &at
		}
		c.Ours = len(database) >= 8 && parts[1] == database[:8]
	}
	return c
}

func made(c BackupCopy) time.Time {
	if c.MadeAt == nil {
		return time.Time{}
	}
	return *c.MadeAt
}

// copyID names a file without saying where it lies.
func copyID(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:8])
}
