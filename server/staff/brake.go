package staff

import (
	"crypto/sha256"
	"fmt"
	"time"

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
	wait(b book, now time.Time) (time.Duration, error)
	// count takes it for a failure before it is looked at, so that neither many at
	// once nor a power cut in the middle gives free ones.
	count(b book, now time.Time) error
	// forgive is what a right secret earns.
	forgive(b book, now time.Time) error
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

func (t try) wait(b book, now time.Time) (time.Duration, error) {
	pair, err := b.load(t.pair)
	if err != nil {
		return 0, err
	}
	wait := pair.openAt.Sub(now)

	address, err := b.load(t.address)
	if err != nil {
		return 0, err
	}
	wait = max(wait, address.full(now, addressBurst, addressDrip))

	account, err := b.load(t.account)
	if err != nil {
		return 0, err
	}
	if quiet := account.lastAt.Add(accountQuiet).Sub(now); account.failures >= accountTries && quiet > wait {
		known, err := b.load(t.known)
		if err != nil {
			return 0, err
		}
		if !known.found {
			wait = quiet
		}
	}
	return max(wait, 0), nil
}

func (t try) count(b book, now time.Time) error {
	pair, err := b.load(t.pair)
	if err != nil {
		return err
	}
	pair = pair.failed(now)

	account, err := b.load(t.account)
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

	address, err := b.load(t.address)
	if err != nil {
		return err
	}
	address = address.dripped(now, addressDrip)
	address.failures++

	for _, row := range []brakeRow{pair, account, address} {
		row.found = true
		if err := b.save(row); err != nil {
			return err
		}
	}
	return b.tidy(now)
}

// forgive is what a right password earns: the account starts afresh at this
// address and the address is known. What others failed elsewhere stays counted.
func (t try) forgive(b book, now time.Time) error {
	if err := b.save(brakeRow{key: string(t.pair)}); err != nil {
		return err
	}
	for _, key := range [][]byte{t.account, t.address} {
		row, err := b.load(key)
		if err != nil {
			return err
		}
		// A full account did not count this try, and stays full for strangers.
		if full := row.key == string(t.account) && row.failures >= accountTries; !row.found || full {
			continue
		}
		row.failures--
		row.found = row.failures > 0
		if err := b.save(row); err != nil {
			return err
		}
	}
	return b.save(brakeRow{key: string(t.known), lastAt: now, openAt: now, found: true})
}

type brakeRow struct {
	key            string
	failures       int
	lastAt, openAt time.Time
	found          bool // there is one
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
