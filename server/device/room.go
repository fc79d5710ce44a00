package device

import (
	"cmp"
	"context"
	"sync"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/fault"
	"karete/server/staff"
)

// Options of the room. The zero value is what a clinic runs.
type Options struct {
	Clock   *clock.Clock
	Elapsed func() time.Duration // the machine's own ticking, which no setting of the clock moves
}

// Room is the devices' use cases.
type Room struct {
	gate    *act.Gate
	people  *staff.Room
	clock   *clock.Clock
	elapsed func() time.Duration
	known   *knownDevices

	enrolling sync.Mutex // one at a time, so that a code given back is one that nobody is just using

	mu       sync.Mutex
	pairings map[string]*pairing // by code; a restart forgets them
}

// New stands on the gate; people's sessions end with their devices.
func New(gate *act.Gate, people *staff.Room, o Options) *Room {
	if o.Clock == nil {
		o.Clock = clock.New(nil)
	}
	if o.Elapsed == nil {
		o.Elapsed = o.Clock.Ticks
	}
	return &Room{gate: gate, people: people, clock: o.Clock, elapsed: o.Elapsed, known: newKnown(), pairings: map[string]*pairing{}}
}

// List is every device there is or was.
func (r *Room) List(ctx context.Context, actor access.Actor) ([]Device, error) {
	return act.Peek(ctx, r.gate, actor, "device.list", func(tx *db.Tx) ([]Device, error) {
		list, err := ListIn(tx)
		for i := range list {
			r.present(&list[i], actor)
		}
		return list, err
	})
}

// present adds to a row what stands in memory only.
func (r *Room) present(d *Device, actor access.Actor) {
	d.Current = d.ID == actor.DeviceID
	if seen, app, ok := r.known.seen(d.ID); ok {
		d.SeenAt, d.App = &seen, cmp.Or(app, d.App)
	}
}

// Here is what a device knows of itself, and who may sign in on it.
type Here struct {
	ID    string       `json:"id"`
	Name  string       `json:"name"`
	Kind  Kind         `json:"kind" enum:"tablet,desk,kiosk,display"`
	Tiles []staff.Tile `json:"tiles" doc:"People who may sign in here with a PIN"`
}

// Here is about the device that asks. Errors: not-found when it is not enrolled.
func (r *Room) Here(ctx context.Context, actor access.Actor) (Here, error) {
	return act.Peek(ctx, r.gate, actor, "device.read", func(tx *db.Tx) (Here, error) {
		d, err := In(tx, actor.DeviceID)
		if err != nil {
			return Here{}, err
		}
		if d.RevokedAt != nil {
			return Here{}, fault.New(fault.NotFound)
		}
		h := Here{ID: d.ID, Name: d.Name, Kind: d.Kind, Tiles: []staff.Tile{}}
		if d.Kind.shared() {
			h.Tiles, err = staff.TilesIn(tx, d.DepartmentID)
		}
		return h, err
	})
}
