package media

import (
	"os"
	"path/filepath"
	"strings"
)

// roots are where sticks and shares are mounted for people. What lies elsewhere is
// the machine's own.
var roots = []string{"/media", "/run/media", "/mnt"}

// disks and shares are the file systems that hold files and outlive the machine.
var (
	disks  = []string{"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4", "btrfs", "xfs", "f2fs", "hfsplus"}
	shares = []string{"cifs", "smb3", "nfs", "nfs4", "fuse.sshfs"}
)

func mounted() []Medium {
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil
	}
	list := parseMounts(string(table))
	labels := labels()
	for i, m := range list {
		list[i].Label = labels[m.device]
	}
	out := make([]Medium, len(list))
	for i, m := range list {
		out[i] = m.Medium
	}
	return out
}

// labels gives the names of file systems by the device they are on.
func labels() map[string]string {
	const dir = "/dev/disk/by-label"
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	list := map[string]string{}
	for _, n := range names {
		if device, err := filepath.EvalSymlinks(filepath.Join(dir, n.Name())); err == nil {
			list[device] = unescapeLabel(n.Name())
		}
	}
	return list
}

// unescapeLabel undoes udev's \x20.
func unescapeLabel(s string) string { return unescape(s, `\x`, 2, 16) }

func under(path string) bool {
	for _, root := range roots {
		if path == root || strings.HasPrefix(path, root+"/") {
			return true
		}
	}
	return false
}
