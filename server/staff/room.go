package staff

import (
	"context"
	"sync"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/factor"
)

// Options of the room. The zero value is what a clinic runs on the system's clock.
type Options struct {
	Clock   *clock.Clock
	Cost    Cost         // of hashing a password; zero: DefaultCost
	Factors *factor.Room // nil is one of its own
}

// Room is the staff's use cases.
type Room struct {
	gate     *act.Gate
	hasher   *hasher
	steady   *steady
	sessions *sessions
	held     *shelter
	factors  *factor.Room

	mu    sync.Mutex
	onEnd []func(sessionIDs []string)
}

// New stands on the gate.
func New(gate *act.Gate, o Options) *Room {
	if o.Clock == nil {
		o.Clock = clock.New(nil)
	}
	if o.Factors == nil {
		o.Factors = factor.New(gate, factor.Options{Clock: o.Clock})
	}
	r := &Room{gate: gate, hasher: newHasher(o.Cost), steady: newSteady(o.Clock), sessions: newSessions(), held: newShelter(), factors: o.Factors}
	o.Factors.OnChange(r.forgetPerson)
	return r
}

// List is everybody who works or worked here.
func (r *Room) List(ctx context.Context, actor access.Actor) ([]Staff, error) {
	return act.Peek(ctx, r.gate, actor, "staff.list", ListIn)
}

// OnEnd has f called with the ids of sessions that have just ended, whatever
// ended them, so that their open streams can be closed. f must not block.
func (r *Room) OnEnd(f func(sessionIDs []string)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.onEnd = append(r.onEnd, f)
}

// ended forgets sessions whose rows are gone and tells those who asked.
func (r *Room) ended(ids []string) {
	if len(ids) == 0 {
		return
	}
	r.sessions.forget(among(ids))
	r.mu.Lock()
	list := r.onEnd[:len(r.onEnd):len(r.onEnd)]
	r.mu.Unlock()
	for _, f := range list {
		f(ids)
	}
}

// endSessions removes all sessions of a person but one, those of programs that act
// for them too, and lists them.
func endSessions(tx *db.Tx, staffID, except string) ([]string, error) {
	programs, err := deleteReturning(tx, `DELETE FROM token_family WHERE staff_id = ? RETURNING id`, staffID)
	if err != nil {
		return nil, err
	}
	over, err := deleteReturning(tx, `DELETE FROM session WHERE staff_id = ? AND id <> ? RETURNING id`, staffID, except)
	return append(over, programs...), err
}
