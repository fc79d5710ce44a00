package notify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/notify/carrier"
	"karete/server/patient/phone"
)

// What people answer, whatever else they write. Nothing else of an answer is kept:
// it may be about their health, and nobody reads it.
var (
	stopWords  = map[string]bool{"STOP": true, "EMISA": true, "KHAOTSA": true, "STOPALL": true, "UNSUBSCRIBE": true}
	startWords = map[string]bool{"START": true, "QALA": true, "UNSTOP": true}
)

const (
	reportsFor   = 72 * time.Hour // that a network goes on trying
	askEvery     = time.Minute
	askLongEvery = 30 * time.Minute
)

// hear takes in what came since, and asks about what is still on its way.
func (r *Room) hear(ctx context.Context, s MessageSettings) error {
	now := r.now(ctx)
	if r.resting(now) {
		return nil
	}
	cut, stop := context.WithTimeout(ctx, askTimeout)
	defer stop()
	events, err := r.carrier.Hear(cut)
	if err != nil {
		r.troubled(carrier.Of(err).Reason, now)
		r.mu.Lock()
		r.trouble.heard = true
		r.mu.Unlock()
		return r.forgetPIN(ctx)
	}
	r.overcome("")
	if now.Sub(r.asked).Abs() >= askEvery {
		far := now.Sub(r.heard).Abs() >= askLongEvery
		if far {
			r.heard = now
			if credit, err := r.carrier.Credit(cut); err == nil {
				r.mu.Lock()
				r.credit = credit
				r.mu.Unlock()
			}
		}
		r.asked = now
		asked, err := r.askAbout(cut, s, far)
		if err != nil {
			return err
		}
		events = append(events, asked...)
	}
	for _, e := range events {
		if err := r.take(ctx, s.Carrier, e); err != nil {
			return err
		}
	}
	return nil
}

// askAbout asks a carrier that does not tell by itself how messages fared: those of
// the last hour each time, older ones now and then.
func (r *Room) askAbout(ctx context.Context, s MessageSettings, far bool) (events []carrier.Event, err error) {
	var list []row
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		since := tx.Now.Add(-time.Hour)
		if far {
			since = tx.Now.Add(-reportsFor)
		}
		list, err = rowsIn(tx, `WHERE m.state = 'sent' AND m.carrier = ? AND m.handed_at >= ? ORDER BY m.handed_at, m.id LIMIT 100`, s.Carrier, since.UnixMilli())
		return err
	})
	for _, m := range list {
		fate, reason, err := r.carrier.Ask(ctx, m.Reference, m.Reference)
		if err != nil {
			return events, nil // not now
		}
		if fate == carrier.Delivered || fate == carrier.Gone {
			events = append(events, carrier.Event{Reference: m.Reference, Phone: m.Phone, Fate: fate, Reason: reason})
		}
	}
	return events, err
}

// take writes down one event.
func (r *Room) take(ctx context.Context, by string, e carrier.Event) error {
	if e.Text != "" {
		return r.answered(ctx, by, e)
	}
	if e.Fate != carrier.Delivered && e.Fate != carrier.Gone || e.Reference == "" {
		return nil
	}
	var m row
	var early bool // a message is being handed over, whose reference is not known yet
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		// A modem tells of parts; others of a message by its whole name.
		list, err := rowsIn(tx, `WHERE m.state IN ('sent', 'unsure') AND m.carrier = ? AND (m.phone = ? OR ? = '') AND m.handed_at >= ?
			AND CASE m.carrier WHEN 'modem' THEN instr(m.reference, ?) > 0 ELSE m.reference = ? END
			ORDER BY m.handed_at DESC, m.id LIMIT 1`, by, e.Phone, e.Phone, tx.Now.Add(-reportsFor).UnixMilli(), e.Reference, e.Reference)
		if err != nil || len(list) > 0 {
			m = append(list, row{})[0]
			return err
		}
		return tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM message WHERE state = 'sending' AND carrier = ?)`, by).Scan(&early)
	})
	if err == nil && early {
		r.mu.Lock()
		if len(r.early) < atOnce {
			r.early = append(r.early, told{by, e})
		}
		r.mu.Unlock()
	}
	if err != nil || m.ID == "" {
		return err // of a message that is none of ours, or settled
	}
	return r.act(ctx, "message.settle", m.PatientID, func(tx *act.Tx) error {
		m, err := oneIn(tx.Tx, m.ID)
		tx.Subject("message", m.ID)
		if err != nil || m.State != Sent && m.State != Unsure {
			return err
		}
		m.Settled = tx.Now
		// Each part is reported on; it is there when the last of them is.
		left := strings.Replace(m.Reference, e.Reference, ",", 1)
		switch {
		case e.Fate == carrier.Gone:
			m.State, m.Reason = Failed, e.Reason
		case strings.Trim(left, ",") == "":
			m.State, m.Reason = Delivered, ""
		default:
			m.Reference = left
		}
		return changed(tx, m)
	})
}

// told is an event and the carrier that told it.
type told struct {
	by    string
	event carrier.Event
}

// takeEarly takes what was told before it was written down that the message went.
func (r *Room) takeEarly(ctx context.Context) error {
	r.mu.Lock()
	list := r.early
	r.early = nil
	r.mu.Unlock()
	for i, one := range list {
		if err := r.take(ctx, one.by, one.event); err != nil {
			r.mu.Lock()
			r.early = append(r.early, list[i:]...)
			r.mu.Unlock()
			return err
		}
	}
	return nil
}

// answered looks for the one word that counts in an answer.
func (r *Room) answered(ctx context.Context, by string, e carrier.Event) error {
	word := ""
	if words := strings.FieldsFunc(e.Text, func(r rune) bool { return !unicode.IsLetter(r) }); len(words) > 0 {
		word = strings.ToUpper(words[0])
	}
	if !stopWords[word] && !startWords[word] {
		return nil
	}
	number, err := r.home(ctx, e.Phone)
	if err != nil {
		if errors.Is(err, phone.ErrNotPhone) {
			return nil // an operator's name
		}
		return err
	}
	known := false
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		known, err = stoppedIn(tx, number)
		return err
	})
	if err != nil || known == stopWords[word] {
		return err
	}
	commandID := r.gate.NewID()
	if e.Reference != "" { // told again, also much later: it happened once
		sum := sha256.Sum256([]byte("karete answer\x00" + by + "\x00" + e.Reference))
		if commandID, err = id.At(time.UnixMilli(0), bytes.NewReader(sum[:])); err != nil {
			return err
		}
	}
	return r.actAs(ctx, commandID, "message.stop", "", func(tx *act.Tx) error { return stopIn(tx, number, stopWords[word]) })
}

// home is a number as patients' are kept.
func (r *Room) home(ctx context.Context, number string) (home string, err error) {
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		c, err := clinicIn(tx)
		if err != nil {
			return err
		}
		home, err = phone.Parse(number, c.Country)
		return err
	})
	return home, err
}

// stopIn writes down that a number said STOP, or that it may be written to again, and
// withholds what waits for it.
func stopIn(tx *act.Tx, number string, stop bool) error {
	if !stop {
		ids, err := idsIn(tx.Tx, `SELECT id FROM message_stop WHERE phone = ? AND ended_at IS NULL`, number)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return fault.New(fault.NotFound)
		}
		tx.Subject("message_stop", ids[0])
		tx.Changed("message_stop", ids[0])
		if _, err := tx.Exec(`UPDATE message_stop SET ended_at = ? WHERE id = ?`, tx.Now.UnixMilli(), ids[0]); err != nil {
			return fmt.Errorf("message stop: %w", err)
		}
		return nil
	}
	stopID := tx.NewID()
	if _, err := tx.Exec(`INSERT INTO message_stop (id, phone, said_at) VALUES (?, ?, ?)`, stopID, number, tx.Now.UnixMilli()); err != nil {
		return fmt.Errorf("message stop: %w", err)
	}
	waiting, err := rowsIn(tx.Tx, `WHERE m.state IN ('asked', 'waiting') AND m.phone = ? ORDER BY m.id`, number)
	if err != nil {
		return err
	}
	for _, m := range waiting {
		m.State, m.Reason, m.Settled = Withheld, "stopped", tx.Now
		if err := changed(tx, m); err != nil {
			return err
		}
	}
	tx.Subject("message_stop", stopID)
	tx.Changed("message_stop", stopID)
	return nil
}
