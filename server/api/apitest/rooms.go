package apitest

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault/keyring"
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
	"karete/server/door"
	"karete/server/downtime"
	"karete/server/duplicate"
	"karete/server/encounter"
	"karete/server/event"
	"karete/server/facility"
	"karete/server/factor"
	"karete/server/fault"
	"karete/server/id"
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
	"karete/server/secret"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/timekeeper"
	"karete/server/triage"
	"karete/server/trust"
	"karete/server/visit"
)

// signing is the box's key, kept where the server keeps it: a clinic that is opened
// again signs with the same one.
func signing(t testing.TB, d *db.DB) (key journal.Key) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) error {
		private, found, err := secret.In(tx, secret.SigningKey)
		if err == nil && found {
			key, err = journal.ParseKey(string(private))
		}
		return err
	})
	if err == nil && key.Public == "" {
		if key, err = journal.NewKey("karete/" + id.New()); err == nil {
			err = d.Write(context.Background(), func(tx *db.Tx) error { return secret.Put(tx, secret.SigningKey, []byte(key.Private())) })
		}
	}
	if err == nil {
		err = key.Publish(filepath.Dir(d.Path()))
	}
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// sealing is how a box signs its journal.
func sealing(d *db.DB, key journal.Key) audit.Options {
	return audit.Options{PublicKey: key.Public, Seal: func(ctx context.Context) error {
		return d.Write(ctx, func(tx *db.Tx) error {
			_, err := journal.Sign(tx, key.Signer)
			return err
		})
	}}
}

// rooms wires the clinic as the server does.
func rooms(t testing.TB, d *db.DB, gate *act.Gate, now *clock.Clock, key journal.Key) api.Rooms {
	factors := factor.New(gate, factor.Options{Clock: now})
	dir := filepath.Dir(d.Path())
	people := staff.New(gate, staff.Options{Clock: now, Cost: cheap, Factors: factors})
	events := event.New(d, event.Options{})
	people.OnEnd(events.EndSessions)
	programs := program.New(gate, people)
	programs.OnEnd(events.EndSessions)
	t.Cleanup(events.Close)
	patients := patient.New(gate)
	keeper, seals := keys(t, dir), sealing(d, key)
	backups := backup.New(gate, backup.Options{Clock: now, Media: media.Finder{Places: []string{filepath.Join(dir, "sticks", "*")}}, Keys: keeper, Sign: seals.Seal, Version: Version, Events: events, Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(backups.Close)
	duplicates := duplicate.New(gate, slog.New(slog.DiscardHandler))
	t.Cleanup(duplicates.Close)
	messages := notify.New(gate, people, notify.Options{Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(messages.Close)
	opinions := opinion.New(gate, opinion.Options{Clock: now, Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(opinions.Close)
	hours := timekeeper.New(gate, now, slog.New(slog.DiscardHandler))
	return api.Rooms{
		DB: d, Gate: gate, Clock: now, Events: events,
		Facility: facility.New(gate), Staff: people, Factors: factors, Devices: device.New(gate, people, device.Options{Clock: now}), Programs: programs, Setup: setup.New(gate, people).WithTime(hours),
		Patients: patients, Cards: card.New(gate), Photos: photo.New(gate), Reception: reception.New(gate, patients),
		Visits: visit.New(gate), Queue: queue.New(gate), Appointments: appointment.New(gate), Messages: messages, Downtime: downtime.New(gate), Displays: display.New(gate), Opinions: opinions, Alerts: alert.New(gate),
		// Nobody waits for the floor under answers to strangers: no test goes by the clock. And nothing a patient says is sent.
		Door: door.New(gate, people, door.Options{Clock: now, Log: slog.New(slog.DiscardHandler), Pause: func(context.Context, time.Duration) {}, Sends: opinions.AskingIn}), Imports: legacy.New(gate, legacy.Options{Events: events, Log: slog.New(slog.DiscardHandler)}),
		Triage: triage.New(gate), Encounters: encounter.New(gate), Charts: chart.New(gate),
		Reports: report.New(gate), Disclosures: disclosure.New(gate), Duplicates: duplicates, Audit: audit.New(gate, seals),
		Keys: seal.NewRoom(gate, keeper, still{}), Backups: backups, Restore: setUp{},
		Trust: trust.New(gate, trust.NewDoor(dir, now.Now), now, slog.New(slog.DiscardHandler)),
		Time:  hours,
	}
}

// keys are those of a clinic whose box has one of its own and which has one
// passphrase, [Passphrase]. They are not the test database's.
func keys(t testing.TB, dir string) *seal.Keeper {
	t.Helper()
	if !keyring.Exists(dir) { // else it is the same box after a restart
		files, err := keyFiles()
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	k, err := seal.New(dir, cheapKeys)
	if err != nil {
		t.Fatal(err)
	}
	if opened, err := k.OpenByBox(t.Context()); err != nil || !opened {
		t.Fatal("the box's own key does not open", err)
	}
	return k
}

var cheapKeys = seal.Options{Keys: keyring.Options{Cost: keyring.Cost{MemoryKiB: 8, Passes: 1}}}

// keyFiles are made once: each is flushed to the disk, which a hundred clinics
// need not wait for.
var keyFiles = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "karete-keys-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	k, err := seal.New(dir, cheapKeys)
	if err == nil {
		err = k.Found(context.Background(), false)
	}
	if err == nil {
		err = k.Put(context.Background(), keyring.FromPassphrase(Passphrase))
	}
	files := map[string][]byte{}
	for _, name := range []string{keyring.MainFile, keyring.CopyFile, seal.BoxFile} {
		if err == nil {
			files[name], err = os.ReadFile(filepath.Join(dir, name))
		}
	}
	return files, err
})

// setUp brings nothing back: the box has its clinic. What a box without one does is
// tested with a server.
type setUp struct{}

func (setUp) State(context.Context, setup.Visitor, string) (restore.RestoreState, error) {
	return restore.RestoreState{}, fault.New(fault.SetUpAlready)
}

func (setUp) Upload(context.Context, setup.Visitor, string, int64, io.Reader) (restore.BackupCopy, error) {
	return restore.BackupCopy{}, fault.New(fault.SetUpAlready)
}

func (setUp) Open(context.Context, setup.Visitor, restore.OpenBackup) (restore.OpenedBackup, error) {
	return restore.OpenedBackup{}, fault.New(fault.SetUpAlready)
}

func (setUp) Begin(context.Context, setup.Visitor, restore.BeginRestore) (restore.RestoreState, error) {
	return restore.RestoreState{}, fault.New(fault.SetUpAlready)
}

// still is a house that nobody has to close.
type still struct{}

func (still) Rekey() {}
func (still) Seal()  {}
