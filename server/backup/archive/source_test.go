package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"karete/db"
	"karete/db/vault/keyring"
)

func TestABackupOfAClinicAtWork(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	stop, done := make(chan struct{}), sync.WaitGroup{}
	done.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				c.Patient("Teboho", "Nthako", "1990")
			}
		}
	})
	var last int64
	for range 2 {
		m, err := Make(t.Context(), t.TempDir(), made, c.source)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Prove(t.Context(), m.Path, c.identity(), t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if p.Entries < last {
			t.Errorf("%d entries after %d", p.Entries, last)
		}
		last = p.Entries
	}
	close(stop)
	done.Wait()
}

func TestNothingIsLeftOfAnUnfinishedOne(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	dir := t.TempDir()
	old := filepath.Join(dir, made+Unfinished)
	for what, f := range map[string]struct {
		change func(*Source, context.CancelFunc)
		folder string
		want   error
	}{
		"cancelled at once":    {func(_ *Source, cancel context.CancelFunc) { cancel() }, dir, context.Canceled},
		"cancelled on its way": {func(s *Source, cancel context.CancelFunc) { s.Progress = func(int64, int64) { cancel() } }, dir, context.Canceled},
		"no medium":            {func(*Source, context.CancelFunc) {}, filepath.Join(dir, "gone"), ErrMedium},
		"no public key":        {func(s *Source, _ context.CancelFunc) { s.Dir = dir }, dir, ErrMedium},
		"no identity":          {func(s *Source, _ context.CancelFunc) { s.Identity = Identity{} }, dir, nil},
	} {
		if err := os.WriteFile(old, []byte("left by a power cut"), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		s := c.source
		f.change(&s, cancel)
		m, err := Make(ctx, f.folder, made, s)
		cancel()
		if err == nil || f.want != nil && !errors.Is(err, f.want) {
			t.Errorf("%s: %+v, %v", what, m, err)
		}
		if err := os.Remove(old); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		none(t, dir)
	}
	for _, name := range []string{"", "..", "a/b" + Extension, "karete.db"} {
		if _, err := Make(t.Context(), dir, name, c.source); err == nil {
			t.Errorf("made as %q", name)
		}
	}
	none(t, dir)
}

func TestProofAndRestoreLeaveNothingWhenCancelled(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	path := put(t, g.file)
	for _, at := range []int64{0, readAll, checked, intact, counted} {
		ctx, cancel := context.WithCancel(t.Context())
		if at == 0 {
			cancel()
		}
		stop := func(done, _ int64) {
			if done >= at {
				cancel()
			}
		}
		scratch, dir := t.TempDir(), t.TempDir()
		if _, err := Prove(ctx, path, ByIdentity(g.identity), scratch, stop); !errors.Is(err, context.Canceled) {
			t.Errorf("proof at %d: %v", at, err)
		}
		if _, err := Restore(ctx, path, BySecret(g.secrets[keyring.File]), dir, stop); !errors.Is(err, context.Canceled) {
			t.Errorf("restore at %d: %v", at, err)
		}
		cancel()
		none(t, scratch)
		none(t, dir)
	}
	if _, err := Prove(t.Context(), path, ByIdentity(g.identity), path+".not", nil); !errors.Is(err, ErrMedium) {
		t.Error(err)
	}
}

// A place that does not keep what is written to it is to blame itself: neither the
// backup nor the records are.
func TestAPlaceThatForgets(t *testing.T) {
	t.Parallel()
	g := theGolden(t)
	path := put(t, g.file)
	forgets := func(pattern string) Progress {
		return func(done, _ int64) {
			if done != readAll {
				return
			}
			list, err := filepath.Glob(pattern)
			if err != nil || len(list) != 1 {
				t.Errorf("%v, %v", list, err)
				return
			}
			f, err := os.OpenFile(list[0], os.O_RDWR, 0)
			if err != nil {
				t.Error(err)
				return
			}
			_, err = f.WriteAt([]byte{0, 0, 0, 0}, 3*pageSize)
			if err := errors.Join(err, f.Close()); err != nil {
				t.Error(err)
			}
		}
	}
	scratch, dir := t.TempDir(), t.TempDir()
	for what, f := range map[string]func() error{
		"proof": func() error {
			_, err := Prove(t.Context(), path, ByIdentity(g.identity), scratch, forgets(filepath.Join(scratch, Scratch+"*", databaseFile)))
			return err
		},
		"restore": func() error {
			_, err := Restore(t.Context(), path, BySecret(g.secrets[keyring.File]), dir, forgets(filepath.Join(dir, databaseFile)))
			return err
		},
	} {
		if err := f(); !errors.Is(err, ErrMedium) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrFindings) {
			t.Errorf("%s: %v", what, err)
		}
	}
	none(t, scratch)
	none(t, dir)
}

func TestFindingsAreNotDamage(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	// Somebody changes a row past the journal.
	c.must(func() error {
		return c.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec("UPDATE patient SET village = 'Ha Thetsane' WHERE rowid = (SELECT min(rowid) FROM patient)")
			return err
		})
	})
	m := c.backup()
	var f *FindingsError
	p, err := Prove(t.Context(), m.Path, c.identity(), t.TempDir(), nil)
	if p.SHA256 != m.SHA256 || p.Manifest.Entries != m.Manifest.Entries {
		t.Errorf("%+v", p)
	}
	if !errors.As(err, &f) || !errors.Is(err, ErrFindings) || errors.Is(err, ErrDamaged) {
		t.Fatal(err)
	} else if len(f.Findings) != 1 || !strings.Contains(f.Findings[0], "village") || strings.Contains(f.Findings[0], "Thetsane") {
		t.Error(f.Findings)
	}
	dir := t.TempDir()
	if _, err := Restore(t.Context(), m.Path, c.by(keyring.Recovery), dir, nil); !errors.Is(err, ErrFindings) {
		t.Error(err)
	}
	none(t, dir)
	got, findings, err := RestoreAnyway(t.Context(), m.Path, c.by(keyring.Recovery), dir, nil)
	if err != nil || len(findings) != 1 || got.Entries != m.Manifest.Entries {
		t.Errorf("%v, %v", findings, err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 4 {
		t.Errorf("%v, %v", list, err)
	}
	// The clinic's own end verifies it at the test's end, so the row is put back.
	c.must(func() error {
		return c.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec("UPDATE patient SET village = 'Ha Abia' WHERE village = 'Ha Thetsane'")
			return err
		})
	})
}

func TestWhileTheDataKeyIsRenewed(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	fresh, err := c.ring.Renew()
	if err != nil {
		t.Fatal(err)
	}
	m := c.backup()
	dir := t.TempDir()
	if _, err := Restore(t.Context(), m.Path, c.by(keyring.Passphrase), dir, nil); err != nil {
		t.Fatal(err)
	}
	c.opens(dir, keyring.Passphrase, m.Manifest)
	locked, err := keyring.Load(dir, cheap)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := locked.Unlock(t.Context(), c.secrets[keyring.Recovery])
	if err != nil {
		t.Fatal(err)
	}
	if keys := ring.Keys(); len(keys) != 1 || keys[0] != fresh {
		t.Errorf("%d data keys, or the old one", len(keys))
	}
	ring.Close()
}
