package staff

import (
	"context"
	"time"

	"karete/db"
	"karete/server/fault"
)

// Prove checks who somebody is as SignIn does, under the same brake, and begins no
// session. settle takes the try back from the brake; it belongs into the write
// that the proof is for. Errors: those of SignIn.
func (r *Room) Prove(ctx context.Context, in SignIn, from From) (staffID string, settle func(*db.Tx) error, err error) {
	staffID, s, err := r.prove(ctx, in, from, strictly)
	return staffID, r.onDisk(s), err
}

func (r *Room) prove(ctx context.Context, in SignIn, from From, m mode) (staffID string, settle settle, err error) {
	name := foldUsername(in.Username)
	who, err := r.lookUp(ctx, name)
	if err != nil {
		return "", nil, err
	}
	t := newTry(name, from.Address)
	now, err := r.begin(ctx, t, m)
	if err != nil {
		return "", nil, err
	}
	ok, err := r.hasher.matches(ctx, who.hash, tidyPassword(in.Password))
	if err != nil {
		return "", nil, err
	}
	if reason := who.refusal(ok); reason != "" {
		if err := r.journalRefusal(ctx, who.id, reason, from); err != nil {
			return "", nil, err
		}
		return "", nil, fault.New(fault.BadCredentials)
	}
	forgive := func(b book) error { return t.forgive(b, now) }
	second, err := r.second(ctx, who.id, name, in.Code, from, m)
	if err != nil { // the password was right all the same; codes have a brake of their own
		if err := r.tell(ctx, m, forgive); err != nil {
			return "", nil, err
		}
		return "", nil, err
	}
	return who.id, all(forgive, second), nil
}

// AdmitIn reads a person who may ask for something now. Errors: bad-credentials for
// one who does not work here, password-change and factor-first for one who has
// something to do at a screen before.
func AdmitIn(tx *db.Tx, staffID string) (Staff, error) {
	who, err := In(tx, staffID)
	switch {
	case err != nil:
		return Staff{}, err
	case !who.Active:
		return Staff{}, fault.New(fault.BadCredentials)
	case who.MustChangePassword:
		return Staff{}, fault.New(fault.PasswordChange)
	}
	must, err := mustAddFactorIn(tx, who)
	if err == nil && must {
		err = fault.New(fault.FactorFirst)
	}
	return who, err
}

// Steady is the time that waits, sessions and tokens are reckoned in: it goes on
// evenly, whatever happens to the box's clock.
func (r *Room) Steady(ctx context.Context) (time.Time, error) {
	return r.steady.now(ctx, r.gate.DB())
}
