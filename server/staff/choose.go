package staff

import (
	"context"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
)

// PasswordChange is one's own password, old and new.
type PasswordChange struct {
	ID      string `json:"id" format:"uuid"`
	Current string `json:"current" maxLength:"512"`
	Next    string `json:"next" maxLength:"512"`
}

// ChangePassword changes one's own and ends one's other sessions. Errors:
// throttled, bad-credentials (field current), invalid (field next).
func (r *Room) ChangePassword(ctx context.Context, actor access.Actor, in PasswordChange, from From) (Session, error) {
	if _, err := r.gate.Allow(ctx, actor, "session.password"); err != nil {
		return Session{}, err
	}
	var username, hash string
	var avoid []string
	repeated := false
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		clinic, err := facility.In(tx)
		if err != nil {
			return err
		}
		if _, repeated, err = journal.ByCommand(tx, in.ID); err != nil {
			return err
		}
		err = tx.QueryRow(`SELECT s.username, p.hash FROM staff s JOIN staff_password p ON p.staff_id = s.id WHERE s.id = ?`, actor.ID).
			Scan(&username, &hash)
		avoid = []string{username, clinic.Name}
		return wrap("password", err)
	})
	if err != nil {
		return Session{}, err
	}
	secret := Secret{}
	settle := func(*db.Tx) error { return nil }
	if !repeated { // else the gate only answers
		if settle, err = r.confirm(ctx, actor.ID, username, hash, in.Current, from); err != nil {
			return Session{}, err
		}
		if list := CheckPassword("next", in.Next, avoid...); list != nil {
			return Session{}, fault.Fields(list...)
		}
		if tidyPassword(in.Next) == tidyPassword(in.Current) {
			return Session{}, fault.Field("next", "not-allowed")
		}
		if secret.Hash, err = r.Hash(ctx, in.Next); err != nil {
			return Session{}, err
		}
	}
	var over []string
	// The command's body is hashed into the journal for ever: no password in it.
	s, err := act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "session.password"}, func(tx *act.Tx) error {
		tx.Subject("staff", actor.ID)
		if err := settle(tx.Tx); err != nil {
			return err
		}
		if err := setSecret(tx.Tx, actor.ID, secret); err != nil {
			return err
		}
		over, err = endSessions(tx.Tx, actor.ID, actor.SessionID)
		return err
	}, func(tx *db.Tx, _ string) (Session, error) { return sessionIn(tx, actor.SessionID, actor.ID) })
	if err != nil {
		return Session{}, err
	}
	r.ended(over)
	r.forgetPerson(actor.ID)
	return s, nil
}

// confirm has somebody signed in prove that they know the password, under the
// same brake as a sign-in, and journals that they did not. What it answers takes
// the try back.
func (r *Room) confirm(ctx context.Context, staffID, username, hash, password string, from From) (func(*db.Tx) error, error) {
	t := newTry(username, from.Address)
	now, err := r.begin(ctx, t, strictly)
	if err != nil {
		return nil, err
	}
	ok, err := r.hasher.matches(ctx, hash, tidyPassword(password))
	if err != nil {
		return nil, err
	}
	if !ok {
		if err := r.journalRefusal(ctx, staffID, "password", from); err != nil {
			return nil, err
		}
		return nil, &fault.Error{Code: fault.BadCredentials, Field: "current"}
	}
	return r.onDisk(func(b book) error { return t.forgive(b, now) }), nil
}
