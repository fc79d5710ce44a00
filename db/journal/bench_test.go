package journal_test

import (
	"fmt"
	"testing"

	"karete/db"
	"karete/db/journal"
)

// fill writes n acts of one row each in as few transactions as will do.
func fill(b *book, n int) {
	b.t.Helper()
	const batch = 1000
	for from := 0; from < n; from += batch {
		b.write(func(tx *db.Tx) error {
			for i := from; i < min(from+batch, n); i++ {
				id := uid(0x20, i)
				if err := b.actIn(tx, "department", id, `INSERT INTO department (id, code, name, name_st, kind, position, active, version)
					VALUES (?, ?, 'Outpatients', 'Outpatients', 'other', 1, 1, 1)`, id, fmt.Sprint("D", i)); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	const n = 20_000
	book := newBook(b)
	fill(book, n)
	book.sign()
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if r, err := journal.Verify(b.Context(), book.DB, book.key.Verifier); err != nil || !r.Clean() {
				b.Fatal(r, err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/entry")
	})
	b.Run("head", func(b *testing.B) {
		for b.Loop() {
			if r, err := journal.VerifyHead(b.Context(), book.DB, book.key.Verifier, 64); err != nil || !r.Clean() {
				b.Fatal(r, err)
			}
		}
	})
}

// BenchmarkAppend is the entry alone, a thousand to a transaction: what the
// journal costs beside the disk.
func BenchmarkAppend(b *testing.B) {
	book := newBook(b)
	payload := []byte(`{"detail":{},"rows":{"department":{"OPD":{"code":"OPD","id":"OPD","name":"Outpatients","version":1}}}}`)
	for left := b.N; left > 0; left -= 1000 {
		book.write(func(tx *db.Tx) error {
			for range min(left, 1000) {
				e := book.entry(tx, "department", "OPD")
				e.Payload = payload
				if _, err := journal.Append(tx, e); err != nil {
					return err
				}
			}
			return nil
		})
	}
}
