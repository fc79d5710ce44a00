package staff

import (
	"context"
	"database/sql"
	"errors"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/factor"
	"karete/server/fault"
	"karete/server/id"
)

// Rescue lets a manager in again who lost the password or the second factor and
// whom no other manager can help: it gives them a one-time password, takes their PIN
// and their second factors and ends their sessions. It is for whoever holds the box and the
// key to its data, at its console. Errors: not-found for anybody but a manager who
// works here.
func (r *Room) Rescue(ctx context.Context, username string) (Issued, error) {
	password, secret, err := r.OneTime(ctx)
	if err != nil {
		return Issued{}, err
	}
	var over []string
	issued, err := r.issue(ctx, access.TheBox(), act.Command{ID: id.New(), Action: "staff.rescue"}, password, func(tx *act.Tx) error {
		var staffID string
		err := tx.QueryRow(`SELECT id FROM staff WHERE username = ?`, foldUsername(username)).Scan(&staffID)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound)
		}
		if err != nil {
			return wrap("staff", err)
		}
		who, err := In(tx.Tx, staffID)
		if err != nil {
			return err
		}
		if !isAdmin(who.Active, who.Roles) {
			return fault.New(fault.NotFound)
		}
		tx.Subject("staff", staffID)
		if err := setSecret(tx.Tx, staffID, secret); err != nil {
			return err
		}
		if err := dropPIN(tx.Tx, staffID); err != nil {
			return err
		}
		if _, err := factor.RemoveAllIn(tx.Tx, staffID); err != nil {
			return err
		}
		over, err = endSessions(tx.Tx, staffID, "")
		return err
	})
	if err != nil {
		return Issued{}, err
	}
	r.ended(over)
	return issued, nil
}

// ManagersIn lists the user names of those who can be rescued.
func ManagersIn(tx *db.Tx) ([]string, error) {
	list, err := ListIn(tx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, s := range list {
		if isAdmin(s.Active, s.Roles) {
			names = append(names, s.Username)
		}
	}
	return names, nil
}
