package staff

import (
	"crypto/sha256"
	"time"
)

// How many PINs may be tried. A row that holds burst failures and forgets one a
// drip lets burst + hour/drip through in the worst hour: 20 at one account,
// wherever they are tried, and 100 on one device.
const (
	pinAccountBurst, pinAccountDrip = 10, 6 * time.Minute
	pinDeviceBurst, pinDeviceDrip   = 50, 72 * time.Second

	// pinFailures in a row, however slow, and the PIN is gone: its person chooses
	// another with the password.
	pinFailures = 100
)

// pinTry is one look at a PIN, by its rows in sign_in_brake: the account on this
// device, the account on any, the device for any account. They are not those of
// passwords: nobody's PIN tries keep a password waiting.
type pinTry struct {
	staffID               string
	pair, account, device []byte
}

func newPINTry(staffID, deviceID string) pinTry {
	key := func(purpose, what string) []byte {
		h := sha256.Sum256([]byte("karete pin " + purpose + "\x00" + what))
		return h[:]
	}
	return pinTry{staffID, key("pair", staffID+"\x00"+deviceID), key("account", staffID), key("device", deviceID)}
}

func (t pinTry) load(b book) (pair, account, device brakeRow, err error) {
	if pair, err = b.load(t.pair); err != nil {
		return
	}
	if account, err = b.load(t.account); err != nil {
		return
	}
	device, err = b.load(t.device)
	return
}

func (t pinTry) wait(b book, now time.Time) (time.Duration, error) {
	pair, account, device, err := t.load(b)
	if err != nil {
		return 0, err
	}
	return max(0, pair.openAt.Sub(now),
		account.full(now, pinAccountBurst, pinAccountDrip), device.full(now, pinDeviceBurst, pinDeviceDrip)), nil
}

// left is how many more tries are free.
func (t pinTry) left(b book, now time.Time) (int, error) {
	pair, account, device, err := t.load(b)
	if err != nil {
		return 0, err
	}
	return max(0, min(freeTries-pair.failures,
		pinAccountBurst-account.dripped(now, pinAccountDrip).failures, pinDeviceBurst-device.dripped(now, pinDeviceDrip).failures)), nil
}

func (t pinTry) count(b book, now time.Time) error {
	pair, account, device, err := t.load(b)
	if err != nil {
		return err
	}
	account, device = account.dripped(now, pinAccountDrip), device.dripped(now, pinDeviceDrip)
	account.failures++
	device.failures++
	for _, row := range []brakeRow{pair.failed(now), account, device} {
		row.found = true
		if err := b.save(row); err != nil {
			return err
		}
	}
	n, err := b.pinFailures(t.staffID)
	if err != nil {
		return err
	}
	return b.setPINFailures(t.staffID, n+1)
}

// forgive takes this try back. What others failed at the account elsewhere, or at
// other accounts here, stays counted.
func (t pinTry) forgive(b book, _ time.Time) error {
	if err := b.save(brakeRow{key: string(t.pair)}); err != nil {
		return err
	}
	for _, key := range [][]byte{t.account, t.device} {
		if err := takeBack(b, key); err != nil {
			return err
		}
	}
	return b.setPINFailures(t.staffID, 0)
}

// takeBack makes one failure less of a row.
func takeBack(b book, key []byte) error {
	row, err := b.load(key)
	if err != nil || row.failures == 0 {
		return err
	}
	row.failures--
	return b.save(row)
}
