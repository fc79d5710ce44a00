package staff

import (
	"context"
	"database/sql"
	"errors"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
)

// PINSignIn is a tile somebody tapped and the figures they typed.
type PINSignIn struct {
	StaffID string `json:"staffId" format:"uuid"`
	PIN     string `json:"pin" pattern:"^[0-9]{6}$"`
}

// SignInPIN checks a PIN on an enrolled device and begins a session in place of
// the one that was there. token is its name for the browser, told only here.
// Errors: not-enrolled, throttled (retryAfterSeconds), and bad-credentials
// (triesLeft before the first wait, retryAfterSeconds when there is one), which is
// the same for a wrong PIN, none, and a person who may not sign in here.
func (r *Room) SignInPIN(ctx context.Context, in PINSignIn, from From) (token string, s Session, err error) {
	if !id.Valid(in.StaffID) {
		return "", Session{}, fault.Field("staffId", "pattern")
	}
	if !isPIN(in.PIN) {
		return "", Session{}, fault.Field("pin", "pattern")
	}
	hash, found := r.hasher.dummy, false
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		department, err := sharedIn(tx, from.DeviceID)
		if err != nil {
			return err
		}
		err = tx.QueryRow(`SELECT p.hash FROM staff s JOIN staff_pin p ON p.staff_id = s.id WHERE s.id = ? AND `+mayTap,
			in.StaffID, department, department).Scan(&hash)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return wrap("pin", err)
		}
		wrong, err := r.book(tx).pinFailures(in.StaffID)
		if found = wrong < pinFailures; !found { // it is lost, though the disk does not know yet
			hash = r.hasher.dummy
		}
		return err
	})
	if err != nil {
		return "", Session{}, err
	}
	t := newPINTry(in.StaffID, from.DeviceID)
	now, err := r.begin(ctx, t, sheltered)
	if err != nil {
		return "", Session{}, err
	}
	ok, err := r.hasher.matches(ctx, hash, in.PIN)
	if err != nil {
		return "", Session{}, err
	}
	if !ok || !found {
		return "", Session{}, r.wrongPIN(ctx, t, found, from)
	}
	return r.open(ctx, in.StaffID, ByPIN, func(b book) error {
		// Between the look-up and here the PIN may have been taken away.
		var still int
		err := b.tx.QueryRow(`SELECT count(*) FROM staff_pin WHERE staff_id = ? AND hash = ?`, in.StaffID, hash).Scan(&still)
		if err != nil {
			return wrap("pin", err)
		}
		if still == 0 {
			return fault.New(fault.BadCredentials)
		}
		return t.forgive(b, now)
	}, now, from)
}

// wrongPIN journals the refusal, takes a PIN away that has been guessed at too
// often, and says how many tries are left or how long to wait.
func (r *Room) wrongPIN(ctx context.Context, t pinTry, found bool, from From) error {
	reason := "pin"
	if !found {
		reason = "no pin here"
	}
	if err := r.journalRefusal(ctx, t.staffID, reason, from); err != nil {
		return err
	}
	if err := r.losePIN(ctx, t.staffID); err != nil && !act.NoWrite(err) { // it is counted, and lost with the next wrong one
		return err
	}
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return err
	}
	f := fault.New(fault.BadCredentials)
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		b := r.book(tx)
		left, err := t.left(b, now)
		if err != nil {
			return err
		}
		wait, err := t.wait(b, now)
		if wait > 0 {
			f = f.With("retryAfterSeconds", seconds(wait))
		} else {
			f = f.With("triesLeft", left)
		}
		return err
	})
	if err != nil {
		return err
	}
	return f
}

// losePIN takes away a PIN that has been guessed at too often. It is the box's act:
// the journal tells why the person has none, and their tile goes from the screens.
func (r *Room) losePIN(ctx context.Context, staffID string) error {
	ctx = context.WithoutCancel(ctx) // who hangs up has guessed all the same
	guessedOut := func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(`SELECT count(*) FROM staff_pin WHERE staff_id = ? AND failures >= ?`, staffID, pinFailures).Scan(&n)
		if err == nil && n == 0 {
			err = errNotLost
		}
		return wrap("pin", err)
	}
	err := r.gate.DB().Read(ctx, guessedOut) // seldom: the others write nothing
	if err == nil {
		_, err = act.Do(ctx, r.gate, access.TheBox(), act.Command{ID: id.New(), Action: "pin.lost"}, func(tx *act.Tx) error {
			if err := guessedOut(tx.Tx); err != nil { // two may come at once, or they chose another
				return err
			}
			tx.Subject("staff", staffID)
			return dropPIN(tx.Tx, staffID)
		}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	}
	if errors.Is(err, errNotLost) {
		return nil
	}
	return err
}

var errNotLost = errors.New("not guessed at too often")

// mayTap picks the people who may sign in with a PIN on a device of a department,
// asked for twice; one without a department is everybody's, and so is a person
// without one.
const mayTap = `s.active = 1 AND (? = '' OR s.departments = '[]'
	OR EXISTS (SELECT 1 FROM json_each(s.departments) WHERE value = ?))`

// sharedIn is the department of an enrolled device that people sign in on, ” for
// all. Errors: not-enrolled.
func sharedIn(tx *db.Tx, deviceID string) (department string, err error) {
	err = tx.QueryRow(`SELECT ifnull(department_id, '') FROM device WHERE id = ? AND revoked_at IS NULL AND kind IN ('tablet', 'desk')`, deviceID).
		Scan(&department)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fault.New(fault.NotEnrolled)
	}
	return department, wrap("device", err)
}
