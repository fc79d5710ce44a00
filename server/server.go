package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/act"
	"karete/server/api"
	"karete/server/audit"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/clock"
	"karete/server/demo"
	"karete/server/encounter"
	"karete/server/event"
	"karete/server/facility"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/report"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/visit"
	"karete/server/web"
	"karete/ui"
)

// DatabaseFile is the clinic's database inside its data folder.
const DatabaseFile = "karete.db"

// Config is what a server is made from. Every field but Data may be empty.
type Config struct {
	Data    string           // the folder with the clinic's data; made when absent
	HTTP    string           // address of plain http; "" is localhost:8080
	Version string           // shown to people
	Now     func() time.Time // nil is the system's clock
	NewID   func() id.ID     // nil is id.New; a demo's come from its seed
	Random  io.Reader        // nil is crypto/rand; of card tokens, for a demo
	Log     *slog.Logger     // nil is slog.Default()
	Limits  Limits           // of one connection
}

// Server is the clinic's server, wired and ready to listen.
type Server struct {
	cfg     Config
	log     *slog.Logger
	db      *db.DB
	key     journal.Key
	rooms   api.Rooms
	handler http.Handler
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
	if err := lost(cfg.Data); err != nil {
		return nil, err
	}
	now := clock.New(cfg.Now)
	d, err := db.Open(ctx, db.Options{Path: filepath.Join(cfg.Data, DatabaseFile), Clock: now.Now})
	if err != nil {
		return nil, fmt.Errorf("the database cannot be opened: %w", err)
	}
	s := &Server{cfg: cfg, log: cfg.Log, db: d}
	if err := s.wire(ctx, now); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return s, nil
}

// lost is an error where a clinic was and its database is not there any more: a
// new one in its place would look as if nothing had happened.
func lost(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, journal.KeyFile)); errors.Is(err, fs.ErrNotExist) {
		return nil // nobody has started here yet
	}
	path := filepath.Join(dir, DatabaseFile)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s is gone; put the last good copy of it there", path)
	case err != nil:
		return fmt.Errorf("the database cannot be looked at: %w", err)
	case info.Size() == 0:
		return fmt.Errorf("%s is empty; put the last good copy of it there", path)
	}
	return nil
}

func (s *Server) wire(ctx context.Context, now *clock.Clock) error {
	var err error
	if s.key, err = boxKey(s.cfg.Data); err != nil {
		return fmt.Errorf("the box's key cannot be read: %w", err)
	}
	if err := s.look(ctx, now); err != nil {
		return err
	}
	gate := act.NewGate(s.db, act.Options{Clock: now, Log: s.log, NewID: s.cfg.NewID})
	people := staff.New(gate, staff.Options{Clock: now})
	events := event.New(s.db, event.Options{Log: s.log})
	people.OnEnd(events.EndSessions)
	patients := patient.New(gate)
	cards := card.New(gate)
	if s.cfg.Random != nil {
		cards = card.NewFrom(gate, s.cfg.Random)
	}
	s.rooms = api.Rooms{
		DB: s.db, Gate: gate, Clock: now, Events: events,
		Facility: facility.New(gate), Staff: people, Setup: setup.New(gate, people),
		Patients: patients, Cards: cards, Reception: reception.New(gate, patients),
		Visits: visit.New(gate), Queue: queue.New(gate),
		Triage: triage.New(gate), Encounters: encounter.New(gate), Charts: chart.New(gate),
		Reports: report.New(gate), Audit: audit.New(gate),
		BodyTime: s.cfg.Limits.Body,
	}
	screens, err := web.New(ui.Dist)
	if err != nil {
		return err
	}
	edge := api.New(s.rooms, s.cfg.Version, s.log).Handler()
	s.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" || strings.HasPrefix(r.URL.Path, "/api/") {
			edge.ServeHTTP(w, r)
			return
		}
		screens.ServeHTTP(w, r)
	})
	return nil
}

// boxKey is the key this box signs with, made at its first start.
func boxKey(dir string) (journal.Key, error) {
	key, err := journal.LoadKey(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return journal.NewKey(dir, "karete/"+id.New())
	}
	return key, err
}

// look holds the clock against the newest entry, and the end of the journal
// against what was signed. Neither stops the clinic: a doubtful time is marked in
// every entry, and damage is for `karete check` to name.
func (s *Server) look(ctx context.Context, now *clock.Clock) error {
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		last, ok, err := journal.Last(tx)
		if err == nil && ok {
			now.Compare(last.RecordedAt)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("the journal cannot be read: %w", err)
	}
	report, err := journal.VerifyHead(ctx, s.db, s.key.Verifier, lookedAt)
	if err != nil {
		return fmt.Errorf("the journal cannot be read: %w", err)
	}
	for _, f := range report.Findings {
		s.log.Error("the journal is not as it was signed: run karete check", "code", f.Code, "seq", f.Seq)
	}
	return nil
}

// lookedAt is how many entries at the end of the journal are verified at each
// start: enough for what a power cut may touch, few enough for no one to wait.
const lookedAt = 64

// Handler answers as the server does, for tests that need no socket.
func (s *Server) Handler() http.Handler { return s.handler }

// Listen binds the address; Serve answers on it. Between the two the address is
// known, even when port 0 was asked for.
func (s *Server) Listen() (net.Listener, error) {
	l, err := net.Listen("tcp", s.cfg.HTTP)
	if err != nil {
		return nil, fmt.Errorf("the address %s cannot be used: %w", s.cfg.HTTP, err)
	}
	return l, nil
}

// SetupCode opens the wizard from another device; "" once the clinic is set up.
func (s *Server) SetupCode(ctx context.Context) (string, error) {
	done, err := s.rooms.Setup.Done(ctx)
	if done || err != nil {
		return "", err
	}
	return s.rooms.Setup.Code(), nil
}

// graceful is how long requests under way have to end when the server stops.
const graceful = 5 * time.Second

// Serve answers until ctx ends, then lets requests under way finish, signs the
// journal's head and closes the data.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	jobs := s.start(background)
	server := s.cfg.Limits.server(s.handler, s.log)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		s.rooms.Events.Close() // the streams would hold the stop up
		grace, cancel := context.WithTimeout(background, graceful)
		if server.Shutdown(grace) != nil {
			s.log.Warn("a request did not end in time and was cut off")
			err = server.Close()
		}
		cancel()
	}
	stop()
	jobs.Wait()
	return errors.Join(err, s.Close())
}

// Close signs the journal's head and closes the data.
func (s *Server) Close() error {
	ctx := context.Background()
	s.rooms.Events.Close()
	if err := s.rooms.Gate.Settle(ctx); err != nil {
		s.log.Error("openings of records could not be journalled before the stop", "cause", err)
	}
	return errors.Join(s.sign(ctx), s.db.Close())
}

// SetUp founds the clinic of a file of answers.
func (s *Server) SetUp(ctx context.Context, answers setup.Answers) (setup.Founded, error) {
	return s.rooms.Setup.Apply(ctx, answers)
}

// Demo fills an empty box with a made-up clinic and answers with its sign-ins. The
// clock and the source are those the server was made with.
func (s *Server) Demo(ctx context.Context, c *demo.Clock, source *demo.Source, plan demo.Plan) (string, error) {
	r := s.rooms
	return demo.Fill(ctx, demo.Rooms{Gate: r.Gate, Facility: r.Facility, Setup: r.Setup, Staff: r.Staff, Reception: r.Reception, Cards: r.Cards,
		Visits: r.Visits, Queue: r.Queue, Triage: r.Triage, Encounters: r.Encounters, Charts: r.Charts}, c, source, plan)
}
