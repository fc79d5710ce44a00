package factor

import (
	"database/sql"
	"errors"
	"fmt"

	"karete/db"
	"karete/server/clock"
	"karete/server/fault"
)

// LookIn looks at a code of the app or of recovery and leaves it. To be called
// under a brake. Errors: bad-code, with clockDoubtful when the box's time may be
// why a code of the app did not fit.
func (r *Room) LookIn(tx *db.Tx, staffID, typed string) error {
	code, sort := readCode(typed)
	switch sort {
	case ofTheApp:
		_, err := r.stepIn(tx, staffID, code)
		return err
	case ofRecovery:
		var there int
		err := tx.QueryRow(`SELECT count(*) FROM factor_recovery WHERE staff_id = ? AND hash = ? AND used_at IS NULL`,
			staffID, hashCode(staffID, code)).Scan(&there)
		if err == nil && (there == 0 || r.held.code(staffID, code)) {
			return badCode()
		}
		return wrap("recovery code", err)
	}
	return badCode()
}

// TakeIn does as LookIn and takes the code: the same one is refused the next time.
func (r *Room) TakeIn(tx *db.Tx, staffID, typed string) error {
	code, sort := readCode(typed)
	var n int64
	var err error
	switch sort {
	case ofTheApp:
		var step int64
		if step, err = r.stepIn(tx, staffID, code); err != nil {
			return err
		}
		n, err = affected(tx.Exec(`UPDATE factor_totp SET last_step = ? WHERE staff_id = ?`, step, staffID))
	case ofRecovery:
		if r.held.code(staffID, code) {
			return badCode()
		}
		n, err = affected(tx.Exec(`UPDATE factor_recovery SET used_at = ? WHERE staff_id = ? AND hash = ? AND used_at IS NULL`,
			tx.Now.UnixMilli(), staffID, hashCode(staffID, code)))
	}
	if err == nil && n == 0 {
		return badCode()
	}
	return err
}

// stepIn is the step whose code this is, if it may still be taken.
func (r *Room) stepIn(tx *db.Tx, staffID, code string) (int64, error) {
	var seed []byte
	var last int64
	err := tx.QueryRow(`SELECT seed, last_step FROM factor_totp WHERE staff_id = ?`, staffID).Scan(&seed, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, badCode()
	}
	if err != nil {
		return 0, fmt.Errorf("totp: %w", err)
	}
	now := r.clock.Now()
	last = max(last, r.held.step(staffID))
	step, ok, err := fits(seed, code, now, last)
	if err != nil {
		return 0, err
	}
	if !ok {
		f := badCode()
		// A newest code from the future: the clock has been put back since.
		if r.Doubtful() || last > stepOf(now)+drift {
			f = f.With("clockDoubtful", true)
		}
		return 0, f
	}
	return step, nil
}

// Doubtful reports that the box's time may be wrong.
func (r *Room) Doubtful() bool { return r.clock.Source() == clock.SourceDoubtful }

func badCode() *fault.Error { return &fault.Error{Code: fault.BadCode, Field: "code"} }

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func affected(done sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, fmt.Errorf("factors: %w", err)
	}
	return done.RowsAffected()
}
