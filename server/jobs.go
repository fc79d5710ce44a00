package server

import (
	"context"
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

// start runs the jobs of the house until it closes.
func (h *house) start(ctx context.Context) {
	ctx, h.stop = context.WithCancel(ctx)
	jobs := &h.jobs
	if h.cfg.Drill {
		return
	}
	if h.cfg.HTTPS != "" {
		last := h.renewed(ctx, "") // before anybody is answered
		jobs.Go(func() { h.keepTrusted(ctx, last) })
	}
	jobs.Go(func() { h.rooms.Time.Watch(ctx) })
	jobs.Go(func() { h.closeDays(ctx) })
	jobs.Go(func() { h.sweep(ctx) })
	jobs.Go(func() { h.rooms.Backups.Watch(ctx) })
	jobs.Go(func() { h.rooms.Duplicates.Watch(ctx) })
	jobs.Go(func() { h.indexPeople(ctx) })
	jobs.Go(func() { h.rooms.Imports.Watch(ctx) })
	jobs.Go(func() { h.rooms.Messages.Watch(ctx) })
	jobs.Go(func() {
		for wait(ctx, signEvery) {
			if err := h.sign(ctx); err != nil {
				h.log.Error("the journal's head was not signed", "cause", err)
			}
		}
	})
}

// indexPeople puts those into the index of who may be whom who are not in it yet.
func (h *house) indexPeople(ctx context.Context) {
	for {
		err := h.rooms.Patients.BuildIndex(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		h.log.Error("people were not put into the index of who may be whom", "cause", err)
		if !wait(ctx, time.Minute) {
			return
		}
	}
}

// sweep forgets sessions and brakes that are over.
func (h *house) sweep(ctx context.Context) {
	for wait(ctx, sweepEvery) {
		if err := h.rooms.Staff.Sweep(ctx); err != nil {
			h.log.Error("old sessions were not swept out", "cause", err)
		}
		if err := h.rooms.Devices.Sweep(ctx); err != nil {
			h.log.Error("when devices were last seen was not written down", "cause", err)
		}
		h.rooms.Door.Sweep(ctx)
		if err := h.rooms.Programs.Sweep(ctx); err != nil {
			h.log.Error("old sign-ins of programs were not swept out", "cause", err)
		}
	}
}

// closeDays closes what was left open, and looks at how long people waited: at the
// start, for the days the box slept through, and after each midnight.
func (h *house) closeDays(ctx context.Context) {
	for {
		closed, err := h.rooms.Visits.CloseDays(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			h.log.Error("visits of earlier days were not closed", "cause", err)
		case closed > 0:
			h.log.Info("closed visits left open, as of their own day", "visits", closed)
		}
		if err := h.rooms.Queue.Reckon(ctx); err != nil && ctx.Err() == nil {
			h.log.Error("how long people wait was not reckoned", "cause", err)
		}
		midnight, err := h.rooms.Visits.NextMidnight(ctx)
		pause := time.Hour // not set up yet, or the disk is in trouble: look again
		if err == nil {
			pause = midnight.Sub(h.rooms.Clock.Now())
		}
		// At most an hour at a time: the clock may be set while we wait.
		if !wait(ctx, min(max(pause, time.Second), time.Hour)) {
			return
		}
	}
}

// sign keeps a checkpoint of the journal as it is now.
func (h *house) sign(ctx context.Context) error {
	return h.db.Write(ctx, func(tx *db.Tx) error {
		_, err := journal.Sign(tx, h.key.Signer)
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
