package db

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"
)

// A batch ends when nobody waits, or at one of these: so that the first in it
// is answered soon even when writes keep coming.
const (
	maxBatch     = 256
	maxBatchTime = 25 * time.Millisecond
)

// writer is the one write connection and the line before it. There is no goroutine
// of its own: whoever calls Write and finds it free has the turn, runs, and commits;
// whoever comes meanwhile stands in line and is handed the turn within the same
// transaction. So a write that is alone changes no goroutine, and one in a crowd
// costs a single handing over. A panic or a failing test ends where it began.
type writer struct {
	db *DB

	mu     sync.Mutex
	taken  bool      // somebody has the turn
	closed bool      // nobody new may stand in line
	line   []*member // who waits, in the order they came

	// The rest belongs to whoever has the turn.
	conn    *conn // nil after trouble with the disk: it is opened again when next needed
	begun   bool  // a transaction is open
	until   time.Time
	members []*member // ran well in it and wait for its commit
	crowd   bool      // the transaction before had several
}

// member is one Write on its way.
type member struct {
	ctx  context.Context
	turn chan error // the turn is yours; or why it never will be
	done chan error // the outcome, after the fsync
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
	if d.looking {
		return looked
	}
	m := &member{ctx: ctx}
	if err := d.writer.take(m); err != nil {
		return err
	}
	return d.writer.run(m, fn)
}

// take waits for the turn. It may have come although the context is done.
func (w *writer) take(m *member) error {
	if err := m.ctx.Err(); err != nil {
		return err
	}
	w.mu.Lock()
	if w.closed || !w.taken {
		defer w.mu.Unlock()
		if w.closed {
			return ErrClosed
		}
		w.taken = true
		return nil
	}
	m.turn, m.done = make(chan error, 1), make(chan error, 1)
	w.line = append(w.line, m)
	w.mu.Unlock()
	select {
	case err := <-m.turn:
		return err
	case <-m.ctx.Done():
		if w.leave(m) {
			return m.ctx.Err()
		}
		return <-m.turn // it is on its way: run hands it on
	}
}

// leave steps out of the line; false when the turn has been given already.
func (w *writer) leave(m *member) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.line, m)
	if i >= 0 {
		w.line = slices.Delete(w.line, i, i+1)
	}
	return i >= 0
}

// run has the turn and gives it away.
func (w *writer) run(m *member, fn func(*Tx) error) (err error) {
	if err := m.ctx.Err(); err != nil {
		w.pass()
		return err
	}
	if err := w.begin(); err != nil {
		w.refuse(err)
		return err
	}
	// The first in a transaction needs no savepoint: all of it is its own.
	first := len(w.members) == 0
	if !first {
		if err := w.conn.run("SAVEPOINT member"); err != nil {
			return w.fail(err)
		}
	}
	tx := w.db.begin(context.WithoutCancel(m.ctx), w.conn, true)
	returned := false
	defer func() {
		tx.end()
		err = w.after(m, tx, err, first, returned)
	}()
	err = fn(tx)
	returned = true
	return err
}

// after ends what run began, whichever way fn ended.
func (w *writer) after(m *member, tx *Tx, err error, first, returned bool) error {
	err = tx.note(err)
	if tx.disk != nil {
		return w.fail(tx.disk)
	}
	if err != nil || !returned {
		if e := w.undo(first); e != nil {
			return w.fail(e)
		}
		w.pass()
		return err
	}
	if !first {
		if err := w.conn.run("RELEASE member"); err != nil {
			return w.fail(err)
		}
	}
	w.members = append(w.members, m)
	if m.done == nil { // it never stood in line
		m.done = make(chan error, 1)
	}
	w.pass()
	return <-m.done
}

// undo takes back what one write did, and nothing of the others.
func (w *writer) undo(first bool) error {
	if first {
		w.begun = false
		return w.conn.run("ROLLBACK")
	}
	if err := w.conn.run("ROLLBACK TO member"); err != nil {
		return err
	}
	return w.conn.run("RELEASE member")
}

// pass gives the turn to the next in line within the transaction, or ends that and
// then gives it away.
func (w *writer) pass() {
	if w.begun && len(w.members) < maxBatch && time.Now().Before(w.until) {
		if w.hand() {
			return
		}
		if w.crowd || len(w.members) > 1 {
			// Those answered a moment ago may be about to ask again: they get the
			// processor once, but no time is waited.
			runtime.Gosched()
			if w.hand() {
				return
			}
		}
	}
	w.commit()
	w.free()
}

// hand gives the turn to the first in line, if there is one.
func (w *writer) hand() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.handed()
}

// free gives the turn to the first in line, or to whoever comes.
func (w *writer) free() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.handed() {
		w.taken = false
	}
}

func (w *writer) handed() bool {
	if len(w.line) == 0 {
		return false
	}
	next := w.line[0]
	w.line[0] = nil
	w.line = w.line[1:]
	next.turn <- nil
	return true
}

// begin opens the transaction if there is none.
func (w *writer) begin() error {
	if w.begun {
		return nil
	}
	err := w.open()
	// A file that could only be opened for reading, be it by a reader, stays so for
	// the whole process as long as any connection has it open: after the disk has
	// turned writable again, all must let go of it once.
	if errors.Is(err, ErrReadOnly) && w.db.State().Name == StateReadOnly && writable(w.db.path) {
		err = w.db.readers.alone(w.open)
	}
	w.begun = err == nil
	w.until = time.Now().Add(maxBatchTime)
	return err
}

func (w *writer) open() error {
	if w.conn == nil {
		c, err := w.db.dial.open(writing)
		if err != nil {
			return w.db.suffer(err, true)
		}
		w.conn = c
	}
	err := w.conn.run("BEGIN IMMEDIATE")
	if err != nil {
		w.drop()
	}
	return w.db.suffer(err, true)
}

// commit ends the transaction and answers everybody in it.
func (w *writer) commit() {
	if !w.begun {
		return
	}
	w.begun = false
	if len(w.members) == 0 { // those in it took back what they did
		if w.conn.run("ROLLBACK") != nil {
			w.drop()
		}
		return
	}
	w.crowd = len(w.members) > 1
	if err := w.conn.run("COMMIT"); err != nil {
		err = w.db.suffer(err, true)
		w.drop()
		w.answer(err)
		return
	}
	w.db.healed()
	w.db.committed()
	w.answer(nil)
}

func (w *writer) answer(err error) {
	for i, m := range w.members {
		m.done <- err
		w.members[i] = nil
	}
	w.members = w.members[:0]
}

// fail ends a transaction of which nothing is kept, and gives the turn away. It
// answers with what went wrong.
func (w *writer) fail(err error) error {
	err = w.db.suffer(err, true)
	w.begun = false
	w.drop()
	w.answer(err)
	w.free()
	return err
}

// refuse answers all who wait behind a write that could not begin: they would only
// meet the same, one busy timeout after the other.
func (w *writer) refuse(err error) {
	w.mu.Lock()
	for _, m := range w.line {
		m.turn <- err
	}
	w.line = nil
	w.taken = false
	w.mu.Unlock()
}

// drop lets the connection go, and with it whatever it had not committed.
func (w *writer) drop() {
	if w.conn != nil {
		w.conn.close()
		w.conn = nil
	}
}

// close lets nobody new in, waits until all in line are answered, and closes the
// connection. The turn is never given away again.
func (w *writer) close() {
	for {
		w.mu.Lock()
		w.closed = true
		if !w.taken {
			w.taken = true
			w.mu.Unlock()
			break
		}
		last := &member{turn: make(chan error, 1)}
		w.line = append(w.line, last)
		w.mu.Unlock()
		if <-last.turn == nil {
			w.commit() // of those before, whose transaction it came into
			break
		} // else all in line were refused, and this with them
	}
	w.drop()
}
