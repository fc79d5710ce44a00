package server

import (
	"log/slog"
	"net/http"
	"testing"
)

// Whoever says nothing about limits gets a clinic's, and never none.
func TestEveryLimitHasADefault(t *testing.T) {
	t.Parallel()
	s := Limits{}.server(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= s.ReadHeaderTimeout || s.WriteTimeout <= s.ReadTimeout || s.IdleTimeout <= 0 || s.MaxHeaderBytes <= 0 {
		t.Errorf("%+v", s)
	}
}
