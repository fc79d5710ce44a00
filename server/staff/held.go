package staff

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// openHeld begins a session in memory, because the disk refused its row: whoever
// works here must be able to read. The row and the entry follow when the disk
// takes them. Errors: refused when too much waits for the disk already.
func (r *Room) openHeld(ctx context.Context, token string, l liveSession, settle settle, from From, refused error) (Session, []string, error) {
	key := sha256.Sum256([]byte(token))
	h := &heldSession{liveSession: l, address: from.Address}
	staffID, deviceID := l.signed.ID, l.signed.DeviceID
	var s Session
	var before []string
	err := r.hold(ctx, refused, func(b book) error {
		who, err := In(b.tx, staffID)
		if err != nil {
			return err
		}
		if !who.Active {
			return fault.New(fault.BadCredentials)
		}
		b.later = &h.later
		if err := settle(b); err != nil {
			return err
		}
		if s, err = sessionOf(b.tx, l.signed.SessionID, staffID, l.signed.Means, deviceID); err != nil {
			return err
		}
		h.signed.MustChange, h.signed.MustAdd = s.MustChangePassword, s.MustAddFactor
		h.idle = idleLimit("")
		if s.Device != nil {
			h.idle = idleLimit(s.Device.Kind)
		}
		if h.stamp, err = stampIn(b.tx, staffID, deviceID); err != nil {
			return err
		}
		before, err = r.replacedIn(b.tx, from.Token)
		return err
	})
	if err != nil {
		return Session{}, nil, err
	}
	r.held.take(key, h)
	err = r.gate.Owe(ctx, l.signed.Actor, act.Late{
		Action: "session.create", Kind: "session", ID: l.signed.SessionID, Detail: map[string]any{"means": string(l.signed.Means), "held": true},
		Write:   func(tx *db.Tx) error { return r.landIn(tx, key) },
		Written: func() { r.landed(key) },
	}, refused)
	if err != nil {
		r.held.drop(l.signed.SessionID)
		return Session{}, nil, err
	}
	for _, sessionID := range before {
		r.held.end(sessionID)
	}
	r.oweShelter()
	return s, before, nil
}

// replacedIn is the session that the browser had before.
func (r *Room) replacedIn(tx *db.Tx, token string) ([]string, error) {
	if h, ok := r.held.session(sha256.Sum256([]byte(token))); ok {
		return []string{h.signed.SessionID}, nil
	}
	rows, err := tx.Query(`SELECT id FROM session WHERE token_hash = ?`, hashToken(token))
	if err != nil {
		return nil, wrap("session", err)
	}
	return ids(rows)
}

// stampIn is one number over all whose change ends the sessions of a person on a
// device: a session without a row cannot be deleted with the change.
func stampIn(tx *db.Tx, staffID, deviceID string) ([sha256.Size]byte, error) {
	var text string
	err := tx.QueryRow(`SELECT json_array(s.active, s.roles,
			(SELECT hash FROM staff_password WHERE staff_id = s.id), (SELECT hash FROM staff_pin WHERE staff_id = s.id),
			EXISTS (SELECT 1 FROM factor_totp WHERE staff_id = s.id), (SELECT count(*) FROM factor_passkey WHERE staff_id = s.id),
			EXISTS (SELECT 1 FROM device WHERE id = ?2 AND revoked_at IS NULL))
		FROM staff s WHERE s.id = ?1`, staffID, deviceID).Scan(&text)
	return sha256.Sum256([]byte(text)), wrap("staff", err)
}

// heldHere is who holds a session that has no row. Nothing of the person is
// remembered: what ends the session may have been written by somebody else.
func (r *Room) heldHere(ctx context.Context, key [sha256.Size]byte, h heldSession, now, began time.Time) (Signed, error) {
	var stamp [sha256.Size]byte
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		stamp, err = stampIn(tx, h.signed.ID, h.signed.DeviceID)
		return err
	})
	if err != nil {
		return Signed{}, err
	}
	if h.over(now) || stamp != h.stamp {
		r.held.drop(h.signed.SessionID)
		r.ended([]string{h.signed.SessionID})
		return Signed{}, fault.New(fault.Unauthenticated)
	}
	r.held.used(key, now)
	return h.is(now, began), nil
}

// landIn gives a held session its row, unless it is over.
func (r *Room) landIn(tx *db.Tx, key [sha256.Size]byte) error {
	h, ok := r.held.session(key)
	if !ok {
		return nil
	}
	for _, write := range h.later {
		// A passkey or a code that is gone changes the stamp: that ends the session.
		if err := write(tx); err != nil && !errors.As(err, new(*fault.Error)) {
			return err
		}
	}
	stamp, err := stampIn(tx, h.signed.ID, h.signed.DeviceID)
	if err != nil || stamp != h.stamp {
		return err
	}
	return insertSession(tx, key[:], h.address, h.liveSession)
}

// landed follows landIn: from now on the session is its row.
func (r *Room) landed(key [sha256.Size]byte) {
	h, ok := r.held.session(key)
	if !ok {
		return
	}
	r.held.drop(h.signed.SessionID)
	var there int
	err := r.gate.DB().Read(context.Background(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM session WHERE id = ?`, h.signed.SessionID).Scan(&there)
	})
	if err != nil || there == 0 {
		r.ended([]string{h.signed.SessionID})
	}
}

// endHeld signs out while the disk takes no write.
func (r *Room) endHeld(ctx context.Context, actor access.Actor, refused error) error {
	late := act.Late{Action: "session.delete", Kind: "session", ID: actor.SessionID}
	if err := r.gate.Owe(ctx, actor, late, refused); err != nil {
		return err
	}
	r.held.end(actor.SessionID)
	r.oweShelter()
	r.ended([]string{actor.SessionID})
	return nil
}

// sweepHeld ends what has lasted too long.
func (r *Room) sweepHeld(now time.Time) {
	var over []string
	for _, h := range r.held.all() {
		if h.over(now) {
			r.held.drop(h.signed.SessionID)
			over = append(over, h.signed.SessionID)
		}
	}
	r.ended(over)
}

// heldRows are the lines of those who have no row yet, told on the box's clock.
func (r *Room) heldRows(actor access.Actor, clock, now time.Time) []SessionRow {
	list := []SessionRow{}
	for _, h := range r.held.all() {
		list = append(list, SessionRow{
			ID: h.signed.SessionID, StaffID: h.signed.ID, DisplayName: h.signed.Name, Device: h.signed.Device, Address: h.address,
			CreatedAt: clock.Add(h.created.Sub(now)), SeenAt: clock.Add(h.seen.Sub(now)), Current: h.signed.SessionID == actor.SessionID,
		})
	}
	return list
}
