package media

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const table = `21 28 0:20 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
28 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw
70 28 8:1 / /media/karete/BLUE rw,nosuid,nodev shared:41 - vfat /dev/sda1 rw,uid=998
71 28 8:17 / /media/mpho/Mpho\040Letsie's\134 ro,nosuid - exfat /dev/sdb1 rw
72 28 0:50 / /mnt/share rw,relatime master:3 propagate_from:2 - cifs //server/Clinic\040Files rw
73 28 0:51 / /run/media/tmp rw - tmpfs tmpfs rw
74 28 8:33 / /mediaeval rw - ext4 /dev/sdc1 rw
75 28 8:49 / /mnt/old rw - ext4 /dev/sdd1 rw
76 28 0:52 / /mnt/old rw - tmpfs tmpfs rw
77 28 8:65 / /run/media/mpho/hurt rw - ntfs3 /dev/sde1 ro,errors=remount-ro
half a line - ext4
`

func TestParseMounts(t *testing.T) {
	t.Parallel()
	want := []mount{
		{Medium{Path: "/media/karete/BLUE", FileSystem: "vfat"}, "/dev/sda1"},
		{Medium{Path: `/media/mpho/Mpho Letsie's\`, FileSystem: "exfat", ReadOnly: true}, "/dev/sdb1"},
		{Medium{Path: "/mnt/share", FileSystem: "cifs", Network: true}, "//server/Clinic Files"},
		{Medium{Path: "/run/media/mpho/hurt", FileSystem: "ntfs3", ReadOnly: true}, "/dev/sde1"},
	}
	if diff := cmp.Diff(want, parseMounts(table), cmp.AllowUnexported(mount{}), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestUnescape(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"": "", `a\040b`: "a b", `\`: `\`, `\04`: `\04`, `\999`: `\999`, `\777`: `\777`, `\\040`: `\ `} {
		if got := unescapeMount(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := unescapeLabel(`BLUE\x20STICK\x`); got != `BLUE STICK\x` {
		t.Error(got)
	}
}

func TestTheMachinesOwnTable(t *testing.T) {
	t.Parallel()
	for _, m := range (Finder{}).Find() {
		if !under(m.Path) || m.Total == 0 {
			t.Errorf("%+v", m)
		}
	}
}

func FuzzMounts(f *testing.F) {
	f.Add(table)
	f.Add("1 2 3 /x /media/x ro - vfat d\n")
	f.Add(`1 2 3 / /media/\0401 rw - vfat`)
	f.Fuzz(func(t *testing.T, text string) {
		seen := map[string]bool{}
		for _, m := range parseMounts(text) {
			if !under(m.Path) || seen[m.Path] || m.FileSystem == "" || strings.ContainsAny(m.FileSystem, " \n") {
				t.Errorf("%+v", m)
			}
			seen[m.Path] = true
		}
	})
}

func FuzzMark(f *testing.F) {
	f.Add(markStart + "00112233445566778899aabbccddeeff\n")
	f.Add("x")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := parseMark(text)
		if (err == nil) != (len(m) == markDigits) {
			t.Errorf("%q, %v", m, err)
		}
	})
}
