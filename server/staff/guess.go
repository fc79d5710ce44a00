package staff

import (
	"context"
	"crypto/sha256"
	"time"

	"karete/db"
)

// addressTry is one look at a secret that belongs to no account, by the network it
// came from.
type addressTry struct{ key []byte }

// Brake holds a guess at something other than a password or a PIN against a brake
// of its own: one address may fail 30 times at once and then once a minute. The
// guess counts as failed until settle has been run in the write that follows from
// it. Errors: throttled (retryAfterSeconds).
func (r *Room) Brake(ctx context.Context, what, address string) (settle func(*db.Tx) error, err error) {
	h := sha256.Sum256([]byte("karete guess " + what + "\x00" + address))
	t := addressTry{h[:]}
	now, err := r.begin(ctx, t)
	return func(tx *db.Tx) error { return t.forgive(tx, now) }, err
}

func (t addressTry) wait(tx *db.Tx, now time.Time) (time.Duration, error) {
	b, err := loadBrake(tx, t.key)
	return b.full(now, addressBurst, addressDrip), err
}

func (t addressTry) count(tx *db.Tx, now time.Time) error {
	b, err := loadBrake(tx, t.key)
	if err != nil {
		return err
	}
	b = b.dripped(now, addressDrip)
	b.failures++
	return b.save(tx)
}

func (t addressTry) forgive(tx *db.Tx, _ time.Time) error {
	_, err := tx.Exec(`UPDATE sign_in_brake SET failures = failures - 1 WHERE key = ? AND failures > 0`, t.key)
	return wrap("brake", err)
}
