package db

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
)

// Image is the database's file as it stands in one snapshot.
type Image struct {
	tx       *Tx
	pageSize int
	pages    int64
}

// Export runs f on one snapshot: what tx reads and what the image holds belong
// together. It has a connection of its own, so it keeps no reader, and reads and
// writes go on meanwhile. The log grows until f returns, because the snapshot needs it.
//
// Errors: f's own, [ErrCorrupt], [ErrClosed], [ErrNested], those of the disk.
func (d *DB) Export(ctx context.Context, f func(*Tx, Image) error) error {
	if d.nested(ctx) {
		return ErrNested
	}
	return d.copying(ctx, func(c *conn) error {
		// Closing the connection ends the transaction, whichever way this ends.
		for _, statement := range []string{"PRAGMA query_only = ON", "BEGIN"} {
			if err := c.run(statement); err != nil {
				return err
			}
		}
		tx := d.begin(ctx, c, false)
		defer tx.end()
		i := Image{tx: tx}
		// The first of these reads takes the snapshot.
		if err := tx.QueryRow("PRAGMA page_count").Scan(&i.pages); err != nil {
			return err
		}
		if err := tx.QueryRow("PRAGMA page_size").Scan(&i.pageSize); err != nil {
			return err
		}
		return f(tx, i)
	})
}

// Bytes is the size of the file.
func (i Image) Bytes() int64 { return i.pages * int64(i.pageSize) }

// Where the header of page 1 says how the file is written and read: 2 is WAL.
const writeVersion, readVersion = 18, 19

// WriteTo writes the file page by page, as an ordinary SQLite file without a log:
// any SQLite opens it. Nothing of it is written anywhere else.
func (i Image) WriteTo(w io.Writer) (int64, error) {
	rows, err := i.tx.Query("SELECT pgno, data FROM sqlite_dbpage ORDER BY pgno")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var done int64
	for number := int64(1); rows.Next(); number++ {
		var at int64
		var page sql.RawBytes
		if err := rows.Scan(&at, &page); err != nil {
			return done, err
		}
		if at != number || len(page) != i.pageSize {
			return done, fmt.Errorf("db: export: page %d of %d bytes came as number %d", at, len(page), number)
		}
		if number == 1 {
			page = bytes.Clone(page)
			page[writeVersion], page[readVersion] = 1, 1
		}
		n, err := w.Write(page)
		done += int64(n)
		if err != nil {
			return done, err
		}
	}
	if err := rows.Err(); err != nil {
		return done, err
	}
	if done != i.Bytes() {
		return done, fmt.Errorf("db: export: %d bytes of %d", done, i.Bytes())
	}
	return done, nil
}
