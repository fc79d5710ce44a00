package event

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/fault"
)

// Limits, and what tests may change.
type Options struct {
	PerPerson int           // open streams of one member of staff, one device, one program; 0: 8
	Total     int           // of all; 0: 1200
	Replay    int           // changes told again to one who comes back; 0: 1000
	Buffer    int           // changes a stream may fall behind; 0: 64
	Heartbeat time.Duration // between signs of life; 0: 15 s
	Log       *slog.Logger  // nil: slog.Default
}

func (o Options) orDefault() Options {
	set := func(n *int, value int) {
		if *n == 0 {
			*n = value
		}
	}
	set(&o.PerPerson, 8)
	set(&o.Total, 1200)
	set(&o.Replay, 1000)
	set(&o.Buffer, 64)
	if o.Heartbeat == 0 {
		o.Heartbeat = 15 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// Hub follows the journal for all streams.
type Hub struct {
	db      *db.DB
	options Options
	wake    chan struct{}
	stop    chan struct{}
	running sync.WaitGroup

	mu      sync.Mutex
	started bool
	closed  bool
	seq     int64 // everything up to here has been handed out
	streams map[*Stream]struct{}
	persons map[string]int  // open streams by staff id, or by the id of a device or a program by itself, or of a program's sign-in for a person
	ended   map[string]bool // sessions over: a request let in just before must not open a stream after
}

// New is a hub that begins to follow the journal with its first stream. Close
// stops it.
func New(d *db.DB, o Options) *Hub {
	h := &Hub{db: d, options: o.orDefault(), wake: make(chan struct{}, 1), stop: make(chan struct{}),
		streams: map[*Stream]struct{}{}, persons: map[string]int{}, ended: map[string]bool{}}
	d.OnCommit(func() {
		select {
		case h.wake <- struct{}{}:
		default: // it is awake, or about to be
		}
	})
	return h
}

// start follows the journal from its present end. The hook is there already, so
// that no commit falls between the two.
func (h *Hub) start(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.started || h.closed {
		return nil
	}
	err := h.db.Read(ctx, func(tx *db.Tx) (err error) {
		h.seq, err = journal.Size(tx)
		return err
	})
	if err == nil {
		h.started = true
		h.running.Go(h.follow)
	}
	return err
}

// Close ends every stream and the following. Streams are refused from now on.
func (h *Hub) Close() {
	h.mu.Lock()
	if !h.closed {
		h.closed = true
		close(h.stop)
	}
	h.endLocked(func(*Stream) bool { return true })
	h.mu.Unlock()
	h.running.Wait()
}

// maxEnded bounds what is remembered of ended sessions; only the last second of
// them matters.
const maxEnded = 4096

// EndSessions ends the streams of sessions that are over. It does not block.
func (h *Hub) EndSessions(sessionIDs []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.ended)+len(sessionIDs) > maxEnded {
		clear(h.ended)
	}
	for _, s := range sessionIDs {
		h.ended[s] = true
	}
	h.endLocked(func(s *Stream) bool { return h.ended[s.sessionID] })
}

// Heartbeat is how often a stream shows that it lives.
func (h *Hub) Heartbeat() time.Duration { return h.options.Heartbeat }

// Open counts the open streams.
func (h *Hub) Open() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.streams)
}

// FromNow as the seq to follow from: only what happens later.
const FromNow = -1

// Follow opens a stream over topics, from the change after a seq or FromNow. The
// caller must Leave it. Faults: invalid for topics, too-many-streams,
// unauthenticated when the session has just ended, busy when the server stops.
func (h *Hub) Follow(ctx context.Context, who access.Actor, topics []string, after int64) (*Stream, error) {
	wanted, err := parse(topics, who)
	if err != nil {
		return nil, err
	}
	if err := h.start(ctx); err != nil {
		return nil, err
	}
	s, err := h.join(who, wanted)
	if err != nil {
		return nil, err
	}
	if err := s.catchUp(ctx, after); err != nil {
		s.Leave()
		return nil, err
	}
	return s, nil
}

func (h *Hub) join(who access.Actor, topics map[string]bool) (*Stream, error) {
	owner := cmp.Or(who.ID, who.DeviceID)
	if who.Program && !who.Alone { // it must not use up the screens of the person it asks for
		owner = who.SessionID
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return nil, fault.New(fault.Busy)
	case h.ended[who.SessionID]:
		return nil, fault.New(fault.Unauthenticated)
	case len(h.streams) >= h.options.Total:
		return nil, fault.New(fault.TooManyStreams).With("max", h.options.Total)
	case h.persons[owner] >= h.options.PerPerson:
		return nil, fault.New(fault.TooManyStreams).With("max", h.options.PerPerson)
	}
	s := &Stream{hub: h, owner: owner, sessionID: who.SessionID, clinician: who.Has(access.Nurse) || who.Has(access.Doctor), topics: topics, from: h.seq,
		live: make(chan []byte, h.options.Buffer), over: make(chan struct{})}
	h.streams[s] = struct{}{}
	h.persons[owner]++
	return s, nil
}

// endLocked ends the streams that which picks; h.mu is held.
func (h *Hub) endLocked(which func(*Stream) bool) {
	for s := range h.streams {
		if which(s) {
			h.removeLocked(s)
		}
	}
}

func (h *Hub) removeLocked(s *Stream) {
	if _, here := h.streams[s]; !here {
		return
	}
	delete(h.streams, s)
	if h.persons[s.owner]--; h.persons[s.owner] == 0 {
		delete(h.persons, s.owner)
	}
	close(s.over)
}

// follow hands out what is committed until Close. After an error it waits for
// the next commit, which only comes when the disk is well again.
func (h *Hub) follow() {
	for {
		select {
		case <-h.stop:
			return
		case <-h.wake:
		}
		if err := h.handOut(); err != nil {
			h.options.Log.Error("live events wait for the next change", "cause", err)
		}
	}
}

// atOnce bounds what is read from the journal in one go.
const atOnce = 500

func (h *Hub) handOut() error {
	for {
		h.mu.Lock()
		after := h.seq
		h.mu.Unlock()
		var changes []journal.Event
		var size int64
		err := h.db.Read(context.Background(), func(tx *db.Tx) (err error) {
			if size, err = journal.Size(tx); err != nil {
				return err
			}
			changes, err = journal.Tail(tx, after, atOnce)
			return err
		})
		if err != nil {
			return err
		}
		if len(changes) == atOnce {
			size = changes[len(changes)-1].Seq // there is more
		}
		h.broadcast(changes, size)
		if len(changes) < atOnce {
			return nil
		}
	}
}

// Tell tells those who follow a topic of what the journal does not hold, such as
// how far a backup is. It has no seq: who is away is not told later, and who is too
// slow misses it.
func (h *Hub) Tell(topic string, e Event) {
	message := message(e)
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		if !s.topics[topic] {
			continue
		}
		select {
		case s.live <- message:
		default:
		}
	}
}

func (h *Hub) broadcast(changes []journal.Event, upTo int64) {
	type told struct {
		topics        []string
		full, guarded []byte
		line          []byte // for who follows nothing of it but the line
	}
	list := make([]told, 0, len(changes))
	for _, c := range changes {
		if topics := topicsOf(c); len(topics) > 0 {
			one := told{topics: topics, full: encode(c, true)}
			if one.guarded = one.full; isClinical(c) {
				one.guarded = encode(c, false)
			}
			if slices.Contains(topics, Line) {
				one.line = nameless(c)
			}
			list = append(list, one)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq = upTo
	for s := range h.streams {
		for _, t := range list {
			message := t.guarded
			switch {
			case !s.wants(t.topics):
				message = nil
				if s.topics[Line] {
					message = t.line
				}
			case s.clinician:
				message = t.full
			}
			if len(message) == 0 {
				continue
			}
			select {
			case s.live <- message:
				continue
			default:
			}
			h.removeLocked(s) // too slow: it comes back for the rest
			break
		}
	}
}
