package db

import (
	"context"
	"sync"
	"time"
)

// readers are the read connections: opened when first needed, the most recently
// used first because its cache is warm.
type readers struct {
	dial dialer
	free chan struct{} // one token per connection that may be out

	mu     sync.Mutex
	anchor *conn
	idle   []*conn
	born   uint64 // generation: connections of an older one are not used again
	closed bool
}

// The anchor is a connection that does nothing. While one is open SQLite keeps
// the -shm file as it is; the first to open it anew would have to rewrite it,
// which a disk in trouble may refuse, and then nothing could be read.
func (d dialer) anchor() (*conn, error) {
	c, err := d.open(copying)
	if err != nil {
		return nil, err
	}
	if err := c.run("SELECT count(*) FROM sqlite_schema"); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

func newReaders(n int, d dialer) (*readers, error) {
	a, err := d.anchor()
	if err != nil {
		return nil, err
	}
	r := &readers{dial: d, free: make(chan struct{}, n), anchor: a}
	r.put(n)
	return r, nil
}

func (r *readers) take(ctx context.Context) (*conn, error) {
	select {
	case <-r.free:
	default:
		select {
		case <-r.free:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	r.mu.Lock()
	closed, born := r.closed, r.born
	var c *conn
	if n := len(r.idle); n > 0 {
		c, r.idle = r.idle[n-1], r.idle[:n-1]
	}
	r.mu.Unlock()
	if c != nil {
		return c, nil
	}
	err := ErrClosed
	if !closed {
		if c, err = r.dial.open(reading); err == nil {
			c.born = born
			return c, nil
		}
	}
	r.put(1)
	return nil, err
}

func (r *readers) give(c *conn, broken bool) {
	r.mu.Lock()
	keep := !broken && c.born == r.born && !r.closed
	if keep {
		r.idle = append(r.idle, c)
	}
	r.mu.Unlock()
	if !keep {
		c.close()
	}
	r.put(1)
}

func (r *readers) put(n int) {
	for range n {
		r.free <- struct{}{}
	}
}

// renew replaces every connection: the idle now, those in use when they return.
// The new anchor is there before the old one goes.
func (r *readers) renew() {
	a, err := r.dial.anchor()
	r.mu.Lock()
	old := r.idle
	r.idle = nil
	r.born++
	if err == nil && !r.closed {
		a, r.anchor = r.anchor, a
	}
	r.mu.Unlock()
	for _, c := range append(old, a) {
		if c != nil {
			c.close()
		}
	}
}

// alone runs f while no reader is open, and reads wait. If reads under way do
// not end soon it gives up.
func (r *readers) alone(f func() error) error {
	patience := time.NewTimer(2 * time.Second)
	defer patience.Stop()
	for n := range cap(r.free) {
		select {
		case <-r.free:
		case <-patience.C:
			r.put(n)
			return ErrBusy
		}
	}
	defer r.put(cap(r.free))
	r.drop()
	err := f()
	if a, e := r.dial.anchor(); e == nil {
		r.mu.Lock()
		r.anchor = a
		r.mu.Unlock()
	}
	return err
}

func (r *readers) drop() {
	r.mu.Lock()
	old := append(r.idle, r.anchor)
	r.idle, r.anchor = nil, nil
	r.mu.Unlock()
	for _, c := range old {
		if c != nil {
			c.close()
		}
	}
}

// close waits for reads under way.
func (r *readers) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	for range cap(r.free) {
		<-r.free
	}
	r.drop()
	r.put(cap(r.free)) // a late Read learns that it is closed
}
