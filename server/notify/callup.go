package notify

import (
	"context"
	"fmt"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/queue"
	"karete/server/visit"
)

// CallUpOffer is whether somebody who waits may have a message when it is almost their
// turn.
type CallUpOffer struct {
	Offered bool // the clinic does, and they have a phone that may be written to
	Asked   bool // they did
	Before  int  // how many are before them then
}

// CallUpIn says what may be offered to the person of a visit.
func CallUpIn(tx *db.Tx, visitID string) (o CallUpOffer, err error) {
	s, _, err := settingsIn(tx)
	if err != nil || !s.sends(CallUp) {
		return o, err
	}
	o.Before = s.CallUpBefore
	v, err := visit.ReadIn(tx, visitID)
	if err != nil || !v.Status.Open() {
		return o, err
	}
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM message WHERE kind = 'call-up' AND about_id = ? AND state <> 'over')`, visitID).Scan(&o.Asked)
	if err != nil {
		return o, fmt.Errorf("message: %w", err)
	}
	to, err := whomIn(tx, v.PatientID, true)
	o.Offered = to.reason == ""
	return o, err
}

// AskCallUpIn notes inside another room's act that the person of a visit wants a
// message when it is almost their turn; the visit becomes the act's subject. Asked twice
// it is once. Faults: not-found; wrong-state when it is not offered.
func AskCallUpIn(tx *act.Tx, visitID string) error {
	tx.Subject("visit", visitID)
	o, err := CallUpIn(tx.Tx, visitID)
	if err != nil || o.Asked {
		return err
	}
	if !o.Offered {
		return fault.New(fault.WrongState)
	}
	v, err := visit.ReadIn(tx.Tx, visitID)
	if err != nil {
		return err
	}
	s, _, err := settingsIn(tx.Tx)
	if err != nil {
		return err
	}
	c, err := clinicIn(tx.Tx)
	if err != nil {
		return err
	}
	if err := queueIn(tx, s, c, news{kind: CallUp, patientID: v.PatientID, about: visitID, day: v.Day, asks: true, state: Asked,
		due: tx.Now, expires: c.at(v.Day, "23:59")}); err != nil {
		return err
	}
	tx.Subject("visit", visitID)
	return nil
}

// callUps lets those go out whose turn has almost come, and ends those of people who
// were called or have gone.
func (r *Room) callUps(ctx context.Context, s MessageSettings) error {
	type step struct {
		row
		now bool
	}
	var steps []step
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		asked, err := rowsIn(tx, `WHERE m.state = 'asked' ORDER BY m.queued_at, m.id`)
		if err != nil || len(asked) == 0 {
			return err
		}
		ahead, err := queue.AllAheadIn(tx)
		if err != nil {
			return err
		}
		for _, m := range asked {
			a, ok := ahead[m.AboutID]
			switch {
			case !ok || a.Status != visit.EntryWaiting || !tx.Now.Before(m.Expires):
				steps = append(steps, step{m, false})
			case a.Before <= s.CallUpBefore:
				steps = append(steps, step{m, true})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, one := range steps {
		err := r.act(ctx, "message.queue", one.PatientID, func(tx *act.Tx) error {
			m, err := oneIn(tx.Tx, one.ID)
			if err != nil || m.State != Asked {
				tx.Subject("message", one.ID)
				return err
			}
			m.State, m.Reason, m.Settled = Over, "turn", tx.Now
			if one.now {
				m.State, m.Reason, m.Due, m.Expires = Waiting, "", tx.Now, tx.Now.Add(callUpLasts)
			}
			return changed(tx, m)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
