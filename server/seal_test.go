package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault"
	"karete/db/vault/keyring"
	"karete/server/act"
	"karete/server/id"
	"karete/server/seal"
	"karete/server/secret"
	"karete/server/setup"
	"karete/server/staff"
)

// sealedAfter is a clinic with a patient that keeps no key on the box, stopped.
func sealedAfter(t *testing.T) *box {
	t.Helper()
	b := newBox(t)
	b.manual = true
	s := b.start()
	b.setUp(s)
	b.stop(s)
	return b
}

// ask is a request's answer.
func ask(t *testing.T, c *http.Client, method, url string, body any) (int, string) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	a, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	out, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, string(out)
}

// knows fails the test unless the patient of setUp is in the records.
func (b *box) knows(s *Server) {
	b.t.Helper()
	h, err := s.inside()
	if err != nil {
		b.t.Fatal(err)
	}
	var n int
	err = h.db.Read(b.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow("SELECT count(*) FROM patient WHERE given_names = 'Thabo'").Scan(&n)
	})
	if err != nil || n != 1 {
		b.t.Fatalf("%d patients, %v", n, err)
	}
}

func TestASealedBoxKnowsNothingUntilSomebodyComes(t *testing.T) {
	t.Parallel()
	b := sealedAfter(t)
	s := b.start()
	if code, err := s.SetupCode(t.Context()); !s.Sealed() || code != "" || err != nil || s.Keys() != nil {
		t.Fatalf("it opens by itself: %v", err)
	}
	url, stop := b.serve(s)
	for path, want := range map[string]string{
		"/healthz": `{"status":"sealed"}`, "/api/v1/box": `"code":"sealed"`, "/api/v1/session": `"code":"sealed"`,
		"/api/v1/patients/search": `"code":"sealed"`, "/api/v1/events?topics=queue": `"code":"sealed"`, "/api/v1/openapi.json": `"code":"sealed"`,
	} {
		if status, body := ask(t, http.DefaultClient, "GET", url+path, nil); status != 503 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if status, body := ask(t, http.DefaultClient, "GET", url+"/api/v1/seal", nil); status != 200 || !strings.Contains(body, `"sealed":true`) || strings.Contains(body, "Matala") {
		t.Errorf("%d %s", status, body)
	}
	if status, _ := ask(t, http.DefaultClient, "POST", url+"/api/v1/seal/unlock", seal.Unlock{Passphrase: "the goat is awake now"}); status != 401 {
		t.Errorf("a wrong passphrase: %d", status)
	}
	// Another site's page must not try keys through somebody's browser.
	r, err := http.NewRequestWithContext(t.Context(), "POST", url+"/api/v1/seal/unlock", strings.NewReader(`{"passphrase":"`+phrase+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if a, err := http.DefaultClient.Do(r); err != nil || a.StatusCode != 403 {
		t.Errorf("from another site: %v %v", a, err)
	}
	if status, body := ask(t, http.DefaultClient, "POST", url+"/api/v1/seal/unlock", seal.Unlock{Passphrase: phrase}); status != 204 {
		t.Fatalf("%d %s", status, body)
	}
	b.knows(s)
	c := b.signedIn(url)
	if status, body := ask(t, c, "GET", url+"/api/v1/journal?action=seal.unlock", nil); status != 200 || !strings.Contains(body, `"seal.unlock"`) {
		t.Errorf("who opened the records is not in the journal: %d %s", status, body)
	}

	// Sealed by the manager, with people at work: the streams end, everything is shut.
	stream, err := c.Get(url + "/api/v1/events?topics=queue")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	if err := s.Seal(); err != nil {
		t.Error(err)
	}
	if _, err := io.ReadAll(stream.Body); err != nil {
		t.Errorf("the stream was cut, not ended: %v", err)
	}
	if status, body := ask(t, c, "GET", url+"/api/v1/session", nil); status != 503 || !strings.Contains(body, "sealed") || s.home() != nil {
		t.Errorf("%d %s", status, body)
	}

	// A stick opens it, and who was signed in still is.
	locked, err := keyring.Load(b.dir, b.config().Seal.Keys)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Open(t.Context(), keyring.FromPassphrase(phrase)); err != nil {
		t.Fatal(err)
	}
	stick, text := keyring.NewKeyFile()
	p, err := s.keys.Ring().Prepare(t.Context(), stick, "stick")
	if err == nil {
		err = s.keys.Ring().Add(p)
	}
	if err := errors.Join(err, s.Seal()); err != nil {
		t.Fatal(err)
	}
	place := b.config().Seal.Places[0]
	if err := errors.Join(os.MkdirAll(place, 0o700), os.WriteFile(filepath.Join(place, keyring.KeyFileName(locked.Database())), text, 0o600)); err != nil {
		t.Fatal(err)
	}
	until(t, func() bool { return !s.Sealed() })
	if status, body := ask(t, c, "GET", url+"/api/v1/session", nil); status != 200 {
		t.Errorf("signed out by the seal: %d %s", status, body)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if text := b.log.String(); strings.Contains(text, "goat") || strings.Contains(text, "KARETE-KEY") || strings.Contains(text, "level=ERROR") {
		t.Errorf("logged:\n%s", text)
	}
}

// until waits for something that another goroutine does.
func until(t *testing.T, done func() bool) {
	t.Helper()
	patience := time.NewTimer(20 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-patience.C:
			t.Fatal("it does not happen")
		case <-tick.C:
		}
	}
}

// Renewing the records' key keeps people waiting, and no more: nobody is signed
// out, nothing is lost, and the old key opens nothing.
func TestTheKeyIsRenewedUnderPeopleAtWork(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.start()
	b.setUp(s)
	old := s.keys.Ring().Keys()[0]
	url, stop := b.serve(s)
	c := b.signedIn(url)
	answers := make(chan int)
	ended := make(chan struct{})
	go func() { // people go on clicking
		defer close(answers)
		for {
			select {
			case <-ended:
				return
			default:
				a, err := c.Get(url + "/api/v1/session")
				if err != nil {
					answers <- 0
					return
				}
				a.Body.Close()
				answers <- a.StatusCode
			}
		}
	}()
	<-answers
	if status, body := ask(t, c, "POST", url+"/api/v1/keys/rekey", seal.KeyCommand{ID: id.New()}); status != 202 {
		t.Fatalf("%d %s", status, body)
	}
	for n := 0; s.keys.Ring().Keys()[0] == old || s.home() == nil || n < 5; n++ {
		if status := <-answers; status != 200 {
			t.Fatalf("an answer of %d", status)
		}
	}
	close(ended)
	for range answers {
	}
	b.knows(s)
	if err := stop(); err != nil {
		t.Error(err)
	}
	v, err := vault.Open(old)
	if err != nil {
		t.Fatal(err)
	}
	if owns, err := v.Owns(filepath.Join(b.dir, DatabaseFile)); owns || err != nil {
		t.Errorf("the old key still opens the records: %v", err)
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
	s = b.start()
	b.knows(s)
	b.stop(s)
	if left, _ := filepath.Glob(filepath.Join(b.dir, "*.rekey*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// The power goes at each step of renewing the key: the next start opens, with one
// key and nothing lost.
func TestThePowerGoesWhileTheKeyIsRenewed(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	b := newBox(t)
	s := b.start()
	b.setUp(s)
	b.stop(s)

	path := filepath.Join(b.dir, DatabaseFile)
	keys, err := seal.New(b.dir, b.config().Seal)
	if err != nil {
		t.Fatal(err)
	}
	if opened, err := keys.OpenByBox(ctx); !opened {
		t.Fatal(err)
	}
	ring := keys.Ring()
	first := ring.Keys()[0]
	old, err := vault.Open(first)
	if err != nil {
		t.Fatal(err)
	}
	cut := map[string]*box{}
	second, err := ring.Renew()
	if err != nil {
		t.Fatal(err)
	}
	cut["both keys are kept"] = b.copied()
	fresh, err := vault.Open(second)
	if err != nil {
		t.Fatal(err)
	}
	if err := old.Rekey(ctx, fresh, path, path+".rekey"); err != nil {
		t.Fatal(err)
	}
	half := b.copied()
	if err := os.Truncate(filepath.Join(half.dir, DatabaseFile+".rekey"), 5000); err != nil {
		t.Fatal(err)
	}
	cut["the copy is half written"] = half
	cut["the copy is whole"] = b.copied()
	if err := vault.Replace(path+".rekey", path); err != nil {
		t.Fatal(err)
	}
	cut["the copy is in its place"] = b.copied()
	if err := errors.Join(ring.Finish(second), old.Close(), fresh.Close()); err != nil {
		t.Fatal(err)
	}
	cut["the old key is forgotten"] = b
	for when, b := range cut {
		s := b.start()
		b.knows(s)
		got := s.keys.Ring().Keys()
		want := first
		if when == "the copy is in its place" || when == "the old key is forgotten" {
			want = second
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: %d keys, or the wrong one", when, len(got))
		}
		if _, err := os.Stat(filepath.Join(b.dir, DatabaseFile+".rekey")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the copy lies about", when)
		}
		if err := s.Rekey(ctx); err != nil {
			t.Errorf("%s: renewed again: %v", when, err)
		}
		b.knows(s)
		b.stop(s)
	}
}

// A key that lay on the card while the clinic was set up is of no use afterwards,
// also when the power went before it was taken away.
func TestTheWizardsKeyIsDisowned(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	b.manual = true
	s := b.start()
	before := b.copied()
	lay := s.keys.Ring().Keys()[0]
	h, err := s.inside()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.rooms.Setup.Apply(t.Context(), b.answers()); err != nil { // founded; the power goes before settle
		t.Fatal(err)
	}
	cut := b.copied()
	b.stop(s)
	s = cut.start()
	if s.Sealed() || s.keys.Temporary() {
		t.Fatal("the start did not go on")
	}
	for _, slot := range s.keys.Ring().Slots() {
		if slot.Kind == keyring.Box {
			t.Error("the box's key is still in the ring")
		}
	}
	if s.keys.Ring().Keys()[0] == lay {
		t.Error("the records are still under the key that lay on the card")
	}
	cut.stop(s)
	if _, err := os.Stat(filepath.Join(cut.dir, seal.BoxFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("its file still lies there: %v", err)
	}
	if s := cut.start(); !s.Sealed() {
		t.Error("it opens by itself")
	} else {
		cut.stop(s)
	}
	// The card's old bytes: the key file and the ring of then.
	for _, name := range []string{keyring.MainFile, keyring.CopyFile, seal.BoxFile} {
		text, err := os.ReadFile(filepath.Join(before.dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(cut.dir, name), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if s, err := New(t.Context(), cut.config()); err == nil {
		t.Error("the records open to it")
		cut.stop(s)
	}
}

// A clinic from before encryption: its records, its snapshot and its signing key
// lay open. The power goes before each step.
func TestAClinicFromBeforeEncryption(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	b := newBox(t)
	path := filepath.Join(b.dir, DatabaseFile)
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	key := b.plainClinic(path)

	cut := map[string]*box{"nothing is done yet": b.copied()}
	begun := b.copied()
	keys, err := seal.New(begun.dir, begun.config().Seal)
	if err == nil {
		err = keys.Found(ctx, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	cut["the keys are made"] = begun.copied()
	v, err := keys.Vault(ctx, filepath.Join(begun.dir, DatabaseFile))
	if err != nil {
		t.Fatal(err)
	}
	cut["the records are encrypted"] = begun.copied()
	d, err := db.Open(ctx, db.Options{Path: filepath.Join(begun.dir, DatabaseFile), VFS: v.Name()})
	if err == nil {
		err = keepKey(ctx, d, []byte(key.Private()))
	}
	if err := errors.Join(err, d.Close(), v.Close()); err != nil {
		t.Fatal(err)
	}
	cut["the signing key is inside and outside"] = begun
	for when, b := range cut {
		s := b.start()
		if s.home().key.Public != key.Public {
			t.Errorf("%s: it signs with another key", when)
		}
		report, err := journal.Verify(ctx, s.home().db, key.Verifier)
		if err != nil || !report.Clean() || report.Entries == 0 {
			t.Errorf("%s: %+v, %v", when, report, err)
		}
		b.stop(s)
		if _, err := os.Stat(filepath.Join(b.dir, journal.KeyFile)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the signing key still lies there", when)
		}
		for _, word := range []string{"Ha Matala", "SQLite format", "PRIVATE+KEY", "mpho"} {
			if found := within(t, b.dir, word); len(found) > 0 {
				t.Errorf("%s: %q can be read in %v", when, word, found)
			}
		}
		if plain, err := vault.Plain(path); err != nil || !plain {
			t.Fatal("the original was touched", err)
		}
		s = b.start()
		b.stop(s)
	}
}

// plainClinic is a clinic as the program made it before it encrypted.
func (b *box) plainClinic(path string) journal.Key {
	b.t.Helper()
	ctx := b.t.Context()
	d, err := db.Open(ctx, db.Options{Path: path, Clock: b.clock.Now})
	if err != nil {
		b.t.Fatal(err)
	}
	gate := act.NewGate(d, act.Options{})
	if _, err := setup.New(gate, staff.New(gate, staff.Options{Cost: staff.Cost{MemoryKiB: 8, Passes: 1}})).Apply(ctx, b.answers()); err != nil {
		b.t.Fatal(err)
	}
	key, err := journal.NewKey("karete/" + id.New())
	if err != nil {
		b.t.Fatal(err)
	}
	err = d.Write(ctx, func(tx *db.Tx) error { _, err := journal.Sign(tx, key.Signer); return err })
	err = errors.Join(err, d.Snapshot(ctx, path+".before-0006"), d.Close(), key.Publish(b.dir),
		os.WriteFile(filepath.Join(b.dir, journal.KeyFile), []byte(key.Private()+"\n"), 0o600))
	if err != nil {
		b.t.Fatal(err)
	}
	return key
}

// within lists the files of a folder that hold a word.
func within(t *testing.T, dir, word string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte(word)) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// What is not there must not be made anew.
func TestKeysThatAreGone(t *testing.T) {
	t.Parallel()
	b := sealedAfter(t)
	for name, lose := range map[string][]string{
		"keys.json is gone": {keyring.MainFile, keyring.CopyFile}, "karete.db is gone": {DatabaseFile}, "karete.db is gone;": {DatabaseFile, journal.VerifierFile},
	} {
		c := b.copied()
		for _, file := range lose {
			if err := os.Remove(filepath.Join(c.dir, file)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := New(t.Context(), c.config()); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := b.copied()
	if err := os.Remove(filepath.Join(c.dir, keyring.MainFile)); err != nil {
		t.Fatal(err)
	}
	s := c.start()
	if err := s.Open(t.Context(), keyring.FromPassphrase("the goat is awake now")); !errors.Is(err, keyring.ErrWrong) || !s.Sealed() {
		t.Error(err)
	}
	if err := s.Open(t.Context(), keyring.FromPassphrase(phrase)); err != nil {
		t.Fatal(err)
	}
	c.knows(s)
	c.stop(s)
	// The database of another box, or a damaged first page: it stays sealed, and says so.
	other := sealedAfter(t)
	text, err := os.ReadFile(filepath.Join(other.dir, DatabaseFile))
	if err == nil {
		err = os.WriteFile(filepath.Join(c.dir, DatabaseFile), text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	s = c.start()
	if err := s.Open(t.Context(), keyring.FromPassphrase(phrase)); err == nil || !s.Sealed() || s.keys.Ring() != nil {
		t.Errorf("the records of another box: %v", err)
	}
	c.stop(s)
}

// A secret of the box is inside the encrypted database, and nowhere in the journal.
func TestTheSigningKeyIsInside(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.start()
	b.setUp(s)
	h := s.home()
	err := h.db.Read(t.Context(), func(tx *db.Tx) error {
		kept, found, err := secret.In(tx, secret.SigningKey)
		if !found || string(kept) != h.key.Private() {
			t.Error("it is not kept")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b.stop(s)
	if found := within(t, b.dir, h.key.Private()); len(found) > 0 {
		t.Errorf("it can be read in %v", found)
	}
}
