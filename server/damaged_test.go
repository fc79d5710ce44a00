package server

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/backup/restore"
	"karete/server/id"
	"karete/server/seal"
)

// The card wore out. The box stays up, names what is damaged, and becomes the clinic
// again by the browser; what was there is kept, be it worth something or not.
func TestADamagedBoxNamesItAndIsBroughtBack(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]struct {
		do   func(dir string) error
		want seal.Damage
		loss restore.Standing
	}{
		"a page":   {wornOut, seal.Damage{Part: "database", File: DatabaseFile}, restore.Unknown},
		"gone":     {func(dir string) error { return os.Remove(filepath.Join(dir, DatabaseFile)) }, seal.Damage{Part: "database", Gone: true, File: DatabaseFile}, restore.Unknown},
		"the keys": {spoilKeys, seal.Damage{Part: "keys", File: keyring.MainFile}, restore.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := lostClinic(t)
			if err := damage.do(l.dir); err != nil {
				t.Fatal(err)
			}
			if _, err := New(t.Context(), l.config()); err == nil {
				t.Error("a command opens it")
			}
			cfg := l.config()
			cfg.Stay = true
			s, err := New(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			url, stop := l.serve(s)
			for path, want := range map[string]string{"/healthz": `"damaged"`, "/api/v1/box": `"code":"damaged"`, "/api/v1/patients/search": `"code":"damaged"`} {
				if status, text := ask(t, http.DefaultClient, "GET", url+path, nil); status != 503 || !strings.Contains(text, want) {
					t.Errorf("%s: %d %s", path, status, text)
				}
			}
			sealed := answers[seal.Sealed](t, "GET", url+"/api/v1/seal", nil, 200)
			if d := sealed.Damage; d == nil || d.Part != damage.want.Part || d.Gone != damage.want.Gone || d.File != damage.want.File {
				t.Fatalf("%+v", sealed.Damage)
			}
			if status, _ := ask(t, http.DefaultClient, "POST", url+"/api/v1/seal/unlock", l.keys["passphrase"]); status != 503 {
				t.Errorf("a key is taken: %d", status)
			}
			seen := answers[restore.RestoreState](t, "GET", url+"/api/v1/setup/restore", nil, 200)
			if seen.Damage == nil || len(seen.Copies) != 1 || seen.Copies[0].Ours != (damage.want.Part == "database") {
				t.Fatalf("%+v", seen)
			}
			in := restore.BeginRestore{ID: id.New(), Copy: seen.Copies[0].ID, Unlock: l.keys["recovery"]}
			answers[restore.RestoreState](t, "POST", url+"/api/v1/setup/restore", in, 202)
			if run := ended(t, url, in.ID); run.Code != "loss-first" || run.Loss == nil || run.Loss.Standing != damage.loss || run.Loss.Since == nil {
				t.Fatalf("%+v", run)
			}
			in.ID, in.AcceptLoss = id.New(), true
			answers[restore.RestoreState](t, "POST", url+"/api/v1/setup/restore", in, 202)
			r := ended(t, url, in.ID).Result
			if r == nil || !r.Same || r.Safety == "" || r.Loss.Standing != damage.loss {
				t.Fatalf("%+v", r)
			}
			if _, err := os.Stat(filepath.Join(l.dir, r.Safety, "box.pub")); err != nil {
				t.Errorf("the safety copy: %v", err)
			}
			if s.Damage() != nil {
				t.Error("it is still called damaged")
			}
			if err := stop(); err != nil {
				t.Error(err)
			}
			l.left(t)
		})
	}
}

// wornOut changes a byte of the first page, of which the log has no newer one.
func wornOut(dir string) error {
	path := filepath.Join(dir, DatabaseFile)
	if err := os.Remove(path + "-wal"); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	var b [1]byte
	_, err = f.ReadAt(b[:], 3)
	b[0] ^= 0xff
	if err == nil {
		_, err = f.WriteAt(b[:], 3)
	}
	return errors.Join(err, f.Close())
}

func spoilKeys(dir string) error {
	return errors.Join(os.WriteFile(filepath.Join(dir, keyring.MainFile), []byte("{"), 0o600), os.WriteFile(filepath.Join(dir, keyring.CopyFile), []byte("{"), 0o600))
}

// The power goes after the restore counts and before the journal has it: the next
// opening writes it down, once.
func TestTheEntryIsNotLost(t *testing.T) {
	t.Parallel()
	l := lostClinic(t)
	b := newBox(t)
	secret, err := l.keys["recovery"].Secret()
	if err == nil {
		err = os.Mkdir(b.dir, 0o700)
	}
	if err == nil {
		err = install(t.Context(), b.config(), Restoring{File: l.path, Secret: secret})
	}
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s := b.start()
		if !s.Sealed() {
			t.Error("the box opens with a key that is in no backup")
		}
		if err := s.Open(t.Context(), keyring.FromPassphrase(phrase)); err != nil {
			t.Fatal(err)
		}
		b.knows(s)
		b.stop(s)
	}
	b.left(t)
	b.after(func(tx *db.Tx) error {
		var n int
		if err := tx.QueryRow("SELECT count(*) FROM session").Scan(&n); err != nil || n != 0 {
			t.Errorf("%d sessions are open, %v", n, err)
		}
		list, err := journal.List(tx, journal.Filter{Action: "seal.unlock"}, 10)
		if len(list) != 2 {
			t.Errorf("%d openings", len(list))
		}
		return err
	})
}

// What the box has and the backup has not is counted before it goes.
func TestALossIsCounted(t *testing.T) {
	t.Parallel()
	l := lostClinic(t)
	secret := keyring.FromPassphrase(phrase)
	cfg := l.config()
	in := Restoring{File: l.path, Secret: secret}
	_, err := Restore(t.Context(), cfg, in)
	var loss *restore.LossError
	if !errors.As(err, &loss) || loss.Loss.Standing != restore.Behind || loss.Loss.Lost < 1 || loss.Loss.Lost >= loss.Loss.Entries || loss.Loss.Since == nil || loss.Loss.Head == "" {
		t.Fatalf("%v %+v", err, loss)
	}
	b := l.box // as it was
	s := b.start()
	b.knows(s)
	b.stop(s)
	in.AcceptLoss = true
	out, err := Restore(t.Context(), cfg, in)
	if err != nil || !out.Same || out.Safety == "" || out.Loss.Standing != restore.Behind {
		t.Fatalf("%+v %v", out, err)
	}
	// Now each has what the other has not: box.restored here, the rest there.
	_, err = Restore(t.Context(), cfg, Restoring{File: l.path, Secret: secret})
	if !errors.As(err, &loss) || loss.Loss.Standing != restore.Behind {
		t.Errorf("%v %+v", err, loss)
	}
	safe := &box{t: t, dir: filepath.Join(l.dir, out.Safety), clock: l.clock, log: l.log}
	ahead := t.TempDir()
	old := safe.start()
	made, err := old.Backup(t.Context(), ahead)
	if err := errors.Join(err, old.Close()); err != nil {
		t.Fatal(err)
	}
	_, err = Restore(t.Context(), cfg, Restoring{File: filepath.Join(ahead, made.File), Secret: secret})
	if !errors.As(err, &loss) || loss.Loss.Standing != restore.Apart || loss.Loss.Lost < 1 || loss.Loss.Lost >= loss.Loss.Entries {
		t.Errorf("%v %+v", err, loss)
	}
	other := newBox(t)
	o := other.start()
	other.setUp(o)
	other.stop(o)
	_, err = Restore(t.Context(), other.config(), Restoring{File: l.path, Secret: secret})
	if !errors.As(err, &loss) || loss.Loss.Standing != restore.Apart || loss.Loss.Lost != loss.Loss.Entries || loss.Loss.Since != nil {
		t.Errorf("another clinic: %v %+v", err, loss)
	}
}
