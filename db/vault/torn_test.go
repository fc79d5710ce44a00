package vault_test

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestTornLogTails(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	path := filepath.Join(t.TempDir(), "a.db")
	last := len(h.ends) - 1
	size := h.ends[last]
	for round := range times(15) {
		cut := rand.N(size)
		img := image{bytes.Clone(h.before.main), bytes.Clone(h.before.log)}
		switch round % 3 {
		case 0:
			img.log = img.log[:cut]
		case 1: // what was not synced holds anything
			garble(img.log[cut:])
		case 2: // or nothing
			clear(img.log[cut:])
		}
		img.put(t, path)
		kept := -1
		for i, end := range h.ends {
			if end <= cut {
				kept = i
			}
		}
		if kept < 0 {
			continue // within the transaction that began the log
		}
		if r, err := v.Check(t.Context(), path); err != nil || !r.Sound() {
			t.Fatalf("cut at %d: %v, %v", cut, r.Problems(), err)
		}
		if got, err := look(t, v, path); err != nil || got != h.digests[kept] {
			t.Fatalf("cut at %d of %d, kind %d: %v; not the state after %d transactions", cut, size, round%3, err, kept)
		}
		sound(t, v, path)
	}
}

// Of a transaction that was not synced yet, the disk may have taken any blocks and
// left the others as they were: with an earlier round's frames in them, or nothing.
func TestBlocksOfATransactionLost(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	path := filepath.Join(t.TempDir(), "a.db")
	for round := range times(15) {
		i := rand.N(len(h.logs) - 1)
		before, now := h.logs[i], bytes.Clone(h.logs[i+1])
		lost := false
		for at := 0; at < len(now); at += page {
			block := now[at:min(at+page, len(now))]
			old := make([]byte, len(block))
			if at < len(before) {
				copy(old, before[at:])
			}
			if bytes.Equal(old, block) {
				continue
			}
			switch kind := rand.N(6); {
			case kind < 2 || !lost && at+page >= h.ends[i+1]:
				copy(block, old)
				lost = true
			case kind == 2:
				garble(block[max(0, h.ends[i]-at):])
				lost = true
			}
		}
		image{h.before.main, now}.put(t, path)
		if r, err := v.Check(t.Context(), path); err != nil || !r.Sound() {
			t.Fatalf("round %d: %v, %v", round, r.Problems(), err)
		}
		if got, err := look(t, v, path); err != nil || got != h.digests[i] {
			t.Fatalf("round %d, transaction %d: %v, or not the state before it", round, i+1, err)
		}
	}
}

// While a checkpoint moves pages to the database, each may be the old, the new, or
// a mixture, page 1 not least; the log still has them all.
func TestTornCheckpoints(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	want := h.digests[len(h.digests)-1]
	path := filepath.Join(t.TempDir(), "a.db")
	for round := range times(12) {
		img := image{bytes.Clone(h.after.main), h.after.log}
		for at := 0; at < len(img.main); at += page {
			now := img.main[at : at+page]
			before := make([]byte, page)
			if at < len(h.before.main) {
				copy(before, h.before.main[at:])
			}
			if bytes.Equal(now, before) {
				continue // not moved in this checkpoint
			}
			switch kind := rand.N(4); {
			case kind == 0:
				copy(now, before)
			case kind == 1 || at == 0 && round%2 == 0:
				sector := 512 * rand.N(8)
				copy(now[sector:], before[sector:])
			case kind == 2:
				garble(now[rand.N(page):])
			}
		}
		if round%5 == 4 {
			img.main = img.main[:max(page, len(h.before.main)-page*rand.N(3))-rand.N(2)*100]
			if len(img.main) < len(h.before.main) { // only what the checkpoint writes can be missing
				img.main = append(img.main, h.before.main[len(img.main):]...)
			}
		}
		img.put(t, path)
		if r, err := v.Check(t.Context(), path); err != nil || !r.Sound() {
			t.Fatalf("round %d: %v, %v", round, r.Problems(), err)
		}
		if got, err := look(t, v, path); err != nil || got != want {
			t.Fatalf("round %d: %v, or other rows", round, err)
		}
		sound(t, v, path)
	}
}

// A log starts over once all of it is in the database. Power may tear the new
// header then, and nothing is lost; while the database lacks a page it is.
func TestTornHeaderOfANewRound(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	path := filepath.Join(t.TempDir(), "a.db")
	for range times(2) {
		log := bytes.Clone(h.before.log)
		garble(log[rand.N(31):32])
		image{h.after.main, log}.put(t, path)
		if got, err := look(t, v, path); err != nil || got != h.digests[len(h.digests)-1] {
			t.Fatalf("moved: %v, or other rows", err)
		}
		image{h.before.main, log}.put(t, path)
		if r, err := v.Check(t.Context(), path); err != nil || !r.LogLost {
			t.Fatalf("not moved: the check says %v, %v", r.Problems(), err)
		}
		if _, err := look(t, v, path); code(err) != sqlite3.SQLITE_IOERR_DATA {
			t.Fatalf("not moved: %v", err)
		}
	}
}

// A transaction bigger than the cache writes its pages to the log before it is
// done, and when one changes again it is written once more in the same place, with
// the checksums of all frames behind it. When that is the first frame, the chain
// goes on from the log's header.
func TestALogWhoseFirstFrameWasWrittenTwice(t *testing.T) {
	t.Parallel()
	v := open(t, 9)
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	d := connect(t, path, v.Name(), "journal_mode = wal", "synchronous = full", "wal_autocheckpoint = 0", "cache_size = 10")
	exec(t, d, "CREATE TABLE row (id INTEGER PRIMARY KEY, data BLOB NOT NULL)")
	exec(t, d, "INSERT INTO row WITH n (id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n WHERE id < 60) SELECT id, randomblob(3000) FROM n")
	exec(t, d, "PRAGMA wal_checkpoint(RESTART)") // the next transaction begins the log
	exec(t, d, "BEGIN")
	for range 3 {
		exec(t, d, "UPDATE row SET data = randomblob(3000)")
	}
	exec(t, d, "INSERT INTO row VALUES (61, x'00')")
	exec(t, d, "COMMIT")
	after := filepath.Join(dir, "after.db")
	take(t, path).put(t, after)
	again := connect(t, after, v.Name())
	if n := scan[int](t, again, "SELECT count(*) FROM row"); n != 61 {
		t.Errorf("%d rows of 61 are left when the power goes", n)
	}
	again.Close()
	sound(t, v, after)
}
