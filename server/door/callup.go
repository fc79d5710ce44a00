package door

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/notify"
	"karete/server/visit"
)

// DoorCallUp asks for a message when it is almost their turn.
type DoorCallUp struct {
	ID string `json:"id" format:"uuid"`
}

// CallUp asks for it. Faults: door-closed; not-found when they are not here; wrong-state
// when it is not offered.
func (r *Room) CallUp(ctx context.Context, who access.Actor, in DoorCallUp, at At) (DoorView, error) {
	c := act.Command{ID: in.ID, Action: "door.callUp", PatientID: who.ID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		if err := knownIn(tx.Tx, who.ID); err != nil {
			return err
		}
		v, err := visit.OpenIn(tx.Tx, who.ID)
		if err != nil {
			return err
		}
		tx.About(who.ID, v.ID)
		return notify.AskCallUpIn(tx, v.ID)
	}, func(tx *db.Tx, _ string) (DoorView, error) { return r.viewIn(tx, who.ID, at) })
}
