package api_test

import (
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/staff"
)

func TestStaff(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	in := map[string]any{
		"id": apitest.ID(), "username": "Lineo", "displayName": " Lineo   Nts’eng ", "roles": []string{"doctor", "nurse", "nurse"},
		"language": "st", "senior": true, "departments": []string{c.Departments["OPD"]},
	}
	c.As("guest").POST("/staff", in).Refused(401, "unauthenticated")
	c.As("doctor").POST("/staff", in).Refused(403, "forbidden")
	var issued staff.Issued
	c.As("admin").POST("/staff", in).Want(201).JSON(&issued)
	s := issued.Staff
	if s.Username != "lineo" || s.DisplayName != "Lineo Nts’eng" || len(s.Roles) != 2 || s.Roles[0] != access.Nurse || !s.Senior ||
		!s.Active || !s.MustChangePassword || s.LastSeenAt != nil || s.SignedIn || issued.OneTimePassword == "" {
		t.Errorf("%+v", issued)
	}
	var again staff.Issued
	c.As("admin").POST("/staff", in).Want(201).JSON(&again)
	if again.Staff.ID != s.ID || again.OneTimePassword != "" {
		t.Errorf("repeated: %+v", again)
	}
	in["id"] = apitest.ID()
	c.As("admin").POST("/staff", in).Refused(409, "username-taken")

	b := c.Browser()
	b.POST("/session", map[string]string{"username": "LINEO", "password": issued.OneTimePassword}).Want(201)
	if s := person(t, c, "lineo"); !s.SignedIn || s.LastSeenAt == nil {
		t.Errorf("%+v", s)
	}
}

func TestStaffFieldsHaveLimits(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, tt := range []struct {
		field string
		value any
		code  string
	}{
		{"username", "a b", "pattern"},
		{"username", "x", "pattern"},
		{"displayName", "  ", "required"},
		{"displayName", "x\u0000y", "bad-text"},
		{"roles", []string{}, "too-few"},
		{"roles[0]", []string{"box"}, "not-one-of"},
		{"departments[0]", []string{apitest.ID()}, "unknown"},
		{"language", "fr", "not-one-of"},
	} {
		in := map[string]any{
			"id": apitest.ID(), "username": "lineo", "displayName": "Lineo", "roles": []string{"nurse"}, "language": "st", "departments": []string{},
		}
		name, _, _ := strings.Cut(tt.field, "[")
		in[name] = tt.value
		c.As("admin").POST("/staff", in).Broken(tt.field, tt.code)
	}
	in := map[string]any{"id": "not-an-id", "username": "lineo", "displayName": "Lineo", "roles": []string{"nurse"}, "language": "st"}
	c.As("admin").POST("/staff", in).Broken("id", "pattern")
}

func TestTheLastManagerCannotLeave(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	who := person(t, c, "admin")
	in := staff.StaffChange{ID: apitest.ID(), Profile: staff.Profile{DisplayName: "Mpho", Roles: who.Roles, Language: "en"}}
	c.As("admin").PUT("/staff/"+who.ID, who.Version, in).Refused(409, "last-admin")
	c.As("admin").GET("/session").Want(200)
	c.As("admin").PUT("/staff/"+apitest.ID(), 1, in).Refused(404, "not-found")
	c.As("admin").PUT("/staff/"+who.ID, 0, in).Refused(428, "version-required")
	c.As("admin").POST("/staff/"+apitest.ID()+"/reset", staff.PasswordReset{ID: apitest.ID()}).Refused(404, "not-found")
}
