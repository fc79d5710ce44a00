package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"karete/server/backup/restore"
	"karete/server/clock"
	"karete/server/demo"
	"karete/server/id"
	"karete/server/seal"
	"karete/server/setup"
	"karete/server/trust"
	"karete/server/upgrade"
	"karete/server/web"
	"karete/ui"
)

// DatabaseFile is the clinic's database inside its data folder.
const DatabaseFile = "karete.db"

// Config is what a server is made from. Every field but Data may be empty.
type Config struct {
	Data    string           // the folder with the clinic's data; made when absent
	HTTP    string           // address of plain http; "" is localhost:8080
	HTTPS   string           // address of https; "" is none
	Version string           // shown to people
	Now     func() time.Time // nil is the system's clock
	Machine clock.Machine    // whose clock it is instead, for tests of one that jumps
	NewID   func() id.ID     // nil is id.New; a demo's come from its seed
	Random  io.Reader        // nil is crypto/rand; of card tokens, for a demo
	Log     *slog.Logger     // nil is slog.Default()
	Limits  Limits           // of one connection
	Drill   bool             // the data are a backup that is looked at: nobody changes anything, no job runs
	Stay    bool             // stay up when the records are damaged, so that a backup can be brought back
	Sticks  []string         // patterns of folders where sticks for backups turn up; nil: the system is asked
	Seal    seal.Options     // cheaper keys, and where sticks turn up, for tests
	Upgrade upgrade.Options  // Program: the file of the running program, "" for a command; the rest for tests
}

// Server is the clinic's server, wired and ready to listen.
type Server struct {
	cfg     Config
	log     *slog.Logger
	screens http.Handler
	net     *network
	keys    *seal.Keeper
	clock   *clock.Clock
	folder  io.Closer               // this process has the folder until it closes it; may be nil
	program *upgrade.Run            // nil when the folder is not this program's to work on
	front   atomic.Pointer[guarded] // who answers under /api now
	counter counter                 // where backups are brought back
	damage  atomic.Pointer[seal.Damage]

	changing sync.Mutex            // one opening or closing of the house at a time
	open     atomic.Pointer[house] // nil while there is none
	serving  context.Context       // of the jobs; nil until Serve

	background sync.WaitGroup     // what goes on after an answer
	watching   context.Context    // of waiting for a key stick; nil until Serve
	stop       context.CancelFunc // ends that
	awaiting   atomic.Bool        // a stick is waited for
}

// New opens the data and wires the rooms. It does not listen yet. Errors are in
// words for the person at the console.
func New(ctx context.Context, cfg Config) (*Server, error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.HTTP == "" {
		cfg.HTTP = "localhost:8080"
	}
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder cannot be made: %w", err)
	}
	screens, err := web.New(ui.Dist)
	if err != nil {
		return nil, err
	}
	boxClock := clock.New(cfg.Now)
	if cfg.Machine != nil {
		boxClock = clock.On(cfg.Machine)
	}
	network := newNetwork(cfg, boxClock.Now, cfg.Log)
	screens.Pictures = network.probes
	screens.Clips = web.Clips(filepath.Join(cfg.Data, "clips"))
	folder, err := Occupy(cfg.Data)
	if err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, log: cfg.Log, screens: screens, net: network, clock: boxClock, folder: folder}
	if cfg.Seal.Log == nil {
		cfg.Seal.Log = cfg.Log
	}
	finished, err := restore.Settle(cfg.Data)
	if finished {
		s.log.Info("a restore that was cut short is finished")
	}
	if err == nil {
		err = s.admit()
	}
	if err == nil {
		if s.keys, err = seal.New(cfg.Data, cfg.Seal); err == nil {
			s.counter = s.newCounter()
			if err = s.find(ctx); s.meets(err) && cfg.Stay {
				s.put(s.damagedEdge())
				err = nil
			}
			if err == nil {
				err = s.settle(ctx)
			}
		}
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// home is the open house.
func (s *Server) home() *house { return s.open.Load() }

// begin runs the jobs of the house from now on.
func (s *Server) begin(ctx context.Context) {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.serving = ctx
	s.watching, s.stop = context.WithCancel(ctx)
	if h := s.home(); h != nil {
		h.start(ctx)
	}
	s.watch()
}

// Ways are how others reach the box over TLS; none when it listens on this machine
// only.
func (s *Server) Ways() ([]trust.Way, error) {
	page, err := s.net.door.Page("")
	return page.Ways, err
}

// endStreams ends the open streams of events; those who read will ask again.
func (s *Server) endStreams() {
	if h := s.home(); h != nil {
		h.rooms.Events.Close()
	}
}

// Keys are the manager's view of the key slots; nil while the records are sealed.
func (s *Server) Keys() *seal.Room {
	h := s.home()
	if h == nil {
		return nil
	}
	return h.rooms.Keys
}

// SetupCode opens the wizard from another device; "" once the clinic is set up,
// and while it is sealed.
func (s *Server) SetupCode(ctx context.Context) (string, error) {
	h := s.home()
	if h == nil {
		if s.damage.Load() != nil {
			return s.counter.door.Code(), nil
		}
		return "", nil
	}
	room := h.rooms.Setup
	done, err := room.Done(ctx)
	if done || err != nil {
		return "", err
	}
	return room.Code(), nil
}

// Close signs the journal's head, closes the data and leaves the folder.
func (s *Server) Close() error {
	if s.stop != nil {
		s.stop()
	}
	s.background.Wait()
	if s.counter.desk != nil {
		s.counter.desk.Close()
	}
	s.changing.Lock()
	defer s.changing.Unlock()
	var err error
	if h := s.open.Swap(nil); h != nil {
		h.rooms.Events.Close()
		err = errors.Join(h.close(), h.vault.Close())
	}
	if s.keys != nil {
		s.keys.Lock()
	}
	err = errors.Join(err, s.program.Close()) // while the folder is this process's
	if s.folder != nil {
		err = errors.Join(err, s.folder.Close())
		s.folder = nil
	}
	return err
}

// SetUp founds the clinic of a file of answers.
func (s *Server) SetUp(ctx context.Context, answers setup.Answers) (setup.Founded, error) {
	h, err := s.inside()
	if err != nil {
		return setup.Founded{}, err
	}
	out, err := h.rooms.Setup.Apply(ctx, answers)
	if err != nil {
		return setup.Founded{}, err
	}
	return out, s.settle(ctx)
}

// inside is the open house. The error is in words.
func (s *Server) inside() (*house, error) {
	if h := s.home(); h != nil {
		return h, nil
	}
	return nil, errors.New("the records are sealed")
}

// Demo fills an empty box with a made-up clinic and answers with its sign-ins. The
// clock and the source are those the server was made with.
func (s *Server) Demo(ctx context.Context, c *demo.Clock, source *demo.Source, plan demo.Plan) (string, error) {
	h, err := s.inside()
	if err != nil {
		return "", err
	}
	r := h.rooms
	return demo.Fill(ctx, demo.Rooms{Gate: r.Gate, Facility: r.Facility, Setup: r.Setup, Staff: r.Staff, Reception: r.Reception, Cards: r.Cards,
		Visits: r.Visits, Appointments: r.Appointments, Queue: r.Queue, Triage: r.Triage, Encounters: r.Encounters, Charts: r.Charts, Paper: r.Downtime}, c, source, plan)
}
