package device

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/card/qr"
	"karete/server/facility"
	"karete/server/fault"
)

// pairingLasts is how long a code works.
const pairingLasts = 10 * time.Minute

// NewPairing is a device that is to be taken in.
type NewPairing struct {
	ID           string `json:"id" format:"uuid"`
	Kind         Kind   `json:"kind" enum:"tablet,desk,kiosk,display"`
	Name         string `json:"name,omitempty" maxLength:"40" doc:"Empty: the device is asked"`
	DepartmentID string `json:"departmentId,omitempty" format:"uuid"`
}

// Pairing is a code to be shown to the new device. A repeated command is answered
// with the same one as long as it works.
type Pairing struct {
	ID               string `json:"id"`
	Code             string `json:"code" doc:"Works once"`
	ExpiresInSeconds int    `json:"expiresInSeconds"`
	Link             string `json:"link" doc:"What the picture says"`
	SVG              string `json:"svg" doc:"The link as a QR code"`
}

// pairing is a code that was shown.
type pairing struct {
	in       NewPairing
	code     string
	madeBy   string
	over     time.Duration // by elapsed
	deviceID string        // of the one that used it
}

// Pair makes a code for a new device. origin is where the manager's browser found
// the box. Errors: invalid.
func (r *Room) Pair(ctx context.Context, actor access.Actor, in NewPairing, origin string) (Pairing, error) {
	in.Name = tidyName(in.Name)
	if in.Name != "" {
		if err := checkName(in.Name); err != nil {
			return Pairing{}, err
		}
	}
	fresh := false
	_, err := act.Do(ctx, r.gate, actor, act.Command{ID: in.ID, Action: "device.pair", Body: in}, func(tx *act.Tx) error {
		fresh = true
		tx.Subject("pairing", in.ID)
		tx.Detail("kind", in.Kind)
		return checkDepartment(tx.Tx, in.DepartmentID)
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		return Pairing{}, err
	}
	p, ok := r.pairing(in, actor.ID, fresh)
	if !ok {
		return Pairing{}, fault.New(fault.PairingOver)
	}
	link := origin + "/pair#" + p.code
	picture, err := qr.New(link)
	if err != nil {
		return Pairing{}, err
	}
	left := (p.over - r.elapsed()) / time.Second
	return Pairing{ID: in.ID, Code: p.code, ExpiresInSeconds: int(max(left, 0)), Link: link, SVG: picture.SVG()}, nil
}

// pairing is the code of a command: a new one, or the one it got the first time.
func (r *Room) pairing(in NewPairing, madeBy string, fresh bool) (pairing, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.elapsed()
	for code, p := range r.pairings {
		if p.over <= now {
			delete(r.pairings, code)
		}
	}
	if !fresh {
		for _, p := range r.pairings {
			if p.in.ID == in.ID && p.deviceID == "" {
				return *p, true
			}
		}
		return pairing{}, false
	}
	code := newCode()
	for r.pairings[code] != nil {
		code = newCode()
	}
	p := &pairing{in: in, code: code, madeBy: madeBy, over: now + pairingLasts}
	r.pairings[code] = p
	return *p, true
}

// take has a device use a code, once. The same device may ask again when its
// answer was lost on the way. claimed tells that nobody had used it until now.
func (r *Room) take(code, deviceID string) (p pairing, claimed, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := r.pairings[code]
	if found == nil || found.over <= r.elapsed() || found.deviceID != "" && found.deviceID != deviceID {
		return pairing{}, false, false
	}
	claimed = found.deviceID == ""
	found.deviceID = deviceID
	return *found, claimed, true
}

// giveBack makes a code usable again whose device was not taken in after all.
func (r *Room) giveBack(code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.pairings[code]; p != nil {
		p.deviceID = ""
	}
}

func tidyName(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

func checkName(name string) error {
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return fault.Field("name", "required")
	case n > 40:
		return fault.Field("name", "too-long", "max", 40)
	}
	return nil
}

func checkDepartment(tx *db.Tx, id string) error {
	if id == "" {
		return nil
	}
	_, err := facility.DepartmentIn(tx, id)
	if fault.Is(err, fault.NotFound) {
		return fault.Field("departmentId", "unknown")
	}
	return err
}
