package api_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/staff"
)

func TestSignInTellsWhoAndWhat(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	b := c.Browser()
	b.GET("/session").Refused(401, "unauthenticated")

	var s staff.Session
	in := map[string]string{"username": " Nurse ", "password": apitest.Password}
	a := b.POST("/session", in).Want(201).JSON(&s)
	if s.Staff.Username != "nurse" || s.Staff.ID != c.Staff["nurse"] || s.Facility.Name != "Ha Matala Clinic" || s.MustChangePassword {
		t.Errorf("session %+v", s)
	}
	if !slices.Contains(s.Permissions, access.Action("triage.save")) || slices.Contains(s.Permissions, access.Action("staff.list")) {
		t.Errorf("permissions %v", s.Permissions)
	}
	if s.Targets["0"] != 15 || s.Targets["1"] != 0 || s.Targets["4"] != 240 {
		t.Errorf("targets %v", s.Targets)
	}
	if len(a.Cookies) != 1 {
		t.Fatalf("cookies %v", a.Cookies)
	}
	k := a.Cookies[0]
	if k.Name != "karete" || !k.HttpOnly || k.SameSite != http.SameSiteStrictMode || k.Path != "/" || k.Secure || len(k.Value) != 43 {
		t.Errorf("cookie %v", k)
	}
	var again staff.Session
	b.GET("/session").Want(200).JSON(&again)
	if again.ID != s.ID {
		t.Errorf("read %q, signed in as %q", again.ID, s.ID)
	}
	if got := b.GET("/session").Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q", got)
	}
}

func TestEverySignInMakesANewSession(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	b := c.SignIn("nurse")
	var first, second staff.Session
	b.GET("/session").JSON(&first)
	in := map[string]string{"username": "nurse", "password": apitest.Password}
	old := b.POST("/session", in).Want(201).JSON(&second).Cookies[0]
	if first.ID == second.ID {
		t.Fatal("the same session")
	}
	third := b.POST("/session", in).Want(201)
	stale := c.Browser().Send("GET", "/session", nil, "Cookie", old.Name+"="+old.Value)
	stale.Refused(401, "unauthenticated") // the browser's old one ended with the new sign-in
	c.Browser().Send("GET", "/session", nil, "Cookie", "karete="+third.Cookies[0].Value).Want(200)
	c.Browser().Send("GET", "/session", nil, "Cookie", "karete=nonsense").Refused(401, "unauthenticated")
}

func TestWrongPasswordAndUnknownNameLookAlike(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	wrong := c.Browser().POST("/session", map[string]string{"username": "nurse", "password": "not the right one at all"})
	unknown := c.Browser().POST("/session", map[string]string{"username": "nobody", "password": "not the right one at all"})
	wrong.Refused(401, "bad-credentials")
	unknown.Refused(401, "bad-credentials")
	wrong.Problem.RequestID, unknown.Problem.RequestID = "", ""
	if wrong.Problem.Field != unknown.Problem.Field || len(wrong.Problem.Params)+len(unknown.Problem.Params) != 0 || len(wrong.Cookies) != 0 {
		t.Errorf("they differ: %+v, %+v", wrong.Problem, unknown.Problem)
	}
}

func TestGuessingIsThrottled(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	b := c.Browser()
	bad := map[string]string{"username": "nurse", "password": "guess guess guess"}
	for range 5 {
		b.POST("/session", bad).Refused(401, "bad-credentials")
	}
	a := b.POST("/session", bad).Refused(429, "throttled")
	if a.Header.Get("Retry-After") != "2" || a.Problem.Params["retryAfterSeconds"] != 2.0 {
		t.Errorf("Retry-After %q, params %v", a.Header.Get("Retry-After"), a.Problem.Params)
	}
	// The right one is not looked at either, and nobody else has to wait.
	b.POST("/session", map[string]string{"username": "nurse", "password": apitest.Password}).Refused(429, "throttled")
	b.POST("/session", map[string]string{"username": "doctor", "password": apitest.Password}).Want(201)
}

func TestSignOutEndsTheSession(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var over []string
	c.API.Staff.OnEnd(func(ids []string) { over = append(over, ids...) })
	b := c.SignIn("clerk")
	var s staff.Session
	b.GET("/session").JSON(&s)
	other := c.SignIn("clerk")
	a := b.DELETE("/session").Want(204)
	if len(a.Cookies) != 1 || a.Cookies[0].MaxAge >= 0 || a.Cookies[0].Value != "" {
		t.Errorf("cookies %v", a.Cookies)
	}
	b.GET("/session").Refused(401, "unauthenticated")
	other.GET("/session").Want(200)
	if !slices.Equal(over, []string{s.ID}) {
		t.Errorf("ended %v, want %s", over, s.ID)
	}
}

func TestAManagerEndsSessions(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	doctor := c.SignIn("doctor")
	var s staff.Session
	doctor.GET("/session").JSON(&s)
	c.As("nurse").GET("/sessions").Refused(403, "forbidden")
	c.Browser().GET("/sessions").Refused(401, "unauthenticated")
	var list struct{ Sessions []staff.SessionRow }
	c.As("admin").GET("/sessions").Want(200).JSON(&list)
	i := slices.IndexFunc(list.Sessions, func(r staff.SessionRow) bool { return r.ID == s.ID })
	if i < 0 || list.Sessions[i].StaffID != c.Staff["doctor"] || list.Sessions[i].Current || list.Sessions[i].Address != "127.0.0.1" || list.Sessions[i].Device != "Program" {
		t.Errorf("sessions %+v", list.Sessions)
	}
	c.As("nurse").DELETE("/sessions/"+s.ID).Refused(403, "forbidden")
	c.As("admin").DELETE("/sessions/" + s.ID).Want(204)
	doctor.GET("/session").Refused(401, "unauthenticated")
	c.As("admin").DELETE("/sessions/"+s.ID).Refused(404, "not-found")
}

func TestDeactivationAndOtherWorkEndSessions(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, change := range []func(*staff.StaffChange){
		func(s *staff.StaffChange) { s.Roles = append(s.Roles, access.Nurse) },
		func(s *staff.StaffChange) { s.Active = false },
	} {
		doctor := c.SignIn("doctor")
		who := person(t, c, "doctor")
		in := staff.StaffChange{ID: apitest.ID(), Active: true, Profile: staff.Profile{
			DisplayName: who.DisplayName, Roles: who.Roles, Language: who.Language}}
		change(&in)
		c.As("admin").PUT("/staff/"+who.ID, who.Version, in).Want(200)
		doctor.GET("/session").Refused(401, "unauthenticated")
	}
	c.Browser().POST("/session", map[string]string{"username": "doctor", "password": apitest.Password}).Refused(401, "bad-credentials")
}

func TestAPasswordGivenMustBeChangedFirst(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	nurse := c.SignIn("nurse")
	var issued staff.Issued
	reset := staff.PasswordReset{ID: apitest.ID()}
	c.As("admin").POST("/staff/"+c.Staff["nurse"]+"/reset", reset).Want(200).JSON(&issued)
	nurse.GET("/session").Refused(401, "unauthenticated")
	var again staff.Issued
	c.As("admin").POST("/staff/"+c.Staff["nurse"]+"/reset", reset).Want(200).JSON(&again)
	if issued.OneTimePassword == "" || again.OneTimePassword != "" {
		t.Errorf("first %q, repeated %q", issued.OneTimePassword, again.OneTimePassword)
	}

	b := c.Browser()
	var s staff.Session
	b.POST("/session", map[string]string{"username": "nurse", "password": issued.OneTimePassword}).Want(201).JSON(&s)
	if !s.MustChangePassword {
		t.Error("nothing says that it must be changed")
	}
	b.GET("/departments").Refused(403, "password-change-first")
	b.POST("/session", map[string]string{"username": "clerk", "password": "not it"}).Refused(401, "bad-credentials") // somebody else may take the browser over
	change := staff.PasswordChange{ID: apitest.ID(), Current: issued.OneTimePassword, Next: "cattle post above the river"}
	wrong := change
	wrong.Current = "something else entirely"
	b.POST("/session/password", wrong).Refused(401, "bad-credentials")
	same := change
	same.Next = same.Current
	b.POST("/session/password", same).Broken("next", "not-allowed")
	common := change
	common.Next = "passwordpassword"
	b.POST("/session/password", common).Broken("next", "common-password")
	b.POST("/session/password", change).Want(200).JSON(&s)
	if s.MustChangePassword {
		t.Error("it must still be changed")
	}
	b.POST("/session/password", change).Want(200) // sent twice, it happened once
	b.GET("/departments").Want(200)
	c.Browser().POST("/session", map[string]string{"username": "nurse", "password": change.Next}).Want(201)
}

func TestOnesOwnLanguage(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.Browser().PUT("/session/language", 0, map[string]string{"id": apitest.ID(), "language": "st"}).Refused(401, "unauthenticated")
	var s staff.Session
	c.As("clerk").PUT("/session/language", 0, map[string]string{"id": apitest.ID(), "language": "st"}).Want(200).JSON(&s)
	if s.Staff.Language != "st" || s.Staff.Username != "clerk" {
		t.Errorf("session %+v", s.Staff)
	}
	c.As("clerk").PUT("/session/language", 0, map[string]string{"id": apitest.ID(), "language": "fr"}).Broken("language", "not-one-of")
}

func TestNoClockJumpEndsASession(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	b := c.SignIn("nurse")
	c.Clock.Advance(-1000 * time.Hour)
	b.GET("/session").Want(200)
	c.Clock.Advance(3000 * time.Hour)
	b.GET("/session").Want(200)
}

func person(t *testing.T, c *apitest.Clinic, username string) staff.Staff {
	t.Helper()
	var list struct{ Staff []staff.Staff }
	c.As("admin").GET("/staff").Want(200).JSON(&list)
	i := slices.IndexFunc(list.Staff, func(s staff.Staff) bool { return s.Username == username })
	if i < 0 {
		t.Fatalf("no %s in %+v", username, list.Staff)
	}
	return list.Staff[i]
}
