package backup

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/access"
	"karete/server/act"
	"karete/server/backup/media"
	"karete/server/clock"
	"karete/server/event"
)

// Keys opens what a backup can be opened by; seal.Keeper.
type Keys interface {
	Ring() *keyring.Ring // nil while the records are sealed
}

// Options of the room. Keys and Sign must be set.
type Options struct {
	Clock   *clock.Clock
	Elapsed func() time.Duration // the machine's own ticking, which no setting of the clock moves
	Media   media.Finder
	Keys    Keys
	Sign    func(context.Context) error // signs the journal's head
	Version string                      // of the program
	Events  *event.Hub                  // told how far a run is; may be nil
	Log     *slog.Logger
}

// Room is the backups' use cases, and the run that goes on now.
type Room struct {
	gate *act.Gate
	o    Options
	dir  string // of the data

	life context.Context // ends with Close
	end  context.CancelFunc
	work sync.WaitGroup

	looking chan struct{} // holds one token: one looks for media at a time

	mu     sync.Mutex
	closed bool
	loaded bool
	places []place
	good   map[string]good // by place: its last good backup; a place without one is not in it
	since  moment          // when the clinic was set up, or the newest thing known besides
	seen   []spot
	busy   bool       // work goes on, be it between two runs
	run    *BackupRun // the one going on, or the last one
	paces  map[string]pace
	step   func(phase Phase) // for tests: called as a run goes from phase to phase
}

// good is a place's last good backup, as far as the status needs it.
type good struct {
	backup Backup
	made   moment
}

// New stands on the gate. Close ends what it does.
func New(gate *act.Gate, o Options) *Room {
	if o.Clock == nil {
		o.Clock = clock.New(nil)
	}
	if o.Elapsed == nil {
		o.Elapsed = o.Clock.Ticks
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	r := &Room{gate: gate, o: o, dir: filepath.Dir(gate.DB().Path()), looking: make(chan struct{}, 1), good: map[string]good{}, paces: map[string]pace{}}
	r.life, r.end = context.WithCancel(context.Background())
	r.looking <- struct{}{}
	return r
}

// closeWait is how long Close waits for a run: one that writes to a share whose
// server is gone may hang for good, and the records must be sealed all the same.
const closeWait = 20 * time.Second

// Close stops the run that goes on and waits for it. A backup that was cut short is
// no backup; earlier ones are as they were.
func (r *Room) Close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.end()
	over := make(chan struct{})
	go func() {
		r.work.Wait()
		close(over)
	}()
	select {
	case <-over:
	case <-time.After(closeWait):
		r.o.Log.Error("a backup hangs and is left behind: the place it is written to does not answer")
	}
}

// Wait returns when nothing runs. For commands, and tests.
func (r *Room) Wait() { r.work.Wait() }

// load remembers what the status is made of; again after every change.
func (r *Room) load(ctx context.Context) error {
	known := map[string]good{}
	var places []place
	var setUp int64
	var newest time.Time
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		if places, err = placesIn(tx); err != nil {
			return err
		}
		for _, p := range places {
			b, ok, err := lastGoodIn(tx, p.id)
			if err != nil {
				return err
			}
			if ok {
				known[p.id] = good{backup: b}
			}
		}
		if newest, err = newestIn(tx); err != nil {
			return err
		}
		return tx.QueryRow(`SELECT coalesce(max(set_up_at), 0) FROM facility`).Scan(&setUp)
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, g := range known {
		if old, ok := r.good[id]; ok && old.backup.ID == g.backup.ID { // its age goes on ticking
			g.made = old.made
		} else {
			g.made = r.past(g.backup.MadeAt, newest, g.backup.Doubtful)
		}
		known[id] = g
	}
	if !r.loaded {
		r.since = r.past(time.UnixMilli(setUp), newest, false)
	}
	r.places, r.good, r.loaded = places, known, setUp > 0
	return nil
}

// known loads once.
func (r *Room) known(ctx context.Context) error {
	r.mu.Lock()
	loaded := r.loaded
	r.mu.Unlock()
	if loaded {
		return nil
	}
	return r.load(ctx)
}

// tell has screens that follow backups look again.
func (r *Room) tell(run BackupRun) {
	if r.o.Events == nil {
		return
	}
	r.o.Events.Tell(event.Backup, event.Event{Action: "backup.run", Subject: event.Subject{Type: "backup_place", ID: run.PlaceID},
		At: r.o.Clock.Now().Format("2006-01-02T15:04:05.000Z")})
}

// nothing is the answer of an act that answers with what is remembered.
func nothing(*db.Tx, string) (struct{}, error) { return struct{}{}, nil }

// box acts by itself.
var box = access.TheBox()
