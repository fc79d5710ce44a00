package db

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// onDisk opens a database where fsync costs something: the temp folder may be
// in memory, the current one is not.
func onDisk(b *testing.B) *DB {
	b.Helper()
	dir, err := os.MkdirTemp(".", "bench-*.tmp")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	return open(b, filepath.Join(dir, "karete.db"))
}

// The writes that are measured. A row is what nearly all are: check-ins, moves,
// vital signs, journal entries. A title is searched for as well, as a patient's
// name is: what FTS5 gathers for its index it writes out at every savepoint, which
// costs more than the rest of the write, and no fsync is saved by sharing it.
const (
	insertRow   = "INSERT INTO shelf (name) VALUES (?)"
	insertTitle = "INSERT INTO book (title, shelf) VALUES (?, 1)"
)

// bare is an insert in a plain transaction, without the writer.
func bare(b *testing.B, c *conn, insert, text string) {
	b.Helper()
	if err := c.run("BEGIN IMMEDIATE"); err != nil {
		b.Fatal(err)
	}
	s, err := c.prepare(context.Background(), insert)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.ExecContext(context.Background(), text); err != nil {
		b.Fatal(err)
	}
	if err := c.run("COMMIT"); err != nil {
		b.Fatal(err)
	}
}

func write(b *testing.B, d *DB, insert, text string) {
	err := d.Write(context.Background(), func(tx *Tx) error {
		_, err := tx.Exec(insert, text)
		return err
	})
	if err != nil {
		b.Error(err)
	}
}

func bareConn(b *testing.B, d *DB) *conn {
	b.Helper()
	c, err := d.dial.open(writing)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(c.close)
	return c
}

// BenchmarkLoneWrite: ×bare is the time of a lone Write over that of a bare
// transaction, measured in turns on the same disk. Goal: at most 1.1.
func BenchmarkLoneWrite(b *testing.B) {
	for name, insert := range map[string]string{"row": insertRow, "title": insertTitle} {
		b.Run(name, func(b *testing.B) {
			grouped, plain := onDisk(b), bareConn(b, onDisk(b))
			var ours, theirs time.Duration
			n := 0
			for b.Loop() {
				n++
				began := time.Now()
				write(b, grouped, insert, fmt.Sprint(n))
				between := time.Now()
				bare(b, plain, insert, fmt.Sprint(n))
				ours += between.Sub(began)
				theirs += time.Since(between)
			}
			b.ReportMetric(float64(ours.Nanoseconds())/float64(b.N), "ns/write")
			b.ReportMetric(float64(ours)/float64(theirs), "×bare")
		})
	}
}

// BenchmarkGroupCommit64: ×alone is the rate of 64 concurrent writers over that
// of the same commits one by one, in turns on the same disk. Goal: at least 4 for
// a row.
func BenchmarkGroupCommit64(b *testing.B) {
	const writers, each = 64, 8
	for name, insert := range map[string]string{"row": insertRow, "title": insertTitle} {
		b.Run(name, func(b *testing.B) {
			grouped, plain := onDisk(b), bareConn(b, onDisk(b))
			var ours, theirs time.Duration
			batches, n := 0, 0
			grouped.OnCommit(func() { batches++ })
			for b.Loop() {
				n++
				began := time.Now()
				var wg sync.WaitGroup
				for w := range writers {
					wg.Go(func() {
						for i := range each {
							write(b, grouped, insert, fmt.Sprint(n, w, i))
						}
					})
				}
				wg.Wait()
				between := time.Now()
				for i := range writers * each {
					bare(b, plain, insert, fmt.Sprint(n, i))
				}
				ours += between.Sub(began)
				theirs += time.Since(between)
			}
			b.ReportMetric(float64(b.N*writers*each)/ours.Seconds(), "commits/s")
			b.ReportMetric(float64(b.N*writers*each)/float64(batches), "writes/fsync")
			b.ReportMetric(float64(theirs)/float64(ours), "×alone")
		})
	}
}
