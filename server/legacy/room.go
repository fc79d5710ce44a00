package legacy

import (
	"log/slog"
	"sync"

	"karete/server/act"
	"karete/server/event"
	"karete/server/tabular"
)

// Options of the room. The zero value tells nobody how far the work is.
type Options struct {
	Events *event.Hub
	Log    *slog.Logger   // nil: slog.Default
	Limits tabular.Limits // of a file; zero: those of tabular
}

// Room is the use cases of old registers, and the work that goes on with them.
type Room struct {
	gate *act.Gate
	o    Options

	reading chan struct{} // holds one token: files are read one at a time, for each is held whole
	wake    chan struct{} // holds one token while there is work
	working sync.Mutex

	mu   sync.Mutex
	pace map[string]ImportProgress // of trials, which leave no trace until they end
}

// New stands on the gate.
func New(gate *act.Gate, o Options) *Room {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Room{gate: gate, o: o, reading: make(chan struct{}, 1), wake: make(chan struct{}, 1), pace: map[string]ImportProgress{}}
}

// rouse says that there is work.
func (r *Room) rouse() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}
