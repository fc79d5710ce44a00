package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sync"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/api"
	"karete/server/appointment"
	"karete/server/audit"
	"karete/server/backup"
	"karete/server/backup/media"
	"karete/server/backup/restore"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/clock"
	"karete/server/device"
	"karete/server/disclosure"
	"karete/server/display"
	patientdoor "karete/server/door"
	"karete/server/downtime"
	"karete/server/duplicate"
	"karete/server/encounter"
	"karete/server/event"
	"karete/server/facility"
	"karete/server/factor"
	"karete/server/legacy"
	"karete/server/notify"
	"karete/server/opinion"
	"karete/server/patient"
	"karete/server/photo"
	"karete/server/program"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/report"
	"karete/server/seal"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/timekeeper"
	"karete/server/triage"
	"karete/server/triage/remote"
	"karete/server/trust"
	"karete/server/visit"
)

// house is the clinic while its records are open: the database and the rooms
// over it. A sealed server has none.
type house struct {
	cfg   Config
	log   *slog.Logger
	vault *vault.Vault
	db    *db.DB
	key   journal.Key
	net   *network
	rooms api.Rooms
	edge  http.Handler // answers /api and /healthz

	restored *restore.Restored // a backup was brought back before this opening; else nil

	stop context.CancelFunc // ends the jobs; nil until they run
	jobs sync.WaitGroup
}

// openHouse opens the database with the keys in hand and wires the rooms. Errors
// are in words for the person at the console.
func (s *Server) openHouse(ctx context.Context) (*house, error) {
	now := s.clock
	v, err := s.keys.Vault(ctx, s.database())
	if err != nil {
		return nil, err
	}
	d, err := s.program.Open(ctx, db.Options{Path: s.database(), Clock: now.Now, VFS: v.Name()})
	if err != nil {
		return nil, errors.Join(err, v.Close())
	}
	h := &house{cfg: s.cfg, log: s.log, net: s.net, vault: v, db: d}
	h.rooms.Restore = s.counter
	if err := h.wire(ctx, now, s.keys, s.counter.door, hooks{s}); err != nil {
		return nil, s.program.Failed(errors.Join(err, d.Close(), v.Close()))
	}
	return h, nil
}

func (h *house) wire(ctx context.Context, now *clock.Clock, keys *seal.Keeper, door *setup.Door, on hooks) error {
	var err error
	if h.key, err = signingKey(ctx, h.db, h.cfg.Data); err != nil {
		return fmt.Errorf("the box's signing key cannot be read: %w", err)
	}
	if err := h.look(ctx, now); err != nil {
		return err
	}
	gate := act.NewGate(h.db, act.Options{Clock: now, Log: h.log, NewID: h.cfg.NewID, Look: h.cfg.Drill})
	factors := factor.New(gate, factor.Options{Clock: now})
	people := staff.New(gate, staff.Options{Clock: now, Factors: factors})
	events := event.New(h.db, event.Options{Log: h.log})
	people.OnEnd(events.EndSessions)
	programs := program.New(gate, people)
	programs.OnEnd(events.EndSessions)
	patients := patient.New(gate)
	cards := card.New(gate)
	if h.cfg.Random != nil {
		cards = card.NewFrom(gate, h.cfg.Random)
	}
	hours := timekeeper.New(gate, now, h.log)
	opinions := opinion.New(gate, opinion.Options{Keys: remote.Keys{ID: os.Getenv(opinion.EnvID), Key: os.Getenv(opinion.EnvKey)}, Clock: now, Log: h.log})
	h.rooms = api.Rooms{
		DB: h.db, Gate: gate, Clock: now, Events: events,
		Facility: facility.New(gate), Staff: people, Factors: factors, Devices: device.New(gate, people, device.Options{Clock: now}), Programs: programs, Setup: setup.New(gate, people).WithTime(hours).WithDoor(door).WithKeys(keys, on.founded), Keys: seal.NewRoom(gate, keys, on),
		Patients: patients, Cards: cards, Photos: photo.New(gate), Reception: reception.New(gate, patients),
		Visits: visit.New(gate), Queue: queue.New(gate), Appointments: appointment.New(gate), Messages: notify.New(gate, people, notify.Options{Log: h.log}), Displays: display.New(gate), Door: patientdoor.New(gate, people, patientdoor.Options{Clock: now, Log: h.log, Submitted: opinions.Submitted, Sends: opinions.AskingIn}), Opinions: opinions, Alerts: alert.New(gate), Downtime: downtime.New(gate),
		Imports: legacy.New(gate, legacy.Options{Events: events, Log: h.log}),
		Triage:  triage.New(gate), Encounters: encounter.New(gate), Charts: chart.New(gate),
		Reports: report.New(gate), Disclosures: disclosure.New(gate), Duplicates: duplicate.New(gate, h.log), Audit: audit.New(gate, audit.Options{Seal: h.sign, PublicKey: h.key.Public}),
		Backups:  backup.New(gate, backup.Options{Clock: now, Media: media.Finder{Places: h.cfg.Sticks}, Keys: keys, Sign: h.sign, Version: h.cfg.Version, Events: events, Log: h.log}),
		Trust:    trust.New(gate, h.net.door, now, h.log),
		Time:     hours,
		Restore:  h.rooms.Restore,
		Drill:    h.cfg.Drill,
		BodyTime: h.cfg.Limits.Body,
	}
	h.entered(ctx, keys)
	h.edge = api.New(h.rooms, h.cfg.Version, h.log).Handler()
	return nil
}

// look holds the clock against the newest entry, and the end of the journal
// against what was signed. Neither stops the clinic: a doubtful time is marked in
// every entry, and damage is for `karete check` to name.
func (h *house) look(ctx context.Context, now *clock.Clock) error {
	if err := timekeeper.Begin(ctx, h.db, now); err != nil {
		return fmt.Errorf("the journal cannot be read: %w", err)
	}
	report, err := journal.VerifyHead(ctx, h.db, h.key.Verifier, lookedAt)
	if err != nil {
		return fmt.Errorf("the journal cannot be read: %w", err)
	}
	for _, f := range report.Findings {
		h.log.Error("the journal is not as it was signed: run karete check", "code", f.Code, "seq", f.Seq)
	}
	return nil
}

// lookedAt is how many entries at the end of the journal are verified at each
// start: enough for what a power cut may touch, few enough for no one to wait.
const lookedAt = 64

// close lets the jobs end, signs the journal's head and closes the data. Requests
// still inside fail. The vault stays: its key may still be needed.
func (h *house) close() error {
	ctx := context.Background()
	h.rooms.Events.Close() // the streams would hold the rest up
	if h.stop != nil {
		h.stop()
		h.jobs.Wait()
	}
	h.rooms.Door.Shut(ctx)
	h.rooms.Messages.Close()
	h.rooms.Backups.Close()
	h.rooms.Opinions.Close()
	h.rooms.Duplicates.Close()
	if err := h.rooms.Gate.Settle(ctx); err != nil {
		h.log.Error("openings of records could not be journalled before the stop", "cause", err)
	}
	return errors.Join(h.sign(ctx), h.db.Close())
}
