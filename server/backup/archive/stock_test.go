package archive

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"karete/db/vault"
)

// run runs a program of the system; the tests need it, so it is not skipped.
func run(t *testing.T, stdin []byte, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, said.String())
	}
	return out
}

func TestStockToolsOpenIt(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	m := c.backup()
	dir := t.TempDir()
	identity := filepath.Join(dir, "identity.txt")
	if err := os.WriteFile(identity, []byte(c.source.Identity.Text()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	packed := run(t, nil, "age", "--decrypt", "--identity", identity, m.Path)
	run(t, packed, "tar", "--extract", "--gzip", "--directory", dir)
	for _, name := range []string{"manifest.json", "keys.json", "box.pub", "karete.db"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	ask := func(query string) string {
		return strings.TrimSpace(string(run(t, nil, "sqlite3", "-readonly", filepath.Join(dir, "karete.db"), query)))
	}
	if got := ask("PRAGMA integrity_check"); got != "ok" {
		t.Error(got)
	}
	if got := ask("SELECT count(*) FROM patient WHERE given_names = '" + planted + "'"); got != "8" {
		t.Errorf("%s patients", got)
	}
	if got := ask("PRAGMA journal_mode"); got != "delete" {
		t.Errorf("journal mode %s", got)
	}
	// What the stock tools unpacked is, byte for byte, what goes back into a vault.
	image, err := os.ReadFile(filepath.Join(dir, "karete.db"))
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.Open([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	sealed := filepath.Join(dir, "sealed.db")
	if err := v.Import(t.Context(), bytes.NewReader(image), int64(len(image)), sealed); err != nil {
		t.Fatal(err)
	}
	if report, err := v.Check(t.Context(), sealed); err != nil || !report.Sound() || report.Pages != int64(len(image)/pageSize) {
		t.Errorf("%+v, %v", report, err)
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
}

// The stock tool asks for the passphrase at a terminal, so it gets one.
func TestStockAgeTakesTheIdentityUnderAPassphrase(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	protected, err := g.identity.protect(passphrase, 12)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	identity, out := filepath.Join(dir, "identity.age"), filepath.Join(dir, "out")
	if err := os.WriteFile(identity, protected, 0o600); err != nil {
		t.Fatal(err)
	}
	command := "age --decrypt --identity '" + identity + "' --output '" + out + "' '" + put(t, g.file) + "'"
	run(t, []byte(passphrase+"\n"), "script", "--quiet", "--return", "--command", command, filepath.Join(dir, "log"))
	packed, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if h, err := tar.NewReader(r).Next(); err != nil || h.Name != manifestFile {
		t.Errorf("%v, %v", h, err)
	}
}

// What Karete reads strictly is an ordinary gzip of an ordinary tar to others.
func TestTheBodyIsAnOrdinaryTar(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	unpacked, err := gzip.NewReader(bytes.NewReader(c.open(c.backup().Path)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for r := tar.NewReader(unpacked); ; {
		h, err := r.Next()
		if err != nil {
			break
		}
		names = append(names, h.Name)
	}
	if got := strings.Join(names, " "); got != "manifest.json keys.json box.pub karete.db" {
		t.Error(got)
	}
}

func TestTheIdentityUnderAPassphrase(t *testing.T) {
	t.Parallel()
	i, err := NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	file, err := i.protect(passphrase, 10)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(file), "SECRET") {
		t.Error("the secret is in the clear")
	}
	back, err := OpenIdentity(file, passphrase)
	if err != nil || back.Text() != i.Text() {
		t.Errorf("%v, %v", back, err)
	}
	for what, f := range map[string]func() error{
		"another passphrase": func() error { _, err := OpenIdentity(file, "the goat"); return err },
		"no passphrase":      func() error { _, err := OpenIdentity(file, ""); return err },
		"cut short":          func() error { _, err := OpenIdentity(file[:len(file)/2], passphrase); return err },
		"nothing":            func() error { _, err := OpenIdentity(nil, passphrase); return err },
		"two": func() error {
			_, err := OpenIdentity([]byte(i.Text()+"\n"+i.Text()), "")
			return err
		},
	} {
		if err := f(); err == nil || strings.Contains(err.Error(), "SECRET-KEY-1") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if back, err := OpenIdentity([]byte("# made by age\n"+i.Text()+"\n"), ""); err != nil || back.Text() != i.Text() {
		t.Errorf("in the clear: %v", err)
	}
	if _, err := i.Protect(""); err == nil {
		t.Error("protected by nothing")
	}
}
