package reception_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"karete/server/access"
	"karete/server/card"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/visit/visittest"
)

type desk struct {
	*visittest.Clinic
	t     testing.TB
	Desk  *reception.Room
	Cards *card.Room
}

func open(t testing.TB) *desk {
	t.Helper()
	c := visittest.New(t)
	return &desk{c, t, reception.New(c.Gate, patient.New(c.Gate)), card.New(c.Gate)}
}

func person(given, family string) reception.Registration {
	return reception.Registration{Registration: patient.Registration{ID: id.New(), Demographics: patient.Demographics{
		GivenNames: given, FamilyName: family, Sex: patient.Male, BirthPrecision: "unknown",
	}, FileNumber: patient.NewFileNumber{Mode: "next"}}}
}

func (d *desk) blank() card.Card {
	d.t.Helper()
	list, err := d.Cards.Blanks(d.t.Context(), visittest.Clerk, card.MakeBlanks{ID: id.New(), Count: 1})
	if err != nil {
		d.t.Fatal(err)
	}
	return list[0]
}

func refused(t *testing.T, err error, code fault.Code) *fault.Error {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("got %v, want %s", err, code)
	}
	return fault.Of(err)
}

func TestRegisterLinkAndCheckIn(t *testing.T) {
	t.Parallel()
	d := open(t)
	blank := d.blank()
	in := person("Tšepo", "Mokoena")
	in.CardCode = strings.ToLower(blank.QR)
	in.CheckIn = &reception.Arrival{DepartmentID: visittest.OPD, Reason: "general", Emergency: true}
	got, err := d.Desk.Register(t.Context(), visittest.Clerk, in)
	if err != nil {
		t.Fatal(err)
	}
	if got.Patient.ID != in.ID || got.Patient.FileNumber != "000001" || len(got.Patient.Cards) != 1 || got.Patient.Cards[0].ID != blank.ID {
		t.Errorf("patient: %+v", got.Patient)
	}
	v := got.Visit
	if v == nil || v.PatientID != in.ID || v.Ticket != "OPD-001" || !v.Emergency || !v.NewPatient || len(v.Entries) != 1 {
		t.Fatalf("visit: %+v", v)
	}
	scanned, err := d.Cards.Scan(t.Context(), visittest.Nurse, card.ScanText{Text: blank.Code})
	if err != nil || scanned.Patient.ID != in.ID || scanned.Patient.OpenVisit.Ticket != "OPD-001" {
		t.Errorf("scan: %+v, %v", scanned, err)
	}

	// One act, one entry, with all its rows.
	entries := d.Entries("patient.register")
	if len(entries) != 1 || entries[0].PatientID != in.ID || entries[0].VisitID != v.ID || entries[0].SubjectID != in.ID {
		t.Errorf("journal: %+v", entries)
	}
	// Sent again, it is answered as before, also once the visit is over.
	again, err := d.Desk.Register(t.Context(), visittest.Clerk, in)
	if diff := cmp.Diff(got, again); err != nil || diff != "" {
		t.Errorf("again: %v\n%s", err, diff)
	}
}

func TestRegisterOnly(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Neo", "Tau")
	got, err := d.Desk.Register(t.Context(), visittest.Admin, in)
	if err != nil || got.Visit != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	d.CheckIn(in.ID, visittest.U5) // later, by itself
	again, err := d.Desk.Register(t.Context(), visittest.Admin, in)
	if err != nil || again.Visit != nil {
		t.Errorf("said again, it tells of a visit it did not make: %+v, %v", again.Visit, err)
	}
}

// All of it happens or nothing.
func TestRegisterAllOrNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	blank := d.blank()
	linked := person("Pule", "Letsie")
	linked.CardCode = d.blank().QR
	if _, err := d.Desk.Register(t.Context(), visittest.Clerk, linked); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		code  fault.Code
		field string
		spoil func(*reception.Registration)
	}{
		"a card of somebody's": {fault.CardLinked, "cardCode", func(r *reception.Registration) { r.CardCode = linked.CardCode }},
		"no card":              {fault.NotACard, "cardCode", func(r *reception.Registration) { r.CardCode = "a card" }},
		"half a card":          {fault.Misread, "cardCode", func(r *reception.Registration) { r.CardCode = blank.QR[:18] }},
		"no department":        {fault.Invalid, "checkIn.departmentId", func(r *reception.Registration) { r.CheckIn.DepartmentID = id.New() }},
		"a closed department":  {fault.Invalid, "checkIn.departmentId", func(r *reception.Registration) { r.CheckIn.DepartmentID = visittest.Closed }},
		"no name":              {fault.Invalid, "familyName", func(r *reception.Registration) { r.GivenNames, r.FamilyName = "", "" }},
	} {
		in := person("Neo", "Tau")
		in.CardCode = blank.QR
		in.CheckIn = &reception.Arrival{DepartmentID: visittest.OPD}
		c.spoil(&in)
		_, err := d.Desk.Register(t.Context(), visittest.Clerk, in)
		if f := refused(t, err, c.code); f.Field != c.field {
			t.Errorf("%s: about %q", name, f.Field)
		}
	}
	if found, err := d.Desk.Find(t.Context(), visittest.Clerk, patient.SearchQuery{Text: "tau"}); err != nil || len(found.Patients) != 0 {
		t.Errorf("kept: %+v, %v", found, err)
	}
	in := person("Neo", "Tau")
	in.CardCode = blank.QR
	in.CheckIn = &reception.Arrival{DepartmentID: visittest.OPD}
	got, err := d.Desk.Register(t.Context(), visittest.Clerk, in)
	if err != nil || got.Patient.FileNumber != "000002" || got.Visit.Ticket != "OPD-001" {
		t.Errorf("a number or ticket was lost: %s %+v %v", got.Patient.FileNumber, got.Visit, err)
	}
}

func TestRegisterAndCheckInNeedsBothRights(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Neo", "Tau")
	in.CheckIn = &reception.Arrival{DepartmentID: visittest.OPD}
	_, err := d.Desk.Register(t.Context(), visittest.Admin, in)
	refused(t, err, fault.Forbidden)
	_, err = d.Desk.Register(t.Context(), access.Actor{}, in)
	refused(t, err, fault.Unauthenticated)
}

func TestSameRegistrationAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Neo", "Tau")
	in.CheckIn = &reception.Arrival{DepartmentID: visittest.OPD}
	got := make([]reception.Registered, 16)
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() {
			var err error
			if got[i], err = d.Desk.Register(t.Context(), visittest.Clerk, in); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, r := range got[1:] {
		if diff := cmp.Diff(got[0], r, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Tšepo", "Mokoena")
	blank, spare := d.blank(), d.blank()
	in.CardCode = blank.Code
	if _, err := d.Desk.Register(t.Context(), visittest.Clerk, in); err != nil {
		t.Fatal(err)
	}
	find := func(text string) (patient.SearchResult, error) {
		return d.Desk.Find(t.Context(), visittest.Nurse, patient.SearchQuery{Text: text})
	}
	for text, kind := range map[string]patient.SearchKind{
		blank.QR: patient.ByCard, blank.Code: patient.ByCard, strings.ToLower(blank.Code): patient.ByCard,
		"ts'epo": patient.ByName, "000001": patient.ByNumber, "1": patient.ByNumber,
	} {
		got, err := find(text)
		if err != nil || got.Kind != kind || len(got.Patients) != 1 || got.Patients[0].ID != in.ID {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	if got, err := find(""); err != nil || got.Kind != patient.Recent {
		t.Errorf("nothing typed: %+v, %v", got, err)
	}
	_, err := find(spare.QR)
	refused(t, err, fault.CardBlank)
	if _, err := d.Cards.Revoke(t.Context(), visittest.Clerk, blank.ID, card.RevokeCard{ID: id.New(), Reason: card.Lost}); err != nil {
		t.Fatal(err)
	}
	_, err = find(blank.Code)
	refused(t, err, fault.CardRevoked)
	_, err = d.Desk.Find(t.Context(), access.Actor{}, patient.SearchQuery{Text: "tau"})
	refused(t, err, fault.Unauthenticated)
}
