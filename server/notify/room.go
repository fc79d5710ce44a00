package notify

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/notify/carrier"
	"karete/server/patient"
	"karete/server/staff"
)

// Opener makes a carrier by the settings.
type Opener func(MessageSettings, Secrets) (carrier.Carrier, error)

// Options of the room.
type Options struct {
	Log  *slog.Logger // nil: slog.Default
	Open Opener       // nil: the real carriers
}

// Room is the use cases, and the one who sends.
type Room struct {
	gate   *act.Gate
	people *staff.Room
	log    *slog.Logger
	open   Opener

	life context.Context // ends with Close
	end  context.CancelFunc
	wake chan struct{}

	// Whoever speaks to the carrier holds line, a channel so that a request can give up
	// waiting for it. What is below belongs to the holder.
	line    chan struct{}
	carrier carrier.Carrier
	by      string // the settings that it was made by
	owed    []result
	asked   time.Time // when carriers were last asked how messages fared
	heard   time.Time

	mu      sync.Mutex
	trouble trouble
	credit  string
	told    LastTold
	early   []told // of messages that are being handed over
}

// trouble is why nothing goes out now.
type trouble struct {
	reason string // "" when nothing is wrong
	since  time.Time
	again  time.Time // the next try
	times  int
	heard  bool // it was met while listening: once that goes well again, it is over
}

// New stands on the gate, and on the brake of sign-ins. Watch sends.
func New(gate *act.Gate, people *staff.Room, o Options) *Room {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Open == nil {
		o.Open = open
	}
	r := &Room{gate: gate, people: people, log: o.Log, open: o.Open, wake: make(chan struct{}, 1), line: make(chan struct{}, 1)}
	r.life, r.end = context.WithCancel(context.Background())
	return r
}

// clinic is the one whose days and words these are.
type clinic struct {
	facility.Facility
	zone *time.Location
	now  time.Time
}

func clinicIn(tx *db.Tx) (clinic, error) {
	f, err := facility.In(tx)
	return clinic{f, f.Zone(), tx.Now}, err
}

// day is the civil day so many days from today.
func (c clinic) day(further int) string {
	return clock.Day(c.now.In(c.zone).AddDate(0, 0, further), c.zone)
}

// at is a moment of a civil day.
func (c clinic) at(day, clock string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, c.zone)
	if err != nil {
		return c.now
	}
	return t.UTC()
}

// act carries out something of the box's own about a message.
func (r *Room) act(ctx context.Context, action access.Action, patientID string, run func(*act.Tx) error) error {
	return r.actAs(ctx, r.gate.NewID(), action, patientID, run)
}

// actAs does so under an id of a command: of one that was carried out, nothing happens.
func (r *Room) actAs(ctx context.Context, commandID string, action access.Action, patientID string, run func(*act.Tx) error) error {
	_, err := act.Do(ctx, r.gate, access.TheBox(), act.Command{ID: commandID, Action: action, PatientID: patientID}, run,
		func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	return err
}

// changed writes a message inside an act and names it in the entry.
func changed(tx *act.Tx, m row) error {
	tx.Subject("message", m.ID)
	tx.Changed("message", m.ID)
	return store(tx.Tx, m)
}

// whom says to which number somebody may be written, and in which language. Without
// one the reason says why; bad is true when a number is there that cannot be called.
type whom struct {
	phone, language, reason string
	bad                     bool
}

// whomIn looks at what the patient agreed to. asks: they asked for the message
// themselves, so nobody needs to have asked them whether their data may be kept.
func whomIn(tx *db.Tx, patientID string, asks bool) (w whom, err error) {
	p, err := patient.ReadIn(tx, patientID)
	if err != nil {
		return w, err
	}
	w.language = p.Language
	switch {
	case p.DeceasedOn != "":
		w.reason = "deceased"
	case !p.Consent.Given && p.Consent.On != "":
		w.reason = "said-no"
	case !p.Consent.Given && !asks:
		w.reason = "not-asked"
	case len(p.Phones) == 0:
		w.reason = "no-phone"
	}
	if w.reason != "" {
		return w, nil
	}
	w.reason = "no-messages" // on any of their phones
	for _, ph := range p.Phones {
		if !ph.MayLeaveMessage {
			continue
		}
		if !callable(ph.Number) {
			if w.phone == "" {
				w.phone, w.reason, w.bad = ph.Number, "number-bad", true
			}
			continue
		}
		stopped, err := stoppedIn(tx, ph.Number)
		if err != nil {
			return w, err
		}
		if stopped {
			if !w.bad {
				w.phone, w.reason = ph.Number, "stopped"
			}
			continue
		}
		return whom{phone: ph.Number, language: p.Language}, nil
	}
	return w, nil
}

// callable reports a number in full, as patients' phones are kept when it is one.
func callable(number string) bool {
	if len(number) < 8 || len(number) > 16 || number[0] != '+' {
		return false
	}
	for _, c := range number[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func stoppedIn(tx *db.Tx, phone string) (stopped bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM message_stop WHERE phone = ? AND ended_at IS NULL)`, phone).Scan(&stopped)
	if err != nil {
		return false, fmt.Errorf("message stop: %w", err)
	}
	return stopped, nil
}
