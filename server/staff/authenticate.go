package staff

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"slices"
	"sync"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/fault"
)

// How long a session lasts.
const (
	IdleLimit       = 12 * time.Hour
	SharedIdleLimit = 5 * time.Minute // on a tablet that many hands take up
	AbsoluteLimit   = 24 * time.Hour
)

// sharedTablet is the kind of device that many hands take up.
const sharedTablet = "tablet"

// idleLimit of a session on a device of a kind; ” is one that is not enrolled.
func idleLimit(kind string) time.Duration {
	if kind == sharedTablet {
		return SharedIdleLimit
	}
	return IdleLimit
}

// Signed is a person with a session.
type Signed struct {
	access.Actor
	MustChange bool // the password, before anything else
	MustAdd    bool // a second factor, before anything else
	Means      Means
}

// sessions remembers who stands behind a token, so that a request costs no query
// and using a session no write. Only this room changes sessions, so what it
// remembers is right as long as it forgets what it ends.
type sessions struct {
	mu      sync.Mutex
	changes int // grows with every forget: a row read before one is not remembered after it
	live    map[[sha256.Size]byte]*liveSession
}

type liveSession struct {
	signed        Signed
	created, seen time.Time
	confirmed     time.Time // when they last showed who they are
	idle          time.Duration
	unsaved       bool // seen is newer than the row's seen_at
}

const maxRemembered = 1024

func newSessions() *sessions { return &sessions{live: map[[sha256.Size]byte]*liveSession{}} }

func (l *liveSession) over(now time.Time) bool {
	return now.Sub(l.seen) >= l.idle || now.Sub(l.created) >= AbsoluteLimit
}

// Authenticate says who holds the token and counts it as a use of the session.
// Errors: unauthenticated, and those of the database.
func (r *Room) Authenticate(ctx context.Context, token string) (Signed, error) {
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return Signed{}, err
	}
	key := sha256.Sum256([]byte(token))
	began := r.steady.began()
	if h, ok := r.held.session(key); ok {
		return r.heldHere(ctx, key, h, now, began)
	}
	if s, ok := r.sessions.use(key, now, began); ok {
		return s, nil
	}
	before := r.sessions.version()
	var l liveSession
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		var sessionID, staffID, device, deviceID, kind string
		var means Means
		var created, seen, confirmed int64
		err := tx.QueryRow(`SELECT s.id, s.staff_id, s.device, s.device_id, s.means, s.created_at, s.seen_at, s.confirmed_at, ifnull(d.kind, '')
			FROM session s LEFT JOIN device d ON d.id = s.device_id AND d.revoked_at IS NULL WHERE s.token_hash = ?`, key[:]).
			Scan(&sessionID, &staffID, &device, &deviceID, &means, &created, &seen, &confirmed, &kind)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.Unauthenticated)
		}
		if err != nil {
			return wrap("session", err)
		}
		who, err := In(tx, staffID)
		if err != nil {
			return err
		}
		add, err := mustAddFactorIn(tx, who)
		if err != nil {
			return err
		}
		l = liveSession{
			signed: Signed{
				Actor: who.actor(sessionID, device, deviceID), MustChange: who.MustChangePassword, MustAdd: add, Means: means,
			},
			idle:    idleLimit(kind),
			created: time.UnixMilli(created).UTC(), seen: time.UnixMilli(seen).UTC(), confirmed: time.UnixMilli(confirmed).UTC(),
		}
		if !who.Active || l.over(now) || r.held.over(sessionID) || deviceID != "" && kind == "" {
			return fault.New(fault.Unauthenticated)
		}
		return nil
	})
	if err != nil {
		return Signed{}, err
	}
	l.seen, l.unsaved = now, true
	r.sessions.remember(key, l, before)
	return l.is(now, began), nil
}

// Sweep ends sessions that have lasted too long and writes down when the others
// were last used. To be run once a minute: uses themselves write nothing.
func (r *Room) Sweep(ctx context.Context) error {
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return err
	}
	r.gate.Recover(ctx)
	r.sweepHeld(now)
	used := r.sessions.used()
	var over []string
	look := func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(`SELECT count(*) FROM session WHERE `+overdue, overdueAt(now)...).Scan(&n)
		if err == nil && n == 0 && len(used) == 0 {
			err = errNothing
		}
		return wrap("session", err)
	}
	if err := r.gate.DB().Read(ctx, look); errors.Is(err, errNothing) {
		return nil
	} else if err != nil {
		return err
	}
	err = r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		for sessionID, at := range used {
			if _, err := tx.Exec(`UPDATE session SET seen_at = ? WHERE id = ?`, at.UnixMilli(), sessionID); err != nil {
				return wrap("session", err)
			}
		}
		over, err = deleteReturning(tx, `DELETE FROM session WHERE `+overdue+` RETURNING id`, overdueAt(now)...)
		return err
	})
	if err != nil {
		return err
	}
	r.sessions.saved(used)
	r.ended(over)
	return nil
}

var errNothing = errors.New("nothing to sweep")

// overdue are the sessions that have lasted too long, by the moments of overdueAt.
const overdue = `seen_at <= ? OR created_at <= ? OR
	seen_at <= ? AND device_id IN (SELECT id FROM device WHERE kind = 'tablet')`

func overdueAt(now time.Time) []any {
	return []any{now.Add(-IdleLimit).UnixMilli(), now.Add(-AbsoluteLimit).UnixMilli(), now.Add(-SharedIdleLimit).UnixMilli()}
}

func (s *sessions) use(key [sha256.Size]byte, now, began time.Time) (Signed, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.live[key]
	if !ok || l.over(now) {
		return Signed{}, false
	}
	l.seen, l.unsaved = now, true
	return l.is(now, began), true
}

func (s *sessions) version() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changes
}

func (s *sessions) remember(key [sha256.Size]byte, l liveSession, before int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes != before {
		return
	}
	if len(s.live) >= maxRemembered {
		for one := range s.live { // any: it is looked up again when it is next used
			delete(s.live, one)
			break
		}
	}
	s.live[key] = &l
}

func (s *sessions) forget(which func(Signed) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	for key, l := range s.live {
		if which(l.signed) {
			delete(s.live, key)
		}
	}
}

// seen is when a session was last used, or else what its row says.
func (s *sessions) seen(sessionID string, row time.Time) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.live {
		if l.signed.SessionID == sessionID {
			return l.seen
		}
	}
	return row
}

func (s *sessions) used() map[string]time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	used := map[string]time.Time{}
	for _, l := range s.live {
		if l.unsaved {
			used[l.signed.SessionID] = l.seen
		}
	}
	return used
}

func (s *sessions) saved(used map[string]time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.live {
		if used[l.signed.SessionID].Equal(l.seen) {
			l.unsaved = false
		}
	}
}

// forgetPerson has the next request of a person read again who they are.
func (r *Room) forgetPerson(staffID string) {
	r.sessions.forget(func(s Signed) bool { return s.ID == staffID })
}

func among(ids []string) func(Signed) bool {
	return func(s Signed) bool { return slices.Contains(ids, s.SessionID) }
}
