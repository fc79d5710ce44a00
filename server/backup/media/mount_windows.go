package media

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// mounted lists drives by their letters: sticks, shares, and disks besides the one
// that Windows is on.
func mounted() (list []Medium) {
	present, err := windows.GetLogicalDrives()
	if err != nil {
		return nil
	}
	system := strings.ToUpper(os.Getenv("SystemDrive")) // "C:"
	for letter := 'A'; letter <= 'Z'; letter++ {
		if present&(1<<(letter-'A')) == 0 {
			continue
		}
		root := string(letter) + `:\`
		name, err := windows.UTF16PtrFromString(root)
		if err != nil {
			continue
		}
		kind := windows.GetDriveType(name)
		if kind != windows.DRIVE_REMOVABLE && kind != windows.DRIVE_REMOTE && (kind != windows.DRIVE_FIXED || strings.HasPrefix(root, system)) {
			continue
		}
		m := Medium{Path: root, Network: kind == windows.DRIVE_REMOTE}
		label, format := make([]uint16, windows.MAX_PATH+1), make([]uint16, windows.MAX_PATH+1)
		var flags uint32
		err = windows.GetVolumeInformation(name, &label[0], uint32(len(label)), nil, nil, &flags, &format[0], uint32(len(format)))
		if err != nil { // a reader without a card in it
			continue
		}
		m.Label, m.FileSystem = windows.UTF16ToString(label), windows.UTF16ToString(format)
		m.ReadOnly = flags&windows.FILE_READ_ONLY_VOLUME != 0
		list = append(list, m)
	}
	return list
}

// SameDisk reports whether two folders are lost together when a disk is.
func SameDisk(a, b string) (bool, error) {
	return strings.EqualFold(filepath.VolumeName(a), filepath.VolumeName(b)), nil
}
