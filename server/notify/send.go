package notify

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/notify/carrier"
	"karete/server/secret"
)

const (
	roundEvery  = 10 * time.Second
	planEvery   = time.Minute
	sendTimeout = 60 * time.Second // for one message
	stopsWithin = 5 * time.Second
	askTimeout  = 20 * time.Second // for news of others
	atOnce      = 40               // messages in one round
	// A carrier that cannot say what became of a message is asked for so long; then a
	// person is.
	askedFor = time.Hour
)

// pauses between tries while a carrier fails.
var pauses = []time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}

// Watch sends what is due until ctx ends.
func (r *Room) Watch(ctx context.Context) {
	var planned time.Time
	for {
		now := r.now(ctx)
		plan := now.Sub(planned).Abs() >= planEvery
		if plan {
			planned = now
		}
		if err := r.Round(ctx, plan); err != nil && ctx.Err() == nil {
			r.log.Error("messages were not looked after", "cause", err)
		}
		timer := time.NewTimer(roundEvery)
		select {
		case <-timer.C:
		case <-r.wake:
			timer.Stop()
			planned = time.Time{}
		case <-ctx.Done():
			timer.Stop()
			return
		}
	}
}

// Wake has the next round begin now: somebody changed something.
func (r *Room) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Close hangs up, once Watch and all requests have ended.
func (r *Room) Close() {
	r.end()
	r.line <- struct{}{}
	r.hangUp()
}

func (r *Room) now(ctx context.Context) (now time.Time) {
	_ = r.gate.DB().Read(ctx, func(tx *db.Tx) error { now = tx.Now; return nil })
	return now
}

// Round is one look at everything: what is to be queued when plan is set, what became
// of what was handed over, and what is due.
func (r *Room) Round(ctx context.Context, plan bool) error {
	var s MessageSettings
	var secrets Secrets
	open := false // something is left from a carrier that was switched off
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		if s, _, err = settingsIn(tx); err != nil {
			return err
		}
		if s.Carrier == Off {
			return tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM message WHERE state = 'sending')`).Scan(&open)
		}
		secrets, err = secretsIn(tx)
		return err
	})
	if err != nil || s.Carrier == Off && !open {
		return err
	}
	if plan {
		if err := r.plan(ctx); err != nil {
			return err
		}
	}
	select {
	case r.line <- struct{}{}:
		defer func() { <-r.line }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := r.settleOwed(ctx); err != nil {
		return err
	}
	if r.gate.Doubtful() {
		r.troubled("clock", r.now(ctx))
		return nil
	}
	r.overcome("clock")
	if err := r.dial(s, secrets); err != nil {
		return r.settleLeft(ctx, s, err)
	}
	if err := r.settleLeft(ctx, s, nil); err != nil {
		return err
	}
	if err := r.hear(ctx, s); err != nil {
		return err
	}
	if err := r.sendDue(ctx, s); err != nil {
		return err
	}
	return r.forgetPIN(ctx)
}

// forgetPIN forgets a PIN that the SIM refused: it would be tried again after a
// restart, and the third time locks the SIM.
func (r *Room) forgetPIN(ctx context.Context) error {
	r.mu.Lock()
	wrong := r.trouble.reason == "pin-wrong"
	r.mu.Unlock()
	if !wrong {
		return nil
	}
	return r.gate.DB().Write(ctx, func(tx *db.Tx) error { return secret.Delete(tx, modemPIN) })
}

// dial makes the carrier of the settings, or keeps the one there is.
func (r *Room) dial(s MessageSettings, secrets Secrets) error {
	what, err := json.Marshal([]any{s.Carrier, s.Modem, s.Gateway, s.HTTP, s.WhatsApp, secrets})
	if err != nil {
		return err
	}
	if r.carrier != nil && r.by == string(what) {
		return nil
	}
	r.hangUp()
	r.mu.Lock()
	r.trouble, r.credit = trouble{}, ""
	r.mu.Unlock()
	if s.Carrier == Off {
		return errOff
	}
	c, err := r.open(s, secrets)
	if err != nil {
		return err
	}
	r.carrier, r.by = c, string(what)
	return nil
}

var errOff = errors.New("messages are switched off")

func (r *Room) hangUp() {
	if r.carrier != nil {
		if err := r.carrier.Close(); err != nil {
			r.log.Warn("the carrier of messages did not hang up", "cause", err)
		}
	}
	r.carrier, r.by, r.asked, r.heard = nil, "", time.Time{}, time.Time{}
}

// sendDue hands over what is due, one after the other.
func (r *Room) sendDue(ctx context.Context, s MessageSettings) error {
	for range atOnce {
		if ctx.Err() != nil || r.resting(r.now(ctx)) {
			return nil
		}
		var next []row
		var quiet time.Time
		err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
			c, err := clinicIn(tx)
			if err != nil {
				return err
			}
			quiet = s.afterQuiet(tx.Now, c.zone)
			onlyAsked := quiet.After(tx.Now)
			next, err = rowsIn(tx, `WHERE m.state = 'waiting' AND m.due_at <= ? AND (NOT ? OR m.kind = 'call-up' OR m.expires_at <= ?)
				ORDER BY m.kind <> 'call-up', m.attempts, m.due_at, m.id LIMIT 1`, tx.Now.UnixMilli(), onlyAsked, tx.Now.UnixMilli())
			return err
		})
		if err != nil || len(next) == 0 {
			return err
		}
		more, err := r.sendOne(ctx, s, next[0])
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// sendOne writes down that a message is handed over, hands it over, and writes down
// what became of it. more is false when the others had better wait.
func (r *Room) sendOne(ctx context.Context, s MessageSettings, m row) (more bool, err error) {
	m, values, hand, err := r.hand(ctx, s, m)
	if err != nil || !hand {
		return err == nil, err
	}
	// A box that stops lets a message that is on its way go out, but does not wait long.
	cut, stop := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer stop()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(stopsWithin, stop) })()
	receipt, sendErr := r.carrier.Send(cut, carrier.Message{Key: m.Reference, To: m.Phone, Text: m.Text, Keep: m.Expires.Sub(m.Handed),
		Kind: string(m.Kind), Language: m.Language, Values: values})
	out := result{messageID: m.ID, patientID: m.PatientID, attempt: m.Attempts, state: Sent, reference: m.Reference, price: s.PartPrice}
	if receipt.Reference != "" {
		out.reference = receipt.Reference
	}
	if out.parts = receipt.Parts; out.parts == 0 {
		out.parts = m.Parts
	}
	if sendErr != nil {
		out.failed(carrier.Of(sendErr))
		r.log.Warn("a message was not sent", "message", m.ID, "state", out.state, "reason", out.reason)
	}
	if out.state == Waiting {
		r.troubled(out.reason, r.now(ctx))
	} else if sendErr == nil {
		r.untroubled()
	}
	r.owed = append(r.owed, out) // until it is on the disk
	err = r.settleOwed(context.WithoutCancel(ctx))
	return out.state != Waiting, err
}

// hand looks at everything once more and writes that the message is handed over now.
// hand is false when it is not to be.
func (r *Room) hand(ctx context.Context, s MessageSettings, m row) (now row, values []string, hand bool, err error) {
	err = r.act(ctx, "message.hand", m.PatientID, func(tx *act.Tx) error {
		hand = false
		tx.Subject("message", m.ID)
		if now, err = oneIn(tx.Tx, m.ID); err != nil || now.State != Waiting {
			return err
		}
		c, err := clinicIn(tx.Tx)
		if err != nil {
			return err
		}
		to, err := whomIn(tx.Tx, now.PatientID, now.Kind == CallUp)
		if err != nil {
			return err
		}
		so, err := stands(tx.Tx, now)
		if err != nil {
			return err
		}
		restored, err := restoredIn(tx.Tx)
		if err != nil {
			return err
		}
		day, start, _ := strings.Cut(now.Slot, " ")
		switch {
		case !so:
			now.State, now.Reason = Over, "changed"
		case !now.Expires.After(tx.Now):
			now.State, now.Reason = Over, "expired"
		case !s.sends(now.Kind):
			now.State, now.Reason = Over, "switched-off"
		case now.Due.Before(restored):
			now.State, now.Reason = Failed, "restored"
		case to.bad:
			now.State, now.Phone, now.Reason = Failed, to.phone, to.reason
		case to.reason != "":
			now.State, now.Phone, now.Reason = Withheld, to.phone, to.reason
		default:
			now.Phone, now.Language = to.phone, to.language
			now.Text, values = s.said(now.Kind, now.Language, c.Facility, day, start)
			now.Parts = partsOf(now.Text)
			if now.Carrier != s.Carrier {
				now.Reference = ""
			}
			now.State, now.Reason, now.Carrier, now.Attempts, now.Handed = Sending, "", s.Carrier, now.Attempts+1, tx.Now
			if now.Reference == "" { // else what failed before is tried under its name, which a carrier may have after all
				now.Reference = keyOf(now)
			}
			hand = true
		}
		now.Settled = tx.Now
		return changed(tx, now)
	})
	return now, values, hand && err == nil, err
}

// keyOf is a name for a message that no carrier has seen. It is another one after a
// person said that it be sent again.
func keyOf(m row) string { return strings.ReplaceAll(m.ID, "-", "") + strconv.Itoa(m.Attempts) }

// result is what became of an attempt, until it is written down.
type result struct {
	messageID, patientID string
	attempt              int
	state                MessageState
	reason, reference    string
	parts, price         int
}

func (o *result) failed(f *carrier.Failure) {
	o.reason = f.Reason
	switch f.Certainty {
	case carrier.Never:
		o.state = Failed
	case carrier.Later:
		o.state = Waiting
	default:
		o.state = Unsure
	}
}

// settleOwed writes down what became of what was handed over. What cannot be written
// is kept, and nothing more is sent before it is.
func (r *Room) settleOwed(ctx context.Context) error {
	for len(r.owed) > 0 {
		o := r.owed[0]
		err := r.act(ctx, "message.settle", o.patientID, func(tx *act.Tx) error {
			m, err := oneIn(tx.Tx, o.messageID)
			tx.Subject("message", o.messageID)
			if err != nil || m.State != Sending || m.Attempts != o.attempt {
				return err
			}
			m.State, m.Reason, m.Settled = o.state, o.reason, tx.Now
			if o.reference != "" {
				m.Reference = o.reference
			}
			if o.state == Sent || o.state == Delivered || o.state == Unsure {
				m.Price += int64(o.parts) * int64(o.price)
			}
			if o.parts > 0 {
				m.Parts = o.parts
			}
			return changed(tx, m)
		})
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		r.owed = r.owed[1:]
	}
	return r.takeEarly(ctx)
}

func oneIn(tx *db.Tx, messageID string) (row, error) {
	list, err := rowsIn(tx, `WHERE m.id = ?`, messageID)
	if err == nil && len(list) == 0 {
		err = fault.New(fault.NotFound)
	}
	if err != nil {
		return row{}, err
	}
	return list[0], nil
}
