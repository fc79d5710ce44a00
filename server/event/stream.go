package event

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"karete/db"
	"karete/db/journal"
)

// Stream is one screen that follows changes. All of it but Live, Over and Leave
// belongs to the goroutine that serves it.
type Stream struct {
	hub              *Hub
	owner, sessionID string
	clinician        bool
	topics           map[string]bool
	from             int64 // live begins after this seq
	missed           []byte
	live             chan []byte
	over             chan struct{}
}

// Event is what a message carries.
type Event struct {
	Seq       int64   `json:"seq"`
	Action    string  `json:"action"`
	Subject   Subject `json:"subject"`
	PatientID string  `json:"patientId,omitempty"`
	VisitID   string  `json:"visitId,omitempty"`
	At        string  `json:"at"`
}

// Subject is what the act was about.
type Subject struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

// Beginning is what is written first: how soon to come back, what was missed,
// and where the stream stands, which tells no event but is remembered.
func (s *Stream) Beginning() []byte {
	b := append([]byte("retry: 2000\n\n"), s.missed...)
	s.missed = nil
	return append(b, mark(s.from)...)
}

// Live gives messages as they happen, whole and ready to be written.
func (s *Stream) Live() <-chan []byte { return s.live }

// Over is closed when the stream must end: the session is over, the reader was
// too slow, the server stops.
func (s *Stream) Over() <-chan struct{} { return s.over }

// Sign is the sign of life: a comment, and how far the stream has come, so that a
// screen that comes back after a quiet hour has little to be told.
func (s *Stream) Sign() []byte {
	s.hub.mu.Lock()
	seq := s.hub.seq
	s.hub.mu.Unlock()
	if len(s.live) > 0 { // not everything up to seq has been taken yet
		return []byte(":\n\n")
	}
	return append([]byte(":\n"), mark(seq)...)
}

// Leave gives the stream back; more than once does no harm.
func (s *Stream) Leave() {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	s.hub.removeLocked(s)
}

// wants reports whether a change may be told to the stream by name. Who follows the
// line hears only that there was one.
func (s *Stream) wants(topics []string) bool {
	for _, t := range topics {
		if t != Line && s.topics[t] {
			return true
		}
	}
	return false
}

// catchUp reads what happened between a seq and the moment the stream joined. A
// seq that is too far back, or that this journal has not reached (a backup was
// restored), is answered with a reset: read everything anew.
func (s *Stream) catchUp(ctx context.Context, after int64) error {
	if after == FromNow {
		return nil
	}
	limit := s.hub.options.Replay
	var changes []journal.Event
	var size int64
	err := s.hub.db.Read(ctx, func(tx *db.Tx) (err error) {
		if size, err = journal.Size(tx); err != nil {
			return err
		}
		changes, err = journal.Tail(tx, after, limit+1)
		return err
	})
	if err != nil {
		return err
	}
	if after > size || len(changes) > limit {
		s.missed = []byte("event: reset\ndata: {}\n\n")
		return nil
	}
	for _, c := range changes {
		if c.Seq > s.from { // on its way already
			continue
		}
		switch topics := topicsOf(c); {
		case s.wants(topics):
			s.missed = append(s.missed, encode(c, s.clinician)...)
		case s.topics[Line] && slices.Contains(topics, Line):
			s.missed = append(s.missed, nameless(c)...)
		}
	}
	return nil
}

// nameless is a change of the line as a screen that patients see is told of it.
func nameless(c journal.Event) []byte {
	return encode(journal.Event{Seq: c.Seq, At: c.At, Action: LineChanged, SubjectType: Line}, true)
}

// encode makes the message of a change; none when one who is no clinician has
// nothing to hear.
func encode(c journal.Event, clinician bool) []byte {
	if !clinician {
		var ok bool
		if c, ok = veiled(c); !ok {
			return nil
		}
	}
	return append(fmt.Appendf(nil, "id: %d\n", c.Seq), message(Event{Seq: c.Seq, Action: c.Action, Subject: Subject{c.SubjectType, c.SubjectID},
		PatientID: c.PatientID, VisitID: c.VisitID, At: c.At.UTC().Format("2006-01-02T15:04:05.000Z")})...)
}

// message is an event without an id of its own.
func message(e Event) []byte {
	data, err := json.Marshal(e)
	if err != nil {
		panic(err) // text and numbers always marshal
	}
	return fmt.Appendf(nil, "data: %s\n\n", data)
}

// mark sets the browser's last event id without telling an event.
func mark(seq int64) []byte { return []byte("id: " + strconv.FormatInt(seq, 10) + "\n\n") }
