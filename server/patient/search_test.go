package patient_test

import (
	"fmt"
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	d := open(t)
	add := func(given, family string, more func(*patient.Registration)) {
		in := person(given, family)
		if more != nil {
			more(&in)
		}
		d.registered(in)
	}
	phone := func(number string) func(*patient.Registration) {
		return func(r *patient.Registration) { r.Phones = []patient.NewPhone{{Number: number}} }
	}
	file := func(series, value string) func(*patient.Registration) {
		return func(r *patient.Registration) {
			r.FileNumber = patient.NewFileNumber{Mode: "typed", Series: series, Value: value}
		}
	}
	add("Tšepo", "Mokoena", phone("5812 4471"))
	add("Ts'epo", "Mokwena", file("", "0012"))
	add("’M’amosa Alina", "Mokoena", phone("+27 82 123 4567"))
	add("Mathabo", "Tlali", file("", "12"))
	add("Limpho", "Chabeli", file("A", "0012"))
	add("Dimpho", "Tjhabedi", func(r *patient.Registration) {
		r.Identifiers = []patient.NewIdentifier{{System: patient.SystemPassport, Value: "RC 778-123"}}
	})
	add("Thabo", "Ramaili", file("", "000777"))
	add("Sekonyela", "", func(r *patient.Registration) { r.OtherNames = []string{"Johannes"} })

	cases := []struct {
		text, kind, want string
	}{
		// One name in its spellings; newest first among equals.
		{"Tšepo", "name", "Ts'epo Mokwena, Tšepo Mokoena"},
		{"Ts'epo", "name", "Ts'epo Mokwena, Tšepo Mokoena"},
		{"tsepo", "name", "Ts'epo Mokwena, Tšepo Mokoena"},
		{"TS’EPO", "name", "Ts'epo Mokwena, Tšepo Mokoena"},
		{"tshepo", "name", "Ts'epo Mokwena, Tšepo Mokoena"},
		{"Mokwena", "name", "’M’amosa Alina Mokoena, Ts'epo Mokwena, Tšepo Mokoena"},
		{"chabeli", "name", "Dimpho Tjhabedi, Limpho Chabeli"},
		{"tjhabedi dimpho", "name", "Dimpho Tjhabedi, Limpho Chabeli"},
		// Any order, by the beginning.
		{"mok tse", "name", "Ts'epo Mokwena, Tšepo Mokoena"},
		{"tse mok", "name", "Ts'epo Mokwena, Tšepo Mokoena"},
		{"moko", "name", "’M’amosa Alina Mokoena, Ts'epo Mokwena, Tšepo Mokoena"},
		{"alina m", "name", "’M’amosa Alina Mokoena"},
		{"'mamosa", "name", "’M’amosa Alina Mokoena"},
		{"ma mosa", "name", "’M’amosa Alina Mokoena"},
		{"MaThabo", "name", "Mathabo Tlali"},
		{"'Ma Thabo tlali", "name", "Mathabo Tlali"},
		{"johannes sek", "name", "Sekonyela"},
		{"mokoena thabo", "name", ""},
		// Numbers. 0012 is not 12, but who reads 0012 may type 12.
		{"0012", "number", "Limpho Chabeli, Ts'epo Mokwena"},
		{"12", "number", "Limpho Chabeli, Mathabo Tlali, Ts'epo Mokwena"},
		{"A0012", "number", "Limpho Chabeli"},
		{"a-0012", "number", "Limpho Chabeli"},
		{"777", "number", "Thabo Ramaili"},
		{"000777", "number", "Thabo Ramaili"},
		{"rc778123", "number", "Dimpho Tjhabedi"},
		{"RC 778", "number", "Dimpho Tjhabedi"},
		// Phones, in pieces.
		{"58124471", "phone", "Tšepo Mokoena"},
		{"5812 44", "phone", "Tšepo Mokoena"},
		{"+266 5812 4471", "phone", "Tšepo Mokoena"},
		{"002665812", "phone", "Tšepo Mokoena"},
		{"4471", "phone", "Tšepo Mokoena"},
		{"0821234567", "phone", "’M’amosa Alina Mokoena"},
		{"082 123", "phone", "’M’amosa Alina Mokoena"},
		{"2782", "phone", "’M’amosa Alina Mokoena"},
		// Names and numbers together.
		{"mokoena 0012", "number", "Ts'epo Mokwena"},
		{"0012 limpho", "number", "Limpho Chabeli"},
		{"mokoena 5812", "phone", "Tšepo Mokoena"},
		{"tlali 0012", "number", ""},
		{"999999", "number", ""},
	}
	for _, c := range cases {
		got := d.find(c.text)
		if names(got) != c.want || string(got.Kind) != c.kind {
			t.Errorf("%q finds %q as %s, want %q as %s", c.text, names(got), got.Kind, c.want, c.kind)
		}
	}
}

// Nothing that is typed is syntax, and nothing takes long.
func TestSearchHostile(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.named("Neo", "Tau")
	for _, text := range []string{
		`"`, `""`, `"neo`, `neo"`, `*`, `neo*`, `*neo`, `NEAR(neo tau)`, `NEAR(`, `-neo`, `neo AND`, `AND`, `OR`, `NOT neo`,
		`names:neo`, `:`, `{names}:neo`, `^neo`, `neo + tau`, `(`, `)`, `neo)`, `'`, `''; DROP TABLE patient; --`, `\`, `%`, `_`,
		"\x00", "neo\x00tau", "\xff\xfe", "neo\xff", "\ufeff", "𝕹𝖊𝖔", "０１２", "٣٤", "漢字", "neo 漢字", strings.Repeat("a", 200),
		strings.Repeat("a ", 100), strings.Repeat("1 ", 100), strings.Repeat("neo ", 50), "\U0010FFFF1", "1\U0010FFFF",
	} {
		d.find(text)
	}
	for _, text := range []string{`neo*`, `-neo`, `"neo"`, `neo + tau`, `(tau) neo`, strings.Repeat("neo ", 50)} {
		if got := names(d.find(text)); got != "Neo Tau" {
			t.Errorf("%q finds %q", text, got)
		}
	}
}

func TestSearchRefusesStrangers(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, err := d.Patients.Search(t.Context(), access.Actor{}, patient.SearchQuery{Text: "neo"})
	refused(t, err, fault.Unauthenticated)
}

func TestSearchOrder(t *testing.T) {
	t.Parallel()
	d := open(t)
	var first, second patient.Patient
	for i := range 30 {
		p := d.named("Palesa", "Mokoena")
		switch i {
		case 3:
			first = p
		case 5:
			second = p
		}
	}
	whole := d.named("Pale", "Letsie")
	for range 12 {
		d.named("Palesa", "Tau")
	}
	if got := d.find("pale"); got.Patients[0].ID != whole.ID || len(got.Patients) != 8 {
		t.Errorf("a whole name does not come first: %s", names(got))
	}

	// Among thirty of one name, whoever is here or was just opened comes first.
	d.CheckIn(first.ID, visittest.U5)
	if _, err := d.Patients.Read(t.Context(), visittest.Nurse, second.ID); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"palesa mokoena", "mokoena pal", "mok"} {
		got := d.find(text)
		if got.Patients[0].ID != second.ID || got.Patients[1].ID != first.ID {
			t.Errorf("%q: those who are here do not come first", text)
		}
		if got.Patients[1].OpenVisit == nil || got.Patients[0].OpenVisit != nil {
			t.Errorf("%q: open visits are %+v and %+v", text, got.Patients[0].OpenVisit, got.Patients[1].OpenVisit)
		}
		seen := map[string]bool{}
		for _, p := range got.Patients {
			if seen[p.ID] {
				t.Errorf("%q lists somebody twice", text)
			}
			seen[p.ID] = true
		}
	}
}

// Who stands in a line is known by today's name.
func TestSearchKnowsNewNames(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.named("Lerato", "Tau")
	for range 12 {
		d.named("Palesa", "Mokoena")
	}
	d.CheckIn(p.ID, visittest.OPD)
	if got := d.find("mokoena"); len(got.Patients) != 8 || got.Patients[0].ID == p.ID {
		t.Fatalf("before: %s", names(got))
	}
	if _, err := d.Patients.Update(t.Context(), visittest.Clerk, p.ID, 1, correction("Lerato", "Mokoena")); err != nil {
		t.Fatal(err)
	}
	if got := d.find("mokoena"); got.Patients[0].ID != p.ID {
		t.Errorf("after: %s", names(got))
	}
}

// The index has no lists of beginnings that long.
func TestSearchLongBeginnings(t *testing.T) {
	t.Parallel()
	d := open(t)
	wanted := d.named("Nthabisengolo", "Tau")
	for range 12 {
		d.named("Nthabisengana", "Tau")
	}
	for _, text := range []string{"nthabisengol", "tau nthabisengolo", "NTHABISENG'OLO"} {
		if got := d.find(text); len(got.Patients) != 1 || got.Patients[0].ID != wanted.ID {
			t.Errorf("%q finds %s", text, names(got))
		}
	}
	if got := d.find("nthabiseng"); len(got.Patients) != 8 {
		t.Errorf("nthabiseng finds %d", len(got.Patients))
	}
}

func TestSearchRecent(t *testing.T) {
	t.Parallel()
	d := open(t)
	if got := d.find(" "); got.Kind != patient.Recent || len(got.Patients) != 0 {
		t.Errorf("a new nurse has had %s", names(got))
	}
	var people []patient.Patient
	for i := range 12 {
		p := d.named("Neo", strings.Repeat("Ta", i+1))
		people = append(people, p)
		if _, err := d.Patients.Read(t.Context(), visittest.Nurse, p.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Patients.Read(t.Context(), visittest.Nurse, people[0].ID); err != nil {
		t.Fatal(err)
	}
	got := d.find("")
	if len(got.Patients) != 8 || got.Patients[0].ID != people[0].ID || got.Patients[1].ID != people[11].ID || got.Patients[7].ID != people[5].ID {
		t.Errorf("the last eight: %s", names(got))
	}
	if _, err := d.Patients.Search(t.Context(), visittest.Other, patient.SearchQuery{}); err != nil {
		t.Fatal(err)
	}
	if other, err := d.Patients.Search(t.Context(), visittest.Other, patient.SearchQuery{}); err != nil || len(other.Patients) != 0 {
		t.Errorf("another nurse has had %s, %v", names(other), err)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Neo", "Tau")
	in.BirthDate, in.BirthPrecision = "2026-10-24", "day"
	in.Village = "Ha Matala"
	in.Phones = []patient.NewPhone{{Number: "58124471"}}
	in.FileNumber = patient.NewFileNumber{Mode: "typed", Series: "A", Value: "0012"}
	p := d.registered(in)
	v := d.CheckIn(p.ID, visittest.U5)
	got := d.find("neo").Patients[0]
	if got.FileNumber != "A-0012" || got.Phone != "5812 4471" || got.Village != "Ha Matala" || got.Age.Value != 1 || got.Age.Unit != "months" ||
		got.LastVisitDay != v.Day || got.Initials != "NT" {
		t.Errorf("got %+v, %+v", got, got.Age)
	}
	o := got.OpenVisit
	if o.ID != v.ID || o.Ticket != v.Ticket || o.DepartmentID != visittest.U5 || o.Stage != "arrived" || !o.Since.Equal(v.ArrivedAt) {
		t.Errorf("open visit %+v", o)
	}
	if _, err := d.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, visit.Cancellation{ID: id.New(), PatientID: p.ID, Reason: "a mistake"}); err != nil {
		t.Fatal(err)
	}
	if got = d.find("neo").Patients[0]; got.OpenVisit != nil || got.LastVisitDay != "" {
		t.Errorf("after it was cancelled: %+v", got)
	}
}

func TestNameAlerts(t *testing.T) {
	t.Parallel()
	d := open(t)
	var ids []string
	for _, n := range [][2]string{
		{"Thabo", "Mokoena"}, {"Tabo", "Mokwena"}, {"Mokoena", "Thabo"}, {"Palesa", "Mokoena"}, {"Thabo", "Letsie"}, {"Mpho", ""},
	} {
		ids = append(ids, d.named(n[0], n[1]).ID)
	}
	list := d.summaries(append(ids, ids[4]))
	alerts := patient.NameAlerts(list)
	for i, want := range []bool{true, true, true, false, false, false} {
		if alerts[ids[i]] != want {
			t.Errorf("%s: alert %t", list[i].DisplayName, alerts[ids[i]])
		}
	}
	if len(d.summaries([]string{id.New()})) != 0 {
		t.Error("nobody has a summary")
	}
}

// stages drives one visit over the board and looks at it from the search.
func TestSummaryStages(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.named("Neo", "Tau")
	v := d.CheckIn(p.ID, visittest.OPD)
	for _, c := range []struct{ visit, entry, department, want string }{
		{"arrived", "waiting", visittest.OPD, "arrived"},
		{"arrived", "called", visittest.OPD, "triage"},
		{"arrived", "serving", visittest.OPD, "triage"},
		{"triaged", "waiting", visittest.OPD, "waiting"},
		{"in-progress", "called", visittest.OPD, "waiting"},
		{"in-progress", "serving", visittest.OPD, "serving"},
		{"in-progress", "waiting", visittest.PHA, "other"},
		{"in-progress", "serving", visittest.LAB, "other"},
	} {
		d.stand(v, c.visit, c.entry, c.department)
		got := d.find("tau").Patients[0].OpenVisit
		if got.Stage != c.want || got.DepartmentID != c.department {
			t.Errorf("%s: stage %s in %s", fmt.Sprint(c), got.Stage, got.DepartmentID)
		}
	}
}
