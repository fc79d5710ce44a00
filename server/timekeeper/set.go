package timekeeper

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/fault"
)

// BoxTime is how the box's clock stands.
type BoxTime struct {
	Now           time.Time  `json:"now"`
	Doubt         clock.Why  `json:"doubt" enum:",behind,unset,back,ahead" doc:"Why the time may be wrong; empty: it is relied on. behind and ahead: since a start before or long after what is on record, or a jump forward; back: a jump back; unset: nothing kept the time while the power was off"`
	Since         *time.Time `json:"since,omitempty" doc:"When the doubt began"`
	Newest        time.Time  `json:"newest" doc:"The newest moment that was relied on"`
	Computer      time.Time  `json:"computer" doc:"What the computer's own clock says"`
	OffsetSeconds int64      `json:"offsetSeconds" doc:"Of the box's time from the computer's"`
	Synchronised  bool       `json:"synchronised" doc:"The computer has its time from the network"`
}

// SetClock says which time is right.
type SetClock struct {
	ID  string       `json:"id" format:"uuid"`
	By  clock.Choice `json:"by" enum:"device,box,computer" doc:"device: the time given here; box: the box's time as it stands; computer: that of the computer's own clock"`
	Now *time.Time   `json:"now,omitempty" doc:"The time on the device that asks"`
}

// The times that a person may say: they slip by a key, seldom by a century.
var (
	soonest = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	latest  = time.Date(2090, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// Read is how the clock stands now.
func (r *Room) Read(ctx context.Context, a access.Actor) (BoxTime, error) {
	return act.Peek(ctx, r.gate, a, "clock.read", func(*db.Tx) (BoxTime, error) { return r.state(), nil })
}

func (r *Room) state() BoxTime {
	s := r.clock.State()
	t := BoxTime{
		Now: s.Now, Doubt: s.Doubt.Why, Newest: s.Newest, Computer: s.Computer,
		OffsetSeconds: int64(s.Offset.Round(time.Second) / time.Second), Synchronised: s.Synchronised,
	}
	if s.Doubt.Why != clock.Sure {
		since := s.Doubt.Since.Truncate(time.Millisecond)
		t.Since = &since
	}
	return t
}

// Set has the box believe a person, and sets the computer's clock too where the box
// may. Errors: invalid.
func (r *Room) Set(ctx context.Context, a access.Actor, in SetClock) (BoxTime, error) {
	var to time.Time
	switch {
	case in.By != clock.ByDevice && in.Now != nil:
		return BoxTime{}, fault.Field("now", "not-allowed")
	case in.By != clock.ByDevice:
	case in.Now == nil:
		return BoxTime{}, fault.Field("now", "required")
	case !sensible(*in.Now):
		return BoxTime{}, fault.Field("now", "out-of-range", "min", soonest, "max", latest)
	default:
		to = in.Now.UTC()
	}
	return r.set(ctx, a, act.Command{ID: in.ID, Action: "clock.set", Body: in}, in.By, to)
}

func sensible(t time.Time) bool { return !t.Before(soonest) && !t.After(latest) }

// Confirm is the word of whoever sets the clinic up, before there is a manager: the
// box's time is right, or that of their device is. Errors: invalid.
func (r *Room) Confirm(ctx context.Context, device *time.Time) error {
	by, to := clock.ByBox, time.Time{}
	if device != nil {
		if !sensible(*device) {
			return fault.Field("clock.now", "out-of-range", "min", soonest, "max", latest)
		}
		by, to = clock.ByDevice, device.UTC()
	} else if !r.gate.Doubtful() {
		return nil
	}
	_, err := r.set(ctx, access.TheBox(), act.Command{ID: r.gate.NewID(), Action: "clock.set"}, by, to)
	return err
}

func (r *Room) set(ctx context.Context, a access.Actor, c act.Command, by clock.Choice, to time.Time) (BoxTime, error) {
	var s *clock.Setting
	_, err := act.Do(ctx, r.gate, a, c, func(tx *act.Tx) error {
		tx.Subject(subject, row)
		done := r.clock.Set(by, to)
		s = &done
		tx.Detail("by", by)
		tx.Detail("before", s.Before)
		tx.Detail("after", s.After)
		tx.Detail("offsetSeconds", int64(s.Offset/time.Second))
		tx.Detail("computerSet", s.Computer)
		tx.Detail("doubt", s.Was.Why)
		return put(tx, r.clock.Memory())
	}, nothing)
	if err != nil {
		if s != nil {
			s.Undo()
		}
		return BoxTime{}, err
	}
	return r.state(), nil
}
