package audit_test

import (
	"context"
	"testing"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/audit"
	"karete/server/fault"
	"karete/server/visit/visittest"
)

// signing is a room that signs as a box does.
func signing(t *testing.T, c *visittest.Clinic) (*audit.Room, journal.Key) {
	t.Helper()
	key, err := journal.NewKey("karete/test")
	if err != nil {
		t.Fatal(err)
	}
	return audit.New(c.Gate, audit.Options{PublicKey: key.Public, Seal: func(ctx context.Context) error {
		return c.DB.Write(ctx, func(tx *db.Tx) error {
			_, err := journal.Sign(tx, key.Signer)
			return err
		})
	}}), key
}

func TestAnEntryIsProvedAtOnce(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	room, key := signing(t, c)
	who := c.Arrive("Thabo", "Mokoena").PatientID
	open(t, c, visittest.Doctor, who)
	newest := c.Entries("chart.read")[0]
	for range 2 { // the second needs no other signature
		file, err := room.Prove(t.Context(), visittest.Nurse, newest.Seq)
		if err != nil {
			t.Fatal(err)
		}
		p, err := journal.ParseProof(file)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := p.Check(key.Verifier)
		if err != nil || tree.Size != newest.Seq || p.Entry.Action != "chart.read" || p.Entry.PatientID != who || p.Entry.ActorID != visittest.Doctor.ID {
			t.Errorf("%v of %d: %+v", err, tree.Size, p.Entry)
		}
	}
	if e := c.Entries("journal.prove"); len(e) != 2 || e[0].SubjectType != journal.SubjectRecord || e[0].PatientID != who {
		t.Errorf("%+v", e)
	}
	if k, err := room.Key(t.Context(), visittest.Clerk); err != nil || k != key.Public+"\n" {
		t.Errorf("%q %v", k, err)
	}
}

func TestWhoMayHaveAnEntryProved(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	room, _ := signing(t, c)
	c.Arrive("Thabo", "Mokoena")
	first, last := int64(1), list(t, c, audit.Filter{}).Size // how the clinic was founded; how the patient came
	for _, tt := range []struct {
		who  access.Actor
		seq  int64
		code fault.Code
	}{
		{visittest.Admin, first, ""}, {visittest.Admin, last, ""}, {visittest.Doctor, last, ""},
		{visittest.Doctor, first, fault.NotFound}, {visittest.Nurse, first, fault.NotFound},
		{visittest.Admin, 1000, fault.NotFound}, {visittest.Clerk, last, fault.Forbidden}, {access.Actor{}, last, fault.Unauthenticated},
	} {
		_, err := room.Prove(t.Context(), tt.who, tt.seq)
		if tt.code == "" && err != nil || tt.code != "" && !fault.Is(err, tt.code) {
			t.Errorf("%v, entry %d: %v, want %q", tt.who.Roles, tt.seq, err, tt.code)
		}
	}
	if _, err := audit.New(c.Gate, audit.Options{}).Prove(t.Context(), visittest.Admin, list(t, c, audit.Filter{}).Size); !fault.Is(err, fault.WrongState) {
		t.Errorf("a box that cannot sign: %v", err)
	}
}
