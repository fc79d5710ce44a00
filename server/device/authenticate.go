package device

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"sync"
	"time"

	"karete/db"
	"karete/server/access"
)

// Known is a device that proved itself.
type Known struct {
	ID   string
	Name string
	Kind Kind
}

// Actor is the device when nobody is signed in on it.
func (k Known) Actor() access.Actor { return access.EnrolledDevice(k.ID, k.Name, k.Kind.role()) }

var appPattern = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$`)

// Authenticate says which device holds the token, and counts it as seen. app is
// the version of its screens, as it says. ok is false for a stranger.
func (r *Room) Authenticate(ctx context.Context, token, app string) (k Known, ok bool, err error) {
	if !appPattern.MatchString(app) {
		app = ""
	}
	key := sha256.Sum256([]byte(token))
	now := r.clock.Now()
	if k, ok := r.known.use(key, now, app); ok {
		return k, true, nil
	}
	before := r.known.version()
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT d.id, d.name, d.kind FROM device_token t JOIN device d ON d.id = t.device_id
			WHERE t.token_hash = ? AND d.revoked_at IS NULL`, key[:]).Scan(&k.ID, &k.Name, &k.Kind)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return Known{}, false, nil
	}
	if err != nil {
		return Known{}, false, fmt.Errorf("device: %w", err)
	}
	r.known.remember(key, &knownDevice{Known: k, sighting: sighting{now, app}, fresh: true}, before)
	return k, true, nil
}

// knownDevices remembers who stands behind a token, so that a request costs no
// query and being seen no write.
type knownDevices struct {
	mu      sync.Mutex
	changes int // grows with every forget: a row read before one is not remembered after it
	live    map[[sha256.Size]byte]*knownDevice
}

type knownDevice struct {
	Known
	sighting
	fresh bool // not written down yet
}

type sighting struct {
	at  time.Time
	app string
}

func newKnown() *knownDevices {
	return &knownDevices{live: map[[sha256.Size]byte]*knownDevice{}}
}

func (d *knownDevices) use(key [sha256.Size]byte, now time.Time, app string) (Known, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	k, ok := d.live[key]
	if !ok {
		return Known{}, false
	}
	k.at, k.fresh = now, true
	if app != "" {
		k.app = app
	}
	return k.Known, true
}

func (d *knownDevices) version() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changes
}

func (d *knownDevices) remember(key [sha256.Size]byte, k *knownDevice, before int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.changes == before {
		d.live[key] = k
	}
}

// forget has every device read again: they are few, and change seldom.
func (d *knownDevices) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.changes++
	clear(d.live)
}

func (d *knownDevices) seen(id string) (at time.Time, app string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, k := range d.live {
		if k.ID == id {
			return k.at, k.app, true
		}
	}
	return time.Time{}, "", false
}

func (d *knownDevices) unsaved() map[string]sighting {
	d.mu.Lock()
	defer d.mu.Unlock()
	list := map[string]sighting{}
	for _, k := range d.live {
		if k.fresh {
			list[k.ID] = k.sighting
		}
	}
	return list
}

func (d *knownDevices) saved(list map[string]sighting) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, k := range d.live {
		if list[k.ID] == k.sighting {
			k.fresh = false
		}
	}
}
