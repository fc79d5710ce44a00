package act

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"
	"sync/atomic"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
)

// What may wait for the disk. Beyond it records stay shut, and nobody signs in:
// openings have room of their own, so that whoever guesses at passwords cannot
// shut the records of those who work.
const (
	maxOwed = 10_000 // openings
	maxLate = 2_000  // other acts
)

// Late is an act that happened although the disk took no write: somebody signed
// in. Those whose patients wait cannot be asked to wait for a disk.
type Late struct {
	Action   access.Action
	Kind, ID string         // the subject
	Detail   map[string]any // never a secret

	// Write is what goes to the disk with the entry, in the same write; nil for
	// nothing. It may run more than once. What it meets besides trouble with the
	// disk is logged, and keeps nothing else waiting.
	Write   func(*db.Tx) error
	Written func() // it is on the disk; nil for nobody to tell
}

// debt is one thing that the disk could not take when it happened.
type debt struct {
	entry   *journal.Entry // nil: rows only
	late    bool
	write   func(*db.Tx) error
	written func()
}

// owed is all of them, oldest first.
type owed struct {
	any   atomic.Bool
	mu    sync.Mutex
	list  []debt
	looks int
	lates int
}

func (o *owed) add(d debt) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, most := &o.looks, maxOwed
	if d.late {
		n, most = &o.lates, maxLate
	}
	if *n >= most {
		return false
	}
	*n++
	o.list = append(o.list, d)
	o.any.Store(true)
	return true
}

// Owe takes an act that the disk did not take; it is written before the next act
// that the disk takes. Errors: those of Allow, and refused, which is what the disk
// said, when too much waits already.
func (g *Gate) Owe(ctx context.Context, a access.Actor, l Late, refused error) error {
	role, err := g.Allow(ctx, a, l.Action)
	if err != nil {
		return err
	}
	payload, err := journal.Payload(nil, l.Detail, nil) // it holds no row, so it needs no transaction
	if err != nil {
		return err
	}
	var e journal.Entry
	err = g.db.Read(ctx, func(tx *db.Tx) error {
		e = journal.Entry{
			CommandID: g.newID(), CommandHash: sha256.Sum256([]byte(l.Action)), OccurredAt: tx.Now, TimeSource: g.clock.Source(),
			ActorID: a.ID, Role: string(role), Device: a.From(), Action: string(l.Action), SubjectType: l.Kind, SubjectID: l.ID, Payload: payload,
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !g.owed.add(debt{entry: &e, late: true, write: l.Write, written: l.Written}) {
		return refused
	}
	g.log.WarnContext(ctx, "done, not journalled yet", "action", l.Action, "actor", a.ID, "cause", refused)
	return nil
}

// OweRows is Owe for what the journal does not tell of: counters. It is false when
// too much waits already.
func (g *Gate) OweRows(write func(*db.Tx) error, written func()) bool {
	return g.owed.add(debt{late: true, write: write, written: written})
}

// Recover settles what is owed if the disk takes writes again, and else costs next
// to nothing.
func (g *Gate) Recover(ctx context.Context) {
	if g.owed.any.Load() && g.db.Probe(ctx) == nil {
		g.settle(ctx)
	}
}

// settle follows a write that worked: then the disk may take what is owed.
func (g *Gate) settle(ctx context.Context) {
	if !g.owed.any.Load() {
		return
	}
	if err := g.Settle(context.WithoutCancel(ctx)); err != nil {
		g.log.WarnContext(ctx, "what happened while the disk took no write still waits for the journal", "cause", err)
	}
}

// Settle journals what happened while the disk took no write. The gate does it by
// itself around its acts; the server does it before it stops.
func (g *Gate) Settle(ctx context.Context) error {
	done, err := g.settleAll(ctx)
	for _, d := range done {
		if d.written != nil { // outside the lock: it may owe again
			d.written()
		}
	}
	return err
}

func (g *Gate) settleAll(ctx context.Context) ([]debt, error) {
	g.owed.mu.Lock()
	defer g.owed.mu.Unlock()
	list := g.owed.list
	if len(list) == 0 {
		return nil, nil
	}
	err := g.db.Write(ctx, func(tx *db.Tx) error {
		for _, d := range list {
			if err := g.pay(tx, d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	g.owed.list, g.owed.looks, g.owed.lates = nil, 0, 0
	g.owed.any.Store(false)
	return list, nil
}

func (g *Gate) pay(tx *db.Tx, d debt) error {
	if d.entry != nil {
		// A commit that failed may have reached the disk after all.
		if _, known, err := journal.ByCommand(tx, d.entry.CommandID); err != nil || known {
			return err
		}
	}
	if d.write != nil {
		if err := d.write(tx); err != nil {
			if onDisk(err) {
				return err
			}
			g.log.Error("what goes with an act that waited for the disk was not written", "cause", err)
		}
	}
	if d.entry == nil {
		return nil
	}
	e := *d.entry
	e.RecordedAt = tx.Now
	_, err := journal.Append(tx, e)
	return err
}

// onDisk reports trouble that may be over the next time.
func onDisk(err error) bool {
	return NoWrite(err) || errors.Is(err, db.ErrBusy) || errors.Is(err, db.ErrClosed)
}

// NoWrite reports that the disk took no write, and that nothing else was wrong.
func NoWrite(err error) bool { return errors.Is(err, db.ErrFull) || errors.Is(err, db.ErrReadOnly) }
