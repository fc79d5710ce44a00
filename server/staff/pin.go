package staff

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"karete/assets"
	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// PINLength is how many figures a PIN has.
const PINLength = 6

// PINChoice is one's own password and the PIN to be.
type PINChoice struct {
	ID      string `json:"id" format:"uuid"`
	Current string `json:"current" maxLength:"512" doc:"The password"`
	PIN     string `json:"pin" pattern:"^[0-9]{6}$" doc:"Six figures that are not easy to guess"`
}

// CheckPIN says what is wrong with a new PIN; nil when nothing is.
func CheckPIN(field, pin string) []fault.FieldError {
	switch {
	case !isPIN(pin):
		return []fault.FieldError{{Field: field, Code: "pattern"}}
	case commonPIN(pin):
		return []fault.FieldError{{Field: field, Code: "common-pin"}}
	}
	return nil
}

func isPIN(s string) bool {
	return len(s) == PINLength && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// favourites are walks over the keys that people take for patterns of their own.
// Those that a rule below finds are not here.
var favourites = []string{
	"142536", "147258", "147852", "147963", "159357", "159487", "159632", "159753", "159874", "159951", "246810", "258147", "258369", "258456",
	"321456", "321654", "357159", "357951", "369147", "369258", "456123", "456321", "520131", "654123", "741852", "741963", "753159",
	"753951", "789123", "789321", "789456", "852456", "951357", "951753", "963852", "963741", "987321", "135790", "135791", "246802",
	"112358", "314159", "271828", "100200", "102030", "010203", "102938", "121314", "101112", "223311",
}

// commonPIN reports whether a guesser would try it early: few figures, a run, a
// part repeated, a mirror, a date, or a favourite.
func commonPIN(pin string) bool {
	return fewFigures(pin) || run(pin) || sameParts(pin) || date(pin) ||
		slices.Contains(favourites, pin) || assets.CommonPassword(pin)
}

// fewFigures: two different ones at most.
func fewFigures(pin string) bool {
	var seen [10]bool
	n := 0
	for _, r := range pin {
		if !seen[r-'0'] {
			seen[r-'0'] = true
			n++
		}
	}
	return n <= 2
}

// run: each figure is as far from the last as the others, round the clock.
func run(pin string) bool {
	step := (pin[1] - pin[0] + 10) % 10
	for i := 2; i < len(pin); i++ {
		if (pin[i]-pin[i-1]+10)%10 != step {
			return false
		}
	}
	return true
}

// sameParts: 123123, 454545, 112233, 123321.
func sameParts(pin string) bool {
	a, b := pin[:3], pin[3:]
	mirrored := b[2] == a[0] && b[1] == a[1] && b[0] == a[2]
	thrice := pin[:2] == pin[2:4] && pin[:2] == pin[4:]
	pairs := pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5]
	return a == b || mirrored || thrice || pairs
}

// date: a day as people write it with six figures, or a year of the last hundred
// with a month.
func date(pin string) bool {
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			return -1
		}
		return n
	}
	a, b, c := number(pin[:2]), number(pin[2:4]), number(pin[4:])
	day := func(n int) bool { return n >= 1 && n <= 31 }
	month := func(n int) bool { return n >= 1 && n <= 12 }
	century := func(n int) bool { return n == 19 || n == 20 }
	switch {
	case day(a) && month(b), month(a) && day(b): // ddmmyy, mmddyy
		return true
	case month(b) && day(c): // yymmdd
		return true
	case century(a) && month(c), month(a) && century(b): // yyyymm, mmyyyy
		return true
	}
	return century(a)
}

// ChoosePIN gives oneself a PIN, in place of the one before. Errors: throttled,
// bad-credentials (field current), invalid (field pin).
func (r *Room) ChoosePIN(ctx context.Context, actor access.Actor, in PINChoice, from From) (Session, error) {
	if _, err := r.gate.Allow(ctx, actor, "pin.choose"); err != nil {
		return Session{}, err
	}
	var username, hash string
	repeated := false
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		if _, repeated, err = journal.ByCommand(tx, in.ID); err != nil {
			return err
		}
		err = tx.QueryRow(`SELECT s.username, p.hash FROM staff s JOIN staff_password p ON p.staff_id = s.id WHERE s.id = ?`, actor.ID).
			Scan(&username, &hash)
		return wrap("password", err)
	})
	if err != nil {
		return Session{}, err
	}
	pin := ""
	settle := func(*db.Tx) error { return nil }
	if !repeated { // else the gate only answers
		if list := CheckPIN("pin", in.PIN); list != nil {
			return Session{}, fault.Fields(list...)
		}
		if settle, err = r.confirm(ctx, actor.ID, username, hash, in.Current, from); err != nil {
			return Session{}, err
		}
		if pin, err = r.hasher.hash(ctx, in.PIN); err != nil {
			return Session{}, err
		}
	}
	// The command's body is hashed into the journal for ever: no PIN in it.
	return act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "pin.choose"}, func(tx *act.Tx) error {
		tx.Subject("staff", actor.ID)
		if err := settle(tx.Tx); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO staff_pin (staff_id, hash, failures, changed_at) VALUES (?, ?, 0, ?)
			ON CONFLICT (staff_id) DO UPDATE SET hash = excluded.hash, failures = 0, changed_at = excluded.changed_at`,
			actor.ID, pin, tx.Now.UnixMilli())
		return wrap("pin", err)
	}, func(tx *db.Tx, _ string) (Session, error) { return sessionIn(tx, actor.SessionID, actor.ID) })
}

// PINReset is a command without anything else in it.
type PINReset struct {
	ID string `json:"id" format:"uuid"`
}

// ResetPIN takes a person's PIN away, and ends what they opened with it; they
// choose another with their password. Errors: not-found.
func (r *Room) ResetPIN(ctx context.Context, actor access.Actor, staffID string, in PINReset) (Staff, error) {
	var over []string
	s, err := act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "pin.reset", Body: staffID}, func(tx *act.Tx) error {
		if _, err := In(tx.Tx, staffID); err != nil {
			return err
		}
		tx.Subject("staff", staffID)
		if err := dropPIN(tx.Tx, staffID); err != nil {
			return err
		}
		var err error
		over, err = deleteReturning(tx.Tx, `DELETE FROM session WHERE staff_id = ? AND means = ? RETURNING id`, staffID, ByPIN)
		return err
	}, In)
	if err != nil {
		return Staff{}, err
	}
	r.ended(over)
	return s, nil
}

func dropPIN(tx *db.Tx, staffID string) error {
	_, err := tx.Exec(`DELETE FROM staff_pin WHERE staff_id = ?`, staffID)
	return wrap("pin", err)
}
