package factor

import (
	"context"
	"fmt"
	"sync"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
)

// Options of the room. The zero value is what a clinic runs on the system's clock.
type Options struct {
	Clock *clock.Clock
	// Ticking is how long the machine has been running, whatever its clock did;
	// nil measures it.
	Ticking func() time.Duration
}

// Room is the use cases of second factors.
type Room struct {
	gate    *act.Gate
	clock   *clock.Clock
	pending pending
	held    held

	mu       sync.Mutex
	onChange []func(staffID string)
}

// New stands on the gate.
func New(gate *act.Gate, o Options) *Room {
	if o.Clock == nil {
		o.Clock = clock.New(nil)
	}
	if o.Ticking == nil {
		o.Ticking = o.Clock.Ticks
	}
	return &Room{gate: gate, clock: o.Clock, pending: pending{ticking: o.Ticking}}
}

// OnChange has f called after a person got another factor or lost one.
func (r *Room) OnChange(f func(staffID string)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.onChange = append(r.onChange, f)
}

func (r *Room) changed(staffID string) {
	r.mu.Lock()
	list := r.onChange[:len(r.onChange):len(r.onChange)]
	r.mu.Unlock()
	for _, f := range list {
		f(staffID)
	}
}

// Factors is what a person has. Nothing secret is in it.
type Factors struct {
	App           *App      `json:"app,omitempty" doc:"The authenticator app; not there when there is none"`
	RecoveryCodes int       `json:"recoveryCodes" doc:"How many are left"`
	Passkeys      []Passkey `json:"passkeys"`
	Here          string    `json:"here" doc:"The box's name in this browser, which passkeys are made for; empty when it was opened by an IP address, where there can be none"`
	ClockDoubtful bool      `json:"clockDoubtful" doc:"The box's time may be wrong, so codes of the app may not fit"`
}

// App is an authenticator app.
type App struct {
	MadeAt time.Time `json:"madeAt"`
}

// Passkey is one passkey of a person.
type Passkey struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Address string     `json:"address" doc:"The box's name it works at"`
	MadeAt  time.Time  `json:"madeAt"`
	UsedAt  *time.Time `json:"usedAt,omitempty"`
}

// Read is what the person who asks has.
func (r *Room) Read(ctx context.Context, actor access.Actor, at Site) (Factors, error) {
	return act.Peek(ctx, r.gate, actor, "factor.read", func(tx *db.Tx) (Factors, error) { return r.factorsIn(tx, actor.ID, at) })
}

func (r *Room) factorsIn(tx *db.Tx, staffID string, at Site) (Factors, error) {
	f := Factors{Passkeys: []Passkey{}, Here: at.name, ClockDoubtful: r.clock.Source() == clock.SourceDoubtful}
	has, err := HeldIn(tx, staffID)
	if err != nil {
		return Factors{}, err
	}
	f.RecoveryCodes = has.RecoveryCodes
	if has.App {
		var made int64
		if err := tx.QueryRow(`SELECT made_at FROM factor_totp WHERE staff_id = ?`, staffID).Scan(&made); err != nil {
			return Factors{}, fmt.Errorf("totp: %w", err)
		}
		f.App = &App{time.UnixMilli(made).UTC()}
	}
	rows, err := tx.Query(`SELECT id, name, address, made_at, used_at FROM factor_passkey WHERE staff_id = ? ORDER BY made_at, id`, staffID)
	if err != nil {
		return Factors{}, fmt.Errorf("passkeys: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var p Passkey
		var made int64
		var used *int64
		if err := rows.Scan(&p.ID, &p.Name, &p.Address, &made, &used); err != nil {
			return Factors{}, fmt.Errorf("passkeys: %w", err)
		}
		p.MadeAt = time.UnixMilli(made).UTC()
		if used != nil {
			t := time.UnixMilli(*used).UTC()
			p.UsedAt = &t
		}
		f.Passkeys = append(f.Passkeys, p)
	}
	return f, rows.Err()
}

// Held is which factors a person has.
type Held struct {
	App           bool
	Passkeys      int
	RecoveryCodes int
}

// Any reports a second factor.
func (h Held) Any() bool { return h.App || h.Passkeys > 0 }

// HeldIn is what a person has.
func HeldIn(tx *db.Tx, staffID string) (h Held, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM factor_totp WHERE staff_id = ?1),
		(SELECT count(*) FROM factor_passkey WHERE staff_id = ?1),
		(SELECT count(*) FROM factor_recovery WHERE staff_id = ?1 AND used_at IS NULL)`, staffID).Scan(&h.App, &h.Passkeys, &h.RecoveryCodes)
	if err != nil {
		return Held{}, fmt.Errorf("factors: %w", err)
	}
	return h, nil
}

// RemoveAllIn takes everything from a person who has lost it, inside another act,
// and reports whether there was anything.
func RemoveAllIn(tx *db.Tx, staffID string) (bool, error) {
	n := int64(0)
	for _, table := range []string{"factor_totp", "factor_recovery", "factor_passkey"} {
		done, err := tx.Exec(`DELETE FROM `+table+` WHERE staff_id = ?`, staffID)
		if err != nil {
			return false, fmt.Errorf("factors: %w", err)
		}
		some, err := done.RowsAffected()
		if err != nil {
			return false, fmt.Errorf("factors: %w", err)
		}
		n += some
	}
	return n > 0, nil
}
