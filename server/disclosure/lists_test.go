package disclosure_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/disclosure"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func (o office) consents(state disclosure.ConsentState, before int64) disclosure.ConsentList {
	o.t.Helper()
	return must[disclosure.ConsentList](o.t)(o.room.Consents(o.t.Context(), visittest.Admin, state, before))
}

func TestWhoAgreed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.registered("Thabo", "Given", "1990", patient.Consent{Given: true, On: "2026-11-24"})
	o.registered("Pule", "Refused", "1990", patient.Consent{On: "2026-11-23"})
	asked := o.registered("Neo", "Later", "1990", patient.Consent{})
	o.photo(asked.ID, 90)
	names := func(l disclosure.ConsentList) (list []string) {
		for _, e := range l.Entries {
			list = append(list, fmt.Sprint(e.Patient.DisplayName, " ", e.State, " ", e.On, " ", e.Version, " ", e.Photo))
		}
		return list
	}
	all := o.consents("", 0)
	want := []string{"Neo Later not-asked   true", "Pule Refused refused 2026-11-23 2026-11 false", "Thabo Given given 2026-11-24 2026-11 false"}
	if got := names(all); !slices.Equal(got, want) || all.Given != 1 || all.Refused != 1 || all.NotAsked != 1 || all.Version != patient.ConsentVersion || all.Next != 0 {
		t.Errorf("%q %+v", got, all)
	}
	if got := names(o.consents(disclosure.Refused, 0)); !slices.Equal(got, want[1:2]) {
		t.Errorf("%q", got)
	}
	for _, who := range []access.Actor{visittest.Clerk, visittest.Doctor, {}} {
		if _, err := o.room.Consents(t.Context(), who, "", 0); err == nil {
			t.Errorf("%v reads it", who.Roles)
		}
	}
	if e := o.Entries("consent.list"); len(e) != 2 || e[0].SubjectID != "refused" || e[1].SubjectID != "all" {
		t.Errorf("%+v", e)
	}
}

func TestThePartsOfAListJoin(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	old := o.Clock.Now().AddDate(-7, 0, 0)
	const people = 205
	o.Seed(func(tx *act.Tx) error {
		tx.Subject("nothing", "x")
		for n := range people {
			key := fmt.Sprintf("0190e000-0000-7000-8000-%012d", n)
			tx.Changed("patient", key)
			if _, err := tx.Exec(`INSERT INTO patient (id, given_names, family_name, other_names, sex, birth_date, birth_precision, phones, village, district, chief,
				next_of_kin, language, consent, registered_at, version) VALUES (?, '', 'Tau', '[]', 'male', '1950', 'year', '[]', '', '', '', '{}', 'st', '{}', ?, 1)`,
				key, old.UnixMilli()); err != nil {
				return err
			}
		}
		return nil
	})
	seen := map[string]int{}
	next, parts := int64(0), 0
	for ; parts == 0 || next != 0; parts++ {
		l := o.consents(disclosure.NotAsked, next)
		for _, e := range l.Entries {
			seen[e.Patient.ID]++
		}
		next = l.Next
	}
	for ; next != 0 || parts == 3; parts++ {
		l := must[disclosure.DormantList](t)(o.room.Dormant(t.Context(), visittest.Admin, next))
		if l.Total != people {
			t.Errorf("%d in all", l.Total)
		}
		for _, e := range l.Entries {
			seen[e.Patient.ID]++
		}
		next = l.Next
	}
	if len(seen) != people || parts != 6 {
		t.Errorf("%d people in %d parts", len(seen), parts)
	}
	for key, n := range seen {
		if n != 2 {
			t.Errorf("%s is listed %d times", key, n)
		}
	}
}

func TestWhoseRecordIsAsleep(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	today := o.Clock.Now()
	years := func(n, days int) time.Time { return today.AddDate(-n, 0, -days) }
	enter := func(family, birth string, registered time.Time, visits ...time.Time) string {
		o.Clock.Set(registered)
		key := o.Patient("Neo", family, birth)
		for _, at := range visits {
			o.seenOn(key, at.Format(time.DateOnly), at.UnixMilli(), "finished")
		}
		return key
	}
	enter("Six years and a day", "1980-03-04", years(10, 0), years(8, 0), years(6, 1))
	enter("Six years", "1980-03-04", years(6, 0))
	enter("A day less", "1980-03-04", years(10, 0), years(6, -1))
	enter("Never came", "", years(7, 0))
	enter("A child then", "2004-11-24", years(7, 0), years(7, 0)) // 21 was a year ago
	enter("Nearly 21", "2005-11-25", years(8, 0), years(8, 0))    // tomorrow
	enter("Born some time in 2005", "2005", years(8, 0), years(8, 0))
	here := enter("Here today", "1980-03-04", years(9, 0), years(8, 0))
	cancelled := enter("Cancelled lately", "1980-03-04", years(9, 0), years(9, 0))
	o.Clock.Set(today)
	o.seenOn(cancelled, years(1, 0).Format(time.DateOnly), years(6, 3).UnixMilli(), "cancelled")
	o.CheckIn(here, visittest.OPD)
	looked := enter("Looked at", "1980-03-04", years(9, 0), years(9, 0))
	o.Clock.Set(years(2, 0))
	must[patient.Patient](t)(patient.New(o.Gate).Read(t.Context(), visittest.Clerk, looked))
	o.Clock.Set(today)
	joined := func(stands, gone string) { // files of one person sleep and wake together
		must[patient.Patient](t)(patient.New(o.Gate).Merge(t.Context(), visittest.Admin, gone, patient.Merge{ID: id.New(), IntoID: stands}))
	}
	joined(enter("Awake in the other file", "1980-03-04", years(9, 0), years(9, 0)), enter("The other file", "1980-03-04", years(9, 0), years(1, 0)))
	joined(enter("Asleep in both", "1980-03-04", years(9, 0), years(9, 0)), enter("Both", "1980-03-04", years(9, 0), years(7, 0)))
	o.Clock.Set(today)

	l := must[disclosure.DormantList](t)(o.room.Dormant(t.Context(), visittest.Admin, 0))
	var got []string
	for _, e := range l.Entries {
		got = append(got, fmt.Sprintf("%s, last %s, over %s, %d visits, minor %v, birth %v, opened %v", e.Patient.DisplayName[len("Neo "):], e.LastHere, e.Over, e.Visits, e.Minor, e.BirthKnown, e.OpenedSince))
	}
	want := []string{
		"Six years and a day, last 2020-11-23, over 2026-11-23, 2 visits, minor false, birth true, opened false",
		"Six years, last 2020-11-24, over 2026-11-24, 0 visits, minor false, birth true, opened false",
		"Never came, last 2019-11-24, over 2025-11-24, 0 visits, minor false, birth false, opened false",
		"A child then, last 2019-11-24, over 2025-11-24, 1 visits, minor true, birth true, opened false",
		"Cancelled lately, last 2017-11-24, over 2023-11-24, 1 visits, minor false, birth true, opened false",
		"Looked at, last 2017-11-24, over 2023-11-24, 1 visits, minor false, birth true, opened true",
		"Asleep in both, last 2019-11-24, over 2025-11-24, 2 visits, minor false, birth true, opened false",
	}
	if !slices.Equal(got, want) || l.Total != len(want) || l.AsOf != "2026-11-24" || l.Rule.Years != 6 || l.Rule.MinorUntil != 21 || l.Rule.Country != "LS" {
		t.Errorf("%+v %d", l.Rule, l.Total)
		for _, line := range got {
			t.Error(line)
		}
	}
	for _, who := range []access.Actor{visittest.Clerk, visittest.Doctor, {}} {
		if _, err := o.room.Dormant(t.Context(), who, 0); !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%v: %v", who.Roles, err)
		}
	}
}
