package upgrade

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFileThatIsNoProgram(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "karete")
	sums := func(text string) string { return fmt.Sprintf("%x  karete\n", sha256.Sum256([]byte(text))) }
	for says, text := range map[string]string{
		"is no program":      "x",
		"is a package":       "!<arch>\ndebian-binary",
		"does not run here":  "\x7fELF but not really",
		"is damaged":         "the program 2.0, cut sho",
		"it is no Karete, o": "#!/bin/sh\necho '{}'\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
		list := sums(text)
		if says == "is damaged" {
			list = sums("the program 2.0, cut short not at all")
		}
		if err := os.WriteFile(filepath.Join(dir, Sums), []byte("00  another\n"+list), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Look(t.Context(), file); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := Look(t.Context(), filepath.Join(dir, "nowhere")); err == nil {
		t.Error("nothing was looked at")
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, target := filepath.Join(dir, "new"), filepath.Join(dir, "karete")
	for _, text := range []string{"first", "second"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Place(file, target); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(target); err != nil || string(b) != text {
			t.Errorf("%q, %v", b, err)
		}
		if info, err := os.Stat(target); err != nil || info.Mode().Perm()&0o111 == 0 {
			t.Errorf("it does not run: %v", err)
		}
	}
	if err := Place(filepath.Join(dir, "nowhere"), target); err == nil {
		t.Error("nothing was placed")
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.new")); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}

// Going back by hand: the same schema costs nothing, another costs what was written
// since, which somebody has to accept.
func TestGoingBackByHand(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	o := Options{Dir: b.dir, Database: database}
	if _, err := Back(o, true); err == nil || !strings.Contains(err.Error(), "no earlier program") {
		t.Error(err)
	}
	r := b.begin("2.0")
	d := b.open(r)
	b.write(d, "two")
	b.says(r, well)
	b.closes(d)
	b.ends(r)
	if _, err := Back(o, false); err != nil {
		t.Error(err)
	}
	_, err := Begin(b.options("2.0"))
	b.other(err)
	r = b.begin("1.0")
	b.closes(b.open(r))
	b.ends(r)
	b.holds(database, "one two")

	r = b.begin("3.0", grows)
	d = b.open(r)
	b.write(d, "three")
	b.says(r, well)
	b.closes(d)
	b.ends(r)
	older := b.options("1.0")
	if _, err := Begin(older); err == nil || !strings.Contains(err.Error(), "--back --accept-loss") || !strings.Contains(err.Error(), "programs/karete-3.0") {
		t.Errorf("an older program: %v", err)
	}
	s := b.state()
	if err := s.Refuses(About{Version: "1.0", Schema: s.Former.Schema}, b.dir, database); err == nil {
		t.Error("an older program is installed")
	}
	if err := s.Refuses(About{Version: "4.0", Schema: s.Good.Schema}, b.dir, database); err != nil {
		t.Error(err)
	}
	if _, err := Back(o, false); err == nil || !strings.Contains(err.Error(), "--accept-loss") {
		t.Error(err)
	}
	b.holds(database, "one three two +", grows)
	says, err := Back(o, true)
	if err != nil || !strings.Contains(says, "karete.db.after-3.0") {
		t.Errorf("%s, %v", says, err)
	}
	b.holds(database, "one two")
	b.holds(b.state().Refused[0].Aside, "one three two +", grows)
	r = b.begin("1.0")
	b.closes(b.open(r))
	b.ends(r)
}

// What is remembered may be damaged or of a later format; neither stops a clinic.
func TestWhatIsRemembered(t *testing.T) {
	t.Parallel()
	b := clinic(t)
	for _, text := range []string{"", "{", `{"format":0}`, `{"format":99,"good":7}`, `{"format":99}`} {
		if err := os.WriteFile(filepath.Join(b.dir, File), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		r := b.begin("1.0")
		b.closes(b.open(r))
		b.ends(r)
	}
	if text, err := os.ReadFile(filepath.Join(b.dir, File)); err != nil || string(text) != `{"format":99}` {
		t.Errorf("a later program's memory was changed: %s, %v", text, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"format":1,"good":{"version":"1"},"trial":{"starts":1},"undo":{"before":"x","aside":"y"}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, File), text, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Read(dir)
		if err != nil {
			return
		}
		if s.Undo != nil && (strings.ContainsAny(s.Undo.Before+s.Undo.Aside, `/\`) || s.Undo.Before == "" || s.Undo.Aside == "") {
			t.Errorf("a name outside the folder: %+v", s.Undo)
		}
		if s.Trial != nil && strings.ContainsAny(s.Trial.Before, `/\`) {
			t.Errorf("a name outside the folder: %+v", s.Trial)
		}
	})
}
