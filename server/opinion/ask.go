package opinion

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/fault"
	"karete/server/triage"
	"karete/server/triage/remote"
	"karete/server/triage/selftriage"
)

// Where the box's environment may give the keys.
const (
	EnvID  = "KARETE_INFERMEDICA_ID"
	EnvKey = "KARETE_INFERMEDICA_KEY"
)

// How many are asked about at once; more than these are not asked about. After an
// answer that will not be another soon, nobody is asked for a while.
const (
	atOnce     = 4
	restShort  = time.Minute
	restLong   = time.Hour
	writeLimit = 10 * time.Second
)

// Options of the room. The zero value is what a clinic runs.
type Options struct {
	Keys  remote.Keys // of the box's environment; empty: those that a manager typed
	Clock *clock.Clock
	Log   *slog.Logger
	URL   string // of the provider; "": its own
}

// Room asks.
type Room struct {
	gate    *act.Gate
	options Options
	ctx     context.Context
	stop    context.CancelFunc
	running sync.WaitGroup
	slots   chan struct{}

	mu    sync.Mutex
	over  bool
	last  remote.Outcome
	until time.Duration // by the clock's ticks: nobody is asked before
}

// New opens the room. Close ends what is under way.
func New(gate *act.Gate, o Options) *Room {
	if o.Clock == nil {
		o.Clock = clock.New(nil)
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	r := &Room{gate: gate, options: o, slots: make(chan struct{}, atOnce)}
	r.ctx, r.stop = context.WithCancel(context.Background())
	return r
}

// Close waits for what is under way, which ends at once.
func (r *Room) Close() {
	r.mu.Lock()
	r.over = true
	r.mu.Unlock()
	r.stop()
	r.running.Wait()
}

// Submitted has the provider asked about a report that was kept, if one is to be.
// It returns at once.
func (r *Room) Submitted(reportID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return
	}
	select {
	case r.slots <- struct{}{}:
	default: // the nurse is as quick
		return
	}
	r.running.Go(func() {
		defer func() { <-r.slots }()
		if err := r.ask(reportID); err != nil && r.ctx.Err() == nil {
			r.options.Log.Error("what the triage provider said could not be kept", "report", reportID, "cause", err)
		}
	})
}

// AskingIn reports whether it is on, with all that it takes: then patients are asked,
// before the questions, whether their answers may go to it.
func (r *Room) AskingIn(tx *db.Tx) (bool, error) {
	k, err := keptIn(tx)
	return err == nil && r.ready(k), err
}

func (r *Room) ready(k kept) bool {
	_, from := r.keys(k)
	return k.On && k.Agreed && from != "none" && len(k.Mapping) > 0
}

// askable is a report that may be asked about, and by which settings; ok is false for
// one that may not: the patient has to have said yes to that for this very report.
func (r *Room) askable(tx *db.Tx, reportID string) (k kept, s triage.SelfCase, ok bool, err error) {
	if k, err = keptIn(tx); err != nil || !r.ready(k) {
		return k, s, false, err
	}
	s, err = triage.SelfCaseIn(tx, reportID)
	// Whoever is an emergency already cannot become more urgent.
	return k, s, err == nil && s.MayAsk && s.Level != selftriage.Emergency && s.Case.AgeDays != nil, err
}

func (r *Room) ask(reportID string) error {
	if r.resting() {
		return nil
	}
	var provider remote.Provider
	var about remote.Case
	prepare := func(tx *db.Tx) (ok bool, err error) {
		k, s, ok, err := r.askable(tx, reportID)
		if err != nil || !ok {
			return false, err
		}
		keys, _ := r.keys(k)
		provider = remote.NewInfermedica(remote.Options{Keys: keys, Model: k.Model, Mapping: k.Mapping, URL: r.options.URL,
			NewID: func() string { return string(r.gate.NewID()) }})
		about = remote.Case{Sex: remote.Sex(s.Sex), AgeDays: *s.Case.AgeDays, Answers: s.Case.Answers}
		return true, nil
	}
	var ok bool
	err := r.gate.DB().Read(r.ctx, func(tx *db.Tx) (err error) {
		ok, err = prepare(tx)
		return err
	})
	if err != nil || !ok {
		return err
	}
	if !provider.Knows(about) {
		r.ended(remote.NotSent)
		return nil
	}
	// What leaves is written down first, in the act that looks once more whether it may.
	err = r.do("selfTriage.send", func(tx *act.Tx) error {
		if ok, err := prepare(tx.Tx); err != nil || !ok {
			return errors.Join(err, fault.New(fault.WrongState))
		}
		tx.Detail("provider", remote.Infermedica)
		return triage.AskedIn(tx, reportID)
	})
	if fault.Is(err, fault.WrongState) {
		return nil
	}
	if err != nil {
		return err
	}
	a, err := provider.Assess(r.ctx, about)
	r.ended(remote.OutcomeOf(err))
	if err != nil {
		return nil // the built-in table stands alone
	}
	err = r.do("selfTriage.assess", func(tx *act.Tx) error {
		return triage.ProvidedIn(tx, reportID, triage.Provided{Name: a.Provider, Version: a.Version, Request: a.Request, Level: a.Level, At: tx.Now})
	})
	if fault.Is(err, fault.WrongState) { // heard before
		return nil
	}
	return err
}

func (r *Room) do(action access.Action, run func(tx *act.Tx) error) error {
	ctx, cancel := context.WithTimeout(r.ctx, writeLimit)
	defer cancel()
	_, err := act.Do(ctx, r.gate, access.TheBox(), act.Command{ID: string(r.gate.NewID()), Action: action}, run,
		func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	return err
}

func (r *Room) resting() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.options.Clock.Ticks() < r.until
}

// ended remembers how it went, for the manager and for how soon to ask again.
func (r *Room) ended(o remote.Outcome) {
	rest := time.Duration(0)
	switch o {
	case remote.Credentials, remote.Payment:
		rest = restLong
	case remote.TimedOut, remote.Offline, remote.Busy, remote.Unavailable:
		rest = restShort
	}
	if o != remote.Answered && o != remote.NotSent {
		r.options.Log.Warn("the triage provider did not answer", "outcome", string(o))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last, r.until = o, r.options.Clock.Ticks()+rest
}

// rested has it asked again at once: somebody changed something.
func (r *Room) rested() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.until = 0
}

func (r *Room) lastOutcome() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return string(r.last)
}
