package vault_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"karete/db/vault"
)

// The tests here operate on images: copies of the database's file and its log, as
// a power cut or a worn card might leave them. KARETE_CRASH=50 has them, and the
// kills, go on fifty times as long, as for a release.

func times(n int) int {
	if factor, err := strconv.Atoi(os.Getenv("KARETE_CRASH")); err == nil {
		return n * factor
	}
	return n
}

const page = 4096

// image is one moment of a database.
type image struct{ main, log []byte }

func take(t testing.TB, path string) (i image) {
	t.Helper()
	var err error
	if i.main, err = os.ReadFile(path); err == nil {
		i.log, err = os.ReadFile(path + "-wal")
	}
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// put writes the image where nobody has a file open; its locks are none.
func (i image) put(t testing.TB, path string) {
	t.Helper()
	for name, b := range map[string][]byte{path: i.main, path + "-wal": i.log} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(path + "-shm"); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
}

// history makes a database transaction by transaction. ends[i] is how long the log
// was after i of them, logs[i] the log itself, with frames of an earlier round
// behind its end; before and after are the moments around a checkpoint, and
// digests[i] is what a reader saw after i.
type history struct {
	before, after image
	ends          []int
	logs          [][]byte
	digests       []string
}

// end is how long the log is: up to the last frame that has changed.
func end(was, is []byte) int {
	i := len(is)
	for i > 0 && i <= len(was) && was[i-1] == is[i-1] {
		i--
	}
	const frame = 24 + page
	return 32 + (i-32+frame-1)/frame*frame
}

func makeHistory(t testing.TB, v *vault.Vault) (h history) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "h.db")
	d := connect(t, path, v.Name(), "journal_mode = wal", "wal_autocheckpoint = 0", "synchronous = full")
	exec(t, d, people)
	exec(t, d, "CREATE INDEX person_name ON person (name)")
	add(t, d, 1, 150)
	exec(t, d, "UPDATE person SET photo = randomblob(5000) WHERE id % 2")
	exec(t, d, "PRAGMA wal_checkpoint(RESTART)")
	was := take(t, path).log
	add(t, d, 900, 1) // the log starts over
	note := func() {
		log := take(t, path).log
		h.ends, h.logs = append(h.ends, end(was, log)), append(h.logs, log)
		was = log
		digest, err := digest(d)
		if err != nil {
			t.Fatal(err)
		}
		h.digests = append(h.digests, digest)
	}
	note()
	for i := range 14 {
		switch {
		case i%7 == 3:
			exec(t, d, "DELETE FROM person WHERE id % 11 = ?", i%11)
		case i%7 == 5:
			exec(t, d, "UPDATE person SET name = name || '.', photo = randomblob(7000) WHERE id % 13 = ?", i%13)
		default:
			add(t, d, 1000*(i+1), 1+i%4)
		}
		note()
	}
	h.before = take(t, path)
	exec(t, d, "PRAGMA wal_checkpoint(PASSIVE)")
	h.after = take(t, path)
	d.Close()
	return h
}

var (
	once   sync.Once
	shared history
)

// theHistory is made once: the tests change copies of it only.
func theHistory(t testing.TB, v *vault.Vault) history {
	t.Helper()
	once.Do(func() { shared = makeHistory(t, v) })
	if len(shared.ends) == 0 {
		t.Fatal("the history could not be made")
	}
	return shared
}

// digest reads everything there is, through the table and through the index.
func digest(d *sql.DB) (string, error) {
	var n, names int
	var all string
	if err := d.QueryRow(`SELECT count(*), coalesce(group_concat(id || name || hex(substr(photo, 1, 20)) || hex(substr(photo, -20)) || length(photo), '|'), '')
		FROM (SELECT * FROM person NOT INDEXED ORDER BY id)`).Scan(&n, &all); err != nil {
		return "", err
	}
	if err := d.QueryRow("SELECT count(*) FROM person INDEXED BY person_name WHERE name >= ''").Scan(&names); err != nil {
		return "", err
	}
	if n != names {
		return "", fmt.Errorf("%d rows, %d in the index", n, names)
	}
	return all, nil
}

// look opens an image and reads all of it.
func look(t testing.TB, v *vault.Vault, path string) (string, error) {
	t.Helper()
	d := connect(t, path, v.Name())
	defer d.Close()
	return digest(d)
}

func sound(t testing.TB, v *vault.Vault, path string) {
	t.Helper()
	d := connect(t, path, v.Name())
	if s := scan[string](t, d, "PRAGMA integrity_check"); s != "ok" {
		t.Error(s)
	}
	d.Close()
	if r, err := v.Check(t.Context(), path); err != nil || !r.Sound() {
		t.Errorf("%v, %v", r.Problems(), err)
	}
}

func garble(b []byte) {
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
}
