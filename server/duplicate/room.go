package duplicate

import (
	"context"
	"log/slog"
	"sync"

	"karete/server/act"
)

// Room is the use cases, and the look through the register that goes on now.
type Room struct {
	gate *act.Gate
	log  *slog.Logger

	life context.Context // ends with Close
	end  context.CancelFunc
	work sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	looking bool
	again   bool // asked for while one went on, which may have missed what it was asked for
}

// New stands on the gate. Close ends what it does.
func New(gate *act.Gate, log *slog.Logger) *Room {
	r := &Room{gate: gate, log: log}
	r.life, r.end = context.WithCancel(context.Background())
	return r
}

// Close stops the look that goes on and waits for it; what was found before stays.
func (r *Room) Close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.end()
	r.work.Wait()
}

// Wait returns when no look goes on.
func (r *Room) Wait() { r.work.Wait() }

// Looking reports that the register is being looked through.
func (r *Room) Looking() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.looking
}

// begin looks through the register in the background. Only one look goes on at a
// time; who asks meanwhile gets another one after it.
func (r *Room) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.looking {
		r.again = r.looking
		return
	}
	r.looking = true
	r.work.Go(func() {
		for {
			if err := r.Scan(r.life); err != nil && r.life.Err() == nil {
				r.log.Error("the register was not looked through for doubles", "cause", err)
			}
			if !r.more() {
				return
			}
		}
	})
}

// more says whether another look was asked for; if not, none goes on any more.
func (r *Room) more() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.looking = r.again && !r.closed
	r.again = false
	return r.looking
}
