package media

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"

	"karete/db"
)

// Medium is a stick, or a share, that is mounted now.
type Medium struct {
	Path       string // where it is mounted
	Label      string // what its file system is called; "" when nobody named it
	FileSystem string // as the system calls it: vfat, exfat, ext4, NTFS, cifs
	Network    bool   // a share of another machine
	ReadOnly   bool
	Free       uint64 // bytes that may be written
	Total      uint64 // bytes
}

// Finder looks for media. The zero value asks the system; patterns of folders may
// stand in for it.
type Finder struct {
	Places []string // patterns; every folder that matches is a medium. nil: what the system says
}

// Find lists the media that are there now, by path. One that cannot be looked at
// any more is left out: it is just being pulled.
func (f Finder) Find() []Medium {
	var found []Medium
	if f.Places == nil {
		found = mounted()
	} else {
		found = f.matching()
	}
	list := found[:0]
	for _, m := range found {
		space, err := db.SpaceOf(m.Path)
		if err != nil {
			continue
		}
		m.Free, m.Total, m.ReadOnly = space.Free, space.Total, m.ReadOnly || space.ReadOnly
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b Medium) int { return cmp.Compare(a.Path, b.Path) })
	return slices.CompactFunc(list, func(a, b Medium) bool { return a.Path == b.Path })
}

func (f Finder) matching() (list []Medium) {
	for _, pattern := range f.Places {
		names, err := filepath.Glob(pattern)
		if err != nil {
			continue
		}
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && info.IsDir() {
				list = append(list, Medium{Path: name, Label: filepath.Base(name)})
			}
		}
	}
	return list
}
