package patient_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/patient/partialdate"
	"karete/server/visit/visittest"
)

func TestRegisterKeepsWhatWasSaid(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("  ’M’amosa Te\u0301boho ", "Ts'epe-Mokoena")
	in.OtherNames = []string{"Mathabo ʼNete"}
	in.BirthDate, in.BirthPrecision, in.BirthRecordedOn = "1992", partialdate.ByAge, "2026-05-03"
	in.Phones = []patient.NewPhone{{Number: "5812 4471", Owner: "her sister", MayLeaveMessage: true}, {Number: "ask at shop 12"}}
	in.Village, in.District, in.Chief = "Ha Matala", "Maseru", "Morena Bereng"
	in.NextOfKin = patient.NextOfKin{Name: "Lineo Mokoena", Relationship: "sister", Phone: "082 123 4567"}
	in.Language = "en"
	in.Consent = patient.Consent{Given: true, On: "2026-11-24"}
	in.FileNumber = patient.NewFileNumber{Mode: "typed", Value: "0012"}
	in.Identifiers = []patient.NewIdentifier{{System: patient.SystemPassport, Value: "rc 123456"}, {System: patient.SystemNone}}
	got := d.registered(in)

	want := patient.Patient{
		ID: in.ID, GivenNames: "’M’amosa T\u00e9boho", FamilyName: "Ts'epe-Mokoena", OtherNames: []string{"Mathabo ʼNete"},
		DisplayName: "’M’amosa T\u00e9boho Ts'epe-Mokoena", Initials: "MT", Sex: patient.Female,
		BirthDate: "1992", BirthPrecision: partialdate.ByAge, BirthRecordedOn: "2026-05-03",
		Age: &partialdate.Age{Value: 34, Unit: partialdate.Years, Estimated: true},
		Phones: []patient.Phone{
			{Number: "+26658124471", Display: "5812 4471", Owner: "her sister", MayLeaveMessage: true},
			{Number: "ask at shop 12", Display: "ask at shop 12"},
		},
		Village: "Ha Matala", District: "Maseru", Chief: "Morena Bereng",
		NextOfKin: patient.NextOfKin{Name: "Lineo Mokoena", Relationship: "sister", Phone: "+27821234567"},
		Language:  "en", Consent: patient.Consent{Given: true, On: "2026-11-24", Version: patient.ConsentVersion}, FileNumber: "0012", Cards: []patient.HeldCard{},
		RegisteredAt: d.Clock.Now().UTC(), Version: 1,
		Identifiers: []patient.Identifier{
			{System: patient.SystemFile, Value: "0012", Status: "active"},
			{System: patient.SystemPassport, Value: "RC 123456", Status: "active"},
			{System: patient.SystemNone, Status: "active"},
		},
	}
	for i := range got.Identifiers {
		if !id.Valid(got.Identifiers[i].ID) {
			t.Errorf("identifier %d has the id %q", i, got.Identifiers[i].ID)
		}
		got.Identifiers[i].ID = ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOneNameIsEnough(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, in := range []patient.Registration{person("Mpho", ""), person("", "Mpho"), person("Pohano", "Pohano")} {
		p := d.registered(in)
		if p.GivenNames != in.GivenNames || p.FamilyName != in.FamilyName {
			t.Errorf("got %q %q", p.GivenNames, p.FamilyName)
		}
	}
	_, err := d.register(person(" ", ""))
	broken(t, err, "familyName", "required")
	if n := len(d.find("mpho").Patients); n != 2 {
		t.Errorf("found %d called Mpho, want 2", n)
	}
}

func TestRegisterRefuses(t *testing.T) {
	t.Parallel()
	d := open(t)
	long := func(n int) string { return strings.Repeat("a", n) }
	cases := []struct {
		field, code string
		spoil       func(*patient.Registration)
	}{
		{"givenNames", "too-long", func(r *patient.Registration) { r.GivenNames = long(81) }},
		{"givenNames", "not-a-name", func(r *patient.Registration) { r.GivenNames = "R2D2" }},
		{"familyName", "bad-text", func(r *patient.Registration) { r.FamilyName = "Mo\x00koena" }},
		{"familyName", "bad-text", func(r *patient.Registration) { r.FamilyName = "Mo\xffkoena" }},
		{"otherNames[1]", "not-a-name", func(r *patient.Registration) { r.OtherNames = []string{"Neo", "<b>"} }},
		{"otherNames[0]", "required", func(r *patient.Registration) { r.OtherNames = []string{" "} }},
		{"otherNames", "too-many", func(r *patient.Registration) { r.OtherNames = make([]string, 11) }},
		{"sex", "not-one-of", func(r *patient.Registration) { r.Sex = "F" }},
		{"birthDate", "future", func(r *patient.Registration) { r.BirthDate, r.BirthPrecision = "2026-11-25", partialdate.ByDay }},
		{"birthDate", "before-1900", func(r *patient.Registration) { r.BirthDate, r.BirthPrecision = "1899", partialdate.ByYear }},
		{"birthDate", "not-a-date", func(r *patient.Registration) { r.BirthDate, r.BirthPrecision = "2025-02-30", partialdate.ByDay }},
		{"birthDate", "not-a-date", func(r *patient.Registration) { r.BirthDate, r.BirthPrecision = "1990", partialdate.ByDay }},
		{"birthDate", "required", func(r *patient.Registration) { r.BirthPrecision = partialdate.ByMonth }},
		{"birthPrecision", "not-one-of", func(r *patient.Registration) { r.BirthPrecision = "roughly" }},
		{"birthRecordedOn", "future", func(r *patient.Registration) {
			r.BirthDate, r.BirthPrecision, r.BirthRecordedOn = "1990", partialdate.ByAge, "2026-12-01"
		}},
		{"phones", "too-many", func(r *patient.Registration) { r.Phones = make([]patient.NewPhone, 6) }},
		{"phones[0].number", "required", func(r *patient.Registration) { r.Phones = []patient.NewPhone{{}} }},
		{"phones[0].number", "not-a-phone", func(r *patient.Registration) { r.Phones = []patient.NewPhone{{Number: "none"}} }},
		{"phones[0].number", "too-long", func(r *patient.Registration) { r.Phones = []patient.NewPhone{{Number: strings.Repeat("5", 31)}} }},
		{"phones[0].owner", "too-long", func(r *patient.Registration) {
			r.Phones = []patient.NewPhone{{Number: "58124471", Owner: long(61)}}
		}},
		{"village", "too-long", func(r *patient.Registration) { r.Village = long(81) }},
		{"village", "bad-text", func(r *patient.Registration) { r.Village = "Ha\nMatala" }},
		{"district", "too-long", func(r *patient.Registration) { r.District = long(61) }},
		{"chief", "too-long", func(r *patient.Registration) { r.Chief = long(81) }},
		{"nextOfKin.name", "not-a-name", func(r *patient.Registration) { r.NextOfKin.Name = "12" }},
		{"nextOfKin.relationship", "too-long", func(r *patient.Registration) { r.NextOfKin.Relationship = long(41) }},
		{"nextOfKin.phone", "not-a-phone", func(r *patient.Registration) { r.NextOfKin.Phone = "-" }},
		{"language", "not-one-of", func(r *patient.Registration) { r.Language = "xx" }},
		{"consent.on", "future", func(r *patient.Registration) { r.Consent.On = "2027-01-01" }},
		{"consent.on", "not-a-date", func(r *patient.Registration) { r.Consent.On = "today" }},
		{"fileNumber.mode", "not-one-of", func(r *patient.Registration) { r.FileNumber.Mode = "any" }},
		{"fileNumber.value", "required", func(r *patient.Registration) { r.FileNumber.Mode = "typed" }},
		{"fileNumber.value", "pattern", func(r *patient.Registration) {
			r.FileNumber = patient.NewFileNumber{Mode: "typed", Value: "12;DROP"}
		}},
		{"fileNumber.series", "pattern", func(r *patient.Registration) {
			r.FileNumber = patient.NewFileNumber{Mode: "next", Series: "a b"}
		}},
		{"identifiers", "too-many", func(r *patient.Registration) { r.Identifiers = make([]patient.NewIdentifier, 11) }},
		{"identifiers[0].system", "not-one-of", func(r *patient.Registration) {
			r.Identifiers = []patient.NewIdentifier{{System: "library", Value: "1"}}
		}},
		{"identifiers[0].value", "not-allowed", func(r *patient.Registration) {
			r.Identifiers = []patient.NewIdentifier{{System: patient.SystemNone, Value: "1"}}
		}},
		{"identifiers[1].value", "duplicate", func(r *patient.Registration) {
			r.Identifiers = []patient.NewIdentifier{{System: patient.SystemART, Value: "1a"}, {System: patient.SystemART, Value: "1A"}}
		}},
	}
	for _, c := range cases {
		in := person("Neo", "Tau")
		c.spoil(&in)
		_, err := d.register(in)
		if err == nil {
			t.Errorf("%s %s: taken", c.field, c.code)
			continue
		}
		broken(t, err, c.field, c.code)
	}
	if n := len(d.find("tau").Patients); n != 0 {
		t.Errorf("%d of the refused were kept", n)
	}
}

func TestFileNumbers(t *testing.T) {
	t.Parallel()
	d := open(t)
	next := func(series string) string {
		in := person("Neo", "Tau")
		in.FileNumber = patient.NewFileNumber{Mode: "next", Series: series}
		return d.registered(in).FileNumber
	}
	typed := func(series, value string) (patient.Patient, error) {
		in := person("Neo", "Tau")
		in.FileNumber = patient.NewFileNumber{Mode: "typed", Series: series, Value: value}
		return d.register(in)
	}
	first, err := typed("", "000002")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"000001", "000003", "000004"} {
		if got := next(""); got != want {
			t.Errorf("next is %s, want %s", got, want)
		}
	}
	if got := next("anc"); got != "ANC-000001" {
		t.Errorf("first of another series is %s", got)
	}
	for _, value := range []string{"12", "0012", "00012", "A/12", "12-24"} {
		if _, err := typed("", value); err != nil {
			t.Errorf("%s: %v", value, err)
		}
	}
	for _, value := range []string{"0012", " 0012 ", "a/12", "000002", "000003"} {
		_, err := typed("", value)
		f := refused(t, err, fault.FileNumberTaken)
		if holder, _ := f.Params["patientId"].(string); !id.Valid(holder) {
			t.Errorf("%s: does not say whose it is: %v", value, f.Params)
		}
	}

	// A retired number is nobody else's, but still finds its person.
	retired, err := d.Patients.Identify(t.Context(), visittest.Clerk, first.ID,
		patient.Identify{ID: id.New(), System: patient.SystemFile, Retire: first.Identifiers[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	if retired.FileNumber != "000005" || retired.Identifiers[0].Status != "retired" {
		t.Errorf("after retiring: %+v", retired.Identifiers)
	}
	_, err = typed("", "000002")
	refused(t, err, fault.FileNumberTaken)
	if got := d.find("000002"); len(got.Patients) != 1 || got.Patients[0].ID != first.ID {
		t.Errorf("000002 finds %s", names(got))
	}
	if got := next(""); got != "000006" {
		t.Errorf("next is %s, want 000006", got)
	}
}

func TestFileNumbersOutgrowTheirWidth(t *testing.T) {
	t.Parallel()
	d := open(t)
	if err := d.DB.Write(t.Context(), setCounter("", 999_999)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"999999", "1000000", "1000001"} {
		in := person("Neo", "Tau")
		in.FileNumber.Mode = "next"
		if got := d.registered(in).FileNumber; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestNextFileNumberFor64AtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	const desks = 64
	got := make([]string, desks)
	var all sync.WaitGroup
	for i := range desks {
		all.Go(func() {
			in := person("Neo", "Tau")
			in.FileNumber.Mode = "next"
			p, err := d.register(in)
			if err != nil {
				t.Error(err)
			}
			got[i] = p.FileNumber
		})
	}
	// Those that fail in between leave no hole.
	for range 16 {
		all.Go(func() {
			in := person("Neo", "Tau")
			in.FileNumber.Mode = "next"
			in.Identifiers = []patient.NewIdentifier{{System: patient.SystemFile, Value: "000001"}}
			if _, err := d.register(in); err == nil {
				t.Error("somebody was given 000001 a second time")
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for _, number := range got {
		seen[number] = true
	}
	for i := range desks {
		if number := fmt.Sprintf("%06d", i+1); !seen[number] {
			t.Errorf("%s was issued to nobody", number)
		}
	}
}

func TestRegisterTwiceHappensOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Neo", "Tau")
	in.FileNumber.Mode = "next"
	first := d.registered(in)
	again := d.registered(in)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
	in.FamilyName = "Tlali"
	_, err := d.register(in)
	refused(t, err, fault.CommandReused)
	if n := len(d.Entries("patient.register")); n != 1 {
		t.Errorf("%d entries in the journal, want 1", n)
	}
}
