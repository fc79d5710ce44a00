package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"karete/db/journal"
	"karete/db/vault"
	"karete/db/vault/keyring"
	"karete/server/api"
	"karete/server/fault"
	"karete/server/seal"
)

func (s *Server) database() string { return filepath.Join(s.cfg.Data, DatabaseFile) }

// find opens the house when the box has its own key, or begins a new one. A folder
// whose key somebody must bring stays sealed.
func (s *Server) find(ctx context.Context) error {
	there, err := s.there()
	if err != nil {
		return err
	}
	if !s.keys.Known() {
		// A clinic from before encryption keeps its key on the box until its manager
		// decides; a new one, until it is set up.
		if err := s.keys.Found(ctx, !there); err != nil {
			return err
		}
		return s.unseal(ctx)
	}
	switch opened, err := s.keys.OpenByBox(ctx); {
	case err != nil:
		return fmt.Errorf("the key of the records: %w", err)
	case opened:
		return s.unseal(ctx)
	}
	s.put(s.sealedEdge())
	return nil
}

// there reports whether there is a database. The error is in words where a clinic
// was and its database or its keys are not there any more: new ones in their place
// would look as if nothing had happened.
func (s *Server) there() (bool, error) {
	path := s.database()
	info, err := os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("the database cannot be looked at: %w", err)
	}
	if err == nil && info.Size() > 0 {
		plain, err := vault.Plain(path)
		if err == nil && !plain && !s.keys.Known() {
			err = s.gone("keys", keyring.MainFile, fmt.Errorf("%s is gone: put it, or %s, back from a backup; without it nobody can read the records", filepath.Join(s.cfg.Data, keyring.MainFile), keyring.CopyFile))
		}
		return true, err
	}
	switch {
	case !s.used():
		return false, nil // nobody has started here yet, or no further than that
	case err == nil:
		return false, s.gone("database", DatabaseFile, fmt.Errorf("%s is empty; put the last good copy of it there", path))
	}
	return false, s.gone("database", DatabaseFile, fmt.Errorf("%s is gone; put the last good copy of it there", path))
}

// used reports whether somebody has worked in the folder, by what stands beside
// the database.
func (s *Server) used() bool {
	for _, left := range []string{journal.VerifierFile, journal.KeyFile} {
		if _, err := os.Stat(filepath.Join(s.cfg.Data, left)); err == nil {
			return true
		}
	}
	return s.keys.Peopled()
}

// unseal opens the house with the keys in hand.
func (s *Server) unseal(ctx context.Context) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	if s.home() != nil {
		return nil
	}
	h, err := s.openHouse(ctx)
	if err != nil {
		s.keys.Lock()
		if s.front.Load() != nil && s.meets(err) { // somebody opened the sealed page
			s.put(s.damagedEdge())
			return fault.New(fault.Damaged).Because(err)
		}
		s.watch()
		return err
	}
	s.enter(h)
	if err := h.rooms.Keys.Opened(ctx); err != nil {
		s.log.Error("the opening of the records was not journalled", "cause", err)
	}
	if s.serving != nil {
		s.inBackground(notSettled, s.settle)
	}
	return nil
}

// enter has the house answer from now on.
func (s *Server) enter(h *house) {
	s.open.Store(h)
	s.put(h.edge)
	if s.serving != nil {
		h.start(s.serving)
	}
}

// leave closes the house once those inside have gone, with next in its place. Its
// vault stays.
func (s *Server) leave(h *house, next http.Handler) error {
	h.rooms.Events.Close() // the streams would hold it up
	s.empties(s.put(next))
	s.open.Store(nil)
	return h.close()
}

// Sealed reports whether somebody must open the records.
func (s *Server) Sealed() bool { return s.home() == nil }

// Open opens the records with a key that a command was given. Errors: those of
// keyring, or in words.
func (s *Server) Open(ctx context.Context, secret keyring.Secret) error {
	if err := s.keys.Open(ctx, secret, "command"); err != nil {
		return err
	}
	if err := s.unseal(ctx); err != nil {
		return err
	}
	return s.settle(ctx)
}

// Seal closes the records and forgets their key, until somebody opens them.
func (s *Server) Seal() error {
	s.changing.Lock()
	defer s.changing.Unlock()
	h := s.home()
	if h == nil {
		return nil
	}
	err := errors.Join(s.leave(h, s.sealedEdge()), h.vault.Close())
	s.keys.Lock()
	s.net.door.Seal()
	s.watch()
	return err
}

// Rekey gives the records another key of their own. The house closes for as long
// as they are written anew; requests wait, sessions last.
func (s *Server) Rekey(ctx context.Context) error {
	h, err := s.inside()
	if err != nil {
		return err
	}
	if err := h.rooms.Keys.Rekeying(ctx); err != nil {
		return err
	}
	return s.rekey(ctx)
}

func (s *Server) rekey(ctx context.Context) error {
	return s.reopened(ctx, func(v *vault.Vault) error { return s.keys.Renew(ctx, v, s.database()) })
}

const notSettled = "the box's own key was not taken away; the next opening tries again"

// settle takes the box's own key away when the clinic is set up and does not want
// one: it lay on the card while that was done, so the records get another.
func (s *Server) settle(ctx context.Context) error {
	h := s.home()
	if h == nil || !s.keys.Temporary() {
		return nil
	}
	if done, err := h.rooms.Setup.Done(ctx); !done || err != nil {
		return err
	}
	return s.reopened(ctx, func(v *vault.Vault) error { return s.keys.Disown(ctx, v, s.database()) })
}

// reopened closes the house, has change work on its files, and opens it again.
func (s *Server) reopened(ctx context.Context, change func(*vault.Vault) error) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	h := s.home()
	if h == nil {
		return nil
	}
	p := &pause{s, make(chan struct{})}
	defer close(p.done)
	err := errors.Join(s.leave(h, p), change(h.vault))
	again, failed := s.openHouse(ctx)
	if failed != nil {
		s.keys.Lock()
		s.net.door.Seal()
		s.put(s.sealedEdge())
		s.watch()
		return errors.Join(err, failed)
	}
	s.enter(again)
	return err
}

// inBackground runs what goes on after an answer; Close waits for it.
func (s *Server) inBackground(what string, f func(context.Context) error) {
	s.background.Go(func() {
		if err := f(context.Background()); err != nil {
			s.log.Error(what, "cause", err)
		}
	})
}

// hooks is the house as its rooms see it.
type hooks struct{ *Server }

func (h hooks) Rekey() { h.inBackground("the records did not get another key", h.rekey) }
func (h hooks) Seal() {
	h.inBackground("sealing", func(context.Context) error { return h.Server.Seal() })
}

func (h hooks) founded() {
	if h.serving != nil { // a command settles by itself
		h.inBackground(notSettled, h.settle)
	}
}

// watch waits for a key stick while the box is sealed.
func (s *Server) watch() {
	if s.watching == nil || s.home() != nil || !s.awaiting.CompareAndSwap(false, true) {
		return
	}
	s.background.Go(func() {
		defer s.awaiting.Store(false)
		for s.keys.Watch(s.watching) {
			err := s.unseal(context.WithoutCancel(s.watching))
			if err == nil {
				return
			}
			s.log.Error("the records did not open with the key on the stick", "cause", err)
			if !wait(s.watching, time.Minute) { // the stick is still there, and so is the trouble
				return
			}
		}
	})
}

// sealedEdge answers while nobody has opened the records.
func (s *Server) sealedEdge() http.Handler {
	edge := api.NewSealed(atTheDoor{s}, s.cfg.Limits.Body, s.cfg.Version, s.log)
	return edge.Handler()
}

// atTheDoor takes keys at the sealed page.
type atTheDoor struct{ *Server }

// Read says sealed until the house stands: the key may be in hand, or not yet
// forgotten, a moment before.
func (d atTheDoor) Read(from string) seal.Sealed {
	s := d.keys.Read(from)
	s.Sealed = d.Sealed()
	return s
}

func (d atTheDoor) Unlock(ctx context.Context, from string, in seal.Unlock) error {
	if err := d.keys.Try(ctx, from, in); err != nil {
		return err
	}
	// Whoever hangs up now has opened it all the same.
	return d.unseal(context.WithoutCancel(ctx))
}
