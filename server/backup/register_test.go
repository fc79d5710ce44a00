package backup

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/server/backup/archive"
	"karete/server/backup/media"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit/visittest"
)

func TestRegister(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	blue, folder := c.plug("KARETE-A"), t.TempDir()
	foreign := c.plug("another clinic's")
	if err := media.WriteMark(foreign, media.NewMark()); err != nil {
		t.Fatal(err)
	}
	if seen := c.places().Seen; len(seen) != 2 || seen[0].Mark != "none" || seen[1].Mark != "other" || seen[0].Label != "KARETE-A" || seen[0].FreeBytes == 0 {
		t.Errorf("%+v", seen)
	}
	register := func(in RegisterPlace) error {
		in.ID = id.New()
		_, err := c.room.Register(t.Context(), visittest.Admin, in)
		return err
	}
	for _, tt := range []struct {
		in   RegisterPlace
		want string
	}{
		{RegisterPlace{Name: " ", Path: blue}, "required"},
		{RegisterPlace{Name: "a\nb", Path: blue}, "bad-text"},
		{RegisterPlace{Name: "Blue", Path: ""}, "required"},
		{RegisterPlace{Name: "Blue", Path: "Blue"}, "not-absolute"},
		{RegisterPlace{Name: "Blue", Path: blue + "/../x"}, "not-absolute"},
		{RegisterPlace{Name: "Blue", Path: folder + "/none"}, "not-a-folder"},
		{RegisterPlace{Name: "Blue", Path: folder + "\x00"}, "bad-text"},
		{RegisterPlace{Name: "Blue", Path: c.room.dir}, "not-allowed"},
	} {
		err := register(tt.in)
		if f := fault.Of(err); err == nil || len(f.Fields) != 1 || f.Fields[0].Code != tt.want {
			t.Errorf("%+v: %+v, want %s", tt.in, err, tt.want)
		}
	}
	link := filepath.Join(folder, "link")
	if err := os.Symlink(c.room.dir, link); err != nil {
		t.Fatal(err)
	}
	if err := register(RegisterPlace{Name: "Link", Path: link}); !fault.Is(err, fault.Invalid) {
		t.Errorf("the data folder by another name: %v", err)
	}
	if err := register(RegisterPlace{Name: "Red", Path: foreign}); !fault.Is(err, fault.PlaceMarked) {
		t.Errorf("another clinic's: %v", err)
	}
	first := RegisterPlace{ID: id.New(), Name: "  Blue stick ", Path: blue}
	for range 2 {
		out, err := c.room.Register(t.Context(), visittest.Admin, first)
		if err != nil || len(out.Places) != 1 || out.Places[0].Name != "Blue stick" || out.Places[0].Kind != Stick || out.Places[0].Where != There || out.Places[0].Path != blue ||
			out.Places[0].RegisteredBy != visittest.Admin.Name {
			t.Fatalf("%+v, %v", out, err)
		}
	}
	for want, in := range map[fault.Code]RegisterPlace{
		fault.PlaceTaken: {Name: "Green stick", Path: blue}, fault.Invalid: {Name: "BLUE STICK", Path: folder},
	} {
		if err := register(in); !fault.Is(err, want) {
			t.Errorf("%+v: %v, want %s", in, err, want)
		}
	}
	if err := register(RegisterPlace{Name: "Share", Path: folder, Shared: true}); err != nil {
		t.Error(err)
	}
	if err := register(RegisterPlace{Name: "Red", Path: foreign, Shared: true}); err != nil {
		t.Errorf("with another clinic's: %v", err)
	}
	out := c.places()
	if len(out.Places) != 3 || out.Places[1].Kind != AFolder || out.Places[1].Path != folder || !out.Places[1].SameDisk || out.Seen[0].PlaceID != first.ID || out.Seen[1].Mark != "ours" {
		t.Errorf("%+v", out)
	}
	if c.made(); c.list().Proven != 3 {
		t.Errorf("%+v", c.list())
	}
	for _, want := range []fault.Code{"", fault.NotFound} {
		_, err := c.room.Forget(t.Context(), visittest.Admin, first.ID, ForgetPlace{ID: id.New()})
		if want == "" && err != nil || want != "" && !fault.Is(err, want) {
			t.Errorf("forgotten: %v", err)
		}
	}
	if out := c.places(); len(out.Places) != 2 || out.Seen[0].Mark != "other" || out.Seen[0].Backups != 1 {
		t.Errorf("%+v", out)
	}
	if err := register(RegisterPlace{Name: "Blue stick", Path: blue, Shared: true}); err != nil {
		t.Errorf("again: %v", err)
	}
}

func TestAFolderThatIsNotWhatItWas(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	share := t.TempDir()
	if _, err := c.room.Register(t.Context(), visittest.Admin, RegisterPlace{ID: id.New(), Name: "Share", Path: share}); err != nil {
		t.Fatal(err)
	}
	is := func(want Where) {
		t.Helper()
		if got := c.places().Places[0].Where; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		_, err := c.room.Make(t.Context(), visittest.Admin, MakeBackup{ID: id.New()})
		c.room.work.Wait()
		if (want == There) != (err == nil) || err != nil && !fault.Is(err, fault.PlaceAbsent) {
			t.Errorf("%s: %v", want, err)
		}
	}
	is(There)
	if err := os.Rename(media.FolderOn(share), filepath.Join(share, "elsewhere")); err != nil { // not mounted: an empty folder
		t.Fatal(err)
	}
	is(Other)
	if err := media.WriteMark(share, media.NewMark()); err != nil {
		t.Fatal(err)
	}
	is(Other)
	if list, err := os.ReadDir(media.FolderOn(share)); err != nil || len(list) != 1 {
		t.Errorf("something was written to it: %v, %v", list, err)
	}
	if err := os.RemoveAll(share); err != nil {
		t.Fatal(err)
	}
	is(Away)
}

func TestIdentity(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	b := c.good()
	const phrase = "the goat sleeps on the roof"
	out, err := c.room.Identity(t.Context(), visittest.Admin, ExportIdentity{ID: id.New(), Passphrase: phrase})
	if err != nil {
		t.Fatal(err)
	}
	file, err := base64.StdEncoding.DecodeString(out.Content)
	if err != nil || strings.Contains(string(file), "SECRET") {
		t.Fatalf("%q, %v", file, err)
	}
	identity, err := archive.OpenIdentity(file, phrase)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Prove(t.Context(), c.path("Blue stick", b), archive.ByIdentity(identity), t.TempDir(), nil); err != nil {
		t.Error(err)
	}
	for _, weak := range []string{"", "short", strings.Repeat("password", 3), "Test clinic Test clinic"} {
		if _, err := c.room.Identity(t.Context(), visittest.Admin, ExportIdentity{ID: id.New(), Passphrase: weak}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", weak, err)
		}
	}
	if _, err := c.room.Identity(t.Context(), visittest.Doctor, ExportIdentity{ID: id.New(), Passphrase: phrase}); !fault.Is(err, fault.Forbidden) {
		t.Error(err)
	}
}

// A hundred days of backups on one stick: the rule thins them out, what somebody
// took off is noted, and the last good one stays whatever stands beside it.
func TestThin(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	c.register("Blue stick")
	if err := c.room.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := c.room.places[0]
	folder := media.FolderOn(filepath.Join(c.sticks, "Blue stick"))
	err := c.DB.Write(t.Context(), func(tx *db.Tx) error {
		for n := range 100 {
			name := c.Clock.Now().AddDate(0, 0, n).UTC().Format("20060102")
			failure := ""
			if n >= 97 { // since three days the records themselves are not as they were
				failure = string(Findings)
			}
			_, err := tx.Exec(`INSERT INTO backup (id, place_id, reason, file, bytes, sha256, entries, head, counts, version, made_at, time_source, proved_at, failed_at, failure)
				VALUES (?1, ?2, 'due', ?3, 4, ?4, ?5, '', '{}', '', ?6, 'box', ?6, iif(?7 = '', NULL, ?6), ?7)`,
				id.New(), p.id, name, strings.Repeat("0", 64), n, c.Clock.Now().AddDate(0, 0, n).UnixMilli(), failure)
			if err != nil {
				return err
			}
			if n == 50 { // somebody took it off
				continue
			}
			if err := os.WriteFile(filepath.Join(folder, name), []byte("1234"), 0o600); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	zone := time.FixedZone("SAST", 2*60*60)
	removed := c.room.thin(t.Context(), p, folder, standard, zone)
	files := c.on("Blue stick")
	if removed+len(files) != 99 || len(files) < 20 || len(files) > 26 {
		t.Errorf("%d removed, %d stay", removed, len(files))
	}
	states := map[State]int{}
	for _, b := range c.list().Backups {
		states[b.State]++
	}
	if states[Missing] != 1 || states[Thinned] != removed || states[Bad] != 3 {
		t.Errorf("%v", states)
	}
	lastGood := c.Clock.Now().AddDate(0, 0, 96).UTC().Format("20060102")
	c.room.thin(t.Context(), p, folder, tight, zone)
	if files := c.on("Blue stick"); len(files) > 8 || !slices.Contains(files, lastGood) {
		t.Errorf("%v, %s was the last good one", files, lastGood)
	}
}
