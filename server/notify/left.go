package notify

import (
	"context"
	"errors"
	"time"

	"karete/db"
	"karete/server/notify/carrier"
)

// settleLeft finds what was being handed over when the box stopped. The carrier that
// had it is asked; a person decides when it cannot say.
func (r *Room) settleLeft(ctx context.Context, s MessageSettings, dialling error) error {
	var left []row
	var now time.Time
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		now = tx.Now
		left, err = rowsIn(tx, `WHERE m.state = 'sending' ORDER BY m.handed_at, m.id`)
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range left {
		o := result{messageID: m.ID, patientID: m.PatientID, attempt: m.Attempts, state: Unsure, reason: "interrupted", reference: m.Reference, parts: m.Parts, price: s.PartPrice}
		if dialling == nil && s.Carrier == m.Carrier {
			cut, stop := context.WithTimeout(ctx, askTimeout)
			fate, reason, err := r.carrier.Ask(cut, m.Reference, m.Reference)
			stop()
			switch {
			case err != nil && now.Sub(m.Handed).Abs() < askedFor:
				continue // it may answer yet
			case err == nil && fate == carrier.Lost:
				o.state, o.reason, o.parts = Waiting, "", 0
			case err == nil && fate == carrier.Taken:
				o.state, o.reason = Sent, ""
			case err == nil && fate == carrier.Delivered:
				o.state, o.reason = Delivered, ""
			case err == nil && fate == carrier.Gone:
				o.state, o.reason = Failed, reason
			}
		}
		r.owed = append(r.owed, o)
	}
	if err := r.settleOwed(ctx); err != nil {
		return err
	}
	if dialling != nil && !errors.Is(dialling, errOff) {
		r.troubled(carrier.Of(dialling).Reason, now)
	}
	return nil
}
