package db

import (
	"context"
	"database/sql"
	"time"
)

// Tx is one transaction. It belongs to the function it was given to and to that
// function's goroutine, and is of no use after it. Never run BEGIN, COMMIT or
// ROLLBACK on it: a write may share its SQLite transaction with others.
type Tx struct {
	// Now is the one clock of this transaction: UTC, whole milliseconds.
	Now time.Time

	ctx      context.Context
	conn     *conn
	writable bool
	done     bool
	rows     []*sql.Rows
	disk     error // the first trouble with the disk, even if the function swallowed it
}

type inside struct{ *DB } // context key: under way in a transaction of that database

func (d *DB) nested(ctx context.Context) bool { return ctx.Value(inside{d}) != nil }

func (d *DB) begin(ctx context.Context, c *conn, writable bool) *Tx {
	return &Tx{
		Now:      d.now(),
		ctx:      context.WithValue(ctx, inside{d}, true),
		conn:     c,
		writable: writable,
	}
}

// end closes what the function left open, so that nothing of this transaction
// keeps the snapshot or the statements busy.
func (tx *Tx) end() {
	tx.done = true
	for _, r := range tx.rows {
		r.Close()
	}
	tx.rows = nil
}

// Context carries the values of the caller's context. In a Write it is never
// cancelled: the transaction may belong to others too.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Writable tells a Write from a Read.
func (tx *Tx) Writable() bool { return tx.writable }

// Exec runs a statement that returns no rows. Inside a Read it fails with
// [ErrNotWritable]. A broken constraint is a [*ConstraintError].
func (tx *Tx) Exec(query string, args ...any) (sql.Result, error) {
	switch {
	case tx.done:
		return nil, sql.ErrTxDone
	case !tx.writable:
		return nil, ErrNotWritable
	}
	s, err := tx.conn.prepare(tx.ctx, query)
	if err != nil {
		return nil, tx.note(err)
	}
	var res sql.Result
	if s == nil {
		res, err = tx.conn.sql.ExecContext(tx.ctx, query, args...)
	} else {
		res, err = s.ExecContext(tx.ctx, args...)
	}
	return res, tx.note(err)
}

// Query runs a statement that returns rows. Rows left open are closed when the
// transaction ends.
func (tx *Tx) Query(query string, args ...any) (*sql.Rows, error) {
	if tx.done {
		return nil, sql.ErrTxDone
	}
	s, err := tx.conn.prepare(tx.ctx, query)
	if err != nil {
		return nil, tx.note(err)
	}
	var rows *sql.Rows
	if s == nil {
		rows, err = tx.conn.sql.QueryContext(tx.ctx, query, args...)
	} else if rows, err = s.QueryContext(tx.ctx, args...); err == nil {
		s.rows = rows
	}
	if err != nil {
		return nil, tx.note(err)
	}
	tx.rows = append(tx.rows, rows)
	return rows, nil
}

// QueryRow runs a statement that returns at most one row. Scan it at once: its
// errors, sql.ErrNoRows among them, come from there.
func (tx *Tx) QueryRow(query string, args ...any) *sql.Row {
	ctx := tx.ctx
	if tx.done { // a sql.Row can only be had from a query: this one fails before it begins
		gone, cancel := context.WithCancel(ctx)
		cancel()
		return tx.conn.sql.QueryRowContext(gone, query, args...)
	}
	s, err := tx.conn.prepare(ctx, query)
	if s == nil || err != nil { // a query that cannot be prepared says so again here
		return tx.conn.sql.QueryRowContext(ctx, query, args...)
	}
	return s.QueryRowContext(ctx, args...)
}

// note translates an error of the driver and remembers trouble with the disk.
func (tx *Tx) note(err error) error {
	err = translate(err, tx.writable)
	if tx.disk == nil && isDisk(err) {
		tx.disk = err
	}
	return err
}

// Read runs fn on one snapshot of the database. When ctx is cancelled, so are
// its queries. Errors: fn's own, [ErrClosed], [ErrNested], those of the disk.
func (d *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	if d.nested(ctx) {
		return ErrNested
	}
	c, err := d.readers.take(ctx)
	if err != nil {
		return d.suffer(err, false)
	}
	tx := d.begin(ctx, c, false)
	broken := true // until proved otherwise: fn may panic
	defer func() {
		tx.end()
		if c.run("ROLLBACK") != nil {
			broken = true
		}
		d.readers.give(c, broken)
		if tx.disk != nil { // the others may hold the same dead file
			d.readers.renew()
		}
	}()
	if err := c.run("BEGIN"); err != nil {
		return d.suffer(err, false)
	}
	err = tx.note(fn(tx))
	if tx.disk != nil {
		return d.suffer(tx.disk, false)
	}
	broken = false
	return err
}
