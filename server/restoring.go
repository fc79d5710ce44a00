package server

import (
	"context"
	"errors"
	"io"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/access"
	"karete/server/backup/media"
	"karete/server/backup/restore"
	"karete/server/id"
	"karete/server/seal"
	"karete/server/setup"
)

// counter is the desk at which backups are brought back: it lets in whoever may set
// the box up.
type counter struct {
	door *setup.Door
	desk *restore.Desk
}

func (s *Server) newCounter() counter {
	return counter{setup.NewDoor(), restore.NewDesk(restore.Options{
		Dir: s.cfg.Data, Media: media.Finder{Places: s.cfg.Sticks}, House: makingWay{s}, Log: s.log, Now: s.clock.Now, Database: s.keys.Database,
	})}
}

func (c counter) State(ctx context.Context, v setup.Visitor, commandID string) (out restore.RestoreState, err error) {
	if err = c.door.Admit(v); err == nil {
		out, err = c.desk.State(ctx, commandID)
	}
	return out, err
}

func (c counter) Upload(ctx context.Context, v setup.Visitor, name string, size int64, from io.Reader) (out restore.BackupCopy, err error) {
	if err = c.door.Admit(v); err == nil {
		out, err = c.desk.Upload(ctx, name, size, from)
	}
	return out, err
}

func (c counter) Open(ctx context.Context, v setup.Visitor, in restore.OpenBackup) (out restore.OpenedBackup, err error) {
	if err = c.door.Admit(v); err == nil {
		out, err = c.desk.Open(ctx, in)
	}
	return out, err
}

func (c counter) Begin(ctx context.Context, v setup.Visitor, in restore.BeginRestore) (out restore.RestoreState, err error) {
	if err = c.door.Admit(v); err == nil {
		out, err = c.desk.Begin(ctx, in)
	}
	return out, err
}

// makingWay is the server as the desk sees it.
type makingWay struct{ *Server }

func (m makingWay) Clinic(ctx context.Context) (bool, error) {
	h := m.home()
	if h == nil {
		return m.damage.Load() == nil, nil // sealed: nothing is brought back over records that somebody can open
	}
	return h.rooms.Setup.Done(ctx)
}

func (m makingWay) Damage() *seal.Damage { return m.damage.Load() }

// Here reads what can be read of damaged records. What cannot is no error: somebody
// is asked instead.
func (m makingWay) Here(ctx context.Context, secret keyring.Secret) (here *db.DB, leave func(), err error) {
	if h := m.home(); h != nil {
		return h.db, func() {}, nil
	}
	m.changing.Lock() // until it is left: nobody may open what is looked at
	looking, err := restore.Look(ctx, m.cfg.Data, append(m.keys.OwnSecrets(), secret)...)
	if err != nil {
		m.log.Info("the damaged records cannot be compared with the backup", "cause", err)
		m.changing.Unlock()
		return nil, func() {}, nil
	}
	return looking.DB, func() {
		if err := looking.Close(); err != nil {
			m.log.Warn("the damaged records were not closed", "cause", err)
		}
		m.changing.Unlock()
	}, nil
}

// Replace closes the house, has install put other records in its place, and opens
// them. When it fails before they count, the house opens as it was.
func (m makingWay) Replace(ctx context.Context, secret keyring.Secret, autoUnlock bool, install func() error) (restore.Restored, error) {
	s := m.Server
	s.changing.Lock()
	defer s.changing.Unlock()
	p := &pause{s, make(chan struct{})}
	defer close(p.done)
	if h := s.home(); h != nil {
		if err := errors.Join(s.leave(h, p), h.vault.Close()); err != nil {
			s.log.Warn("the records that make way were not closed as they should be", "cause", err)
		}
	} else {
		s.empties(s.put(p))
	}
	s.keys.Lock()
	s.net.door.Seal()
	err := install()
	if restore.Pending(s.cfg.Data) { // it counts: once more, for a disk that failed for a moment
		if _, again := restore.Settle(s.cfg.Data); again != nil {
			s.put(s.damagedEdge())
			return restore.Restored{}, errors.Join(err, again)
		}
		err = nil
	}
	if err != nil {
		return restore.Restored{}, errors.Join(err, s.asBefore(ctx))
	}
	h, err := s.brought(ctx, secret)
	if err != nil {
		s.keys.Lock()
		s.meets(err)
		s.put(s.shut())
		s.watch()
		return restore.Restored{}, err
	}
	s.damage.Store(nil)
	s.enter(h)
	return s.choose(ctx, h, autoUnlock)
}

// brought opens the records that were installed.
func (s *Server) brought(ctx context.Context, secret keyring.Secret) (*house, error) {
	if err := s.keys.Open(ctx, secret, "page"); err != nil {
		return nil, err
	}
	return s.openHouse(ctx)
}

// asBefore opens what was not replaced.
func (s *Server) asBefore(ctx context.Context) error {
	next := s.shut()
	opened, err := s.keys.OpenByBox(ctx)
	if opened && s.damage.Load() == nil {
		h, failed := s.openHouse(ctx)
		if failed == nil {
			s.enter(h)
			return err
		}
		err = errors.Join(err, failed)
	}
	s.keys.Lock()
	s.put(next)
	return err
}

// choose gives the box a key of its own where somebody wants that, and says how it
// is.
func (s *Server) choose(ctx context.Context, h *house, autoUnlock bool) (restore.Restored, error) {
	var out restore.Restored
	if h.restored != nil {
		out = *h.restored
	}
	var err error
	if autoUnlock && !h.rooms.Keys.Opens() {
		_, err = h.rooms.Keys.Add(ctx, access.TheBox(), seal.AddKey{ID: id.New(), Kind: keyring.Box})
	}
	out.AutoUnlock = h.rooms.Keys.Opens()
	if err != nil { // everything else is done: it can be chosen again on the page of the keys
		s.log.Error("the box did not get a key of its own", "cause", err)
	}
	return out, nil
}

// entered journals a restore before anybody comes in. A disk that takes no write does
// not keep the clinic shut: the next start does it.
func (h *house) entered(ctx context.Context, keys *seal.Keeper) {
	if _, found, err := restore.Left(h.cfg.Data); err != nil || !found {
		if err != nil {
			h.log.Error("what was brought back cannot be written into the journal", "cause", err)
		}
		return
	}
	had, err := keys.DropBox()
	if err != nil {
		h.log.Warn("the slot of another box's own key was not dropped", "cause", err)
	}
	out, done, err := restore.Enter(ctx, h.rooms.Gate, h.cfg.Data)
	if err != nil {
		h.log.Error("that the records were brought back is not in the journal yet", "cause", err)
		return
	}
	if done {
		out.HadOwnKey = had
		h.restored = &out
	}
}
