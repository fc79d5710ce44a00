package vault_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

// At rest, without a log: whatever happens to a page, it is reported by whoever
// reads it and by the check, and never served.
func TestDamageAtRest(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	want := h.digests[len(h.digests)-1]
	path := filepath.Join(t.TempDir(), "a.db")
	pages := len(h.after.main) / page
	for round := range times(24) {
		img := image{main: bytes.Clone(h.after.main)}
		number := rand.N(pages)
		it := img.main[number*page : (number+1)*page]
		var what string
		switch round % 6 {
		case 0, 1:
			what = "a bit"
			bit := rand.N(page * 8)
			it[bit/8] ^= 1 << (bit % 8)
		case 2:
			what = "zeros"
			clear(it)
		case 3:
			what = "a page in another's place"
			copy(it, img.main[(number+1)%pages*page:])
		case 4:
			what = "an older state of half of it" // the first sectors never reached the card
			garble(it[:512*(1+rand.N(7))])
		case 5:
			what = "cut off"
			img.main = img.main[:number*page+rand.N(2)*1000]
		}
		img.put(t, path)
		r, err := v.Check(t.Context(), path)
		if len(img.main) > 0 {
			if err != nil || r.Sound() || r.Bad[0] != int64(number+1) && what != "cut off" {
				t.Fatalf("%s on page %d: the check says %v, %v", what, number+1, r.Problems(), err)
			}
			if owned, err := v.Owns(path); err != nil || !owned && number > 0 {
				t.Fatalf("%s on page %d: owned %v, %v", what, number+1, owned, err)
			}
		}
		got, err := look(t, v, path)
		switch {
		case err == nil && got != want:
			t.Fatalf("%s on page %d: other rows were served", what, number+1)
		case err == nil: // a free page
		case code(err) == sqlite3.SQLITE_NOTADB && number == 0, code(err) == sqlite3.SQLITE_IOERR_DATA,
			code(err) == sqlite3.SQLITE_CORRUPT && what == "cut off":
		case len(img.main) == 0: // db.Open refuses that, SQLite begins anew
		default:
			t.Fatalf("%s on page %d: %v", what, number+1, err)
		}
	}
}

// The same while a log holds the newest pages: SQLite then believes the log's idea
// of the size, and would take the pages that are cut off for zeros.
func TestCutOffUnderALog(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	path := filepath.Join(t.TempDir(), "a.db")
	for n := 1; n < len(h.before.main)/page; n += 10 + rand.N(20) {
		image{h.before.main[:n*page], h.before.log}.put(t, path)
		r, err := v.Check(t.Context(), path)
		if err != nil || r.Sound() {
			t.Fatalf("cut to %d pages: the check says %v, %v", n, r.Problems(), err)
		}
		d := connect(t, path, v.Name())
		for _, number := range r.Bad {
			err := d.QueryRow("SELECT data FROM sqlite_dbpage WHERE pgno = ?", number).Scan(new([]byte))
			if code(err) != sqlite3.SQLITE_IOERR_DATA {
				t.Fatalf("cut to %d pages: page %d: %v", n, number, err)
			}
		}
		d.Close()
	}
}

// One bit of the log, while it holds what the database does not: either all of it
// is served, or the loss is reported. Only the last transaction, and the header
// of the frame before it, cannot be told from one that was cut short.
func TestDamagedLog(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	path := filepath.Join(t.TempDir(), "a.db")
	last := len(h.ends) - 1
	reported := 0
	for round := range times(20) {
		img := image{h.before.main, bytes.Clone(h.before.log)}
		bit := rand.N(h.ends[last] * 8)
		if round%6 == 0 {
			bit = rand.N(32 * 8) // its header
		}
		img.log[bit/8] ^= 1 << (bit % 8)
		img.put(t, path)
		r, err := v.Check(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := look(t, v, path)
		allowed := bit/8 >= h.ends[last-1]-page-24 && bit/8 < h.ends[last-1]-page || bit/8 >= h.ends[last-1]
		switch {
		case code(err) == sqlite3.SQLITE_IOERR_DATA && r.LogLost:
			reported++
		case err != nil:
			t.Fatalf("bit %d: %v, %v", bit, err, r.Problems())
		case r.LogLost:
			t.Fatalf("bit %d: the check sees a loss, SQLite does not", bit)
		case got != h.digests[last] && !allowed:
			t.Fatalf("bit %d of %d (transactions end at %d): lost in silence", bit, len(img.log)*8, h.ends)
		case allowed && got != h.digests[last] && got != h.digests[last-1] && got != h.digests[last-2]:
			t.Fatalf("bit %d: neither the last state nor the ones before", bit)
		}
		// It is not taken for the end of the log later on either: nothing was written.
		if after, err := os.ReadFile(path + "-wal"); r.LogLost && (err != nil || !bytes.Equal(after, img.log)) {
			t.Fatalf("bit %d: the damaged log was written to (%v)", bit, err)
		}
	}
	if reported == 0 {
		t.Error("nothing was reported")
	}
}

// A bit that goes bad while the clinic works, in a page that is not in the cache.
func TestDamageWhileOpen(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	path := filepath.Join(t.TempDir(), "a.db")
	h.before.put(t, path)
	d := connect(t, path, v.Name(), "cache_size = 5", "wal_autocheckpoint = 0")
	if _, err := digest(d); err != nil {
		t.Fatal(err)
	}
	still := 0 // a page that the log does not hold
	for n := 5; n < len(h.before.main)/page; n++ {
		if bytes.Equal(h.before.main[n*page:(n+1)*page], h.after.main[n*page:(n+1)*page]) {
			still = n
		}
	}
	for name, at := range map[string]int{path: still*page + 100, path + "-wal": h.ends[len(h.ends)-1] - 100} {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteAt([]byte("bit rot"), int64(at)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() }) // not now: that would drop SQLite's locks
	}
	bad := 0
	c := connect(t, path, v.Name()) // nothing in its cache
	for number := range scan[int](t, c, "PRAGMA page_count") {
		err := c.QueryRow("SELECT data FROM sqlite_dbpage WHERE pgno = ?", number+1).Scan(new([]byte))
		if err != nil && code(err) != sqlite3.SQLITE_IOERR_DATA {
			t.Errorf("page %d: %v", number+1, err)
		}
		if err != nil {
			bad++
		}
	}
	if bad != 2 {
		t.Errorf("%d pages were refused", bad)
	}
	if err := d.QueryRow("PRAGMA wal_checkpoint(TRUNCATE)").Scan(new(int), new(int), new(int)); code(err) != sqlite3.SQLITE_IOERR_DATA {
		t.Errorf("a bad frame was moved to the database: %v", err)
	}
}
