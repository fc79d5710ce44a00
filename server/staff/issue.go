package staff

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// Issued is a person and the password they were given. A repeated command is
// answered without it: the box does not know it any more.
type Issued struct {
	Staff           Staff  `json:"staff"`
	OneTimePassword string `json:"oneTimePassword,omitempty" doc:"Shown once; works until they choose their own"`
}

// Secret is a hashed password.
type Secret struct {
	Hash       string
	MustChange bool // given by somebody else: to be changed at the first sign-in
}

// Hash makes a secret of a password that CheckPassword found nothing wrong with.
func (r *Room) Hash(ctx context.Context, password string) (string, error) {
	return r.hasher.hash(ctx, tidyPassword(password))
}

// OneTime makes a random password to be shown once, and its secret.
func (r *Room) OneTime(ctx context.Context) (password string, s Secret, err error) {
	password = oneTime()
	hash, err := r.Hash(ctx, password)
	return password, Secret{Hash: hash, MustChange: true}, err
}

// Create takes a person in. Errors: invalid, username-taken.
func (r *Room) Create(ctx context.Context, actor access.Actor, in NewStaff) (Issued, error) {
	password, secret, err := r.OneTime(ctx)
	if err != nil {
		return Issued{}, err
	}
	return r.issue(ctx, actor, act.Command{ID: in.ID, Action: "staff.create", Body: in}, password, func(tx *act.Tx) error {
		return AddIn(tx, in, secret)
	})
}

// AddIn takes a person in inside another act. Errors: invalid, username-taken.
func AddIn(tx *act.Tx, in NewStaff, secret Secret) error {
	username, list := CheckUsername("username", in.Username)
	if list != nil {
		return fault.Fields(append(list, in.Tidy().Problems()...)...)
	}
	p := in.Tidy()
	if err := p.check(tx.Tx); err != nil {
		return err
	}
	roles, departments, err := p.lists()
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO staff (id, username, display_name, roles, departments, language, senior, active, created_at, version)
		VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 1)`,
		in.ID, username, p.DisplayName, roles, departments, p.Language, p.Senior, tx.Now.UnixMilli())
	if db.IsUnique(err, "staff.username") {
		return &fault.Error{Code: fault.UsernameTaken, Field: "username"}
	}
	if err != nil {
		return wrap("staff", err)
	}
	tx.Changed("staff", in.ID)
	tx.Subject("staff", in.ID)
	return setSecret(tx.Tx, in.ID, secret)
}

// PasswordReset is a command without anything else in it.
type PasswordReset struct {
	ID string `json:"id" format:"uuid"`
}

// ResetPassword gives a person a new password, takes their PIN away and ends their
// sessions. Errors: not-found.
func (r *Room) ResetPassword(ctx context.Context, actor access.Actor, staffID string, in PasswordReset) (Issued, error) {
	password, secret, err := r.OneTime(ctx)
	if err != nil {
		return Issued{}, err
	}
	var over []string
	issued, err := r.issue(ctx, actor, act.Command{ID: in.ID, Action: "staff.reset", Body: staffID}, password, func(tx *act.Tx) error {
		if _, err := In(tx.Tx, staffID); err != nil {
			return err
		}
		tx.Subject("staff", staffID)
		if err := setSecret(tx.Tx, staffID, secret); err != nil {
			return err
		}
		if err := dropPIN(tx.Tx, staffID); err != nil {
			return err
		}
		over, err = endSessions(tx.Tx, staffID, "")
		return err
	})
	if err != nil {
		return Issued{}, err
	}
	r.ended(over)
	return issued, nil
}

func (r *Room) issue(ctx context.Context, actor access.Actor, c act.Command, password string, run func(*act.Tx) error) (Issued, error) {
	fresh := false
	return act.Do(ctx, r.gate, actor, c, func(tx *act.Tx) error {
		fresh = true
		return run(tx)
	}, func(tx *db.Tx, staffID string) (Issued, error) {
		s, err := In(tx, staffID)
		if !fresh {
			return Issued{Staff: s}, err
		}
		return Issued{Staff: s, OneTimePassword: password}, err
	})
}

func setSecret(tx *db.Tx, staffID string, s Secret) error {
	_, err := tx.Exec(`INSERT INTO staff_password (staff_id, hash, must_change, changed_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (staff_id) DO UPDATE SET hash = excluded.hash, must_change = excluded.must_change, changed_at = excluded.changed_at`,
		staffID, s.Hash, s.MustChange, tx.Now.UnixMilli())
	return wrap("password", err)
}
