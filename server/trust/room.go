package trust

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/secret"
)

// What is kept, by its name in package secret.
const (
	authoritySecret = "trust/authority"
	leafSecret      = "trust/leaf"
	outsideSecret   = "trust/outside"
)

// Room keeps the box's certificates.
type Room struct {
	gate  *act.Gate
	door  *Door
	clock *clock.Clock
	log   *slog.Logger
	mu    sync.Mutex // one looks after them at a time
}

// New stands on the gate, and opens the door at the first Renew.
func New(gate *act.Gate, door *Door, c *clock.Clock, log *slog.Logger) *Room {
	return &Room{gate: gate, door: door, clock: c, log: log}
}

// state is everything that is kept, as it was read.
type state struct {
	authority     authority // its cert is nil before there is one
	leaf, outside *tls.Certificate
	newest        time.Time // entry of the journal
}

// Renew makes what is missing, renews what is due, and has the door show it. It is
// to be called at the start and every few seconds: it writes only when something is
// due, or the names or addresses changed.
func (r *Room) Renew(ctx context.Context, reach Reach) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, err := r.load(ctx)
	if err != nil {
		return err
	}
	at := moment(r.clock.Now(), s.newest)
	if s.authority.cert == nil || s.leaf == nil || s.authority.due(s.leaf.Leaf, at, reach) {
		if err := r.make(ctx, &s, at, reach); err != nil {
			return err
		}
	}
	r.show(s, reach)
	return reseal(r.door.dir, s.authority, at, reach)
}

func (r *Room) show(s state, reach Reach) {
	r.door.open(shown{authority: s.authority.cert, own: s.leaf, outside: s.outside, reach: reach})
}

// make signs a new certificate, as an authority that it makes first when there is
// none.
func (r *Room) make(ctx context.Context, s *state, at time.Time, reach Reach) error {
	var err error
	first := s.authority.cert == nil
	if first {
		if s.authority, err = newAuthority(at); err != nil {
			return err
		}
	}
	if s.leaf, err = s.authority.issue(at, reach); err != nil {
		return err
	}
	authorityText, err := s.authority.encode()
	if err != nil {
		return err
	}
	leafText, err := keep(s.leaf)
	if err != nil {
		return err
	}
	c := act.Command{ID: r.gate.NewID(), Action: "trust.renew"}
	_, err = act.Do(ctx, r.gate, access.TheBox(), c, func(tx *act.Tx) error {
		if first {
			if err := secret.Put(tx.Tx, authoritySecret, authorityText); err != nil {
				return err
			}
		}
		tx.Subject("certificate", s.leaf.Leaf.SerialNumber.Text(16))
		tx.Detail("authority", Fingerprint(s.authority.cert))
		tx.Detail("names", s.leaf.Leaf.DNSNames)
		tx.Detail("notAfter", s.leaf.Leaf.NotAfter)
		return secret.Put(tx.Tx, leafSecret, leafText)
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	return err
}

func (r *Room) load(ctx context.Context) (s state, err error) {
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		s, err = r.in(tx)
		return err
	})
	if err != nil {
		return state{}, fmt.Errorf("trust: %w", err)
	}
	return s, nil
}

// in reads what is kept. A certificate that cannot be read counts as none: the box
// makes another, and a manager brings the one from outside again. An authority
// that cannot be read is an error, since every device trusts it.
func (r *Room) in(tx *db.Tx) (s state, err error) {
	last, ok, err := journal.Last(tx)
	if err != nil {
		return state{}, err
	}
	if ok {
		s.newest = last.RecordedAt
	}
	text, found, err := secret.In(tx, authoritySecret)
	if err != nil {
		return state{}, err
	}
	if found {
		if s.authority, err = readAuthority(text); err != nil {
			return state{}, err
		}
	}
	for name, into := range map[string]**tls.Certificate{leafSecret: &s.leaf, outsideSecret: &s.outside} {
		text, found, err := secret.In(tx, name)
		if err != nil {
			return state{}, err
		}
		if found {
			if *into, err = kept(text); err != nil {
				r.log.Error("a certificate cannot be read and is left out", "certificate", name)
			}
		}
	}
	return s, nil
}
