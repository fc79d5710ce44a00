package staff

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/fault"
)

const (
	freeTries   = 5
	longestWait = 15 * time.Minute

	accountTries = 20
	accountQuiet = time.Hour

	addressBurst = 30
	addressDrip  = time.Minute

	forgetAfter = 24 * time.Hour
	knownFor    = 180 * 24 * time.Hour
)

// guess is one look at a secret, as the brake counts it.
type guess interface {
	// wait is how long it must not be looked at; 0 when it may be now.
	wait(tx *db.Tx, now time.Time) (time.Duration, error)
	// count takes it for a failure before it is looked at, so that neither many at
	// once nor a power cut in the middle gives free ones.
	count(tx *db.Tx, now time.Time) error
	// forgive is what a right secret earns.
	forgive(tx *db.Tx, now time.Time) error
}

// try is one look at a password, by its rows in sign_in_brake: the account from
// this address, the account from anywhere, the address at any account, and the
// mark that the account has signed in from there before. The rows are named by
// hashes, because people type passwords where the user name belongs.
type try struct{ pair, account, address, known []byte }

func newTry(username, address string) try {
	key := func(purpose, what string) []byte {
		h := sha256.Sum256([]byte("karete sign-in " + purpose + "\x00" + what))
		return h[:]
	}
	both := username + "\x00" + address
	return try{key("pair", both), key("account", username), key("address", address), key("known", both)}
}

func (t try) wait(tx *db.Tx, now time.Time) (time.Duration, error) {
	pair, err := loadBrake(tx, t.pair)
	if err != nil {
		return 0, err
	}
	wait := pair.openAt.Sub(now)

	address, err := loadBrake(tx, t.address)
	if err != nil {
		return 0, err
	}
	wait = max(wait, address.full(now, addressBurst, addressDrip))

	account, err := loadBrake(tx, t.account)
	if err != nil {
		return 0, err
	}
	if quiet := account.lastAt.Add(accountQuiet).Sub(now); account.failures >= accountTries && quiet > wait {
		known, err := loadBrake(tx, t.known)
		if err != nil {
			return 0, err
		}
		if !known.found {
			wait = quiet
		}
	}
	return max(wait, 0), nil
}

func (t try) count(tx *db.Tx, now time.Time) error {
	pair, err := loadBrake(tx, t.pair)
	if err != nil {
		return err
	}
	pair = pair.failed(now)

	account, err := loadBrake(tx, t.account)
	if err != nil {
		return err
	}
	if now.Sub(account.lastAt) >= accountQuiet {
		account.failures = 0
	}
	// Once it is full only known addresses come here: they neither fill it further
	// nor make the others wait longer.
	if account.failures < accountTries {
		account.failures++
		account.lastAt = now
	}

	address, err := loadBrake(tx, t.address)
	if err != nil {
		return err
	}
	address = address.dripped(now, addressDrip)
	address.failures++

	for _, b := range []brakeRow{pair, account, address} {
		if err := b.save(tx); err != nil {
			return err
		}
	}
	_, err = tx.Exec(`DELETE FROM sign_in_brake WHERE last_at < ? AND open_at < ? AND failures > 0 OR last_at < ?`,
		now.Add(-forgetAfter).UnixMilli(), now.UnixMilli(), now.Add(-knownFor).UnixMilli())
	return wrap("brake", err)
}

// forgive is what a right password earns: the account starts afresh at this
// address and the address is known. What others failed elsewhere stays counted.
func (t try) forgive(tx *db.Tx, now time.Time) error {
	if _, err := tx.Exec(`DELETE FROM sign_in_brake WHERE key = ?`, t.pair); err != nil {
		return wrap("brake", err)
	}
	for _, key := range [][]byte{t.account, t.address} {
		// A full account did not count this try, and stays full for strangers.
		if _, err := tx.Exec(`UPDATE sign_in_brake SET failures = failures - 1 WHERE key = ? AND (key <> ? OR failures < ?)`,
			key, t.account, accountTries); err != nil {
			return wrap("brake", err)
		}
		if _, err := tx.Exec(`DELETE FROM sign_in_brake WHERE key = ? AND failures < 1`, key); err != nil {
			return wrap("brake", err)
		}
	}
	return brakeRow{key: t.known, lastAt: now, openAt: now}.save(tx)
}

type brakeRow struct {
	key            []byte
	failures       int
	lastAt, openAt time.Time
	found          bool
}

func loadBrake(tx *db.Tx, key []byte) (brakeRow, error) {
	var last, open int64
	b := brakeRow{key: key, found: true}
	err := tx.QueryRow(`SELECT failures, last_at, open_at FROM sign_in_brake WHERE key = ?`, key).Scan(&b.failures, &last, &open)
	if errors.Is(err, sql.ErrNoRows) {
		return brakeRow{key: key}, nil
	}
	b.lastAt, b.openAt = time.UnixMilli(last).UTC(), time.UnixMilli(open).UTC()
	return b, wrap("brake", err)
}

func (b brakeRow) save(tx *db.Tx) error {
	_, err := tx.Exec(`INSERT INTO sign_in_brake (key, failures, last_at, open_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, open_at = excluded.open_at`,
		b.key, b.failures, b.lastAt.UnixMilli(), b.openAt.UnixMilli())
	return wrap("brake", err)
}

// failed is the row after one more failure: five are free, then the waits double
// from 2 seconds to the longest.
func (b brakeRow) failed(now time.Time) brakeRow {
	if now.Sub(b.lastAt) >= forgetAfter {
		b.failures = 0
	}
	b.failures++
	b.lastAt, b.openAt = now, now
	if over := b.failures - freeTries; over >= 0 {
		b.openAt = now.Add(longestWait)
		if over < 9 { // 2^9 s is the last below the longest
			b.openAt = now.Add(2 * time.Second << over)
		}
	}
	return b
}

// full is how long a row that holds burst failures and forgets one a drip takes
// no more; 0 when it takes one now.
func (b brakeRow) full(now time.Time, burst int, drip time.Duration) time.Duration {
	if b = b.dripped(now, drip); b.failures < burst {
		return 0
	}
	return b.lastAt.Add(drip).Sub(now)
}

// dripped forgets one failure for each drip that has passed. lastAt is then the
// moment of the last one forgotten, so that no part of a wait is lost.
func (b brakeRow) dripped(now time.Time, drip time.Duration) brakeRow {
	gone := int64(now.Sub(b.lastAt) / drip)
	if gone >= int64(b.failures) {
		b.failures, b.lastAt = 0, now
	} else if gone > 0 {
		b.failures -= int(gone)
		b.lastAt = b.lastAt.Add(time.Duration(gone) * drip)
	}
	return b
}

func throttled(wait time.Duration) error {
	return fault.New(fault.Throttled).With("retryAfterSeconds", seconds(wait))
}

// seconds rounds a wait up.
func seconds(wait time.Duration) int { return int((wait + time.Second - 1) / time.Second) }

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
