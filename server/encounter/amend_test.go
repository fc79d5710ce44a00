package encounter_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestACorrectionStandsForTheOriginal(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	signed := d.sign(v, flu()).Encounter
	d.Clock.Advance(time.Minute)
	better := with(func(n *encounter.Note) { n.Examination = "Crackles on the left"; n.Diagnoses = n.Diagnoses[:1] })
	in := amendment(signed, encounter.Correction, &better)
	in.Reason = "  wrong side  "
	got, err := d.room.Amend(t.Context(), visittest.Nurse, signed.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	want := encounter.Encounter{
		ID: in.ID, PatientID: v.PatientID, VisitID: v.ID, Kind: encounter.KindAmendment,
		OccurredAt: d.Clock.Now().UTC(), SignedAt: d.Clock.Now().UTC(),
		Author: encounter.Author{ID: visittest.Nurse.ID, DisplayName: visittest.Nurse.Name, Role: "nurse"},
		Note:   &better, AmendsID: signed.ID, AmendKind: encounter.Correction, AmendReason: "wrong side",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	signed.Struck = true
	if diff := cmp.Diff([]encounter.Encounter{signed, want}, d.all(v.PatientID)); diff != "" {
		t.Errorf("the original must stay readable as it was, struck: %s", diff)
	}
	if again, err := d.room.Amend(t.Context(), visittest.Nurse, signed.ID, in); err != nil || !cmp.Equal(again, got) {
		t.Errorf("sent again: %+v, %v", again, err)
	}
	if n := len(d.Entries("encounter.amend")); n != 1 {
		t.Errorf("%d entries", n)
	}
}

// Of several corrections the last one stands; what was added late stands beside
// each; what was entered in error leaves nothing standing.
func TestAChainOfAmendments(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	original := d.sign(v, flu()).Encounter
	n := flu()
	var chain []string
	add := func(kind encounter.AmendKind) {
		d.Clock.Advance(time.Minute)
		text := &n
		if kind == encounter.EnteredInError {
			text = nil
		}
		chain = append(chain, d.amend(original, kind, text).ID)
	}
	want := func(struck ...bool) {
		t.Helper()
		expected := map[string]bool{original.ID: struck[0]}
		for i, e := range chain {
			expected[e] = struck[i+1]
		}
		if diff := cmp.Diff(expected, d.struck(v.PatientID)); diff != "" {
			t.Error(diff)
		}
	}
	want(false)
	add(encounter.LateEntry)
	want(false, false)
	add(encounter.Correction)
	want(true, false, false)
	add(encounter.LateEntry)
	want(true, false, false, false)
	add(encounter.Correction)
	want(true, false, true, false, false)
	add(encounter.EnteredInError)
	want(true, true, true, true, true, true)

	text := flu()
	for _, kind := range []encounter.AmendKind{encounter.Correction, encounter.LateEntry, encounter.EnteredInError} {
		in := amendment(original, kind, &text)
		if kind == encounter.EnteredInError {
			in.Note = nil
		}
		_, err := d.room.Amend(t.Context(), visittest.Doctor, original.ID, in)
		refused(t, err, fault.WrongState)
	}
}

// The order is that of the journal, not of a clock that may stand still or be set
// back after a power cut.
func TestCorrectionsByADoubtfulClock(t *testing.T) {
	t.Parallel()
	for what, step := range map[string]time.Duration{"at once": 0, "before what they correct": -time.Hour} {
		d := newDesk(t)
		v := d.Arrive("Thabo", "Mokoena")
		original, text := d.sign(v, ending(visit.OutcomeHome)).Encounter, ending(visit.OutcomeDied)
		var last encounter.Encounter
		for _, outcome := range []visit.Outcome{visit.OutcomeDied, visit.OutcomeLeft, visit.OutcomeAdmitted} {
			d.Clock.Advance(step)
			text.Outcome = outcome
			last = d.amend(original, encounter.Correction, &text)
		}
		for id, struck := range d.struck(v.PatientID) {
			if struck != (id != last.ID) {
				t.Errorf("%s: %s struck is %t, the last is %s", what, id, struck, last.ID)
			}
		}
		if got := d.Visit(v.ID); got.Outcome != visit.OutcomeAdmitted {
			t.Errorf("%s: the visit ended as %s", what, got.Outcome)
		}
		if list := d.all(v.PatientID); list[0].ID != original.ID || list[3].ID != last.ID {
			t.Errorf("%s: not in order: %+v", what, list)
		}
	}
}

func TestWhatMayBeAmended(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	text := flu()
	original := d.sign(v, flu()).Encounter
	late := d.amend(original, encounter.LateEntry, &text)
	for _, kind := range []encounter.AmendKind{encounter.Correction, encounter.EnteredInError} {
		in := amendment(late, kind, nil)
		if kind == encounter.Correction {
			in.Note = &text
		}
		_, err := d.room.Amend(t.Context(), visittest.Doctor, late.ID, in)
		refused(t, err, fault.WrongState)
		if got := fault.Of(err).Params["kind"]; got != encounter.KindAmendment {
			t.Errorf("says %v", got)
		}
	}
	_, err := d.room.Amend(t.Context(), visittest.Doctor, id.New(), amendment(original, encounter.EnteredInError, nil))
	refused(t, err, fault.NotFound)
	_, err = d.room.Amend(t.Context(), visittest.Clerk, original.ID, amendment(original, encounter.EnteredInError, nil))
	refused(t, err, fault.Forbidden)

	other := d.Arrive("Pule", "Tau")
	in := amendment(original, encounter.EnteredInError, nil)
	in.PatientID = other.PatientID
	_, err = d.room.Amend(t.Context(), visittest.Doctor, original.ID, in) // somebody else with this visit
	refused(t, err, fault.Mismatch)
	in.VisitID = other.ID
	_, err = d.room.Amend(t.Context(), visittest.Doctor, original.ID, in) // a sound pair, and another's encounter
	refused(t, err, fault.Mismatch)
	second := d.CheckIn(v.PatientID, visittest.OPD)
	in.PatientID, in.VisitID = v.PatientID, second.ID
	_, err = d.room.Amend(t.Context(), visittest.Doctor, original.ID, in) // another visit of the same patient
	refused(t, err, fault.Mismatch)
}

func TestAnAmendmentSaysWhyAndWhat(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	original := d.sign(v, flu()).Encounter
	text := flu()
	empty := encounter.Note{Outcome: visit.OutcomeHome}
	past := with(func(n *encounter.Note) { n.FollowUp.On = "2026-11-24" })
	for _, c := range []struct {
		kind        encounter.AmendKind
		reason      string
		note        *encounter.Note
		field, code string
	}{
		{encounter.Correction, "  a ", &text, "reason", "reason-needed"},
		{encounter.Correction, "wrong side", nil, "note", "required"},
		{encounter.LateEntry, "forgot", nil, "note", "required"},
		{encounter.LateEntry, "forgot", &empty, "note.complaint", "required"},
		{encounter.Correction, "wrong date", &past, "note.followUp.on", "past"},
		{encounter.EnteredInError, "wrong patient", &text, "note", "not-allowed"},
		{"rewrite", "tidier", &text, "kind", "not-one-of"},
	} {
		in := amendment(original, c.kind, c.note)
		in.Reason = c.reason
		_, err := d.room.Amend(t.Context(), visittest.Doctor, original.ID, in)
		broken(t, err, c.field, c.code)
	}
	// Weeks later the day to come back may be over; it is held against the visit.
	d.At(60, "09:00:00")
	d.amend(original, encounter.Correction, &text)
}

// The visit says how it ended by the consultation that stands.
func TestACorrectedOutcomeReachesTheVisit(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	original := d.sign(v, ending(visit.OutcomeDied)).Encounter
	d.Clock.Advance(time.Minute)
	text := ending(visit.OutcomeReferred)
	d.amend(original, encounter.Correction, &text)
	if got := d.Visit(v.ID); got.Status != visit.Finished || got.Outcome != visit.OutcomeReferred {
		t.Errorf("corrected: %s, %s", got.Status, got.Outcome)
	}
	before := d.Visit(v.ID).Version
	d.Clock.Advance(time.Minute)
	text = ending(visit.OutcomeAdmitted)
	d.amend(original, encounter.LateEntry, &text)
	d.Clock.Advance(time.Minute)
	d.amend(original, encounter.EnteredInError, nil)
	if got := d.Visit(v.ID); got.Outcome != visit.OutcomeReferred || got.Version != before {
		t.Errorf("a late entry ends nothing, and an error leaves the close as it was: %+v", got)
	}
	open := d.Arrive("Pule", "Tau")
	in := note(open, ending(visit.OutcomeHome))
	in.MoveTo = visittest.PHA
	signed := d.send(visittest.Doctor, open, in).Encounter
	d.amend(signed, encounter.Correction, &text)
	if got := d.Visit(open.ID); got.Outcome != visit.OutcomeNone {
		t.Errorf("an open visit has the outcome %s", got.Outcome)
	}
}
