package server

import (
	"context"

	"karete/db"
	"karete/server/staff"
)

// Rescue lets the manager of that user name in again by a one-time password,
// without a second factor. It is for the console of a box whose records are open,
// when no other manager can help.
func (s *Server) Rescue(ctx context.Context, username string) (staff.Issued, error) {
	h, err := s.inside()
	if err != nil {
		return staff.Issued{}, err
	}
	return h.rooms.Staff.Rescue(ctx, username)
}

// Managers are the user names that Rescue takes.
func (s *Server) Managers(ctx context.Context) (names []string, err error) {
	h, err := s.inside()
	if err != nil {
		return nil, err
	}
	err = h.db.Read(ctx, func(tx *db.Tx) error {
		names, err = staff.ManagersIn(tx)
		return err
	})
	return names, err
}
