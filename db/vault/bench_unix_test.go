//go:build unix

package vault_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/sys/unix"

	"karete/db"
	"karete/db/vault"
)

// The benchmarks do the same work on a plain database and on one in a vault, in
// turns, and print the ratio of the process's own time (user and system): other
// work on the machine must not count. ×plain is the median over the turns.

const patients = 100_000

var clinic = fstest.MapFS{"0001_patient.sql": {Data: []byte(`
CREATE TABLE patient (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, village TEXT NOT NULL, note TEXT) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (name, content = '', contentless_delete = 1, prefix = '2 3');
`)}}

var syllables = []string{"ma", "le", "ra", "tso", "ka", "ne", "li", "tha", "bo", "mo", "se", "po", "hla", "ntsi", "lo", "te"}

func name(r *rand.Rand) string {
	s := ""
	for range 3 + r.IntN(2) {
		s += syllables[r.IntN(len(syllables))]
	}
	return s
}

// pair is the plain database, then the one in the vault.
func pair(b *testing.B) (two [2]*db.DB) {
	b.Helper()
	dir, err := os.MkdirTemp(".", "bench-*.tmp") // on the disk: the temp folder may be in memory
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	v, err := vault.Open([32]byte{1})
	if err != nil {
		b.Fatal(err)
	}
	for i, vfs := range []string{"", v.Name()} {
		d, err := db.Open(b.Context(), db.Options{Path: filepath.Join(dir, fmt.Sprint(i, ".db")), VFS: vfs, Migrations: clinic})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { d.Close() })
		r := rand.New(rand.NewPCG(1, 2))
		for begin := 0; begin < patients; begin += 10_000 {
			if err := d.Write(b.Context(), func(tx *db.Tx) error {
				for n := begin; n < begin+10_000; n++ {
					if err := insert(tx, r, n); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				b.Fatal(err)
			}
		}
		two[i] = d
	}
	return two
}

func insert(tx *db.Tx, r *rand.Rand, n int) error {
	name := name(r) + " " + name(r)
	_, err := tx.Exec("INSERT INTO patient (id, code, name, village, note) VALUES (?, ?, ?, ?, ?)",
		n, fmt.Sprintf("K%07d", n*7919%10_000_000), name, name[:4], "came on foot, "+name+", "+name)
	if err == nil {
		_, err = tx.Exec("INSERT INTO search (rowid, name) VALUES (?, ?)", n, name)
	}
	return err
}

func processTime(b *testing.B) time.Duration {
	b.Helper()
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// compare runs work on both in turns.
func compare(b *testing.B, two [2]*db.DB, work func(d *db.DB, turn int) error) {
	const turns = 15
	var ratios []float64
	for b.Loop() {
		for range turns {
			turn := len(ratios)
			var took [2]time.Duration
			for i := range two {
				i := (i + turn) % 2 // who goes first changes
				began := processTime(b)
				if err := work(two[i], turn); err != nil {
					b.Fatal(err)
				}
				took[i] = processTime(b) - began
			}
			ratios = append(ratios, float64(took[1])/float64(took[0]))
		}
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "×plain")
	b.ReportMetric(ratios[len(ratios)/4], "×plain-p25")
	b.ReportMetric(ratios[len(ratios)*3/4], "×plain-p75")
}

func Benchmark(b *testing.B) {
	two := pair(b)
	b.Run("Lookups", func(b *testing.B) { lookups(b, two) })
	b.Run("Searches", func(b *testing.B) { searches(b, two) })
	b.Run("Commits", func(b *testing.B) { commits(b, two) })
}

// Single commits, each synced: goal at most 1.15.
func commits(b *testing.B, two [2]*db.DB) {
	compare(b, two, func(d *db.DB, turn int) error {
		r := rand.New(rand.NewPCG(3, uint64(turn)))
		for range 50 {
			if err := d.Write(context.Background(), func(tx *db.Tx) error {
				var last int
				if err := tx.QueryRow("SELECT max(id) FROM patient").Scan(&last); err != nil {
					return err
				}
				return insert(tx, r, last+1)
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// By code, all over a database larger than the cache: goal at most 1.3.
func lookups(b *testing.B, two [2]*db.DB) {
	compare(b, two, func(d *db.DB, turn int) error {
		r := rand.New(rand.NewPCG(5, uint64(turn)))
		for range 1000 {
			if err := d.Read(context.Background(), func(tx *db.Tx) error {
				var note string
				return tx.QueryRow("SELECT note FROM patient WHERE code = ?", fmt.Sprintf("K%07d", r.IntN(patients)*7919%10_000_000)).Scan(&note)
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// By beginnings of words: goal at most 1.15.
func searches(b *testing.B, two [2]*db.DB) {
	compare(b, two, func(d *db.DB, turn int) error {
		r := rand.New(rand.NewPCG(6, uint64(turn)))
		for range 40 {
			if err := d.Read(context.Background(), func(tx *db.Tx) error {
				rows, err := tx.Query("SELECT p.id, p.name FROM search s JOIN patient p ON p.id = s.rowid WHERE search MATCH ? LIMIT 50", name(r)[:4]+"*")
				if err != nil {
					return err
				}
				for rows.Next() {
					var id int
					var name string
					if err := rows.Scan(&id, &name); err != nil {
						return err
					}
				}
				return rows.Err()
			}); err != nil {
				return err
			}
		}
		return nil
	})
}
