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

const insertBook = "INSERT INTO book (title, shelf) VALUES (?, 1)"

// bare is the same insert in a plain transaction, without the writer.
func bare(b *testing.B, c *conn, title string) {
	b.Helper()
	if err := c.run("BEGIN IMMEDIATE"); err != nil {
		b.Fatal(err)
	}
	s, err := c.prepare(context.Background(), insertBook)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.ExecContext(context.Background(), title); err != nil {
		b.Fatal(err)
	}
	if err := c.run("COMMIT"); err != nil {
		b.Fatal(err)
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
	grouped, plain := onDisk(b), bareConn(b, onDisk(b))
	var ours, theirs time.Duration
	for b.Loop() {
		began := time.Now()
		if err := addBook(grouped, "lone"); err != nil {
			b.Fatal(err)
		}
		between := time.Now()
		bare(b, plain, "lone")
		ours += between.Sub(began)
		theirs += time.Since(between)
	}
	b.ReportMetric(float64(ours.Nanoseconds())/float64(b.N), "ns/write")
	b.ReportMetric(float64(ours)/float64(theirs), "×bare")
}

// BenchmarkGroupCommit64: ×alone is the rate of 64 concurrent writers over that
// of the same commits one by one, in turns on the same disk. Goal: at least 4.
func BenchmarkGroupCommit64(b *testing.B) {
	const writers, each = 64, 8
	grouped, plain := onDisk(b), bareConn(b, onDisk(b))
	var ours, theirs time.Duration
	batches := 0
	grouped.OnCommit(func() { batches++ })
	for b.Loop() {
		began := time.Now()
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					if err := addBook(grouped, fmt.Sprint(w, i)); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wg.Wait()
		between := time.Now()
		for i := range writers * each {
			bare(b, plain, fmt.Sprint(i))
		}
		ours += between.Sub(began)
		theirs += time.Since(between)
	}
	b.ReportMetric(float64(b.N*writers*each)/ours.Seconds(), "commits/s")
	b.ReportMetric(float64(b.N*writers*each)/float64(batches), "writes/fsync")
	b.ReportMetric(float64(theirs)/float64(ours), "×alone")
}
