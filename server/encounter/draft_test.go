package encounter_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/act"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func saving(v visit.Visit, text string) encounter.SaveDraft {
	return encounter.SaveDraft{PatientID: v.PatientID, Content: map[string]any{"complaint": text}}
}

func (d *desk) save(v visit.Visit, text string) {
	d.t.Helper()
	if _, err := d.room.SaveDraft(d.t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation, saving(v, text)); err != nil {
		d.t.Fatal(err)
	}
}

// text is what the doctor's draft of a consultation says.
func text(t *testing.T, r *encounter.Room, v visit.Visit) string {
	t.Helper()
	got, err := r.ReadDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation)
	if err != nil {
		t.Fatal(err)
	}
	var content struct{ Complaint string }
	if err := json.Unmarshal(got.Content, &content); err != nil {
		t.Fatal(err)
	}
	return content.Complaint
}

func TestADraftIsItsAuthorsAlone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	d.save(v, "cough")
	d.Clock.Advance(time.Second)
	d.save(v, "cough, fever")
	if got := text(t, d.room, v); got != "cough, fever" {
		t.Errorf("%q", got)
	}
	_, err := d.room.ReadDraft(t.Context(), visittest.Nurse, v.ID, encounter.KindConsultation)
	refused(t, err, fault.NotFound)
	_, err = d.room.ReadDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindTriage)
	refused(t, err, fault.NotFound)
	if list, err := d.room.ListDrafts(t.Context(), visittest.Nurse); err != nil || list == nil || len(list) != 0 {
		t.Errorf("the nurse's own: %v, %v", list, err)
	}
	if err := d.room.DiscardDraft(t.Context(), visittest.Nurse, v.ID, encounter.KindConsultation); err != nil {
		t.Error(err)
	}
	if got := text(t, d.room, v); got != "cough, fever" {
		t.Errorf("somebody else's discard reached it: %q", got)
	}
	if _, err := d.room.ReadDraft(t.Context(), visittest.Clerk, v.ID, encounter.KindConsultation); !fault.Is(err, fault.Forbidden) {
		t.Errorf("reception: %v", err)
	}
	other := d.Arrive("Pule", "Tau")
	d.Clock.Advance(time.Second)
	d.save(other, "back pain")
	list, err := d.room.ListDrafts(t.Context(), visittest.Doctor)
	if err != nil || len(list) != 2 || list[0].VisitID != other.ID || list[1].VisitID != v.ID || !list[0].SavedAt.Equal(d.Clock.Now()) {
		t.Errorf("%+v, %v", list, err)
	}
	for range 2 { // there being none is no fault
		if err := d.room.DiscardDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation); err != nil {
			t.Error(err)
		}
	}
	_, err = d.room.ReadDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation)
	refused(t, err, fault.NotFound)
	if n := len(d.Entries("draft.save")); n != 0 {
		t.Errorf("%d drafts in the journal", n)
	}
}

func TestSigningDiscardsTheAuthorsDraftOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	d.save(v, "cough")
	for _, kind := range []encounter.Kind{encounter.KindConsultation, encounter.KindTriage} {
		if _, err := d.room.SaveDraft(t.Context(), visittest.Nurse, v.ID, kind, saving(v, "mine")); err != nil {
			t.Fatal(err)
		}
	}
	d.sign(v, flu())
	_, err := d.room.ReadDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation)
	refused(t, err, fault.NotFound)
	if list, err := d.room.ListDrafts(t.Context(), visittest.Nurse); err != nil || len(list) != 2 {
		t.Errorf("the nurse keeps what she typed: %v, %v", list, err)
	}
	_, err = d.room.SaveDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation, saving(v, "late"))
	refused(t, err, fault.WrongState)
}

func TestADraftHasLimits(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v, other := d.Arrive("Thabo", "Mokoena"), d.Arrive("Pule", "Tau")
	_, err := d.room.SaveDraft(t.Context(), visittest.Doctor, other.ID, encounter.KindConsultation, saving(v, "cough"))
	refused(t, err, fault.Mismatch)
	_, err = d.room.SaveDraft(t.Context(), visittest.Doctor, id.New(), encounter.KindConsultation, saving(v, "cough"))
	refused(t, err, fault.NotFound)
	_, err = d.room.SaveDraft(t.Context(), visittest.Clerk, v.ID, encounter.KindConsultation, saving(v, "cough"))
	refused(t, err, fault.Forbidden)
	_, err = d.room.SaveDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation, saving(v, strings.Repeat("x", 50_000)))
	refused(t, err, fault.TooLarge)
	refused(t, d.room.DiscardDraft(t.Context(), visittest.Clerk, v.ID, encounter.KindConsultation), fault.Forbidden)
}

// Power comes and goes; what was typed stays.
func TestADraftOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	d.save(v, "cough")
	signed := d.sign(d.Arrive("Pule", "Tau"), flu()).Encounter
	again, err := db.Open(t.Context(), db.Options{Path: d.DB.Path(), VFS: dbtest.VFS(), Clock: d.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	room := encounter.New(act.NewGate(again, act.Options{}))
	if got := text(t, room, v); got != "cough" {
		t.Errorf("%q", got)
	}
	var list []encounter.Encounter
	if err := again.Read(t.Context(), func(tx *db.Tx) (err error) {
		list, err = encounter.OfPatientIn(tx, signed.PatientID)
		return err
	}); err != nil || len(list) != 1 || list[0].Note.Complaint != signed.Note.Complaint {
		t.Errorf("%+v, %v", list, err)
	}
}
