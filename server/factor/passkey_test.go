package factor_test

import (
	"testing"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/factor"
	"karete/server/factor/factortest"
	"karete/server/fault"
	"karete/server/id"
)

const desk = "192.168.0.7"

// passkey gives somebody one.
func (h *house) passkey(who access.Actor) *factortest.Key {
	h.t.Helper()
	key := factortest.New(h.t, "karete.local:8080", "karete.local")
	c := ok[factor.Challenge](h.t)(h.BeginPasskey(h.t.Context(), who, here))
	ok[factor.Enrolled](h.t)(h.AddPasskey(h.t.Context(), who, key.Make(h.t, c, id.New(), "  Tablet   3 "), here))
	return key
}

func (h *house) ask(at factor.Site) factor.Challenge {
	h.t.Helper()
	return ok[factor.Challenge](h.t)(h.Ask(h.t.Context(), access.Actor{}, factor.ChallengeFor{For: "sign-in"}, at, desk))
}

func TestAPasskeyTellsWhoItIs(t *testing.T) {
	t.Parallel()
	h := open(t)
	key := h.passkey(h.mpho)
	f := ok[factor.Factors](t)(h.Read(t.Context(), h.mpho, here))
	if len(f.Passkeys) != 1 || f.Passkeys[0].Name != "Tablet 3" || f.Passkeys[0].Address != "karete.local" || f.Passkeys[0].UsedAt != nil || f.RecoveryCodes != 10 {
		t.Errorf("%+v", f)
	}
	answer := key.Answer(t, h.ask(here))
	shown := ok[factor.Shown](t)(h.Check(t.Context(), answer, here, desk))
	if shown.StaffID != h.mpho.ID {
		t.Errorf("%q", shown.StaffID)
	}
	if err := h.db.Write(t.Context(), shown.UseIn); err != nil {
		t.Fatal(err)
	}
	refused(t, h.db.Write(t.Context(), shown.UseIn), fault.BadPasskey) // two at once from one answer
	if f := ok[factor.Factors](t)(h.Read(t.Context(), h.mpho, here)); f.Passkeys[0].UsedAt == nil {
		t.Error("nothing says when it was used")
	}
	_, err := h.Check(t.Context(), answer, here, desk)
	refused(t, err, fault.ChallengeOver) // each challenge once
}

func TestAChallengeIsForOneAndForTwoMinutes(t *testing.T) {
	t.Parallel()
	h := open(t)
	key := h.passkey(h.mpho)
	c := h.ask(here)
	_, err := h.Check(t.Context(), key.Answer(t, c), here, "192.168.0.8")
	refused(t, err, fault.ChallengeOver)
	if _, err = h.Check(t.Context(), key.Answer(t, c), here, desk); err != nil {
		t.Fatal(err)
	}
	c = h.ask(here)
	h.clock.Advance(-time.Hour)
	h.ticked += 2*time.Minute - 1
	if _, err = h.Check(t.Context(), key.Answer(t, c), here, desk); err != nil {
		t.Fatal(err)
	}
	c = h.ask(here)
	h.ticked += 2 * time.Minute
	_, err = h.Check(t.Context(), key.Answer(t, c), here, desk)
	refused(t, err, fault.ChallengeOver)
	own, err := h.Ask(t.Context(), h.mpho, factor.ChallengeFor{For: "confirm"}, here, desk)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.Check(t.Context(), key.Answer(t, own), here, desk) // given to a session, not to a guest
	refused(t, err, fault.ChallengeOver)
	_, err = h.Ask(t.Context(), access.Actor{}, factor.ChallengeFor{For: "confirm"}, here, desk)
	refused(t, err, fault.Unauthenticated)
	_, err = h.Ask(t.Context(), h.hire("thabo"), factor.ChallengeFor{For: "confirm"}, here, desk)
	refused(t, err, fault.NotFound)
}

func TestStrangersCannotPushOutAChallenge(t *testing.T) {
	t.Parallel()
	h := open(t)
	key := h.passkey(h.mpho)
	c := h.ask(here)
	for range 600 {
		if _, err := h.Ask(t.Context(), access.Actor{}, factor.ChallengeFor{For: "sign-in"}, here, "192.168.0.66"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.Check(t.Context(), key.Answer(t, c), here, desk); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoPasskey(t *testing.T) {
	t.Parallel()
	elsewhere := factor.SiteOf("matala.local:8080", false)
	for name, spoil := range map[string]func(h *house, key *factortest.Key) (factor.Assertion, factor.Site){
		"another page": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			key.Origin = "https://karete.local.example"
			return key.Answer(h.t, h.ask(here)), here
		},
		"another name": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			key.RP = "matala.local"
			return key.Answer(h.t, h.ask(here)), here
		},
		"made at another name": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			key.RP, key.Origin = "matala.local", "http://matala.local:8080"
			return key.Answer(h.t, h.ask(elsewhere)), elsewhere
		},
		"nobody verified": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			key.Unverified = true
			return key.Answer(h.t, h.ask(here)), here
		},
		"another challenge": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			a := key.Answer(h.t, h.ask(here))
			a.Challenge = h.ask(here).Challenge
			return a, here
		},
		"another signature": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			c := h.ask(here)
			a := key.Answer(h.t, c)
			a.Signature = key.Answer(h.t, c).Signature
			return a, here
		},
		"another person": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			h.passkey(h.hire("thabo"))
			a := key.Answer(h.t, h.ask(here))
			a.UserHandle = "dGhhYm8"
			return a, here
		},
		"a copy that counts backwards": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			shown := ok[factor.Shown](h.t)(h.Check(h.t.Context(), key.Answer(h.t, h.ask(here)), here, desk))
			if err := h.db.Write(h.t.Context(), shown.UseIn); err != nil {
				h.t.Fatal(err)
			}
			key.Count = 0
			return key.Answer(h.t, h.ask(here)), here
		},
		"given up": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			f := ok[factor.Factors](h.t)(h.Read(h.t.Context(), h.mpho, here))
			ok[factor.Enrolled](h.t)(h.RemovePasskey(h.t.Context(), h.mpho, f.Passkeys[0].ID, here))
			return key.Answer(h.t, h.ask(here)), here
		},
		"nonsense": func(h *house, key *factortest.Key) (factor.Assertion, factor.Site) {
			a := key.Answer(h.t, h.ask(here))
			a.ClientData, a.AuthenticatorData = "AAAA", "AAAA"
			return a, here
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			answer, at := spoil(h, h.passkey(h.mpho))
			_, err := h.Check(t.Context(), answer, at, desk)
			refused(t, err, fault.BadPasskey)
		})
	}
}

func TestANewPasskeyIsCheckedToo(t *testing.T) {
	t.Parallel()
	h := open(t)
	key := factortest.New(t, "karete.local:8080", "karete.local")
	begin := func() factor.Challenge { return ok[factor.Challenge](t)(h.BeginPasskey(t.Context(), h.mpho, here)) }
	add := func(in factor.NewPasskey) error {
		_, err := h.AddPasskey(t.Context(), h.mpho, in, here)
		return err
	}
	refused(t, add(key.Make(t, begin(), id.New(), " ")), fault.Invalid)
	key.Unverified = true
	refused(t, add(key.Make(t, begin(), id.New(), "Phone")), fault.BadPasskey)
	key.Unverified = false
	in := key.Make(t, begin(), id.New(), "Phone")
	if err := add(in); err != nil {
		t.Fatal(err)
	}
	if err := add(in); err != nil { // sent twice, it happened once
		t.Error(err)
	}
	refused(t, add(key.Make(t, begin(), id.New(), "Twice")), fault.BadPasskey)
	old := key.Make(t, begin(), id.New(), "Late")
	h.ticked += 2 * time.Minute
	refused(t, add(old), fault.ChallengeOver)
	for range 9 {
		h.passkey(h.mpho)
	}
	refused(t, add(factortest.New(t, "karete.local:8080", "karete.local").Make(t, begin(), id.New(), "Eleven")), fault.WrongState)
}

func TestPasskeysNeedAName(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, host := range []string{"192.168.0.5:8443", "192.168.0.5", "[fd00::5]:8443", "[::1]", "", "a b.local", "evil\r\nhost", "-", "x..y", "karete.local:80:80", "%41.local"} {
		at := factor.SiteOf(host, true)
		_, err := h.Ask(t.Context(), access.Actor{}, factor.ChallengeFor{For: "sign-in"}, at, desk)
		if host == "-" { // odd, but a name
			continue
		}
		if !fault.Is(err, fault.PasskeyNeedsName) {
			t.Errorf("%q: %v", host, err)
		}
		_, err = h.BeginPasskey(t.Context(), h.mpho, at)
		refused(t, err, fault.PasskeyNeedsName)
	}
	for _, host := range []string{"localhost:8080", "Karete.Local", "karete.local.:443", "matala-clinic.example"} {
		if _, err := h.Ask(t.Context(), access.Actor{}, factor.ChallengeFor{For: "sign-in"}, factor.SiteOf(host, true), desk); err != nil {
			t.Errorf("%q: %v", host, err)
		}
	}
}

func TestEverythingCanBeTakenAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.enrol()
	h.passkey(h.mpho)
	remove := func() (some bool) {
		err := h.db.Write(t.Context(), func(tx *db.Tx) (err error) {
			some, err = factor.RemoveAllIn(tx, h.mpho.ID)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return some
	}
	if !remove() || remove() {
		t.Error("it must say whether there was anything")
	}
	if f := ok[factor.Factors](t)(h.Read(t.Context(), h.mpho, here)); f.App != nil || f.RecoveryCodes != 0 || len(f.Passkeys) != 0 {
		t.Errorf("%+v", f)
	}
}
