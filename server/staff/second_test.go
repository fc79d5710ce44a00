package staff

import (
	"testing"
	"time"

	"karete/server/access"
	"karete/server/facility"
	"karete/server/factor"
	"karete/server/factor/factortest"
	"karete/server/fault"
	"karete/server/id"
)

var here = factor.SiteOf("karete.local", false)

// app gives somebody an authenticator app and answers its seed and recovery codes.
func (h *house) app(who access.Actor) (seed string, codes []string) {
	h.t.Helper()
	begun, err := h.factors.BeginApp(h.t.Context(), who)
	if err != nil {
		h.t.Fatal(err)
	}
	in := factor.ProveApp{ID: id.New(), Enrolment: begun.Enrolment, Code: factortest.Code(h.t, begun.Seed, h.clock.Now())}
	e, err := h.factors.ProveApp(h.t.Context(), who, in, here)
	if err != nil {
		h.t.Fatal(err)
	}
	h.pass(time.Minute) // the code that proved it is over
	return begun.Seed, e.NewRecoveryCodes
}

// passkey gives somebody one.
func (h *house) passkey(who access.Actor) *factortest.Key {
	h.t.Helper()
	key := factortest.New(h.t, "karete.local", "karete.local")
	c, err := h.factors.BeginPasskey(h.t.Context(), who, here)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.factors.AddPasskey(h.t.Context(), who, key.Make(h.t, c, id.New(), "Phone"), here); err != nil {
		h.t.Fatal(err)
	}
	return key
}

func (h *house) withCode(username, password, code, address string) (token string, err error) {
	token, _, err = h.SignIn(h.t.Context(), SignIn{Username: username, Password: password, Code: code}, From{Address: address})
	return token, err
}

func (h *house) ask() factor.Challenge {
	h.t.Helper()
	c, err := h.factors.Ask(h.t.Context(), access.Actor{}, factor.ChallengeFor{For: "sign-in"}, here, desk)
	if err != nil {
		h.t.Fatal(err)
	}
	return c
}

func TestTheSecondFactorIsAskedForAfterTheRightPassword(t *testing.T) {
	t.Parallel()
	h := open(t)
	seed, codes := h.app(h.admin)
	_, err := h.withCode("mpho", "wrong", factortest.Code(t, seed, h.clock.Now()), desk)
	wantCode(t, err, fault.BadCredentials)
	_, err = h.withCode("mpho", right, "", desk)
	wantCode(t, err, fault.SecondFactor)
	if means := fault.Of(err).Params["means"].([]string); len(means) != 2 || means[0] != "app" || means[1] != "recovery" {
		t.Errorf("means %v", means)
	}
	_, err = h.withCode("mpho", right, "000000", desk)
	wantCode(t, err, fault.BadCode)
	code := factortest.Code(t, seed, h.clock.Now())
	token, err := h.withCode("mpho", right, code, desk)
	if err != nil || !h.who(token).Confirmed {
		t.Fatal(err)
	}
	_, err = h.withCode("mpho", right, code, desk) // the same once more
	wantCode(t, err, fault.BadCode)
	if _, err := h.withCode("mpho", right, codes[3], desk); err != nil {
		t.Error(err)
	}
	_, err = h.withCode("mpho", right, codes[3], desk)
	wantCode(t, err, fault.BadCode)
	h.in("thato", desk) // who has none is not asked
}

func TestCodesAreBraked(t *testing.T) {
	t.Parallel()
	h := open(t)
	seed, _ := h.app(h.admin)
	for range 5 {
		_, err := h.withCode("mpho", right, "000000", other)
		wantCode(t, err, fault.BadCode)
	}
	_, err := h.withCode("mpho", right, factortest.Code(t, seed, h.clock.Now()), other)
	if waitOf(err) != 2*time.Second {
		t.Fatalf("the sixth: %v", err)
	}
	// Showing the password alone again and again gives no more tries.
	_, err = h.withCode("mpho", right, "", other)
	wantCode(t, err, fault.SecondFactor)
	h.start() // nor does a power cut
	_, err = h.withCode("mpho", right, "000000", other)
	wantCode(t, err, fault.Throttled)
	// A patient guesser gets no more than twenty in an hour.
	looked := 5
	for begin := h.ticked; h.ticked-begin < time.Hour; {
		_, err := h.withCode("mpho", right, "000000", other)
		if wait := waitOf(err); wait > 0 {
			h.pass(wait)
			continue
		}
		wantCode(t, err, fault.BadCode)
		looked++
	}
	if looked > 20 {
		t.Errorf("%d codes were looked at in an hour", looked)
	}
}

func TestAPasskeyStandsForBoth(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.app(h.admin)
	key := h.passkey(h.admin)
	token, s, err := h.SignInPasskey(t.Context(), key.Answer(t, h.ask()), here, From{Address: desk})
	if err != nil || s.Staff.ID != h.admin.ID || s.Means != ByPasskey || !h.who(token).Confirmed {
		t.Fatalf("%+v %v", s, err)
	}
	answer := key.Answer(t, h.ask())
	answer.Signature = "AAAA"
	before := h.count(`SELECT count(*) FROM journal WHERE action = 'session.refused'`)
	_, _, err = h.SignInPasskey(t.Context(), answer, here, From{Address: desk})
	wantCode(t, err, fault.BadPasskey)
	if n := h.count(`SELECT count(*) FROM journal WHERE action = 'session.refused'`); n != before+1 {
		t.Errorf("%d refusals journalled", n-before)
	}
	leave := StaffChange{ID: id.New(), Active: false, Profile: Profile{DisplayName: "Mpho", Roles: []access.Role{access.Admin}, Language: "en"}}
	h.hire("second", access.Admin)
	if _, err := h.Update(t.Context(), h.admin, h.admin.ID, 1, leave); err != nil {
		t.Fatal(err)
	}
	_, _, err = h.SignInPasskey(t.Context(), key.Answer(t, h.ask()), here, From{Address: desk})
	wantCode(t, err, fault.BadPasskey)
	if n := h.count(`SELECT count(*) FROM journal WHERE action = 'session.refused'`); n != before+2 {
		t.Errorf("%d refusals journalled, want one for each try", n-before)
	}
}

func TestAPasskeyAloneIsNotAskedForWithThePassword(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.passkey(access.Actor{ID: h.nurse, Name: "thato", Roles: []access.Role{access.Nurse}, SessionID: id.New()})
	h.passkey(h.admin)
	h.in("thato", desk)
	h.in("mpho", desk)
	h.want(true)
	h.in("thato", desk) // the clinic wants it of managers
	_, err := h.withCode("mpho", right, "", desk)
	wantCode(t, err, fault.SecondFactor)
}

// want has the clinic want a second factor of managers, or not.
func (h *house) want(second bool) {
	h.t.Helper()
	room := facility.New(h.gate)
	now, err := room.Read(h.t.Context(), h.admin)
	if err != nil {
		h.t.Fatal(err)
	}
	in := facility.ClinicChange{ID: id.New(), Language: now.Language, Settings: now.Settings,
		Identity: facility.Identity{Name: now.Name, Code: now.Code, District: now.District, Country: now.Country}}
	in.Settings.ManagersNeedSecondFactor = second
	if _, err := room.Update(h.t.Context(), h.admin, now.Version, in); err != nil {
		h.t.Fatal(err)
	}
	h.Recheck()
}

func TestAManagerMayHaveToAddOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	manager, nurse := h.in("mpho", desk), h.in("thato", desk)
	h.want(true)
	if !h.who(manager).MustAdd || h.who(nurse).MustAdd {
		t.Error("a manager must add a second factor, and nobody else")
	}
	h.app(h.admin)
	if h.who(manager).MustAdd {
		t.Error("it has been added")
	}
}

func TestAManagerTakesALostFactorAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	second := h.hire("second", access.Admin)
	key := h.passkey(access.Actor{ID: second, Name: "second", Roles: []access.Role{access.Admin}, SessionID: id.New()})
	h.app(access.Actor{ID: second, Name: "second", Roles: []access.Role{access.Admin}, SessionID: id.New()})
	token, _, err := h.SignInPasskey(t.Context(), key.Answer(t, h.ask()), here, From{Address: desk})
	if err != nil {
		t.Fatal(err)
	}
	if !h.read(second).SecondFactor {
		t.Error("the list does not tell")
	}
	in := PasswordReset{ID: id.New()}
	for range 2 { // sent twice
		if s, err := h.ResetFactors(t.Context(), h.admin, second, in); err != nil || s.SecondFactor {
			t.Fatalf("%+v %v", s, err)
		}
	}
	h.gone(token)
	_, _, err = h.SignInPasskey(t.Context(), key.Answer(t, h.ask()), here, From{Address: desk})
	wantCode(t, err, fault.BadPasskey)
	h.in("second", desk)
	_, err = h.ResetFactors(t.Context(), h.admin, second, PasswordReset{ID: id.New()})
	wantCode(t, err, fault.WrongState)
	_, err = h.ResetFactors(t.Context(), h.admin, id.New(), PasswordReset{ID: id.New()})
	wantCode(t, err, fault.NotFound)
}

func TestTheOnlyManagerIsRescued(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.choose(h.admin.ID, "mpho", access.Admin)
	token := h.in("mpho", desk)
	h.app(h.admin)
	issued, err := h.Rescue(t.Context(), " MPHO ")
	if err != nil || issued.OneTimePassword == "" || issued.Staff.SecondFactor || issued.Staff.HasPIN || !issued.Staff.MustChangePassword {
		t.Fatalf("%+v %v", issued.Staff, err)
	}
	h.gone(token)
	_, err = h.try("mpho", right, desk)
	wantCode(t, err, fault.BadCredentials)
	if _, err := h.try("mpho", issued.OneTimePassword, desk); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"thato", "nobody", ""} {
		_, err := h.Rescue(t.Context(), name)
		wantCode(t, err, fault.NotFound)
	}
}

func TestAConfirmationIsOverAfterTenMinutes(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.in("mpho", desk)
	fresh := func(want bool, when string) {
		t.Helper()
		if got := h.who(token).Confirmed; got != want {
			t.Errorf("%s: %v", when, got)
		}
	}
	fresh(true, "just signed in")
	h.pass(ConfirmedFor - time.Millisecond)
	fresh(true, "a millisecond early")
	h.pass(time.Millisecond)
	fresh(false, "after ten minutes")
	for _, jump := range []time.Duration{-time.Hour, 2 * time.Hour, -1000 * time.Hour} {
		h.clock.Advance(jump)
		fresh(false, "after a jump of the clock")
	}

	who := h.who(token).Actor
	confirm := func(in Confirmation) error {
		in.ID = id.New()
		_, err := h.Confirm(t.Context(), who, in, here, From{Address: desk})
		return err
	}
	wantCode(t, confirm(Confirmation{}), fault.Invalid)
	wantCode(t, confirm(Confirmation{Password: "wrong"}), fault.BadCredentials)
	fresh(false, "after a wrong password")
	in := Confirmation{ID: id.New(), Password: right}
	if _, err := h.Confirm(t.Context(), who, in, here, From{Address: desk}); err != nil {
		t.Fatal(err)
	}
	fresh(true, "confirmed")
	h.pass(ConfirmedFor)
	if _, err := h.Confirm(t.Context(), who, in, here, From{Address: desk}); err != nil {
		t.Fatal(err)
	}
	fresh(false, "the same command once more is only answered")

	key := h.passkey(who)
	c, err := h.factors.Ask(t.Context(), who, factor.ChallengeFor{For: "confirm"}, here, desk)
	if err != nil {
		t.Fatal(err)
	}
	answer := key.Answer(t, c)
	if err := confirm(Confirmation{Passkey: &answer}); err != nil {
		t.Fatal(err)
	}
	fresh(true, "by a passkey")

	h.clock.Advance(-56 * 365 * 24 * time.Hour) // 1970, after a power cut
	h.start()
	fresh(false, "after a restart")

	for range 5 {
		wantCode(t, confirm(Confirmation{Password: "wrong"}), fault.BadCredentials)
	}
	wantCode(t, confirm(Confirmation{Password: right}), fault.Throttled)
}

func TestAColleaguesFingerConfirmsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	key := h.passkey(access.Actor{ID: h.nurse, Name: "thato", Roles: []access.Role{access.Nurse}, SessionID: id.New()})
	h.passkey(h.admin)
	who := h.who(h.in("mpho", desk)).Actor
	c, err := h.factors.Ask(t.Context(), who, factor.ChallengeFor{For: "confirm"}, here, desk)
	if err != nil {
		t.Fatal(err)
	}
	answer := key.Answer(t, c)
	_, err = h.Confirm(t.Context(), who, Confirmation{ID: id.New(), Passkey: &answer}, here, From{Address: desk})
	wantCode(t, err, fault.BadPasskey)
}

// What is secret of a factor reaches neither a payload nor a reason.
func TestTheJournalHasNoSecretOfAFactor(t *testing.T) {
	t.Parallel()
	h := open(t)
	seed, codes := h.app(h.admin)
	if _, err := h.withCode("mpho", right, codes[0], desk); err != nil {
		t.Fatal(err)
	}
	if n := h.count(`SELECT count(*) FROM journal WHERE instr(CAST(payload AS TEXT), '"recoveryCodesLeft":9') > 0`); n != 1 {
		t.Errorf("%d entries tell that a recovery code was used", n)
	}
	_, _ = h.withCode("mpho", right, "123456", desk)
	for _, secret := range []string{seed, codes[0], codes[1], "123456"} {
		if n := h.count(`SELECT count(*) FROM journal WHERE instr(CAST(payload AS TEXT), ?) > 0`, secret); n != 0 {
			t.Errorf("%.4s… is in %d entries", secret, n)
		}
	}
}
