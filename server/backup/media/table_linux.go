package media

import (
	"slices"
	"strconv"
	"strings"
)

// mount is a line of the table.
type mount struct {
	Medium
	device string // what is mounted
}

// parseMounts reads the kernel's table, of which the form is in proc(5): fields
// with octal escapes, and a lone hyphen before the file system's own. What is
// mounted over the same place later hides what was there before.
func parseMounts(table string) []mount {
	var list []mount
	for line := range strings.Lines(table) {
		before, after, ok := strings.Cut(line, " - ")
		first, last := strings.Fields(before), strings.Fields(after)
		if !ok || len(first) < 6 || len(last) < 2 {
			continue
		}
		path := unescapeMount(first[4])
		list = slices.DeleteFunc(list, func(m mount) bool { return m.Path == path })
		kind := last[0]
		network := slices.Contains(shares, kind)
		if !under(path) || !network && !slices.Contains(disks, kind) {
			continue
		}
		list = append(list, mount{
			Medium: Medium{Path: path, FileSystem: kind, Network: network, ReadOnly: readOnly(first[5]) || len(last) > 2 && readOnly(last[2])},
			device: unescapeMount(last[1]),
		})
	}
	return list
}

func readOnly(options string) bool { return slices.Contains(strings.Split(options, ","), "ro") }

func unescapeMount(s string) string { return unescape(s, `\`, 3, 8) }

// unescape replaces start and so many digits of the base by the byte they stand
// for.
func unescape(s, start string, digits, base int) string {
	var out strings.Builder
	for {
		before, after, ok := strings.Cut(s, start)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		s = after
		if len(after) >= digits {
			if b, err := strconv.ParseUint(after[:digits], base, 8); err == nil {
				out.WriteByte(byte(b))
				s = after[digits:]
				continue
			}
		}
		out.WriteString(start)
	}
}
