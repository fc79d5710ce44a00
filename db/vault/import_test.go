package vault_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"karete/db/vault"
)

// plainFile is an ordinary SQLite file of the vault's geometry.
func plainFile(t testing.TB, v *vault.Vault) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	d := connect(t, path, v.Name())
	exec(t, d, "CREATE TABLE a (b TEXT)")
	exec(t, d, "INSERT INTO a SELECT hex(randomblob(2000)) FROM (SELECT 1 UNION SELECT 2 UNION SELECT 3), pragma_function_list LIMIT 300")
	var image bytes.Buffer
	rows, err := d.Query("SELECT data FROM sqlite_dbpage ORDER BY pgno")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var page []byte
		if err := rows.Scan(&page); err != nil {
			t.Fatal(err)
		}
		image.Write(page)
	}
	if err := errors.Join(rows.Err(), rows.Close(), d.Close()); err != nil {
		t.Fatal(err)
	}
	return image.Bytes()
}

func TestImport(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	image := plainFile(t, v)
	path := filepath.Join(t.TempDir(), "new.db")
	from := bytes.NewReader(append(bytes.Clone(image), "what follows"...))
	if err := v.Import(t.Context(), from, int64(len(image)), path); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(from); err != nil || string(rest) != "what follows" {
		t.Errorf("it read on: %q, %v", rest, err)
	}
	if report, err := v.Check(t.Context(), path); err != nil || !report.Sound() || report.Pages != int64(len(image)/4096) {
		t.Errorf("%+v, %v", report, err)
	}
	if b, err := os.ReadFile(path); err != nil || bytes.Contains(b, image[:16]) || bytes.Contains(b, []byte("CREATE TABLE")) {
		t.Errorf("in the clear, or %v", err)
	}
	if n := scan[int](t, connect(t, path, v.Name()), "SELECT count(*) FROM a"); n != 300 {
		t.Errorf("%d rows", n)
	}
	if err := v.Import(t.Context(), bytes.NewReader(image), int64(len(image)), path); !errors.Is(err, os.ErrExist) {
		t.Errorf("over an old one: %v", err)
	}
	if scan[int](t, connect(t, path, v.Name()), "SELECT count(*) FROM a") != 300 {
		t.Error("the old one is gone")
	}
}

func TestImportThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	image := plainFile(t, v)
	size := int64(len(image))
	dir := t.TempDir()
	gone := errors.New("the stick is gone")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for what, c := range map[string]struct {
		ctx  context.Context
		from io.Reader
		size int64
		want error
	}{
		"cut short":        {t.Context(), bytes.NewReader(image[:size-4096]), size, io.EOF},
		"cut in a page":    {t.Context(), bytes.NewReader(image[:size-5]), size, io.ErrUnexpectedEOF},
		"a reader's error": {t.Context(), io.MultiReader(bytes.NewReader(image[:size/2]), iotest.ErrReader(gone)), size, gone},
		"cancelled":        {ended, bytes.NewReader(image), size, context.Canceled},
		"no pages":         {t.Context(), bytes.NewReader(nil), 0, vault.ErrNotPlain},
		"half a page":      {t.Context(), bytes.NewReader(image), size - 100, vault.ErrNotPlain},
		"fewer pages":      {t.Context(), bytes.NewReader(image), size - 4096, vault.ErrNotPlain},
		"too many":         {t.Context(), bytes.NewReader(image), 1 << 50, vault.ErrNotPlain},
	} {
		if err := v.Import(c.ctx, c.from, c.size, filepath.Join(dir, "new.db")); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if err := v.Import(t.Context(), bytes.NewReader(image), size, filepath.Join(dir, "new.db")); !errors.Is(err, vault.ErrClosed) {
		t.Error(err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
		t.Errorf("left: %v, %v", list, err)
	}
}
