package photo_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/photo"
	"karete/server/visit/visittest"
)

// face is a picture in one shade, larger than any photo is kept.
func face(t *testing.T, shade uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 610, 810))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	img.Set(3, 3, color.White)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type desk struct {
	*visittest.Clinic
	t      *testing.T
	photos *photo.Room
}

func newDesk(t *testing.T) desk {
	c := visittest.New(t)
	return desk{c, t, photo.New(c.Gate)}
}

func (d desk) take(patientID string, raw []byte) patient.HeldPhoto {
	d.t.Helper()
	p, err := d.photos.Take(d.t.Context(), visittest.Clerk, patientID, photo.TakePhoto{ID: id.New(), AgreedBy: "patient"}, raw)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// pictures counts those in the database.
func (d desk) pictures() (n int) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) error { return tx.QueryRow("SELECT count(*) FROM photo_picture").Scan(&n) }); err != nil {
		d.t.Fatal(err)
	}
	return n
}

func (d desk) held(patientID string) *patient.HeldPhoto {
	d.t.Helper()
	var p patient.Patient
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) (err error) { p, err = patient.ReadIn(tx, patientID); return err }); err != nil {
		d.t.Fatal(err)
	}
	return p.Photo
}

func TestAPhotoIsKeptShownAndTakenOff(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	who := d.Patient("Thabo", "Mokoena", "1990")
	first := d.take(who, face(t, 90))
	if first.AgreedBy != "patient" || first.TakenBy != visittest.Clerk.Name || !first.TakenAt.Equal(d.Clock.Now()) || *d.held(who) != first {
		t.Errorf("%+v", first)
	}
	got, err := d.photos.Read(t.Context(), visittest.Clerk, who, "")
	if err != nil {
		t.Fatal(err)
	}
	head, err := jpeg.DecodeConfig(bytes.NewReader(got))
	if err != nil || head.Height != 797 || head.Width != 600 {
		t.Errorf("%d x %d, %v", head.Width, head.Height, err)
	}

	// Another one: the earlier picture is gone, its row is not.
	second := d.take(who, face(t, 180))
	if _, err := d.photos.Read(t.Context(), visittest.Clerk, who, first.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the earlier one: %v", err)
	}
	if d.pictures() != 1 || d.held(who).ID != second.ID {
		t.Errorf("%d pictures, held %+v", d.pictures(), d.held(who))
	}
	if _, err := d.photos.Remove(t.Context(), visittest.Nurse, who, photo.RemovePhoto{ID: id.New(), Reason: "asked"}); err != nil {
		t.Fatal(err)
	}
	if d.pictures() != 0 || d.held(who) != nil {
		t.Errorf("%d pictures, held %+v", d.pictures(), d.held(who))
	}
	if _, err := d.photos.Read(t.Context(), visittest.Clerk, who, ""); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	if _, err := d.photos.Remove(t.Context(), visittest.Nurse, who, photo.RemovePhoto{ID: id.New(), Reason: "asked"}); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	rows := d.Payload("photo.remove").Rows["patient_photo"][who]
	if rows["photo_id"] != nil || rows["reason"] != "asked" || rows["changed_by"] != visittest.Nurse.ID {
		t.Errorf("%v", rows)
	}
}

// The journal covers a picture by its hash and never holds it.
func TestThePictureIsInNoPayload(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.take(d.Patient("Thabo", "Mokoena", "1990"), face(t, 90))
	e := d.Entries("photo.take")[0]
	err := d.DB.Read(t.Context(), func(tx *db.Tx) error {
		whole, _, err := journal.BySeq(tx, e.Seq)
		var sha string
		err = errors.Join(err, tx.QueryRow("SELECT sha256 FROM photo").Scan(&sha))
		if len(whole.Payload) > 2000 || len(sha) != 64 || !bytes.Contains(whole.Payload, []byte(sha)) {
			t.Errorf("%d bytes: %.200s", len(whole.Payload), whole.Payload)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// To see the photo is part of opening the record, for the one who opened it.
func TestReadingIsPartOfAnOpening(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	who := d.Patient("Thabo", "Mokoena", "1990")
	d.take(who, face(t, 90))
	read := func(a access.Actor, openings int) {
		t.Helper()
		if _, err := d.photos.Read(t.Context(), a, who, ""); err != nil {
			t.Fatal(err)
		}
		if n := len(d.Entries("photo.read")); n != openings {
			t.Errorf("%d openings by the photo, want %d", n, openings)
		}
	}
	if _, err := patient.New(d.Gate).Read(t.Context(), visittest.Clerk, who); err != nil {
		t.Fatal(err)
	}
	read(visittest.Clerk, 0)
	d.Clock.Advance(9 * time.Minute)
	read(visittest.Clerk, 0)
	read(visittest.Nurse, 1) // somebody else
	read(visittest.Nurse, 1)
	elsewhere := visittest.Clerk
	elsewhere.Device = "another"
	read(elsewhere, 2)
	d.Clock.Advance(2 * time.Minute)
	read(visittest.Clerk, 3)
	d.Clock.Advance(-time.Hour) // the clock was set back: an opening of the future is none
	read(visittest.Clerk, 4)
}

func TestASentTwiceIsTakenOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	who := d.Patient("Thabo", "Mokoena", "1990")
	in, raw := photo.TakePhoto{ID: id.New(), AgreedBy: "guardian"}, face(t, 90)
	var last patient.HeldPhoto
	for range 2 {
		p, err := d.photos.Take(t.Context(), visittest.Clerk, who, in, raw)
		if err != nil {
			t.Fatal(err)
		}
		last = p
	}
	if d.pictures() != 1 || len(d.Entries("photo.take")) != 1 || last.AgreedBy != "guardian" {
		t.Errorf("%d pictures, %+v", d.pictures(), last)
	}
	if _, err := d.photos.Take(t.Context(), visittest.Clerk, who, in, face(t, 91)); !fault.Is(err, fault.CommandReused) {
		t.Errorf("another picture under the same id: %v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	who := d.Patient("Thabo", "Mokoena", "1990")
	take := func(a access.Actor, patientID, agreedBy string, raw []byte) error {
		_, err := d.photos.Take(t.Context(), a, patientID, photo.TakePhoto{ID: id.New(), AgreedBy: agreedBy}, raw)
		return err
	}
	remove := func(patientID, reason string) error {
		_, err := d.photos.Remove(t.Context(), visittest.Clerk, patientID, photo.RemovePhoto{ID: id.New(), Reason: reason})
		return err
	}
	for what, c := range map[string]struct {
		err  error
		code fault.Code
	}{
		"nobody's":      {take(visittest.Clerk, id.New(), "patient", face(t, 9)), fault.NotFound},
		"not agreed to": {take(visittest.Clerk, who, "", face(t, 9)), fault.Invalid},
		"no picture":    {take(visittest.Clerk, who, "patient", []byte("a face")), fault.UnsupportedMedia},
		"too small":     {take(visittest.Clerk, who, "patient", tiny(t)), fault.Invalid},
		"by a stranger": {take(access.Actor{}, who, "patient", face(t, 9)), fault.Unauthenticated},
		"for nothing":   {remove(who, "other"), fault.Invalid},
	} {
		if !fault.Is(c.err, c.code) {
			t.Errorf("%s: %v, want %s", what, c.err, c.code)
		}
	}
	if d.pictures() != 0 || len(d.Entries("photo.take")) != 0 {
		t.Error("something was kept")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.photos.Take(ctx, visittest.Clerk, who, photo.TakePhoto{ID: id.New(), AgreedBy: "patient"}, face(t, 9)); err == nil {
		t.Error("taken for one who has hung up")
	}
}

func tiny(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 47, 400)), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A picture that somebody put in the place of another is not shown.
func TestAnotherPictureIsNotShown(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	who := d.Patient("Thabo", "Mokoena", "1990")
	held := d.take(who, face(t, 90))
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("nothing", "x")
		_, err := tx.Exec("UPDATE photo_picture SET jpeg = ? WHERE photo_id = ?", face(t, 200), held.ID)
		return err
	})
	got, err := d.photos.Read(t.Context(), visittest.Clerk, who, "")
	if got != nil || err == nil || !strings.Contains(err.Error(), "not the one") || errors.Is(err, sql.ErrNoRows) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestVerifyNamesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var held []patient.HeldPhoto
	for _, name := range []string{"Whole", "Changed", "Gone", "Kept"} {
		held = append(held, d.take(d.Patient("Neo", name, "1990"), face(t, 90)))
	}
	if n, found, err := photo.Verify(t.Context(), d.DB); n != 4 || found != nil || err != nil {
		t.Errorf("%d, %q, %v", n, found, err)
	}
	kept := held[3].ID
	if _, err := d.photos.Remove(t.Context(), visittest.Clerk, d.ownerOf(kept), photo.RemovePhoto{ID: id.New(), Reason: "asked"}); err != nil {
		t.Fatal(err)
	}
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("nothing", "x")
		_, err := tx.Exec("UPDATE photo_picture SET jpeg = x'00' WHERE photo_id = ?", held[1].ID)
		_, gone := tx.Exec("DELETE FROM photo_picture WHERE photo_id = ?", held[2].ID)
		_, again := tx.Exec("INSERT INTO photo_picture (photo_id, jpeg) VALUES (?, x'00')", kept)
		return errors.Join(err, gone, again)
	})
	n, found, err := photo.Verify(t.Context(), d.DB)
	slices.Sort(found)
	want := []string{
		"the picture of photo " + held[1].ID + " is not the one that was taken",
		"the picture of photo " + held[2].ID + " is not there",
		"the picture of photo " + kept + " should have been erased",
	}
	slices.Sort(want)
	if n != 4 || !slices.Equal(found, want) || err != nil {
		t.Errorf("%d, %q, %v", n, found, err)
	}
}

func (d desk) ownerOf(photoID string) (patientID string) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow("SELECT patient_id FROM photo WHERE id = ?", photoID).Scan(&patientID)
	}); err != nil {
		d.t.Fatal(err)
	}
	return patientID
}
