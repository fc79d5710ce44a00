package server

import (
	"context"
	"errors"
	"net/http"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/api"
	"karete/server/fault"
	"karete/server/seal"
)

// DamageError is records that no key opens: they are gone, or not as the box wrote
// them. The error is in words for the person at the console.
type DamageError struct {
	seal.Damage
	cause error
}

func (e *DamageError) Error() string { return e.cause.Error() }
func (e *DamageError) Unwrap() error { return e.cause }

func (s *Server) gone(part, file string, cause error) error {
	return &DamageError{seal.Damage{Part: part, Gone: true, File: file, Found: s.clock.Now()}, cause}
}

// damageOf is what an error of opening the records says of them; nil when it says
// nothing of that kind.
func (s *Server) damageOf(err error) *seal.Damage {
	var known *DamageError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		d := known.Damage
		return &d
	case errors.Is(err, keyring.ErrBroken):
		return &seal.Damage{Part: "keys", File: keyring.MainFile, Found: s.clock.Now()}
	case errors.Is(err, db.ErrCorrupt):
		return &seal.Damage{Part: "database", File: DatabaseFile, Found: s.clock.Now()}
	}
	return nil
}

// meets remembers the damage that an error tells of.
func (s *Server) meets(err error) bool {
	d := s.damageOf(err)
	if d == nil {
		return false
	}
	s.log.Error("the records cannot be opened: bring the last good backup back", "part", d.Part, "file", d.File, "gone", d.Gone, "cause", err)
	s.damage.Store(d)
	return true
}

// Damage is why no key opens the records; nil when nothing is known of any.
func (s *Server) Damage() *seal.Damage { return s.damage.Load() }

// shut answers while there is no house: the sealed page, or what is damaged and how
// to bring a backup back.
func (s *Server) shut() http.Handler {
	if s.damage.Load() != nil {
		return s.damagedEdge()
	}
	return s.sealedEdge()
}

func (s *Server) damagedEdge() http.Handler {
	return api.NewDamaged(atTheRuin{s}, s.counter, s.cfg.Limits.Body, s.cfg.Version, s.log).Handler()
}

// atTheRuin says what is damaged. It takes no key: none helps.
type atTheRuin struct{ *Server }

func (r atTheRuin) Read(string) seal.Sealed {
	return seal.Sealed{Sealed: true, Kinds: []string{}, Damage: r.damage.Load()}
}

func (atTheRuin) Unlock(context.Context, string, seal.Unlock) error { return fault.New(fault.Damaged) }
