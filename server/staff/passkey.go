package staff

import (
	"context"

	"karete/server/factor"
	"karete/server/fault"
)

// SignInPasskey begins the session of whoever holds the passkey that answered a
// challenge; it stands for the password and the second factor, and on an enrolled
// device for the PIN. Errors: bad-passkey, also for a person who no longer works
// here; challenge-over, passkey-needs-name, throttled.
func (r *Room) SignInPasskey(ctx context.Context, in factor.Assertion, at factor.Site, from From) (token string, s Session, err error) {
	t := guesses{atAddress("passkey", from.Address)}
	began, err := r.begin(ctx, t, sheltered)
	if err != nil {
		return "", Session{}, err
	}
	shown, err := r.factors.Check(ctx, in, at, from.Address)
	if err != nil {
		if shown.StaffID != "" {
			if err := r.journalRefusal(ctx, shown.StaffID, "passkey", from); err != nil {
				return "", Session{}, err
			}
		}
		return "", Session{}, err
	}
	now, err := r.steady.now(ctx, r.gate.DB())
	if err != nil {
		return "", Session{}, err
	}
	use := func(b book) error {
		if !b.tx.Writable() { // its challenge worked once, which is enough until the disk takes the count
			b.postpone(shown.UseIn)
			return nil
		}
		return shown.UseIn(b.tx)
	}
	forgive := func(b book) error { return t.forgive(b, began) }
	token, s, err = r.open(ctx, shown.StaffID, ByPasskey, all(use, forgive), now, from)
	if fault.Is(err, fault.BadCredentials) || fault.Is(err, fault.NotFound) {
		if err := r.journalRefusal(ctx, shown.StaffID, "inactive", from); err != nil {
			return "", Session{}, err
		}
		err = fault.New(fault.BadPasskey)
	}
	return token, s, err
}
