package device

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/staff"
)

// Enrolment is what a new device says: the code it was shown, and its name when
// the manager gave it none. The command's id becomes the device's.
type Enrolment struct {
	ID   string `json:"id" format:"uuid"`
	Code string `json:"code" maxLength:"200" doc:"As it is typed or scanned"`
	Name string `json:"name,omitempty" maxLength:"40"`
}

// NameThis makes a device of the browser the manager is signed in on. The
// command's id becomes the device's.
type NameThis struct {
	ID           string `json:"id" format:"uuid"`
	Name         string `json:"name" maxLength:"40"`
	Kind         Kind   `json:"kind" enum:"tablet,desk"`
	DepartmentID string `json:"departmentId,omitempty" format:"uuid"`
}

// newcomer is a device about to be taken in.
type newcomer struct {
	id, name, department, browser, by string
	kind                              Kind
}

// Enrol takes a device in by its code. token is its name for the browser, told
// only here. Errors: throttled, pairing-over, invalid.
func (r *Room) Enrol(ctx context.Context, actor access.Actor, in Enrolment, from staff.From) (token string, h Here, err error) {
	code, ok := ParseCode(in.Code)
	if !ok {
		return "", Here{}, fault.Field("code", "pattern")
	}
	settle, err := r.people.Brake(ctx, "pairing", from.Address)
	if err != nil {
		return "", Here{}, err
	}
	r.enrolling.Lock()
	defer r.enrolling.Unlock()
	p, claimed, ok := r.take(code, in.ID)
	if !ok {
		return "", Here{}, fault.New(fault.PairingOver)
	}
	name := p.in.Name
	if name == "" {
		name = tidyName(in.Name)
	}
	err = checkName(name)
	if err == nil {
		n := newcomer{in.ID, name, p.in.DepartmentID, from.Device, p.madeBy, p.in.Kind}
		// Guests are all one actor, and a device's id is no secret: with the pairing in
		// the body, only who holds the same code repeats the command.
		body := struct{ Pairing, Name string }{p.in.ID, in.Name}
		token, h, err = r.takeIn(ctx, actor, act.Command{ID: in.ID, Action: "device.enrol", Body: body}, n, settle)
	}
	if err == nil {
		return token, h, nil
	}
	if claimed { // else a device was taken in by it before
		r.giveBack(code)
	}
	if e := r.gate.DB().Write(ctx, settle); e != nil { // the code was right
		return "", Here{}, e
	}
	return "", Here{}, err
}

// Name takes in the browser the manager is signed in on. Errors: invalid.
func (r *Room) Name(ctx context.Context, actor access.Actor, in NameThis, from staff.From) (token string, h Here, err error) {
	in.Name = tidyName(in.Name)
	if err := checkName(in.Name); err != nil {
		return "", Here{}, err
	}
	n := newcomer{in.ID, in.Name, in.DepartmentID, from.Device, actor.ID, in.Kind}
	c := act.Command{ID: in.ID, Action: "device.name", Body: in}
	return r.takeIn(ctx, actor, c, n, func(tx *db.Tx) error { return checkDepartment(tx, in.DepartmentID) })
}

// takeIn makes the device. What the browser was before it is no more, and who is
// signed in on it goes on there, but not on a screen for patients. A repeat gets a
// token of its own: the answer with the first was lost.
func (r *Room) takeIn(ctx context.Context, actor access.Actor, c act.Command, n newcomer, check func(*db.Tx) error) (string, Here, error) {
	secret := make([]byte, 32)
	rand.Read(secret)
	token := base64.RawURLEncoding.EncodeToString(secret)
	var over []string
	h, err := act.Do(ctx, r.gate, actor, c, func(tx *act.Tx) error {
		tx.Subject("device", n.id)
		if err := check(tx.Tx); err != nil {
			return err
		}
		if actor.DeviceID != "" {
			var err error
			if over, err = revokeIn(tx, actor.DeviceID, actor.SessionID); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`INSERT INTO device (id, name, kind, department_id, browser, enrolled_by, enrolled_at, version) VALUES (?, ?, ?, nullif(?, ''), ?, ?, ?, 1)`,
			n.id, n.name, n.kind, n.department, n.browser, n.by, tx.Now.UnixMilli())
		if err != nil {
			return fmt.Errorf("device: %w", err)
		}
		tx.Changed("device", n.id)
		if !actor.SignedIn() || n.kind.shared() {
			return nil
		}
		ended, err := staff.EndIn(tx.Tx, actor.SessionID)
		over = append(over, ended...)
		return err
	}, func(tx *db.Tx, id string) (Here, error) {
		hash := sha256.Sum256([]byte(token))
		_, err := tx.Exec(`INSERT INTO device_token (device_id, token_hash, seen_at, app) SELECT id, ?, ?, '' FROM device WHERE id = ? AND revoked_at IS NULL
			ON CONFLICT (device_id) DO UPDATE SET token_hash = excluded.token_hash`, hash[:], tx.Now.UnixMilli(), id)
		if err != nil {
			return Here{}, fmt.Errorf("device token: %w", err)
		}
		return Here{ID: id, Name: n.name, Kind: n.kind, Tiles: []staff.Tile{}}, nil
	})
	if err != nil {
		return "", Here{}, err
	}
	r.changed(over)
	if actor.SignedIn() {
		r.people.Moved(actor.SessionID)
	}
	return token, h, nil
}

// changed forgets what was remembered of devices and ends what is over.
func (r *Room) changed(over []string) {
	r.known.forget()
	r.people.Ended(over)
}
