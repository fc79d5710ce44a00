package api_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/api"
	"karete/server/api/apitest"
	"karete/server/system"
)

func TestTheBoxTellsAnyoneWhichClinicItIs(t *testing.T) {
	t.Parallel()
	var b api.Box
	apitest.New(t).As("guest").GET("/box").Want(200).JSON(&b)
	if !b.SetUp || b.SetUpStep != "" || b.Facility == nil || b.Facility.Name != "Ha Matala Clinic" || b.Version != apitest.Version {
		t.Errorf("%+v", b)
	}
}

func TestThePermissionMatrix(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var m api.Access
	c.As("clerk").GET("/access").Want(200).JSON(&m)
	if len(m.Rules) != len(access.Table) || !slices.Equal(m.Roles, access.StaffRoles) {
		t.Errorf("%d rules, roles %v", len(m.Rules), m.Roles)
	}
}

func TestTheSystemPage(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var s system.System
	c.As("nurse").GET("/system").Refused(403, "forbidden")
	c.As("admin").GET("/system").Want(200).JSON(&s)
	if s.Version != apitest.Version || s.GoVersion != runtime.Version() || !strings.HasPrefix(s.SQLiteVersion, "3.") || s.State != "ok" ||
		s.DatabaseBytes == 0 || s.DiskFreeBytes == 0 || s.DiskFreeBytes > s.DiskBytes || s.Sessions != 2 || s.Entries == 0 ||
		len(s.Migrations) == 0 || s.Checkpoint != nil || s.StartedAt.After(c.Clock.Now()) {
		t.Errorf("%+v", s)
	}
}
