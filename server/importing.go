package server

import (
	"karete/server/legacy"
)

// Imports is the room of old registers. The error is in words.
func (s *Server) Imports() (*legacy.Room, error) {
	h, err := s.inside()
	if err != nil {
		return nil, err
	}
	return h.rooms.Imports, nil
}
