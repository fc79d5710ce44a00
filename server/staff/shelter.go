package staff

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"karete/db"
)

// shelter is what sign-ins leave in memory while the disk takes no write: whoever
// works here must get in and read all the same. It lasts until the disk takes it,
// or the process ends. Its size is bounded by the acts that may wait for the disk
// (act.Gate.Owe), by the staff, and by maxHeldBrakes.
type shelter struct {
	some atomic.Bool // there is something: until then nobody waits for the lock

	// counting is held from the look at a brake to its count in memory: many at once
	// get no free tries. Those who count on the disk share it.
	counting sync.RWMutex

	mu       sync.Mutex // never held while waiting for the database
	brakes   map[string]brakeRow
	pins     map[string]int // failures in a row, by person
	sessions map[[sha256.Size]byte]*heldSession
	ended    map[string]bool // sessions that are over, though the disk still has their rows
	owed     bool            // the gate knows that there is something to write
}

// heldSession is a session that has no row yet.
type heldSession struct {
	liveSession
	stamp   [sha256.Size]byte // of all that would end it
	address string
	later   []func(*db.Tx) error
}

const maxHeldBrakes = 4096

// errAhead is trouble with the disk: it has not taken yet what happened before.
var errAhead = fmt.Errorf("what is counted in memory waits for the disk: %w", db.ErrReadOnly)

var errHeldEnough = errors.New("too many tries are held in memory")

func newShelter() *shelter {
	return &shelter{
		brakes: map[string]brakeRow{}, pins: map[string]int{}, sessions: map[[sha256.Size]byte]*heldSession{}, ended: map[string]bool{},
	}
}

// lock is for those who change it: done says again whether there is something.
func (s *shelter) lock() (done func()) {
	s.mu.Lock()
	return func() {
		s.some.Store(len(s.brakes)+len(s.pins)+len(s.sessions)+len(s.ended) > 0)
		s.mu.Unlock()
	}
}

func (s *shelter) brake(key []byte) (brakeRow, bool) {
	if !s.some.Load() {
		return brakeRow{}, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	row, ok := s.brakes[string(key)]
	return row, ok
}

// keep holds a row, or that it is gone. When there is no room those go that
// nobody has tried for an hour and that keep nobody waiting: an hour later they
// would let no more through than the account's own brake does.
func (s *shelter) keep(row brakeRow) error {
	defer s.lock()()
	if _, known := s.brakes[row.key]; !known && len(s.brakes) >= maxHeldBrakes {
		newest := row.lastAt
		for _, other := range s.brakes {
			if other.lastAt.After(newest) {
				newest = other.lastAt
			}
		}
		maps.DeleteFunc(s.brakes, func(_ string, other brakeRow) bool {
			return other.found && newest.Sub(other.lastAt) >= accountQuiet && !other.openAt.After(newest)
		})
		if len(s.brakes) >= maxHeldBrakes {
			return errHeldEnough
		}
	}
	s.brakes[row.key] = row
	return nil
}

// counts reports that memory is ahead of the disk.
func (s *shelter) counts() bool {
	if !s.some.Load() {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.brakes)+len(s.pins) > 0
}

func (s *shelter) pinFailures(staffID string) (int, bool) {
	if !s.some.Load() {
		return 0, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n, ok := s.pins[staffID]
	return n, ok
}

func (s *shelter) keepPIN(staffID string, n int) {
	defer s.lock()()
	s.pins[staffID] = n
}

// session is the one behind a token, if it is held here.
func (s *shelter) session(key [sha256.Size]byte) (heldSession, bool) {
	if !s.some.Load() {
		return heldSession{}, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if h, ok := s.sessions[key]; ok {
		return *h, true
	}
	return heldSession{}, false
}

// named is the session of that id, if it is held here.
func (s *shelter) named(sessionID string) (heldSession, bool) {
	for _, h := range s.all() {
		if h.signed.SessionID == sessionID {
			return h, true
		}
	}
	return heldSession{}, false
}

func (s *shelter) all() []heldSession {
	if !s.some.Load() {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]heldSession, 0, len(s.sessions))
	for _, h := range s.sessions {
		list = append(list, *h)
	}
	return list
}

func (s *shelter) take(key [sha256.Size]byte, h *heldSession) {
	defer s.lock()()
	s.sessions[key] = h
}

func (s *shelter) used(key [sha256.Size]byte, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h, ok := s.sessions[key]; ok {
		h.seen = now
	}
}

// drop lets a session go that is held here: it is over, or has its row.
func (s *shelter) drop(sessionID string) {
	defer s.lock()()
	maps.DeleteFunc(s.sessions, func(_ [sha256.Size]byte, h *heldSession) bool { return h.signed.SessionID == sessionID })
}

// end says that a session is over, also when the disk has its row or is just
// getting it.
func (s *shelter) end(sessionID string) {
	s.drop(sessionID)
	defer s.lock()()
	s.ended[sessionID] = true
}

func (s *shelter) over(sessionID string) bool {
	if !s.some.Load() {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ended[sessionID]
}

// write counts on the disk. While memory is ahead of it that is what the disk
// refused.
func (r *Room) write(ctx context.Context, f func(book) error) error {
	r.gate.Recover(ctx)
	r.held.counting.RLock()
	defer r.held.counting.RUnlock()
	if r.held.counts() {
		return errAhead
	}
	return r.gate.DB().Write(ctx, func(tx *db.Tx) error { return f(r.book(tx)) })
}

// hold counts in memory what the disk does not take. Errors: those of f, and
// refused, which is what the disk said, when there is no room.
func (r *Room) hold(ctx context.Context, refused error, f func(book) error) error {
	r.held.counting.Lock()
	defer r.held.counting.Unlock()
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error { return f(r.book(tx)) })
	if errors.Is(err, errHeldEnough) || !r.oweShelter() {
		return refused
	}
	return err
}

// oweShelter has the gate write what is counted here as soon as the disk takes it.
func (r *Room) oweShelter() bool {
	s := r.held
	if !s.toOwe() {
		return true
	}
	var w wrote
	ok := r.gate.OweRows(func(tx *db.Tx) error {
		w = s.toWrite()
		return w.in(tx)
	}, func() {
		s.forget(w)
		r.oweShelter()
	})
	if !ok {
		s.forget(wrote{})
	}
	return ok
}

// toOwe reports, once, that the gate must be told.
func (s *shelter) toOwe() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.owed || len(s.brakes)+len(s.pins)+len(s.ended) == 0 {
		return false
	}
	s.owed = true
	return true
}

// wrote is what went to the disk.
type wrote struct {
	brakes map[string]brakeRow
	pins   map[string]int
	ended  map[string]bool
}

func (s *shelter) toWrite() wrote {
	s.mu.Lock()
	defer s.mu.Unlock()
	return wrote{maps.Clone(s.brakes), maps.Clone(s.pins), maps.Clone(s.ended)}
}

func (s wrote) in(tx *db.Tx) error {
	for _, row := range s.brakes {
		if err := writeBrake(tx, row); err != nil {
			return err
		}
	}
	for staffID, n := range s.pins {
		if err := writePINFailures(tx, staffID, n); err != nil {
			return err
		}
	}
	for sessionID := range s.ended {
		if _, err := EndIn(tx, sessionID); err != nil {
			return err
		}
	}
	return nil
}

// forget lets go of what is on the disk now, but for what has changed meanwhile.
func (s *shelter) forget(w wrote) {
	defer s.lock()()
	s.owed = false
	maps.DeleteFunc(s.brakes, func(key string, row brakeRow) bool { return w.brakes[key] == row })
	maps.DeleteFunc(s.pins, func(staffID string, n int) bool { m, ok := w.pins[staffID]; return ok && m == n })
	maps.DeleteFunc(s.ended, func(sessionID string, _ bool) bool { return w.ended[sessionID] })
}
