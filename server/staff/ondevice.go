package staff

import (
	"context"

	"karete/db"
)

// EndOnDeviceIn ends the sessions on a device inside another act and lists them:
// Ended must be told of them when the act is done.
func EndOnDeviceIn(tx *db.Tx, deviceID string) ([]string, error) {
	return deleteReturning(tx, `DELETE FROM session WHERE device_id = ? RETURNING id`, deviceID)
}

// EndIn ends one session inside another act, like EndOnDeviceIn.
func EndIn(tx *db.Tx, sessionID string) ([]string, error) {
	return deleteReturning(tx, `DELETE FROM session WHERE id = ? RETURNING id`, sessionID)
}

// Sit makes a session one of the device that it is found on.
func (r *Room) Sit(ctx context.Context, sessionID, deviceID string) error {
	err := r.gate.DB().Write(ctx, func(tx *db.Tx) error { return SitIn(tx, sessionID, deviceID) })
	if err == nil {
		r.Moved(sessionID)
	}
	return err
}

// SitIn moves a session to a device inside another act, or to none. Moved must be
// told when the act is done.
func SitIn(tx *db.Tx, sessionID, deviceID string) error {
	_, err := tx.Exec(`UPDATE session SET device_id = ? WHERE id = ?`, deviceID, sessionID)
	return wrap("session", err)
}

// Ended has everybody who asked know that sessions are over whose rows are gone,
// or streams of devices by the name that access.EnrolledDevice gives them.
func (r *Room) Ended(sessionIDs []string) { r.ended(sessionIDs) }

// Moved has the next request of a session read again where it is.
func (r *Room) Moved(sessionID string) { r.sessions.forget(among([]string{sessionID})) }
