package staff

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/factor"
	"karete/server/fault"
)

// second asks for the second factor of somebody whose password was right. settle
// takes the code, so that it works once, and the try back from its brake. Errors:
// second-factor (means) when none was typed, bad-code, throttled.
func (r *Room) second(ctx context.Context, staffID, username, code string, from From, m mode) (settle settle, err error) {
	var asked []string
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		who, err := In(tx, staffID)
		if err == nil {
			asked, err = askedIn(tx, who)
		}
		return err
	})
	if err != nil || asked == nil {
		return all(), err
	}
	if code == "" {
		f := fault.New(fault.SecondFactor).With("means", asked)
		if r.factors.Doubtful() {
			f = f.With("clockDoubtful", true)
		}
		return nil, f
	}
	t := newTry("second factor\x00"+username, from.Address)
	now, err := r.begin(ctx, t, m)
	if err != nil {
		return nil, err
	}
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error { return r.factors.LookIn(tx, staffID, code) })
	if err != nil {
		if fault.Is(err, fault.BadCode) {
			if err := r.journalRefusal(ctx, staffID, "code", from); err != nil {
				return nil, err
			}
		}
		return nil, err
	}
	return func(b book) error {
		if err := r.take(b, staffID, code); err != nil {
			return err
		}
		return t.forgive(b, now)
	}, nil
}

// take has a code work once.
func (r *Room) take(b book, staffID, code string) error {
	if b.tx.Writable() {
		return r.factors.TakeIn(b.tx, staffID, code)
	}
	write, err := r.factors.HoldIn(b.tx, staffID, code)
	if err == nil {
		b.postpone(write)
	}
	return err
}

// askedIn is what a password must be followed by: any of these means; nil when it
// is enough. Somebody who has an app is always asked. A passkey alone is a
// convenience, but to managers where the clinic wants two factors of them.
func askedIn(tx *db.Tx, who Staff) ([]string, error) {
	held, err := factor.HeldIn(tx, who.ID)
	if err != nil || !held.Any() {
		return nil, err
	}
	if !held.App {
		if wanted, err := secondWantedIn(tx, who); !wanted || err != nil {
			return nil, err
		}
	}
	var means []string
	if held.App {
		means = append(means, "app")
	}
	if held.Passkeys > 0 {
		means = append(means, "passkey")
	}
	if held.RecoveryCodes > 0 {
		means = append(means, "recovery")
	}
	return means, nil
}

// secondWantedIn reports that the clinic wants two factors of this person.
func secondWantedIn(tx *db.Tx, who Staff) (wanted bool, err error) {
	if !isAdmin(who.Active, who.Roles) {
		return false, nil
	}
	err = tx.QueryRow(`SELECT ifnull(settings ->> '$.managersNeedSecondFactor', 0) FROM facility`).Scan(&wanted)
	return wanted, wrap("facility", err)
}

// mustAddFactorIn reports that the person may do nothing else before they have a
// second factor.
func mustAddFactorIn(tx *db.Tx, who Staff) (bool, error) {
	if who.SecondFactor {
		return false, nil
	}
	return secondWantedIn(tx, who)
}

// Recheck has the next request of everybody read again who they are: what the
// clinic wants of them has changed.
func (r *Room) Recheck() { r.sessions.forget(func(Signed) bool { return true }) }

// ResetFactors takes the second factors from a person who has lost them, and ends
// their sessions. Errors: not-found, wrong-state when there are none.
func (r *Room) ResetFactors(ctx context.Context, actor access.Actor, staffID string, in PasswordReset) (Staff, error) {
	var over []string
	s, err := act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "staff.resetFactors", Body: staffID}, func(tx *act.Tx) error {
		if _, err := In(tx.Tx, staffID); err != nil {
			return err
		}
		tx.Subject("staff", staffID)
		some, err := factor.RemoveAllIn(tx.Tx, staffID)
		if err == nil && !some {
			err = fault.New(fault.WrongState)
		}
		if err != nil {
			return err
		}
		over, err = endSessions(tx.Tx, staffID, "")
		return err
	}, In)
	if err != nil {
		return Staff{}, err
	}
	r.ended(over)
	r.forgetPerson(staffID)
	return s, nil
}
