package apitest

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/act"
	"karete/server/api"
	"karete/server/audit"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/clock"
	"karete/server/device"
	"karete/server/disclosure"
	"karete/server/encounter"
	"karete/server/event"
	"karete/server/facility"
	"karete/server/factor"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/photo"
	"karete/server/program"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/report"
	"karete/server/seal"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/trust"
	"karete/server/visit"
)

// sealing is how a box signs its journal, with a key of its own.
func sealing(t testing.TB, d *db.DB) audit.Options {
	key, err := journal.NewKey("karete/" + string(id.New()))
	if err != nil {
		t.Fatal(err)
	}
	return audit.Options{PublicKey: key.Public, Seal: func(ctx context.Context) error {
		return d.Write(ctx, func(tx *db.Tx) error {
			_, err := journal.Sign(tx, key.Signer)
			return err
		})
	}}
}

// rooms wires the clinic as the server does.
func rooms(t testing.TB, d *db.DB, gate *act.Gate, now *clock.Clock) api.Rooms {
	factors := factor.New(gate, factor.Options{Clock: now})
	dir := filepath.Dir(d.Path())
	people := staff.New(gate, staff.Options{Clock: now, Cost: cheap, Factors: factors})
	events := event.New(d, event.Options{})
	people.OnEnd(events.EndSessions)
	programs := program.New(gate, people)
	programs.OnEnd(events.EndSessions)
	t.Cleanup(events.Close)
	patients := patient.New(gate)
	return api.Rooms{
		DB: d, Gate: gate, Clock: now, Events: events,
		Facility: facility.New(gate), Staff: people, Factors: factors, Devices: device.New(gate, people, device.Options{Clock: now}), Programs: programs, Setup: setup.New(gate, people),
		Patients: patients, Cards: card.New(gate), Photos: photo.New(gate), Reception: reception.New(gate, patients),
		Visits: visit.New(gate), Queue: queue.New(gate),
		Triage: triage.New(gate), Encounters: encounter.New(gate), Charts: chart.New(gate),
		Reports: report.New(gate), Disclosures: disclosure.New(gate), Audit: audit.New(gate, sealing(t, d)),
		Keys:  seal.NewRoom(gate, keys(t, dir), still{}),
		Trust: trust.New(gate, trust.NewDoor(dir, now.Now), now, slog.New(slog.DiscardHandler)),
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

// still is a house that nobody has to close.
type still struct{}

func (still) Rekey() {}
func (still) Seal()  {}
