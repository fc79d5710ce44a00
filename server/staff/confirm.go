package staff

import (
	"context"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/factor"
	"karete/server/fault"
	"karete/server/id"
)

// ConfirmedFor is how long somebody counts as the one who signed in, for what only
// they themselves may do, after they showed their password or a passkey. It is
// counted by the machine's ticking and does not outlast a restart.
const ConfirmedFor = 10 * time.Minute

// Confirmation is the password, or a passkey, shown again.
type Confirmation struct {
	ID       string            `json:"id" format:"uuid"`
	Password string            `json:"password,omitempty" maxLength:"512"`
	Passkey  *factor.Assertion `json:"passkey,omitempty"`
}

// Confirm has the person who is signed in show that it is still they. Errors:
// invalid unless there is one of the two; with a password throttled and
// bad-credentials, with a passkey bad-passkey, challenge-over and
// passkey-needs-name.
func (r *Room) Confirm(ctx context.Context, actor access.Actor, in Confirmation, at factor.Site, from From) (Session, error) {
	if _, err := r.gate.Allow(ctx, actor, "session.confirm"); err != nil {
		return Session{}, err
	}
	if !id.Valid(in.ID) { // before a challenge is used up
		return Session{}, fault.Field("id", "pattern")
	}
	if (in.Password == "") == (in.Passkey == nil) {
		return Session{}, fault.Field("password", "required")
	}
	repeated := false
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		_, repeated, err = journal.ByCommand(tx, in.ID)
		return err
	})
	if err != nil {
		return Session{}, err
	}
	means, settle := ByPassword, func(*db.Tx) error { return nil }
	switch {
	case repeated: // the gate only answers
	case in.Passkey != nil:
		means = ByPasskey
		settle, err = r.confirmPasskey(ctx, actor, *in.Passkey, at, from)
	default:
		settle, err = r.confirmPassword(ctx, actor, in.Password, from)
	}
	if err != nil {
		return Session{}, err
	}
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return Session{}, err
	}
	done := false
	// The command's body is hashed into the journal for ever: no password in it.
	s, err := act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "session.confirm"}, func(tx *act.Tx) error {
		if err := settle(tx.Tx); err != nil {
			return err
		}
		tx.Subject("session", actor.SessionID)
		tx.Detail("means", string(means))
		done = true
		_, err := tx.Exec(`UPDATE session SET confirmed_at = ? WHERE id = ?`, now.UnixMilli(), actor.SessionID)
		return wrap("session", err)
	}, func(tx *db.Tx, _ string) (Session, error) { return sessionIn(tx, actor.SessionID, actor.ID) })
	if err != nil {
		return Session{}, err
	}
	if done {
		r.sessions.confirm(actor.SessionID, now)
	}
	return s, nil
}

func (r *Room) confirmPassword(ctx context.Context, actor access.Actor, password string, from From) (func(*db.Tx) error, error) {
	var username, hash string
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		err := tx.QueryRow(`SELECT s.username, p.hash FROM staff s JOIN staff_password p ON p.staff_id = s.id WHERE s.id = ?`, actor.ID).
			Scan(&username, &hash)
		return wrap("password", err)
	})
	if err != nil {
		return nil, err
	}
	settle, err := r.confirm(ctx, actor.ID, username, hash, password, from)
	if f := fault.Of(err); f != nil && f.Code == fault.BadCredentials {
		f.Field = "password"
	}
	return settle, err
}

// confirmPasskey takes a passkey of this person only: that of a colleague who
// lends a finger is none.
func (r *Room) confirmPasskey(ctx context.Context, actor access.Actor, in factor.Assertion, at factor.Site, from From) (func(*db.Tx) error, error) {
	shown, err := r.factors.Check(ctx, in, at, actor.SessionID)
	if err == nil && shown.StaffID != actor.ID {
		err = fault.New(fault.BadPasskey)
	}
	if fault.Is(err, fault.BadPasskey) {
		if err := r.journalRefusal(ctx, actor.ID, "passkey", from); err != nil {
			return nil, err
		}
	}
	return shown.UseIn, err
}

// confirm writes down when somebody last showed who they are.
func (s *sessions) confirm(sessionID string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++ // a row read before this is not remembered
	for _, l := range s.live {
		if l.signed.SessionID == sessionID {
			l.confirmed = now
		}
	}
}

// is who holds the session at a moment. began is when this process began to count.
func (l *liveSession) is(now, began time.Time) Signed {
	s := l.signed
	s.Confirmed = !l.confirmed.Before(began) && now.Sub(l.confirmed) < ConfirmedFor
	return s
}
