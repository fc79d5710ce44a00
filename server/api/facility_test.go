package api_test

import (
	"slices"
	"testing"

	"karete/server/api/apitest"
	"karete/server/facility"
)

func change(f facility.Facility) facility.ClinicChange {
	return facility.ClinicChange{ID: apitest.ID(), Language: f.Language, Settings: f.Settings, Identity: facility.Identity{
		Name: f.Name, Code: f.Code, District: f.District, Country: f.Country, Phone: f.Phone, FileSeries: f.FileSeries,
	}}
}

func TestTheClinicIsChangedOnTopOfWhatWasRead(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.As("guest").GET("/facility").Refused(401, "unauthenticated")
	var was, is facility.Facility
	a := c.As("nurse").GET("/facility").Want(200).JSON(&was)
	if was.TimeZone != "Africa/Maseru" || a.Header.Get("ETag") != `"1"` || was.Settings.Triage.TargetMinutes.VeryUrgent != 10 {
		t.Errorf("%+v, ETag %q", was, a.Header.Get("ETag"))
	}
	in := change(was)
	in.Name, in.Country, in.Settings.LockMinutes = "  Ha   Matala ", "ZA", 3
	in.Settings.Triage.TargetMinutes.Urgent = 45
	c.As("nurse").PUT("/facility", 1, in).Refused(403, "forbidden")
	c.As("admin").PUT("/facility", 0, in).Refused(428, "version-required")
	a = c.As("admin").PUT("/facility", 1, in).Want(200).JSON(&is)
	if is.Name != "Ha Matala" || is.TimeZone != "Africa/Johannesburg" || is.Version != 2 || a.Header.Get("ETag") != `"2"` ||
		is.Settings.LockMinutes != 3 || is.Settings.Triage.TargetMinutes.Urgent != 45 {
		t.Errorf("%+v", is)
	}
	c.As("admin").PUT("/facility", 1, in).Want(200) // sent twice, it happened once

	in.ID, in.Name = apitest.ID(), "Somewhere Else"
	var stale struct{ Current facility.Facility }
	c.As("admin").PUT("/facility", 1, in).Refused(409, "stale").JSON(&stale)
	if stale.Current.Name != "Ha Matala" || stale.Current.Version != 2 {
		t.Errorf("current %+v", stale.Current)
	}
	in.Name = "Another Word"
	c.As("admin").PUT("/facility", 2, in).Want(200)
	in.Name = "Yet Another"
	c.As("admin").PUT("/facility", 3, in).Refused(409, "command-reused")
}

func TestTheClinicsFieldsHaveLimits(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var f facility.Facility
	c.As("admin").GET("/facility").JSON(&f)
	for _, tt := range []struct {
		field, code string
		set         func(*facility.ClinicChange)
	}{
		{"name", "required", func(in *facility.ClinicChange) { in.Name = " " }},
		{"code", "pattern", func(in *facility.ClinicChange) { in.Code = "<b>" }},
		{"district", "required", func(in *facility.ClinicChange) { in.District = "" }},
		{"country", "not-one-of", func(in *facility.ClinicChange) { in.Country = "XX" }},
		{"phone", "not-a-phone", func(in *facility.ClinicChange) { in.Phone = "call me" }},
		{"fileSeries", "pattern", func(in *facility.ClinicChange) { in.FileSeries = "a b" }},
		{"language", "not-one-of", func(in *facility.ClinicChange) { in.Language = "fr" }},
		{"settings.reasons[1]", "duplicate", func(in *facility.ClinicChange) { in.Settings.Reasons = []string{"general", " general "} }},
		{"settings.lockMinutes", "out-of-range", func(in *facility.ClinicChange) { in.Settings.LockMinutes = 0 }},
		{"settings.tabletLockMinutes", "out-of-range", func(in *facility.ClinicChange) { in.Settings.TabletLockMinutes = 6 }},
		{"settings.triage.targetMinutes.urgent", "out-of-range", func(in *facility.ClinicChange) { in.Settings.Triage.TargetMinutes.Urgent = 5 }}, // sooner than very urgent
	} {
		in := change(f)
		tt.set(&in)
		c.As("admin").PUT("/facility", 1, in).Broken(tt.field, tt.code)
	}
}

func TestDepartments(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	list := func() []facility.Department {
		var l struct{ Departments []facility.Department }
		c.As("clerk").GET("/departments").Want(200).JSON(&l)
		return l.Departments
	}
	c.As("guest").GET("/departments").Refused(401, "unauthenticated")
	in := facility.NewDepartment{ID: apitest.ID(), Code: "TB", Name: "TB", NameSt: "Lefuba", Kind: "consultation"}
	c.As("doctor").POST("/departments", in).Refused(403, "forbidden")
	var d facility.Department
	c.As("admin").POST("/departments", in).Want(201).JSON(&d)
	c.As("admin").POST("/departments", in).Want(201) // sent twice, it happened once
	if d.ID != in.ID || !d.Active || d.Position != 6 || d.Version != 1 {
		t.Errorf("%+v", d)
	}
	if all := list(); len(all) != 6 || all[5].Code != "TB" {
		t.Errorf("%+v", all)
	}
	again := in
	again.ID = apitest.ID()
	c.As("admin").POST("/departments", again).Refused(409, "department-code-taken")
	for _, code := range []string{"", "A", "SIXSIX", "opd", "A-B", "TŠ"} {
		again.Code = code
		c.As("admin").POST("/departments", again).Want(422)
	}

	change := facility.DepartmentChange{ID: apitest.ID(), Name: "Tuberculosis", Kind: "consultation", Position: 1, Active: true}
	c.As("admin").PUT("/departments/"+d.ID, 1, change).Want(200).JSON(&d)
	if d.Name != "Tuberculosis" || d.NameSt != "" || d.Code != "TB" || d.Version != 2 {
		t.Errorf("%+v", d)
	}
	if first := list()[:2]; !slices.ContainsFunc(first, func(d facility.Department) bool { return d.Code == "TB" }) {
		t.Errorf("it did not move: %+v", first)
	}
	change.ID = apitest.ID()
	c.As("admin").PUT("/departments/"+d.ID, 1, change).Refused(409, "stale")
	c.As("admin").PUT("/departments/"+apitest.ID(), 1, change).Refused(404, "not-found")
}

func TestOneDepartmentStaysOpen(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var l struct{ Departments []facility.Department }
	c.As("admin").GET("/departments").JSON(&l)
	for i, d := range l.Departments {
		in := facility.DepartmentChange{ID: apitest.ID(), Name: d.Name, Kind: d.Kind, Position: d.Position}
		a := c.As("admin").PUT("/departments/"+d.ID, d.Version, in)
		if i < len(l.Departments)-1 {
			a.Want(200)
		} else {
			a.Broken("active", "not-allowed")
		}
	}
}
