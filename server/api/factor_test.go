package api_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"karete/server/access"
	"karete/server/api"
	"karete/server/api/apitest"
	"karete/server/factor"
	"karete/server/factor/factortest"
	"karete/server/staff"
)

// key is a passkey in the browsers of the clinic.
func key(t *testing.T, c *apitest.Clinic) *factortest.Key {
	t.Helper()
	u, err := url.Parse(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	return factortest.New(t, u.Host, u.Hostname())
}

// app begins an authenticator app in a browser.
func app(t *testing.T, c *apitest.Clinic, b *apitest.Client) (begun factor.NewApp, proof factor.ProveApp) {
	t.Helper()
	b.POST("/session/factors/app", map[string]any{}).Want(200).JSON(&begun)
	return begun, factor.ProveApp{ID: apitest.ID(), Enrolment: begun.Enrolment, Code: factortest.Code(t, begun.Seed, c.Clock.Now())}
}

// codes gives the person in a browser an app and answers their recovery codes.
func codes(t *testing.T, c *apitest.Clinic, b *apitest.Client) []string {
	t.Helper()
	var e factor.Enrolled
	_, proof := app(t, c, b)
	b.POST("/session/factors/app/proof", proof).Want(200).JSON(&e)
	return e.NewRecoveryCodes
}

// passkey gives the person in a browser one.
func passkey(t *testing.T, c *apitest.Clinic, b *apitest.Client) *factortest.Key {
	t.Helper()
	k := key(t, c)
	var asked factor.Challenge
	b.POST("/session/factors/passkeys/challenge", map[string]any{}).Want(200).JSON(&asked)
	b.POST("/session/factors/passkeys", k.Make(t, asked, apitest.ID(), "Phone")).Want(201)
	return k
}

// answer has a passkey answer a challenge.
func answer(t *testing.T, b *apitest.Client, k *factortest.Key, why string) factor.Assertion {
	t.Helper()
	var asked factor.Challenge
	b.POST("/session/challenge", factor.ChallengeFor{For: why}).Want(200).JSON(&asked)
	return k.Answer(t, asked)
}

// aboutFactors are the complete commands of second factors.
func aboutFactors() map[access.Action][]maker {
	fields := func(a factor.Assertion) map[string]any {
		return map[string]any{"challenge": a.Challenge, "credential": a.Credential, "clientData": a.ClientData,
			"authenticatorData": a.AuthenticatorData, "signature": a.Signature, "userHandle": a.UserHandle}
	}
	nothing := func(path string) maker {
		return func(*testing.T, *apitest.Clinic) command { return command{path, 0, map[string]any{}} }
	}
	return map[access.Action][]maker{
		"session.challenge": {func(*testing.T, *apitest.Clinic) command {
			return command{"/session/challenge", 0, map[string]any{"for": "sign-in"}}
		}},
		"session.passkey": {func(t *testing.T, c *apitest.Clinic) command {
			k := passkey(t, c, c.As("nurse"))
			return command{"/session/passkey", 0, fields(answer(t, c.Browser(), k, "sign-in"))}
		}},
		"session.confirm": {
			func(_ *testing.T, c *apitest.Clinic) command {
				// The doctor's may have been changed by the command for that.
				c.As("doctor").POST("/session/password", map[string]any{"id": apitest.ID(), "current": "five other words nobody guesses", "next": apitest.Password})
				return command{"/session/confirm", 0, map[string]any{"id": apitest.ID(), "password": apitest.Password}}
			},
			func(t *testing.T, c *apitest.Clinic) command {
				b := c.As("doctor")
				return command{"/session/confirm", 0, map[string]any{"id": apitest.ID(), "passkey": fields(answer(t, b, passkey(t, c, b), "confirm"))}}
			},
		},
		"factor.app":     {nothing("/session/factors/app")},
		"factor.passkey": {nothing("/session/factors/passkeys/challenge")},
		"factor.proveApp": {func(t *testing.T, c *apitest.Clinic) command {
			_, p := app(t, c, c.As("doctor"))
			return command{"/session/factors/app/proof", 0, map[string]any{"id": p.ID, "enrolment": p.Enrolment, "code": p.Code}}
		}},
		"factor.renewCodes": {func(t *testing.T, c *apitest.Clinic) command {
			codes(t, c, c.As("doctor"))
			return command{"/session/factors/codes", 0, map[string]any{"id": apitest.ID()}}
		}},
		"factor.addPasskey": {func(t *testing.T, c *apitest.Clinic) command {
			var asked factor.Challenge
			c.As("doctor").POST("/session/factors/passkeys/challenge", map[string]any{}).Want(200).JSON(&asked)
			p := key(t, c).Make(t, asked, apitest.ID(), "Tablet 3")
			return command{"/session/factors/passkeys", 0, map[string]any{"id": p.ID, "name": p.Name, "challenge": p.Challenge, "credential": p.Credential,
				"clientData": p.ClientData, "attestation": p.Attestation, "transports": []any{"internal", "hybrid"}}}
		}},
		"staff.resetFactors": {func(t *testing.T, c *apitest.Clinic) command {
			// Of somebody whose sessions nobody needs further.
			var issued staff.Issued
			c.As("admin").POST("/staff", map[string]any{"id": apitest.ID(), "username": "lost", "displayName": "Lost", "roles": []string{"nurse"}, "language": "st"}).
				Want(http.StatusCreated).JSON(&issued)
			b := c.Browser()
			b.POST("/session", map[string]any{"username": "lost", "password": issued.OneTimePassword}).Want(http.StatusCreated)
			b.POST("/session/password", staff.PasswordChange{ID: apitest.ID(), Current: issued.OneTimePassword, Next: apitest.Password}).Want(http.StatusOK)
			codes(t, c, b)
			return command{"/staff/" + issued.Staff.ID + "/factors/reset", 0, map[string]any{"id": apitest.ID()}}
		}},
	}
}

func TestSignInWithTwoFactors(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.As("admin") // before it takes two
	admin := c.SignIn("admin")
	begun, proof := app(t, c, admin)
	var e factor.Enrolled
	admin.POST("/session/factors/app/proof", with(map[string]any{"id": proof.ID, "enrolment": proof.Enrolment, "code": "1"}, nil)).Refused(401, "bad-code")
	admin.POST("/session/factors/app/proof", proof).Want(200).JSON(&e)
	if len(e.NewRecoveryCodes) != 10 || e.App == nil {
		t.Fatalf("%+v", e)
	}
	in := map[string]any{"username": "admin", "password": "wrong"}
	c.Browser().POST("/session", in).Refused(401, "bad-credentials")
	in["password"] = apitest.Password
	a := c.Browser().POST("/session", in).Refused(401, "second-factor")
	if means, _ := a.Problem.Params["means"].([]any); len(means) != 2 || len(a.Cookies) != 0 {
		t.Errorf("%+v, cookies %v", a.Problem, a.Cookies)
	}
	in["code"] = "123456"
	a = c.Browser().POST("/session", in).Refused(401, "bad-code")
	if a.Problem.Field != "code" {
		t.Errorf("%+v", a.Problem)
	}
	c.Clock.Advance(time.Minute)
	in["code"] = factortest.Code(t, begun.Seed, c.Clock.Now())
	c.Browser().POST("/session", in).Want(201)
	c.Browser().POST("/session", in).Refused(401, "bad-code") // replayed
	in["code"] = e.NewRecoveryCodes[0]
	b := c.Browser()
	b.POST("/session", in).Want(201)
	var f factor.Factors
	b.GET("/session/factors").Want(200).JSON(&f)
	if f.RecoveryCodes != 9 || f.App == nil || f.Here != "localhost" {
		t.Errorf("%+v", f)
	}
	if !person(t, c, "admin").SecondFactor || person(t, c, "nurse").SecondFactor {
		t.Error("the list of staff must tell who has one")
	}
	b.DELETE("/session/factors/app").Want(200).JSON(&f)
	b.DELETE("/session/factors/app").Refused(404, "not-found")
	c.SignIn("admin")
}

func TestSignInWithAPasskey(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	k := passkey(t, c, c.As("nurse"))
	b := c.Browser()
	in := answer(t, b, k, "sign-in")
	var s staff.Session
	if a := b.POST("/session/passkey", in).Want(201).JSON(&s); len(a.Cookies) != 1 || s.Staff.Username != "nurse" || s.Means != staff.ByPasskey {
		t.Errorf("%+v, cookies %v", s, a.Cookies)
	}
	b.GET("/session").Want(200)
	c.Browser().POST("/session/passkey", in).Refused(409, "challenge-over")
	in = answer(t, b, k, "sign-in")
	in.Signature = "AAAA"
	c.Browser().POST("/session/passkey", in).Refused(401, "bad-passkey")
	c.Browser().POST("/session/challenge", factor.ChallengeFor{For: "confirm"}).Refused(401, "unauthenticated")
	c.Browser().Send("POST", "/session/challenge", factor.ChallengeFor{For: "sign-in"}, "Host", "127.0.0.1:8080").Refused(409, "passkey-needs-name")

	var f factor.Factors
	b.GET("/session/factors").JSON(&f)
	c.As("doctor").DELETE("/session/factors/passkeys/"+f.Passkeys[0].ID).Refused(404, "not-found")
	b.DELETE("/session/factors/passkeys/" + f.Passkeys[0].ID).Want(200)
	in = answer(t, c.Browser(), k, "sign-in")
	c.Browser().POST("/session/passkey", in).Refused(401, "bad-passkey")
}

// On an enrolled tablet a passkey stands for the PIN.
func TestAPasskeyOnATablet(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	k := passkey(t, c, c.As("nurse"))
	tablet := c.Device("tablet")
	var s staff.Session
	tablet.POST("/session/passkey", answer(t, tablet, k, "sign-in")).Want(201).JSON(&s)
	if s.Means != staff.ByPasskey || s.Device == nil || s.Device.Kind != "tablet" {
		t.Errorf("%+v", s)
	}
}

func TestActsThatAskForThePasswordAgain(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.GivePIN("admin")
	b := c.Device("tablet")
	b.POST("/session/pin", map[string]any{"staffId": c.Staff["admin"], "pin": apitest.PIN}).Want(201)
	b.GET("/staff").Want(200)
	in := map[string]any{"id": apitest.ID(), "username": "lineo", "displayName": "Lineo", "roles": []string{"nurse"}, "language": "st"}
	b.POST("/staff", in).Refused(403, "confirm-first")
	b.POST("/session/confirm", map[string]any{"id": apitest.ID(), "password": "wrong"}).Refused(401, "bad-credentials")
	b.POST("/session/confirm", map[string]any{"id": apitest.ID()}).Broken("password", "required")
	b.POST("/staff", in).Refused(403, "confirm-first")
	b.POST("/session/confirm", map[string]any{"id": apitest.ID(), "password": apitest.Password}).Want(200)
	b.POST("/staff", in).Want(201) // the same command
	c.Browser().POST("/session/confirm", map[string]any{"id": apitest.ID(), "password": apitest.Password}).Refused(401, "unauthenticated")
}

// Every act that the table marks is refused to somebody who has not shown who they
// are, and no other is.
func TestEveryActThatNeedsConfirming(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	c.GivePIN("admin")
	b := c.Device("desk")
	b.POST("/session/pin", map[string]any{"staffId": c.Staff["admin"], "pin": apitest.PIN}).Want(201)
	marked := 0
	for _, route := range c.API.Routes() {
		rule, _ := access.Find(route.Action)
		if rule.Fresh() {
			marked++
		}
		if _, err := access.Allow(access.Actor{ID: "x", Roles: []access.Role{access.Admin}}, route.Action); err != nil || signsOut(route) {
			continue
		}
		var body any
		if hasBody(route.Method) {
			body = map[string]string{"id": apitest.ID()}
		}
		a := b.Send(route.Method, filled(route), body, "If-Match", `"1"`)
		if refused := a.Status == http.StatusForbidden && a.Problem.Code == "confirm-first"; refused != rule.Fresh() {
			t.Errorf("%s: %d %s, and the table says %v", route.Action, a.Status, a.Problem.Code, rule.Fresh())
		}
	}
	if marked < 20 {
		t.Errorf("only %d acts are marked", marked)
	}
}

// signsOut reports a route that would end the session that asks.
func signsOut(route api.Route) bool {
	return route.Action == "session.delete" || route.Action == "events.read"
}

func TestTheClinicMayWantTwoFactorsOfManagers(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	admin := c.SignIn("admin")
	var f map[string]any
	admin.GET("/facility").Want(200).JSON(&f)
	settings := f["settings"].(map[string]any)
	settings["managersNeedSecondFactor"] = true
	in := map[string]any{"id": apitest.ID(), "name": f["name"], "code": f["code"], "district": f["district"], "country": f["country"],
		"phone": f["phone"], "language": "en", "settings": settings}
	admin.PUT("/facility", 1, in).Want(200)
	var s staff.Session
	admin.GET("/session").Want(200).JSON(&s)
	if !s.MustAddFactor {
		t.Error("nothing says that one must be added")
	}
	admin.GET("/staff").Refused(403, "factor-first")
	c.As("nurse").GET("/departments").Want(200)
	admin.POST("/session", map[string]any{"username": "clerk", "password": "not it"}).Refused(401, "bad-credentials") // somebody else may take the browser over
	codes(t, c, admin)
	admin.GET("/staff").Want(200)
	c.Browser().POST("/session", map[string]any{"username": "admin", "password": apitest.Password}).Refused(401, "second-factor")
}
