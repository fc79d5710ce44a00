package server

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/access"
	"karete/server/backup"
	"karete/server/backup/media"
	"karete/server/backup/restore"
	"karete/server/id"
	"karete/server/seal"
)

// blue is the stick of the tests, in the box's only slot for one.
func (b *box) blue() string { return filepath.Join(b.dir, "..", "blue stick") }

// lost is a clinic with a patient, a backup of it on its stick, and all that opens
// that. The box that made it had a key of its own, and somebody was signed in.
type lost struct {
	*box
	backup.Backup
	path   string
	keys   map[string]seal.Unlock
	cookie *http.Client
	url    string
}

func lostClinic(t *testing.T) lost {
	t.Helper()
	losing.Lock()
	defer losing.Unlock()
	if losing.files == nil {
		l := found(t)
		losing.lost, losing.files = l, map[string][]byte{}
		for name, path := range map[string]string{"": l.dir, "stick": filepath.Dir(l.path)} {
			list, err := os.ReadDir(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range list {
				if losing.files[filepath.Join(name, e.Name())], err = os.ReadFile(filepath.Join(path, e.Name())); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	l := losing.lost
	l.box = newBox(t)
	folder := media.FolderOn(l.blue())
	l.path = filepath.Join(folder, l.File)
	if err := errors.Join(os.MkdirAll(l.dir, 0o700), os.MkdirAll(folder, 0o700)); err != nil {
		t.Fatal(err)
	}
	for name, text := range losing.files {
		path := filepath.Join(l.dir, name)
		if in, ok := strings.CutPrefix(name, "stick"+string(filepath.Separator)); ok {
			path = filepath.Join(folder, in)
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// losing is the clinic as it was made once: each test has the files for itself.
var losing struct {
	sync.Mutex
	lost
	files map[string][]byte
}

func found(t *testing.T) lost {
	t.Helper()
	l := lost{box: newBox(t)}
	s := l.start()
	l.setUp(s)
	url, stop := l.serve(s)
	l.cookie, l.url = l.signedIn(url), url
	code, err := s.Keys().Add(t.Context(), access.TheBox(), seal.AddKey{ID: id.New(), Kind: keyring.Recovery})
	if err != nil {
		t.Fatal(err)
	}
	stick, err := s.Keys().Add(t.Context(), access.TheBox(), seal.AddKey{ID: id.New(), Kind: keyring.File})
	if err != nil {
		t.Fatal(err)
	}
	l.keys = map[string]seal.Unlock{"passphrase": {Passphrase: phrase}, "recovery": {RecoveryCode: code.RecoveryCode}, "file": {KeyFile: stick.KeyFile.Content}}
	folder := media.FolderOn(l.blue())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if l.Backup, err = s.Backup(t.Context(), folder); err != nil {
		t.Fatal(err)
	}
	l.path = filepath.Join(folder, l.File)
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	return l
}

// fresh is another box, without a clinic, into which the stick was put.
func (l lost) fresh(t *testing.T) *box {
	t.Helper()
	b := newBox(t)
	folder := media.FolderOn(b.blue())
	text, err := os.ReadFile(l.path)
	if err := errors.Join(err, os.MkdirAll(folder, 0o700), os.WriteFile(filepath.Join(folder, l.File), text, 0o600)); err != nil {
		t.Fatal(err)
	}
	return b
}

// answers reads an answer of the API.
func answers[T any](t *testing.T, method, url string, in any, want int) (out T) {
	t.Helper()
	status, text := ask(t, http.DefaultClient, method, url, in)
	if status != want {
		t.Fatalf("%s %s: %d %s", method, url, status, text)
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// ended waits for the end of a restore.
func ended(t *testing.T, url, run string) restore.RestoreRun {
	t.Helper()
	var s restore.RestoreState
	until(t, func() bool {
		s = answers[restore.RestoreState](t, "GET", url+"/api/v1/setup/restore?run="+run, nil, 200)
		return s.Run != nil && (s.Run.Stage == restore.Finished || s.Run.Stage == restore.Failed)
	})
	return *s.Run
}

// One stick and one key make any box the clinic, whichever of the keys it is.
func TestAFreshBoxBecomesTheClinic(t *testing.T) {
	t.Parallel()
	l := lostClinic(t)
	for kind, key := range l.keys {
		t.Run(kind, func(t *testing.T) {
			b := l.fresh(t)
			url, stop := b.serve(b.start())
			seen := answers[restore.RestoreState](t, "GET", url+"/api/v1/setup/restore", nil, 200)
			if len(seen.Copies) != 1 || seen.Copies[0].File != l.File || seen.Copies[0].Place != "blue stick" || seen.Copies[0].MadeAt == nil || seen.Run != nil {
				t.Fatalf("%+v", seen)
			}
			c := seen.Copies[0].ID
			if status, text := ask(t, http.DefaultClient, "POST", url+"/api/v1/setup/restore/open", restore.OpenBackup{Unlock: seal.Unlock{Passphrase: "another goat on another roof"}, Copy: c}); status != 401 {
				t.Errorf("with another key: %d %s", status, text)
			}
			opened := answers[restore.OpenedBackup](t, "POST", url+"/api/v1/setup/restore/open", restore.OpenBackup{Unlock: key, Copy: c}, 200)
			if opened.Clinic != "Ha Matala Clinic" || opened.Counts[0] != (restore.RestoredCount{What: "patients", Written: 1}) || opened.Loss.Standing != restore.Nothing {
				t.Errorf("%+v", opened)
			}
			in := restore.BeginRestore{ID: id.New(), Copy: c, Unlock: key, AutoUnlock: kind == "file"}
			answers[restore.RestoreState](t, "POST", url+"/api/v1/setup/restore", in, 202)
			run := ended(t, url, in.ID)
			r := run.Result
			if r == nil || !r.Same || r.Clinic != "Ha Matala Clinic" || r.SignedOut != 1 || !r.HadOwnKey || r.AutoUnlock != in.AutoUnlock || r.Safety != "" || strings.Join(r.Words, " ") != strings.Join(l.Words, " ") {
				t.Fatalf("%+v %+v", run, r)
			}
			for _, n := range r.Counts {
				if n.Written != n.Found || n.What == "patients" && n.Found != 1 {
					t.Errorf("%+v", n)
				}
			}
			if status, text := ask(t, http.DefaultClient, "GET", url+"/api/v1/setup/restore", nil); status != 409 || !strings.Contains(text, "set-up-already") {
				t.Errorf("it could be done again: %d %s", status, text)
			}
			again := answers[restore.RestoreState](t, "POST", url+"/api/v1/setup/restore", in, 202) // the same command: nothing happens twice
			if again.Run == nil || again.Run.Stage != restore.Finished {
				t.Errorf("%+v", again)
			}
			b.nobodyStays(l, url)
			b.signedIn(url)
			if err := stop(); err != nil {
				t.Error(err)
			}
			b.left(t)
			if text := b.log.String(); strings.Contains(text, "level=ERROR") || strings.Contains(text, "goat") {
				t.Errorf("logged:\n%s", text)
			}
			again2 := b.start()
			if again2.Sealed() == in.AutoUnlock {
				t.Errorf("sealed after a restart: %v", again2.Sealed())
			}
			if err := again2.Open(t.Context(), keyring.FromPassphrase(phrase)); err != nil && !in.AutoUnlock {
				t.Error(err)
			}
			b.knows(again2)
			b.stop(again2)
		})
	}
}

// nobodyStays holds that who was signed in when the backup was made is not any more.
func (b *box) nobodyStays(l lost, url string) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), "GET", l.url, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	old := l.cookie.Jar.Cookies(r.URL)
	if len(old) == 0 {
		b.t.Fatal("nobody was signed in")
	}
	r, err = http.NewRequestWithContext(b.t.Context(), "GET", url+"/api/v1/session", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range old {
		r.AddCookie(c)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil || a.StatusCode != 401 {
		b.t.Errorf("a session of then is open: %v %v", a, err)
	}
}

// left holds that the folder has the clinic's files, nothing of the way there, and
// one entry that says where they came from.
func (b *box) left(t *testing.T) {
	t.Helper()
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "restore") {
			t.Errorf("%s is left", e.Name())
		}
	}
	b.after(func(tx *db.Tx) error {
		list, err := journal.List(tx, journal.Filter{Action: "box.restored"}, 10)
		if len(list) != 1 {
			t.Errorf("%d entries of box.restored", len(list))
			return err
		}
		e, _, err := journal.BySeq(tx, list[0].Seq)
		if !strings.Contains(string(e.Payload), `"sha256"`) || !strings.Contains(string(e.Payload), `"lost"`) ||
			!strings.Contains(string(e.Payload), `"fileNumbersSkipped":200`) {
			t.Errorf("%s", e.Payload)
		}
		return err
	})
}

// upload sends a file as a browser does.
func upload(t *testing.T, url, name string, body []byte) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", url+"/api/v1/setup/restore/upload", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("X-Karete-File", name)
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, string(text)
}

// The same without a stick: the file comes through the browser, and does not stay.
func TestABackupIsUploaded(t *testing.T) {
	t.Parallel()
	l := lostClinic(t)
	b := newBox(t)
	url, stop := b.serve(b.start())
	text, err := os.ReadFile(l.path)
	if err != nil {
		t.Fatal(err)
	}
	if status, said := upload(t, url, "letter.pdf", []byte("%PDF-1.7 a letter")); status != 422 || !strings.Contains(said, "not-a-backup") {
		t.Errorf("a letter: %d %s", status, said)
	}
	try := func(name string, body []byte, key seal.Unlock) restore.RestoreRun {
		t.Helper()
		status, said := upload(t, url, name, body)
		var c restore.BackupCopy
		if err := json.Unmarshal([]byte(said), &c); err != nil || status != 201 || !c.Uploaded || c.Bytes != int64(len(body)) || c.File != "a b.karete.age" {
			t.Fatalf("%d %s %v", status, said, err)
		}
		in := restore.BeginRestore{ID: id.New(), Copy: c.ID, Unlock: key}
		answers[restore.RestoreState](t, "POST", url+"/api/v1/setup/restore", in, 202)
		return ended(t, url, in.ID)
	}
	if run := try("..%2Fa%20b.karete.age", text[:len(text)-200], l.keys["recovery"]); run.Code != "backup-damaged" || run.Part == "" {
		t.Errorf("cut off: %+v", run)
	}
	flipped := bytes.Clone(text)
	flipped[len(flipped)/2] ^= 1
	if run := try("a%20b.karete.age", flipped, l.keys["recovery"]); run.Code != "backup-damaged" {
		t.Errorf("one bit: %+v", run)
	}
	_, wrong := keyring.NewKeyFile()
	if run := try("a%20b.karete.age", text, seal.Unlock{KeyFile: base64.StdEncoding.EncodeToString(wrong)}); run.Code != "bad-credentials" {
		t.Errorf("another key: %+v", run)
	}
	if _, err := os.Stat(filepath.Join(b.dir, "restore.part")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something is left: %v", err)
	}
	if status, _ := ask(t, http.DefaultClient, "GET", url+"/api/v1/setup", nil); status != 200 {
		t.Errorf("the wizard does not go on: %d", status)
	}
	if run := try("a%20b.karete.age", text, l.keys["recovery"]); run.Result == nil || !run.Result.Same {
		t.Errorf("%+v", run)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	b.left(t)
}

// What is asked for at the desk is looked at before anything is done, and nobody is
// heard who was not at the box.
func TestTheDeskIsParticular(t *testing.T) {
	t.Parallel()
	l := lostClinic(t)
	b := l.fresh(t)
	s := b.start()
	defer b.stop(s)
	code, err := s.SetupCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	send := func(from, method, path, kind, code string, in any) (int, string) {
		t.Helper()
		text, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequestWithContext(t.Context(), method, "https://localhost/api/v1/setup/restore"+path, bytes.NewReader(text))
		r.RemoteAddr = from
		r.Header.Set("Content-Type", kind)
		if code != "" {
			r.Header.Set("X-Karete-Setup-Code", code)
		}
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	const here, there = "127.0.0.1:4000", "10.0.0.7:4000"
	_, text := send(here, "GET", "", "", "", nil)
	var seen restore.RestoreState
	if err := json.Unmarshal([]byte(text), &seen); err != nil || len(seen.Copies) != 1 {
		t.Fatalf("%s %v", text, err)
	}
	c, key := seen.Copies[0].ID, phrase
	begin := func(change func(m map[string]any)) map[string]any {
		m := map[string]any{"id": id.New(), "copy": c, "passphrase": key}
		change(m)
		return m
	}
	for name, try := range map[string]struct {
		from, method, path, kind, code string
		in                             any
		want                           int
		says                           string
	}{
		"no code":           {there, "GET", "", "", "", nil, 403, "forbidden"},
		"a wrong code":      {there, "GET", "", "", "00000000", nil, 403, "forbidden"},
		"the code":          {there, "GET", "", "", code, nil, 200, l.File},
		"no code to begin":  {there, "POST", "", "application/json", "", begin(func(map[string]any) {}), 403, "forbidden"},
		"no code to upload": {there, "POST", "/upload", "application/octet-stream", "", "x", 403, "forbidden"},
		"no key":            {here, "POST", "", "application/json", "", begin(func(m map[string]any) { delete(m, "passphrase") }), 422, "required"},
		"two keys":          {here, "POST", "", "application/json", "", begin(func(m map[string]any) { m["recoveryCode"] = "0" }), 400, "malformed"},
		"mistyped":          {here, "POST", "/open", "application/json", "", map[string]any{"copy": c, "recoveryCode": "0123"}, 422, "pattern"},
		"no such copy":      {here, "POST", "", "application/json", "", begin(func(m map[string]any) { m["copy"] = "0123456789abcdef" }), 404, "not-found"},
		"a path":            {here, "POST", "", "application/json", "", begin(func(m map[string]any) { m["copy"] = "/etc/passwd" }), 404, "not-found"},
		"more than asked":   {here, "POST", "", "application/json", "", begin(func(m map[string]any) { m["path"] = "/etc/passwd" }), 422, "invalid"},
		"no id":             {here, "POST", "", "application/json", "", begin(func(m map[string]any) { delete(m, "id") }), 422, "required"},
		"a form":            {here, "POST", "/upload", "multipart/form-data", "", "x", 415, "unsupported-media"},
		"not a backup":      {here, "POST", "/upload", "application/octet-stream", "", "age-encryption.org/v2", 422, "not-a-backup"},
	} {
		if status, text := send(try.from, try.method, try.path, try.kind, try.code, try.in); status != try.want || !strings.Contains(text, try.says) || strings.Contains(text, phrase) {
			t.Errorf("%s: %d %s", name, status, text)
		}
	}
}

// A slow Wi-Fi takes longer for a large file than a request may otherwise take.
func TestASlowUploadIsTaken(t *testing.T) {
	t.Parallel()
	l := lostClinic(t)
	b := newBox(t)
	cfg := b.config()
	cfg.Limits.Request, cfg.Limits.Answer = 300*time.Millisecond, 300*time.Millisecond
	s, err := New(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	url, stop := b.serve(s)
	text, err := os.ReadFile(l.path)
	if err != nil {
		t.Fatal(err)
	}
	from, to := io.Pipe()
	go func() {
		tick := time.NewTicker(150 * time.Millisecond)
		defer tick.Stop()
		for part := range slices.Chunk(text, len(text)/4+1) {
			<-tick.C
			if _, err := to.Write(part); err != nil {
				return
			}
		}
		to.Close()
	}()
	r, err := http.NewRequestWithContext(t.Context(), "POST", url+"/api/v1/setup/restore/upload", from)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/octet-stream")
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	said, err := io.ReadAll(a.Body)
	if err != nil || a.StatusCode != 201 || !strings.Contains(string(said), `"uploaded":true`) {
		t.Errorf("%d %s %v", a.StatusCode, said, err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	again := b.start() // what nobody brought back does not stay over a restart
	if _, err := os.Stat(filepath.Join(b.dir, "restore.upload")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the upload is left: %v", err)
	}
	b.stop(again)
}
