package media

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	t.Parallel()
	stick := t.TempDir()
	if _, err := ReadMark(stick); !errors.Is(err, ErrNoMark) {
		t.Errorf("an empty stick: %v", err)
	}
	first, second := NewMark(), NewMark()
	for _, m := range []Mark{first, second} {
		if err := WriteMark(stick, m); err != nil {
			t.Fatal(err)
		}
		if read, err := ReadMark(stick); err != nil || read != m {
			t.Errorf("%q, %v, want %q", read, err, m)
		}
	}
	names, err := filepath.Glob(filepath.Join(FolderOn(stick), "*"))
	if err != nil || len(names) != 1 {
		t.Errorf("it leaves %q, %v", names, err)
	}
	if err := WriteMark(filepath.Join(stick, "gone"), first); err == nil {
		t.Error("marked a stick that is not there")
	}
}

func TestWhatIsNoMark(t *testing.T) {
	t.Parallel()
	stick := t.TempDir()
	name := filepath.Join(FolderOn(stick), markFile)
	if err := os.Mkdir(FolderOn(stick), 0o700); err != nil {
		t.Fatal(err)
	}
	m := string(NewMark())
	for text, want := range map[string]Mark{
		"": "", "words": "", m[1:]: "", m + "0": "", strings.ToUpper(m[:31]) + "X": "", "\xff\x00": "", strings.Repeat("a", 1<<20): "",
		m: Mark(m), "\r\n" + m + "\r\n": Mark(m), markStart + m: Mark(m),
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		read, err := ReadMark(stick)
		if read != want || (want == "") != errors.Is(err, ErrNoMark) {
			t.Errorf("%.40q: %q, %v", text, read, err)
		}
	}
	if err := errors.Join(os.Remove(name), os.Mkdir(name, 0o700)); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadMark(stick); !errors.Is(err, ErrNoMark) {
		t.Errorf("a folder in its place: %v", err)
	}
	// A link would have backups written to wherever it leads.
	other, linked := t.TempDir(), t.TempDir()
	if err := errors.Join(WriteMark(other, Mark(m)), os.Symlink(FolderOn(other), FolderOn(linked))); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadMark(linked); !errors.Is(err, ErrNoMark) {
		t.Errorf("a link in its place: %v", err)
	}
	if err := WriteMark(linked, NewMark()); err == nil {
		t.Error("it was written through a link")
	}
}

func TestFindByPattern(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"blue", "red"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	list := Finder{Places: []string{filepath.Join(dir, "*"), filepath.Join(dir, "blue"), "["}}.Find()
	if len(list) != 2 || list[0].Label != "blue" || list[1].Label != "red" || list[0].Total == 0 || list[0].Free == 0 {
		t.Errorf("%+v", list)
	}
	if same, err := SameDisk(dir, list[0].Path); err != nil || !same {
		t.Errorf("%v, %v", same, err)
	}
	if _, err := SameDisk(dir, filepath.Join(dir, "gone")); err == nil {
		t.Error("a folder that is not there is on a disk")
	}
}
