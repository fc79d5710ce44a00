package seal

import (
	"context"
	"encoding/base64"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"karete/db/vault/keyring"
	"karete/server/fault"
)

const phrase = "the goat sleeps on the roof"

// sealedKeeper has a passphrase, a stick's file and a recovery code, and is locked.
func sealedKeeper(t *testing.T) (k *Keeper, stick []byte, code keyring.Code) {
	t.Helper()
	ctx := t.Context()
	k, err := New(t.TempDir(), Options{
		Keys: keyring.Options{Cost: keyring.Cost{MemoryKiB: 8, Passes: 1}}, Log: slog.New(slog.DiscardHandler), Places: []string{filepath.Join(t.TempDir(), "*")},
	})
	if err == nil {
		err = k.Found(ctx, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	secret, stick := keyring.NewKeyFile()
	code = keyring.NewCode()
	if err := errors.Join(k.Put(ctx, keyring.FromPassphrase(phrase)), k.Put(ctx, secret), k.Put(ctx, code.Secret()), k.Revoke(boxSlots(k.Ring())[0])); err != nil {
		t.Fatal(err)
	}
	k.Lock()
	return k, stick, code
}

func TestTheBoxesOwnKey(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	k, _, _ := sealedKeeper(t)
	if opened, err := k.OpenByBox(ctx); opened || err != nil {
		t.Errorf("it opens without one: %v", err)
	}
	if err := k.Open(ctx, keyring.FromPassphrase(phrase), "command"); err != nil {
		t.Fatal(err)
	}
	secret, err := k.boxSecret()
	if err != nil {
		t.Fatal(err)
	}
	p, err := k.Ring().Prepare(ctx, secret, "")
	if err == nil {
		err = k.Ring().Add(p)
	}
	if err != nil {
		t.Fatal(err)
	}
	k.Lock()
	if opened, err := k.OpenByBox(ctx); !opened || err != nil || k.Opened().By != "box" {
		t.Errorf("%v, %v", opened, err)
	}
	if info, err := os.Stat(filepath.Join(k.dir, BoxFile)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v", err)
	}
	if err := k.Revoke(p.Slot().ID); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(k.dir, BoxFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it still lies there: %v", err)
	}
	k.Lock()
	if err := os.WriteFile(filepath.Join(k.dir, BoxFile), []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	if opened, err := k.OpenByBox(ctx); opened || err != nil {
		t.Errorf("a damaged file must leave the box sealed, not stop it: %v", err)
	}
}

func TestEveryWayOpens(t *testing.T) {
	t.Parallel()
	k, stick, code := sealedKeeper(t)
	for name, in := range map[string]Unlock{
		"passphrase": {Passphrase: phrase}, "code": {RecoveryCode: strings.ToLower(string(code))}, "file": {KeyFile: base64.StdEncoding.EncodeToString(stick)},
	} {
		if s := k.Read("10.0.0.7"); !s.Sealed || len(s.Kinds) != 3 || !strings.HasPrefix(s.KeyFile, "karete-") {
			t.Errorf("%+v", s)
		}
		if err := k.Try(t.Context(), "10.0.0.7", in); err != nil || k.Ring() == nil || k.Opened().By != "page" {
			t.Errorf("%s: %v", name, err)
		}
		if s := k.Read("10.0.0.7"); s.Sealed || s.KeyFile != "" {
			t.Errorf("%+v", s)
		}
		k.Lock()
	}
}

func TestTriesAreCountedAndMistakesAreNot(t *testing.T) {
	t.Parallel()
	k, _, code := sealedKeeper(t)
	mistyped := string(code[:len(code)-1]) + "0"
	if mistyped == string(code) {
		mistyped = string(code[:len(code)-1]) + "1"
	}
	for range 2 * freeTries {
		if err := k.Try(t.Context(), "10.0.0.7", Unlock{RecoveryCode: mistyped}); !fault.Is(err, fault.Invalid) {
			t.Fatalf("a code that is none: %v", err)
		}
	}
	for range freeTries {
		if err := k.Try(t.Context(), "10.0.0.7", Unlock{Passphrase: "the goat"}); !fault.Is(err, fault.BadCredentials) {
			t.Fatal(err)
		}
	}
	if err := k.Try(t.Context(), "10.0.0.7", Unlock{Passphrase: phrase}); !fault.Is(err, fault.Throttled) || k.Read("10.0.0.7").RetryAfterSeconds == 0 {
		t.Error(err)
	}
	if err := k.Try(t.Context(), "127.0.0.1", Unlock{Passphrase: phrase}); err != nil {
		t.Errorf("somebody else is locked out: %v", err)
	}
	if err := k.Try(t.Context(), "127.0.0.1", Unlock{Passphrase: phrase}); !fault.Is(err, fault.WrongState) {
		t.Errorf("an open box looks at keys: %v", err)
	}
}

// A stick is recognised by itself, whether it is there at the start or comes later;
// another clinic's, or a file that only has the name, opens nothing.
func TestAStickIsRecognised(t *testing.T) {
	t.Parallel()
	k, stick, _ := sealedKeeper(t)
	name := k.Read("").KeyFile
	place := filepath.Join(filepath.Dir(k.o.Places[0]), "KINGSTON")
	put := func(text []byte, at time.Time) {
		t.Helper()
		if err := os.MkdirAll(place, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(place, name)
		if err := errors.Join(os.WriteFile(path, text, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	refused := map[string]time.Time{}
	_, other := keyring.NewKeyFile()
	for i, text := range [][]byte{nil, []byte("photo"), []byte(strings.Repeat("x", 1<<20)), other} {
		put(text, time.Unix(int64(1000+i), 0))
		if k.lookForStick(t.Context(), refused) {
			t.Errorf("file %d opens", i)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if k.Watch(ended) {
		t.Error("it opened by the wrong file")
	}
	put(stick, time.Unix(2000, 0))
	if !k.Watch(t.Context()) || k.Ring() == nil || k.Opened().By != "stick" {
		t.Error("the stick is not recognised")
	}
	if k.Watch(t.Context()) {
		t.Error("it looks on when it is open")
	}
}

// Two people may open the box at once: the second must not write back what the
// key file was before the first changed it.
func TestWhoOpensSecondChangesNothing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	k, _, code := sealedKeeper(t)
	k.opening.Lock() // the second is on the way
	second := make(chan error)
	go func() { second <- k.Open(ctx, code.Secret(), "page") }()
	locked, err := keyring.Load(k.dir, k.o.Keys)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := locked.Unlock(ctx, keyring.FromPassphrase(phrase))
	if err != nil {
		t.Fatal(err)
	}
	k.keep(ring, "page")
	fresh, _ := keyring.NewKeyFile()
	if err := k.Put(ctx, fresh); err != nil {
		t.Fatal(err)
	}
	k.opening.Unlock()
	if err := <-second; !fault.Is(err, fault.WrongState) {
		t.Errorf("the second: %v", err)
	}
	if k.Ring() != ring || ring.Check() != nil {
		t.Errorf("the first's keys are not what stands on the disk: %v", ring.Check())
	}
}

// Power may go between the zeros and the removal.
func TestAWipedFileIsGone(t *testing.T) {
	t.Parallel()
	k, _, _ := sealedKeeper(t)
	if err := os.WriteFile(filepath.Join(k.dir, BoxFile), make([]byte, 40), 0o600); err != nil {
		t.Fatal(err)
	}
	if opened, err := k.OpenByBox(t.Context()); opened || err != nil {
		t.Errorf("%v, %v", opened, err)
	}
	if _, err := k.boxSecret(); err != nil {
		t.Errorf("the box can have no key of its own again: %v", err)
	}
}

// The box's slot goes first, its file last: as long as that lies there, the data
// key of today was once open to whoever took the card.
func TestAKeyHalfDisownedStillHasToGo(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	k, _, _ := sealedKeeper(t)
	if err := k.Open(ctx, keyring.FromPassphrase(phrase), "page"); err != nil {
		t.Fatal(err)
	}
	if k.Temporary() {
		t.Error("there is nothing that must go")
	}
	if _, err := k.boxSecret(); err != nil {
		t.Fatal(err)
	}
	if !k.Temporary() {
		t.Error("the file without a slot is forgotten")
	}
}
