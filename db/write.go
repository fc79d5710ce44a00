package db

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// A batch ends when nobody waits, or at one of these: so that the first in it
// is answered soon even when writes keep coming.
const (
	maxBatch     = 256
	maxBatchTime = 25 * time.Millisecond
)

// request is one Write on its way through the writer. Its function runs in the
// goroutine that called Write, when the writer hands it the transaction: a
// panic or a failing test ends where it began, with its own stack.
type request struct {
	ctx  context.Context
	turn chan *Tx   // writer to caller: your function, now
	ran  chan ran   // caller to writer: that is how it went
	done chan error // writer to caller: the outcome, after the fsync
}

type ran struct {
	err      error
	returned bool // false: it panicked
}

// Write runs fn in a write transaction and returns when the change is on the
// disk. Concurrent writes share one SQLite transaction and its fsync, one after
// the other in savepoints of their own: an fn that returns an error or panics
// takes back its own changes only. fn runs once or not at all, must not wait for
// anything outside, and must not call Read or Write.
//
// A ctx that is done before fn begins skips it; later it changes nothing.
// Errors: fn's own, ctx's, [ErrFull], [ErrReadOnly], [ErrBusy], [ErrClosed], [ErrNested].
func (d *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	if d.nested(ctx) {
		return ErrNested
	}
	r := &request{ctx: ctx, turn: make(chan *Tx), ran: make(chan ran, 1), done: make(chan error, 1)}
	select {
	case <-d.closing:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	case d.queue <- r:
	}
	for {
		select {
		case tx := <-r.turn:
			r.run(tx, fn)
		case err := <-r.done:
			return err
		case <-d.stopped:
			select {
			case err := <-r.done:
				return err
			default:
				return ErrClosed // it came in while the writer left
			}
		}
	}
}

func (r *request) run(tx *Tx, fn func(*Tx) error) {
	var out ran
	defer func() { r.ran <- out }()
	out.err = fn(tx)
	out.returned = true
}

// write is the one writer. Only it touches the write connection, which may be
// nil: after trouble with the disk it is opened again when next needed.
func (d *DB) write(c *conn) {
	defer close(d.stopped)
	b := &batch{db: d, conn: c}
	for {
		select {
		case r := <-d.queue:
			b.run(r)
			continue
		case <-d.closing:
		}
		select {
		case r := <-d.queue:
			b.run(r)
		default:
			b.drop()
			return
		}
	}
}

type batch struct {
	db      *DB
	conn    *conn
	members []*request // ran well and wait for the commit
}

func (b *batch) run(r *request) {
	if err := b.open(); err != nil {
		b.refuse(r, err)
		return
	}
	until := time.Now().Add(maxBatchTime)
	for ; r != nil; r = b.next(until) {
		if err := r.ctx.Err(); err != nil {
			r.done <- err
			continue
		}
		if err := b.add(r); err != nil {
			b.fail(b.db.suffer(err, true))
			return
		}
	}
	if len(b.members) == 0 {
		if b.conn.run("ROLLBACK") != nil {
			b.drop()
		}
		return
	}
	if err := b.conn.run("COMMIT"); err != nil {
		b.fail(b.db.suffer(err, true))
		return
	}
	b.db.healed()
	b.db.committed()
	b.answer(nil)
}

func (b *batch) open() error {
	err := b.tryOpen()
	// A file that could only be opened for reading, be it by a reader, stays so for
	// the whole process as long as any connection has it open: after the disk has
	// turned writable again, all must let go of it once.
	if errors.Is(err, ErrReadOnly) && b.db.State().Name == StateReadOnly && writable(b.db.path) {
		err = b.db.readers.alone(b.tryOpen)
	}
	return err
}

func (b *batch) tryOpen() error {
	if b.conn == nil {
		c, err := b.db.dial.open(writing)
		if err != nil {
			return b.db.suffer(err, true)
		}
		b.conn = c
	}
	err := b.conn.run("BEGIN IMMEDIATE")
	if err != nil {
		b.drop()
	}
	return b.db.suffer(err, true)
}

// next is the next write if one waits already. Those answered a moment ago may
// be about to ask again: they get the processor once, but no time is waited.
func (b *batch) next(until time.Time) *request {
	if len(b.members) >= maxBatch || time.Now().After(until) {
		return nil
	}
	select {
	case r := <-b.db.queue:
		return r
	default:
	}
	runtime.Gosched()
	select {
	case r := <-b.db.queue:
		return r
	default:
		return nil
	}
}

// add runs one write. An error is one of the whole transaction; r is then among
// the members, to be answered with them.
func (b *batch) add(r *request) error {
	// The first of a batch that nobody else waits for needs no savepoint: if it
	// fails, the whole transaction is its own.
	whole := len(b.members) == 0 && len(b.db.queue) == 0
	if !whole {
		if err := b.conn.run("SAVEPOINT member"); err != nil {
			b.members = append(b.members, r)
			return err
		}
	}
	tx := b.db.begin(context.WithoutCancel(r.ctx), b.conn, true)
	r.turn <- tx
	out := <-r.ran
	tx.end()

	err := tx.note(out.err)
	if tx.disk != nil {
		b.members = append(b.members, r)
		return tx.disk
	}
	if err == nil && out.returned {
		b.members = append(b.members, r)
		if whole {
			return nil
		}
		return b.conn.run("RELEASE member")
	}
	// It failed by itself: nothing of it is kept, and nothing of it waits for the disk.
	undo := [2]string{"ROLLBACK TO member", "RELEASE member"}
	if whole {
		undo = [2]string{"ROLLBACK", "BEGIN IMMEDIATE"}
	}
	for _, sql := range undo {
		if e := b.conn.run(sql); e != nil {
			b.members = append(b.members, r)
			return e
		}
	}
	r.done <- err
	return nil
}

func (b *batch) answer(err error) {
	for i, r := range b.members {
		r.done <- err
		b.members[i] = nil
	}
	b.members = b.members[:0]
}

// fail ends a transaction of which nothing is kept.
func (b *batch) fail(err error) {
	b.drop()
	b.answer(err)
}

// refuse answers a write that could not begin and all that wait behind it: they
// would only meet the same, one busy timeout after the other.
func (b *batch) refuse(r *request, err error) {
	r.done <- err
	for range len(b.db.queue) {
		r := <-b.db.queue
		r.done <- err
	}
}

// drop lets the connection go, and with it whatever it had not committed.
func (b *batch) drop() {
	if b.conn != nil {
		b.conn.close()
		b.conn = nil
	}
}
