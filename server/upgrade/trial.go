package upgrade

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"karete/db"
	"karete/db/durable"
)

// Words of /healthz that say nothing against the program.
const (
	well   = "ok"
	sealed = "sealed"
)

var excused = map[string]bool{string(db.StateFull): true, string(db.StateReadOnly): true}

// Watch waits until a program on trial has been well for a while, and takes it for
// good; or until it was not well for too long, and closes Ended. health is what the
// box says of itself, "" when it says nothing. Watch returns when that is settled.
func (r *Run) Watch(ctx context.Context, health func(context.Context) string) {
	if r.inert {
		return
	}
	if r.state.Trial == nil {
		r.retainSelf()
		return
	}
	now := time.Now() // with the monotonic reading: the box's clock may jump
	lastWell, wellSince := now, time.Time{}
	for wait(ctx, r.o.Steady/20) {
		now = time.Now()
		word := r.ask(ctx, health)
		switch {
		case word == well:
			if wellSince.IsZero() {
				wellSince = now
			}
			if lastWell = now; now.Sub(wellSince) >= r.o.Steady {
				r.accept()
				return
			}
		case word == sealed || excused[word]:
			lastWell, wellSince = now, time.Time{}
			r.pardon()
		case now.Sub(lastWell) >= r.o.Patience:
			r.blame("it was not well within " + r.o.Patience.String())
			return
		default:
			wellSince = time.Time{}
		}
	}
}

const answerWithin = 5 * time.Second

func (r *Run) ask(ctx context.Context, health func(context.Context) string) string {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	answer := make(chan string, 1)
	go func() { answer <- health(ctx) }()
	select {
	case word := <-answer:
		if r.o.Hear != nil {
			word = r.o.Hear(word)
		}
		return word
	case <-ctx.Done():
		return ""
	}
}

// pardon forgets earlier stops: whoever waits for a key has not failed.
func (r *Run) pardon() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if t := r.state.Trial; t != nil && t.Starts > 1 {
		t.Starts = 1
		r.save()
	}
}

func (r *Run) save() {
	if err := r.state.write(r.o.Dir); err != nil {
		r.o.Log.Warn("what became of the program is not remembered", "cause", err)
	}
}

// accept takes the program for good.
func (r *Run) accept() {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := &r.state
	r.self.Since = r.o.Now().UTC().Truncate(time.Second)
	before := s.Trial.Before
	self := r.self
	s.Former, s.Good, s.Trial, s.Refused = s.Good, &self, nil, nil
	if err := self.keep(r.o.Dir, r.o.Program); err != nil {
		r.o.Log.Warn("no copy of the program could be kept: there will be none to go back to", "cause", err)
	}
	r.o.reached("kept")
	r.save()
	r.o.reached("accepted")
	s.prune(r.o.Dir)
	if before != "" { // those of the upgrade before this one
		old, _ := filepath.Glob(filepath.Join(r.o.Dir, r.o.Database+".before-*"))
		for _, name := range old {
			if filepath.Base(name) != before {
				if err := durable.Remove(name); err != nil {
					r.o.Log.Warn("records from before an earlier upgrade could not be removed", "cause", err)
				}
			}
		}
	}
	if s.Former != nil {
		r.o.Log.Info("the new program works", "version", self.Version, "before", s.Former.Version)
	}
}

// retainSelf keeps a copy of the good program, should there be none.
func (r *Run) retainSelf() {
	if err := r.self.keep(r.o.Dir, r.o.Program); err != nil && !errors.Is(err, os.ErrNotExist) {
		r.o.Log.Warn("no copy of the program could be kept: there will be none to go back to", "cause", err)
	}
}

// blame has the program taken back as soon as the records are closed.
func (r *Run) blame(reason string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.blamed != "" {
		return
	}
	if _, ok := r.state.Good.Kept(r.o.Dir); !ok {
		r.o.Log.Error("the new program does not come to work, and there is no earlier one to go back to", "reason", reason)
		return
	}
	r.blamed = reason
	close(r.ended)
}

// Failed is for an error that kept the records from being opened, which are closed
// again. When it may be the fault of a program on trial it answers with *Elsewhere;
// else with err.
func (r *Run) Failed(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.inert || r.state.Trial == nil || err == nil || innocent(err) {
		return err
	}
	verdict := r.refuse(firstLine(err))
	if verdict == nil {
		return err
	}
	r.o.Log.Error("the new program is taken back", "cause", err)
	if elsewhere := (*Elsewhere)(nil); errors.As(verdict, &elsewhere) && r.verdict == nil {
		r.verdict = verdict
		if r.blamed == "" {
			r.blamed = elsewhere.Reason
			close(r.ended)
		}
	}
	return verdict
}

// innocent reports whether an error would have met any program.
func innocent(err error) bool {
	for _, disk := range []error{db.ErrFull, db.ErrReadOnly, db.ErrCorrupt, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, disk) {
			return true
		}
	}
	var disk *db.DiskError
	return errors.As(err, &disk)
}
