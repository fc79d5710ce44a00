package door

import (
	"context"
	"log/slog"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/card"
	"karete/server/clock"
	"karete/server/staff"
)

// floor is the least time that an answer to a stranger takes. It hides the little that
// the work differs by.
const floor = 300 * time.Millisecond

// Options of the room. The zero value is what a clinic runs.
type Options struct {
	Clock *clock.Clock
	Log   *slog.Logger
	// Pause waits; nil waits by the machine's ticking.
	Pause func(ctx context.Context, d time.Duration)
	// Submitted is told of each report that was kept, after it was; it returns at once. nil for nobody.
	Submitted func(reportID string)
	// Sends reports whether answers go to somebody outside where patients agree. nil: they do not.
	Sends func(tx *db.Tx) (bool, error)
}

// Room is the door.
type Room struct {
	gate   *act.Gate
	people *staff.Room // whose brake it is
	clock  *clock.Clock
	log    *slog.Logger
	pause  func(context.Context, time.Duration)
	told   func(reportID string)
	sends  func(*db.Tx) (bool, error)

	inside *sessions
}

// New stands on the gate, and on the brake of sign-ins.
func New(gate *act.Gate, people *staff.Room, o Options) *Room {
	if o.Clock == nil {
		o.Clock = clock.New(nil)
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Pause == nil {
		o.Pause = pause
	}
	if o.Submitted == nil {
		o.Submitted = func(string) {}
	}
	if o.Sends == nil {
		o.Sends = func(*db.Tx) (bool, error) { return false, nil }
	}
	return &Room{gate: gate, people: people, clock: o.Clock, log: o.Log, pause: o.Pause, told: o.Submitted, sends: o.Sends, inside: newSessions()}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// At is where somebody stands before the door.
type At struct {
	staff.From
	Kiosk  bool
	Inside bool         // at the clinic: a kiosk, or a phone on its own network
	Staff  access.Actor // who is signed in on the browser, if anybody is
}

// place is what a session is bound to, and where guesses come from.
func (a At) place() string {
	if a.DeviceID != "" {
		return "device " + a.DeviceID
	}
	return "address " + a.Address
}

// Authenticate says who holds the token there, and counts it as a use. ok is false for
// a token that is over, that was shown elsewhere, or that a card was shown for which was
// called off since.
func (r *Room) Authenticate(ctx context.Context, token string, at At) (who access.Actor, ok bool, err error) {
	s, ok := r.inside.use(token, at.place(), r.clock.Ticks())
	if !ok || s.cardID == "" {
		return s.actor(at), ok, nil
	}
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		ok, err = card.ActiveIn(tx, s.cardID)
		return err
	})
	if err != nil {
		return access.Actor{}, false, err
	}
	if !ok {
		r.keep(ctx, r.inside.end(s.id))
	}
	return s.actor(at), ok, nil
}
