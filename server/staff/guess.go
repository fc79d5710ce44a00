package staff

import (
	"context"
	"crypto/sha256"
	"time"

	"karete/db"
)

// Limit is how many guesses one thing takes: so many at once, and one more for each
// drip that passes.
type Limit struct {
	Key   string // what they are about or where they come from, in a few words; only its hash is kept
	Burst int
	Drip  time.Duration
}

// guesses is one look at a secret that belongs to no account, by each limit that holds
// it up.
type guesses []Limit

// Brake holds a guess at something other than a password or a PIN against a brake
// of its own: one address may fail 30 times at once and then once a minute. The
// guess counts as failed until settle has been run in the write that follows from
// it. Errors: throttled (retryAfterSeconds).
func (r *Room) Brake(ctx context.Context, what, address string) (settle func(*db.Tx) error, err error) {
	return r.Limit(ctx, atAddress(what, address))
}

func atAddress(what, address string) Limit {
	return Limit{what + "\x00" + address, addressBurst, addressDrip}
}

// Limit is Brake by other figures, and by several at once: a guess goes through when
// none of them is full, and then counts in each. Errors: throttled
// (retryAfterSeconds).
func (r *Room) Limit(ctx context.Context, limits ...Limit) (settle func(*db.Tx) error, err error) {
	t := guesses(limits)
	now, err := r.begin(ctx, t, strictly)
	return r.onDisk(func(b book) error { return t.forgive(b, now) }), err
}

func (l Limit) row() []byte {
	h := sha256.Sum256([]byte("karete guess " + l.Key))
	return h[:]
}

func (t guesses) wait(b book, now time.Time) (time.Duration, error) {
	var longest time.Duration
	for _, l := range t {
		row, err := b.load(l.row())
		if err != nil {
			return 0, err
		}
		longest = max(longest, row.full(now, l.Burst, l.Drip))
	}
	return longest, nil
}

func (t guesses) count(b book, now time.Time) error {
	for _, l := range t {
		row, err := b.load(l.row())
		if err != nil {
			return err
		}
		row = row.dripped(now, l.Drip)
		row.failures++
		row.found = true
		if err := b.save(row); err != nil {
			return err
		}
	}
	return b.tidy(now)
}

func (t guesses) forgive(b book, _ time.Time) error {
	for _, l := range t {
		if err := takeBack(b, l.row()); err != nil {
			return err
		}
	}
	return nil
}
