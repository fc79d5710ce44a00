package program

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/staff"
)

func TestAProgramForItselfAndOneForAPerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab, app := h.register("Laboratory", access.Clerk, access.Doctor), h.register("Ward app")
	own := h.good("for itself", h.signIn(lab))
	if own.ID != lab.Program.ID || own.Name != "Laboratory" || own.Device != "Laboratory" || !own.Alone || !slices.Equal(own.Roles, lab.Program.Roles) {
		t.Errorf("%+v", own)
	}
	through := h.good("for the nurse", h.signIn(app))
	if through.ID != h.nurse || through.Name != "thato" || through.Device != "Ward app" || through.Alone || !slices.Equal(through.Roles, []access.Role{access.Nurse}) {
		t.Errorf("%+v", through)
	}
	got := h.entries("token.create")
	if len(got) != 2 || got[0].ActorID != h.nurse || got[0].Device != "Ward app" || got[1].ActorID != lab.Program.ID {
		t.Errorf("journal: %+v", got)
	}
	list, err := h.List(t.Context(), h.admin)
	if err != nil || len(list) != 2 || list[0].Name != "Laboratory" || list[0].SignIns != 1 || list[0].LastUsedAt == nil {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestWhoIsNotLetIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab, app := h.register("Laboratory", access.Clerk), h.register("Ward app")
	id, secret := lab.Program.ID, lab.ClientSecret
	for _, tt := range []struct {
		what string
		in   TokenRequest
		want *fault.Error
	}{
		{"a wrong secret", TokenRequest{ClientID: id, ClientSecret: secret[1:] + "x"}, fault.New(fault.BadCredentials)},
		{"no secret", TokenRequest{ClientID: id}, fault.New(fault.BadCredentials)},
		{"the secret of another", TokenRequest{ClientID: id, ClientSecret: app.ClientSecret}, fault.New(fault.BadCredentials)},
		{"nobody's id", TokenRequest{ClientID: "x", ClientSecret: secret}, fault.New(fault.BadCredentials)},
		{"a person beside its own roles", TokenRequest{ClientID: id, ClientSecret: secret, Username: "thato"}, fault.Field("username", "not-allowed")},
		{"a password beside its own roles", TokenRequest{ClientID: id, ClientSecret: secret, Password: right}, fault.Field("password", "not-allowed")},
		{"for nobody", TokenRequest{ClientID: app.Program.ID, ClientSecret: app.ClientSecret}, fault.Field("username", "required")},
		{"without a password", TokenRequest{ClientID: app.Program.ID, ClientSecret: app.ClientSecret, Username: "thato"}, fault.Field("password", "required")},
		{"a wrong password", TokenRequest{ClientID: app.Program.ID, ClientSecret: app.ClientSecret, Username: "thato", Password: "x" + right}, fault.New(fault.BadCredentials)},
		{"a right password through nobody", TokenRequest{ClientID: app.Program.ID, ClientSecret: "x", Username: "thato", Password: right}, fault.New(fault.BadCredentials)},
	} {
		_, err := h.Create(t.Context(), tt.in, staff.From{Address: "10.0.0.7"})
		if err == nil || err.Error() != tt.want.Error() {
			t.Errorf("%s: %v, want %v", tt.what, err, tt.want)
		}
	}
}

// The password of a person has the brake of every sign-in, and none is skipped by
// coming through a program.
func TestGuessingThroughAProgramIsThrottled(t *testing.T) {
	t.Parallel()
	h := open(t)
	app := h.register("Ward app")
	guess := TokenRequest{ClientID: app.Program.ID, ClientSecret: app.ClientSecret, Username: "thato", Password: "guess guess guess"}
	from := staff.From{Address: "10.0.0.7"}
	for range 5 {
		if _, err := h.Create(t.Context(), guess, from); !fault.Is(err, fault.BadCredentials) {
			t.Fatal(err)
		}
	}
	if _, err := h.Create(t.Context(), guess, from); !fault.Is(err, fault.Throttled) {
		t.Errorf("the sixth: %v", err)
	}
	if _, _, err := h.people.SignIn(t.Context(), staff.SignIn{Username: "thato", Password: right}, from); !fault.Is(err, fault.Throttled) {
		t.Errorf("at a screen there: %v", err)
	}
	if n := len(h.entries("session.refused")); n != 5 {
		t.Errorf("%d refusals journalled", n)
	}
}

func TestRefreshingIsGoodOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab := h.register("Laboratory", access.Clerk)
	first, other := h.signIn(lab), h.signIn(lab)
	second, err := h.refresh(lab, first.RefreshToken)
	if err != nil {
		t.Fatal(err)
	}
	if second.RefreshToken == first.RefreshToken || h.good("the second", second).SessionID != h.good("the first", first).SessionID {
		t.Error("not a new token of the same sign-in")
	}
	third, err := h.refresh(lab, second.RefreshToken)
	if err != nil {
		t.Fatal(err)
	}
	family := h.good("the third", third).SessionID
	if _, err := h.refresh(lab, first.RefreshToken); !fault.Is(err, fault.BadCredentials) {
		t.Errorf("used again: %v", err)
	}
	h.dead("after a token was used twice", third, lab)
	h.good("another sign-in", other)
	if got := h.entries("token.reused"); len(got) != 1 || got[0].SubjectID != family || !slices.Equal(h.ended, []string{family}) {
		t.Errorf("journal %+v, ended %v", got, h.ended)
	}
}

// What somebody made up ends nothing, even when they know the family's name and
// the program's secret.
func TestAMadeUpRefreshTokenEndsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab, app := h.register("Laboratory", access.Clerk), h.register("Ward app")
	tokens := h.signIn(lab)
	forged, _, err := newRefresh(bytes.Repeat([]byte{1}, 32), h.who(tokens.AccessToken).SessionID)
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{forged, "", "x", tokens.AccessToken, tokens.RefreshToken[1:] + "A", tokens.RefreshToken + "="} {
		if _, err := h.refresh(lab, token); !fault.Is(err, fault.BadCredentials) {
			t.Errorf("%.20s: %v", token, err)
		}
	}
	if _, err := h.refresh(app, tokens.RefreshToken); !fault.Is(err, fault.BadCredentials) {
		t.Errorf("shown by another program: %v", err)
	}
	if _, err := h.refresh(lab, tokens.RefreshToken); err != nil {
		t.Errorf("the right one after all that: %v", err)
	}
}

func TestTwoRefreshesAtOnceEndTheSignIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab := h.register("Laboratory", access.Clerk)
	tokens := h.signIn(lab)
	errs := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := h.refresh(lab, tokens.RefreshToken)
			errs <- err
		}()
	}
	one, two := <-errs, <-errs
	if (one == nil) == (two == nil) {
		t.Errorf("%v and %v", one, two)
	}
	if h.who(tokens.AccessToken).SignedIn() {
		t.Error("the sign-in goes on")
	}
}

func TestWhatEndsASignIn(t *testing.T) {
	t.Parallel()
	change := func(h *house, edit func(*staff.StaffChange)) {
		h.t.Helper()
		in := staff.StaffChange{ID: id.New(), Active: true, Profile: staff.Profile{DisplayName: "thato", Roles: []access.Role{access.Nurse}, Language: "en"}}
		edit(&in)
		if _, err := h.people.Update(h.t.Context(), h.admin, h.nurse, 1, in); err != nil {
			h.t.Fatal(err)
		}
	}
	for what, end := range map[string]func(h *house, p RegisteredProgram, tokens Tokens, family string) error{
		"the program ends it": func(h *house, p RegisteredProgram, tokens Tokens, _ string) error {
			return h.Forget(h.t.Context(), RefreshRequest{p.Program.ID, p.ClientSecret, tokens.RefreshToken})
		},
		"a manager ends it": func(h *house, _ RegisteredProgram, _ Tokens, family string) error {
			return h.EndToken(h.t.Context(), h.admin, family)
		},
		"the program is revoked": func(h *house, p RegisteredProgram, _ Tokens, _ string) error {
			_, err := h.Revoke(h.t.Context(), h.admin, p.Program.ID, RevokeProgram{id.New()})
			return err
		},
		"the person works here no more": func(h *house, _ RegisteredProgram, _ Tokens, _ string) error {
			change(h, func(c *staff.StaffChange) { c.Active = false })
			return nil
		},
		"the person does other work": func(h *house, _ RegisteredProgram, _ Tokens, _ string) error {
			change(h, func(c *staff.StaffChange) { c.Roles = []access.Role{access.Clerk} })
			return nil
		},
		"the person is given a new password": func(h *house, _ RegisteredProgram, _ Tokens, _ string) error {
			_, err := h.people.ResetPassword(h.t.Context(), h.admin, h.nurse, staff.PasswordReset{ID: id.New()})
			return err
		},
		"it was not used for too long": func(h *house, _ RegisteredProgram, _ Tokens, _ string) error {
			h.pass(staff.IdleLimit)
			return h.Sweep(h.t.Context())
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			app := h.register("Ward app")
			tokens := h.signIn(app)
			family := h.good("at first", tokens).SessionID
			if err := end(h, app, tokens, family); err != nil {
				t.Fatal(err)
			}
			h.dead(what, tokens, app)
			if !slices.Equal(h.ended, []string{family}) {
				t.Errorf("told of %v, want %s", h.ended, family)
			}
		})
	}
}

// Signing out is answered well however often it is sent, and also when the person
// may no longer ask: what ended already is ended.
func TestEndingASignInCanBeRepeated(t *testing.T) {
	t.Parallel()
	h := open(t)
	app := h.register("Ward app")
	tokens := h.signIn(app)
	forget := func() error {
		return h.Forget(t.Context(), RefreshRequest{app.Program.ID, app.ClientSecret, tokens.RefreshToken})
	}
	for range 2 {
		if err := forget(); err != nil {
			t.Error(err)
		}
	}
	tokens = h.signIn(app)
	if _, err := h.people.ResetPassword(t.Context(), h.admin, h.nurse, staff.PasswordReset{ID: id.New()}); err != nil {
		t.Fatal(err)
	}
	if err := forget(); err != nil {
		t.Error(err)
	}
	tokens.RefreshToken = "Z" + tokens.RefreshToken[1:]
	if err := forget(); !fault.Is(err, fault.BadCredentials) {
		t.Errorf("a token the box did not make: %v", err)
	}
}

// A new name or language is no reason to sign in again.
func TestASignInOutlivesSmallChanges(t *testing.T) {
	t.Parallel()
	h := open(t)
	app := h.register("Ward app")
	tokens := h.signIn(app)
	in := staff.StaffChange{ID: id.New(), Active: true, Profile: staff.Profile{DisplayName: "Sister Thato", Roles: []access.Role{access.Nurse}, Language: "st", Senior: true}}
	if _, err := h.people.Update(t.Context(), h.admin, h.nurse, 1, in); err != nil {
		t.Fatal(err)
	}
	if who := h.good("after the change", tokens); who.Name != "Sister Thato" || !who.Senior {
		t.Errorf("%+v", who)
	}
}

func TestAPersonWhoMustChooseAnotherPassword(t *testing.T) {
	t.Parallel()
	h := open(t)
	app := h.register("Ward app")
	issued, err := h.people.ResetPassword(t.Context(), h.admin, h.nurse, staff.PasswordReset{ID: id.New()})
	if err != nil {
		t.Fatal(err)
	}
	in := TokenRequest{ClientID: app.Program.ID, ClientSecret: app.ClientSecret, Username: "thato", Password: issued.OneTimePassword}
	for range 8 { // a right password is no guess
		if _, err := h.Create(t.Context(), in, staff.From{Address: "10.0.0.7"}); !fault.Is(err, fault.PasswordChange) {
			t.Fatal(err)
		}
	}
}

// An access token ends with its quarter of an hour, a sign-in with its last day,
// and neither a jump of the box's clock nor a start brings one back.
func TestNothingIsRevivedOrLostByTheClock(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab := h.register("Laboratory", access.Clerk)
	tokens := h.signIn(lab)
	for _, year := range []int{1970, 2090} {
		h.clock.Set(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
		h.good("after a jump", tokens)
	}
	h.steady = h.steady.Add(AccessLimit - time.Second)
	h.good("in its last second", tokens)
	h.steady = h.steady.Add(time.Second)
	if h.who(tokens.AccessToken).SignedIn() {
		t.Error("good for longer than it was made for")
	}
	h.clock.Set(time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC))
	if h.who(tokens.AccessToken).SignedIn() {
		t.Error("revived by a jump back")
	}
	tokens, err := h.refresh(lab, tokens.RefreshToken)
	if err != nil {
		t.Fatal(err)
	}
	h.start()
	if h.who(tokens.AccessToken).SignedIn() {
		t.Error("an access token outlived a start")
	}
	if tokens, err = h.refresh(lab, tokens.RefreshToken); err != nil {
		t.Fatalf("after a start: %v", err)
	}
	for range 2 {
		h.steady = h.steady.Add(IdleLimit - time.Second)
		if tokens, err = h.refresh(lab, tokens.RefreshToken); err != nil {
			t.Fatal(err)
		}
	}
	h.steady = dbtest.Start.Add(AbsoluteLimit - time.Second)
	if tokens, err = h.refresh(lab, tokens.RefreshToken); err != nil {
		t.Fatal(err)
	}
	h.steady = h.steady.Add(time.Second)
	h.dead("after its last day", tokens, lab)
}

// The staff's steady time knows of tokens as it does of sessions, so that a clock
// that stands in the past after a power cut does not make one last longer.
func TestTheSteadyTimeBeginsAfterTheLastToken(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab := h.register("Laboratory", access.Clerk)
	h.steady = h.steady.Add(100 * 24 * time.Hour)
	h.signIn(lab)
	last := h.steady
	h.clock.Set(time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC))
	h.start()
	now, err := h.people.Steady(t.Context())
	if err != nil || now.Before(last) {
		t.Errorf("%v, %v; the last token was given at %v", now, err, last)
	}
}

func TestAProgramThatForgetsEndsItsOwnOldest(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab, app := h.register("Laboratory", access.Clerk), h.register("Ward app")
	person := h.signIn(app)
	var all []Tokens
	for range perHolder + 2 {
		all = append(all, h.signIn(lab))
		h.pass(time.Second)
	}
	h.dead("the first", all[0], lab)
	h.dead("the second", all[1], lab)
	h.good("the third", all[2])
	h.good("the last", all[len(all)-1])
	h.good("another program's", person)
	if len(h.ended) != 2 {
		t.Errorf("ended %v", h.ended)
	}
}

func TestRegisteringHasRules(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.register("Laboratory", access.Clerk)
	again, err := h.Register(t.Context(), h.admin, RegisterProgram{ID: first.Program.ID, Name: "Laboratory", ActsFor: Itself, Roles: []access.Role{access.Clerk}})
	if err != nil || again.ClientSecret != "" || again.Program.ID != first.Program.ID {
		t.Errorf("a repeat: %+v, %v", again, err)
	}
	for _, tt := range []struct {
		in   RegisterProgram
		want string
	}{
		{RegisterProgram{Name: " laboratory ", ActsFor: Itself, Roles: []access.Role{access.Clerk}}, "invalid name:duplicate"},
		{RegisterProgram{Name: "  ", ActsFor: Person}, "invalid name:required"},
		{RegisterProgram{Name: "x", ActsFor: Itself}, "invalid roles:required"},
		{RegisterProgram{Name: "x", ActsFor: Person, Roles: []access.Role{access.Clerk}}, "invalid roles:not-allowed"},
		{RegisterProgram{Name: "x", ActsFor: Itself, Roles: []access.Role{access.Box}}, "invalid roles[0]:not-one-of"},
		{RegisterProgram{Name: "x", ActsFor: "all"}, "invalid actsFor:not-one-of"},
	} {
		tt.in.ID = id.New()
		if _, err := h.Register(t.Context(), h.admin, tt.in); err == nil || err.Error() != tt.want {
			t.Errorf("%+v: %v", tt.in, err)
		}
	}
	if _, err := h.Register(t.Context(), access.Actor{ID: h.nurse, Roles: []access.Role{access.Nurse}}, RegisterProgram{ID: id.New()}); !fault.Is(err, fault.Forbidden) {
		t.Error(err)
	}
}

// Neither the journal nor any row holds what a program keeps secret.
func TestNoSecretIsKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	lab, app := h.register("Laboratory", access.Clerk), h.register("Ward app")
	one, two := h.signIn(lab), h.signIn(app)
	h.dead("nothing", Tokens{AccessToken: "x", RefreshToken: "x"}, lab)
	kept := h.everything()
	for what, secret := range map[string]string{"client secret": lab.ClientSecret, "another": app.ClientSecret, "refresh token": one.RefreshToken,
		"access token": two.AccessToken, "password": right} {
		if bytes.Contains(kept, []byte(secret)) {
			t.Errorf("the %s is in the database", what)
		}
	}
	if !bytes.Contains(kept, []byte("Laboratory")) {
		t.Fatal("the search finds nothing at all")
	}
}

// everything is the database file as it is.
func (h *house) everything() []byte {
	h.t.Helper()
	var all bytes.Buffer
	err := h.db.Read(h.t.Context(), func(tx *db.Tx) error {
		for _, query := range []string{`SELECT payload FROM journal WHERE payload IS NOT NULL`, `SELECT id || name FROM program`, `SELECT hash FROM program_secret`,
			`SELECT refresh_hash FROM token_family`, `SELECT value FROM secret`} {
			rows, err := tx.Query(query)
			if err != nil {
				return err
			}
			for rows.Next() {
				var b []byte
				if err := rows.Scan(&b); err != nil {
					return err
				}
				all.Write(b)
			}
			if err := rows.Close(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return all.Bytes()
}

func TestManagersListsOfSignIns(t *testing.T) {
	t.Parallel()
	h := open(t)
	app := h.register("Ward app")
	h.signIn(app)
	h.steady = h.steady.Add(time.Minute) // and the box's clock stood still
	list, err := h.Tokens(t.Context(), h.admin, app.Program.ID)
	if err != nil || len(list) != 1 || list[0].StaffID != h.nurse || list[0].DisplayName != "thato" || list[0].Address != "10.0.0.7" ||
		!list[0].UsedAt.Equal(h.clock.Now().Add(-time.Minute)) {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := h.Tokens(t.Context(), h.admin, id.New()); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	if err := h.EndToken(context.Background(), h.admin, id.New()); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}
