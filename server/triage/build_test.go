package triage_test

import (
	"testing"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// bay is a clinic with the room of triage open.
type bay struct {
	*visittest.Clinic
	t    *testing.T
	room *triage.Room
}

func newBay(t *testing.T) *bay {
	t.Helper()
	c := visittest.New(t)
	return &bay{c, t, triage.New(c.Gate)}
}

func of[T any](v T) *T { return &v }

// well is a grown person with nothing to find: green.
func well() sats.Input {
	return sats.Input{Mobility: sats.Walking, RespiratoryRate: of(12), HeartRate: of(72), SystolicMmHg: of(120), DiastolicMmHg: of(80),
		TemperatureCel: of(36.8), Avpu: sats.Alert, Trauma: of(false)}
}

// but is well with something found.
func but(found func(*sats.Input)) sats.Input {
	in := well()
	found(&in)
	return in
}

func ill() sats.Input {
	return but(func(in *sats.Input) { in.RespiratoryRate, in.HeartRate, in.TemperatureCel = of(22), of(112), of(39.1) })
}

func save(v visit.Visit, in sats.Input, d sats.Decision) triage.Save {
	return triage.Save{ID: id.New(), PatientID: v.PatientID, Input: in, Decision: d,
		Complaint: triage.Complaint{Chips: []string{"fever", "cough"}, Text: "since Sunday"}}
}

func (b *bay) send(who access.Actor, v visit.Visit, in triage.Save) triage.Saved {
	b.t.Helper()
	out, err := b.room.Save(b.t.Context(), who, v.ID, in)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// broken wants err to be an invalid field.
func broken(t *testing.T, err error, field, code string) {
	t.Helper()
	if !fault.Is(err, fault.Invalid) || fault.Of(err).Fields[0].Field != field || fault.Of(err).Fields[0].Code != code {
		t.Errorf("%v, want %s:%s", err, field, code)
	}
}

func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("%v, want %s", err, code)
	}
}
