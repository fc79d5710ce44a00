package server

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"karete/db/vault/keyring"
	"karete/server/access"
	"karete/server/backup"
	"karete/server/backup/archive"
	"karete/server/backup/media"
	"karete/server/event"
	"karete/server/id"
)

// With a registered stick in it a box that starts makes its backup by itself, and
// what a person has opens it anywhere.
func TestTheBoxBacksItselfUp(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.start()
	b.setUp(s)
	rooms := s.home().rooms
	people, err := rooms.Staff.List(t.Context(), access.TheBox())
	if err != nil {
		t.Fatal(err)
	}
	manager := access.Actor{ID: people[0].ID, Roles: []access.Role{access.Admin}, SessionID: "s"}
	stick := filepath.Join(b.dir, "..", "blue stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = rooms.Backups.Register(t.Context(), manager, backup.RegisterPlace{ID: id.New(), Name: "Blue stick", Path: filepath.Clean(stick)})
	if err != nil {
		t.Fatal(err)
	}
	told, err := rooms.Events.Follow(t.Context(), manager, []string{event.Backup}, event.FromNow)
	if err != nil {
		t.Fatal(err)
	}
	_, stop := b.serve(s)
	late := time.After(time.Minute)
	for written := false; !written; {
		select {
		case m := <-told.Live():
			written = bytes.Contains(m, []byte(`"backup.write"`))
		case <-late:
			t.Fatalf("no backup was made\n%s", b.log)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	files, err := filepath.Glob(filepath.Join(media.FolderOn(stick), "karete-*"))
	if err != nil || len(files) != 2 {
		t.Fatalf("on the stick: %v, %v", files, err)
	}
	proof, err := archive.Prove(t.Context(), files[0], archive.BySecret(keyring.FromPassphrase(phrase)), t.TempDir(), nil)
	if err != nil || proof.Manifest.Tables["patient"] != 1 || proof.Manifest.Clinic != "Ha Matala Clinic" {
		t.Errorf("%+v, %v", proof, err)
	}
}
