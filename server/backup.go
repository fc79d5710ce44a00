package server

import (
	"context"

	"karete/server/backup"
)

// Backup makes a backup in a folder, signed and proved. The error is in words.
func (s *Server) Backup(ctx context.Context, dir string) (backup.Backup, error) {
	h, err := s.inside()
	if err != nil {
		return backup.Backup{}, err
	}
	return h.rooms.Backups.To(ctx, dir)
}
