package server

import (
	"context"
	"sync"
	"time"

	"karete/db"
	"karete/db/journal"
)

// How often the journal's head is signed while it grows, because what lies behind
// a signed head cannot be cut off unnoticed; and how often old sessions go, with their open streams.
const (
	signEvery  = 15 * time.Minute
	sweepEvery = time.Minute
)

// start runs the jobs of the house until ctx ends.
func (s *Server) start(ctx context.Context) *sync.WaitGroup {
	var jobs sync.WaitGroup
	jobs.Go(func() { s.closeDays(ctx) })
	jobs.Go(func() { s.sweep(ctx) })
	jobs.Go(func() {
		for wait(ctx, signEvery) {
			if err := s.sign(ctx); err != nil {
				s.log.Error("the journal's head was not signed", "cause", err)
			}
		}
	})
	return &jobs
}

// sweep forgets sessions and brakes that are over.
func (s *Server) sweep(ctx context.Context) {
	for wait(ctx, sweepEvery) {
		if err := s.rooms.Staff.Sweep(ctx); err != nil {
			s.log.Error("old sessions were not swept out", "cause", err)
		}
	}
}

// closeDays closes what was left open: at the start, for the days the box slept
// through, and after each midnight.
func (s *Server) closeDays(ctx context.Context) {
	for {
		closed, err := s.rooms.Visits.CloseDays(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			s.log.Error("visits of earlier days were not closed", "cause", err)
		case closed > 0:
			s.log.Info("closed visits left open, as of their own day", "visits", closed)
		}
		midnight, err := s.rooms.Visits.NextMidnight(ctx)
		pause := time.Hour // not set up yet, or the disk is in trouble: look again
		if err == nil {
			pause = time.Until(midnight)
		}
		// At most an hour at a time: the clock may be set while we wait.
		if !wait(ctx, min(max(pause, time.Second), time.Hour)) {
			return
		}
	}
}

// sign keeps a checkpoint of the journal as it is now.
func (s *Server) sign(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := journal.Sign(tx, s.key.Signer)
		return err
	})
}

// wait is false when ctx ended first.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
