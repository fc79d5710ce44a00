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
	t := newAddressTry(what, address)
	now, err := r.begin(ctx, t, strictly)
	return r.onDisk(func(b book) error { return t.forgive(b, now) }), err
}

func newAddressTry(what, address string) addressTry {
	h := sha256.Sum256([]byte("karete guess " + what + "\x00" + address))
	return addressTry{h[:]}
}

func (t addressTry) wait(b book, now time.Time) (time.Duration, error) {
	row, err := b.load(t.key)
	return row.full(now, addressBurst, addressDrip), err
}

func (t addressTry) count(b book, now time.Time) error {
	row, err := b.load(t.key)
	if err != nil {
		return err
	}
	row = row.dripped(now, addressDrip)
	row.failures++
	row.found = true
	return b.save(row)
}

func (t addressTry) forgive(b book, _ time.Time) error { return takeBack(b, t.key) }
