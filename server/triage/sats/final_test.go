package sats_test

import (
	"errors"
	"testing"

	"karete/server/triage/sats"
)

func TestFinal(t *testing.T) {
	green, yellow, orange := wellAdult(), wellAdult().pain(5), wellAdult().sign("chest_pain", sats.Yes)
	redBySum := wellAdult().rr(30).hr(130).temp(39)
	redBySpO2 := wellAdult().spo2(80)
	redBySign := wellAdult().glucose(2)
	half := without[sats.ItemAvpu]

	for _, c := range []struct {
		name  string
		p     patient
		d     sats.Decision
		level sats.Level
		kind  sats.Kind
		field string // of the refusal
		code  string
	}{
		{"accept green", green, sats.Decision{}, 4, sats.Accepted, "", ""},
		{"accept by naming it", yellow, sats.Decision{Level: 3}, 3, sats.Accepted, "", ""},
		{"accept red by a sign", redBySign, sats.Decision{}, 1, sats.Accepted, "", ""},
		{"no such level", green, sats.Decision{Level: 5}, 0, "", "level", sats.NotOneOf},
		{"negative level", green, sats.Decision{Level: -1}, 0, "", "level", sats.NotOneOf},

		{"raise", green, sats.Decision{Level: 2, Reason: "looks-worse"}, 2, sats.Raised, "", ""},
		{"raise without a reason", green, sats.Decision{Level: 2}, 0, "", "reason", sats.ReasonNeeded},
		{"raise for a made-up reason", green, sats.Decision{Level: 2, Reason: "hurry"}, 0, "", "reason", sats.NotOneOf},
		{"raise for a lowering reason", green, sats.Decision{Level: 2, Reason: "cause-treated"}, 0, "", "reason", sats.NotOneOf},
		{"raise, other, no words", green, sats.Decision{Level: 2, Reason: sats.ReasonOther, Text: " . "}, 0, "", "reasonText", sats.TextNeeded},
		{"raise, other, in words", green, sats.Decision{Level: 1, Reason: sats.ReasonOther, Text: "O tšoenyehile"}, 1, sats.Raised, "", ""},

		{"lower by a senior", orange, sats.Decision{Level: 3, Reason: "cause-treated", Senior: true}, 3, sats.Lowered, "", ""},
		{"lower by a junior", orange, sats.Decision{Level: 3, Reason: "cause-treated"}, 0, "", "level", sats.SeniorNeeded},
		{"lower without a reason", orange, sats.Decision{Level: 3, Senior: true}, 0, "", "reason", sats.ReasonNeeded},
		{"lower a red sum", redBySum, sats.Decision{Level: 2, Reason: "seen-by-senior", Senior: true}, 2, sats.Lowered, "", ""},
		{"lower a red saturation", redBySpO2, sats.Decision{Level: 3, Reason: "known-normal-for-patient", Senior: true}, 3, sats.Lowered, "", ""},
		{"lower an emergency sign", redBySign, sats.Decision{Level: 2, Reason: "cause-treated", Senior: true}, 0, "", "level", sats.EmergencyStays},
		{"lower an emergency sign under a red sum", redBySum.glucose(2), sats.Decision{Level: 2, Reason: "cause-treated", Senior: true}, 0, "", "level", sats.EmergencyStays},

		{"half a green", half(green), sats.Decision{}, 0, "", "unfinishedReason", sats.WhyIsItMissing},
		{"half a green, made-up reason", half(green), sats.Decision{Unfinished: "busy"}, 0, "", "unfinishedReason", sats.WhyIsItMissing},
		{"half a green, refused", half(green), sats.Decision{Unfinished: "refused"}, 3, sats.Held, "", ""},
		{"half a green, named green", half(green), sats.Decision{Level: 4, Unfinished: "equipment"}, 3, sats.Held, "", ""},
		{"half a green, raised", half(green), sats.Decision{Level: 2, Reason: "shock"}, 2, sats.Raised, "", ""},
		{"half a yellow", half(yellow), sats.Decision{}, 3, sats.Accepted, "", ""},
		{"half a yellow, lowered to green", half(yellow), sats.Decision{Level: 4, Reason: "seen-by-senior", Senior: true}, 0, "", "unfinishedReason", sats.WhyIsItMissing},
		{"half a yellow, lowered and refused", half(yellow), sats.Decision{Level: 4, Reason: "seen-by-senior", Senior: true, Unfinished: "refused"}, 3, sats.Held, "", ""},
		{"half an orange", half(orange), sats.Decision{}, 2, sats.Accepted, "", ""},

		{"nothing at all", years(30), sats.Decision{}, 0, "", "unfinishedReason", sats.WhyIsItMissing},
		{"nothing at all, refused", years(30), sats.Decision{Unfinished: "refused"}, 3, sats.Held, "", ""},
		{"nothing at all, named green", years(30), sats.Decision{Level: 4, Unfinished: "refused"}, 3, sats.Held, "", ""},
		{"nothing at all, raised", years(30), sats.Decision{Level: 1, Reason: "senior-concern"}, 1, sats.Raised, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := sats.Final(score(t, c.p), c.d)
			if c.code == "" {
				if err != nil || got != (sats.Outcome{Level: c.level, Kind: c.kind}) {
					t.Errorf("%+v, %v; want level %d %s", got, err, c.level, c.kind)
				}
				return
			}
			var refusal sats.Refusal
			if !errors.As(err, &refusal) || refusal != (sats.Refusal{Field: c.field, Code: c.code}) {
				t.Errorf("%+v, %v; want %s %s", got, err, c.field, c.code)
			}
		})
	}
}

func TestTargetMinutes(t *testing.T) {
	for level, want := range map[sats.Level]int{0: 15, 1: 0, 2: 10, 3: 60, 4: 240} {
		if got := sats.Defaults().TargetMinutes.Of(level); got != want {
			t.Errorf("level %d: %d minutes, want %d", level, got, want)
		}
	}
}

func TestColours(t *testing.T) {
	for level, want := range map[sats.Level]string{0: "", 1: "red", 2: "orange", 3: "yellow", 4: "green"} {
		if got := level.Colour(); got != want {
			t.Errorf("level %d: %q, want %q", level, got, want)
		}
	}
}

// The lists the screen offers are the lists Final accepts, and are not the
// package's own to spoil.
func TestEveryOfferedReasonIsAccepted(t *testing.T) {
	orange, half := score(t, wellAdult().sign("chest_pain", sats.Yes)), score(t, years(30))
	for _, r := range sats.RaiseReasons() {
		if _, err := sats.Final(orange, sats.Decision{Level: 1, Reason: r, Text: "x"}); err != nil {
			t.Errorf("raise, %s: %v", r, err)
		}
	}
	for _, r := range sats.LowerReasons() {
		if _, err := sats.Final(orange, sats.Decision{Level: 3, Reason: r, Text: "x", Senior: true}); err != nil {
			t.Errorf("lower, %s: %v", r, err)
		}
	}
	for _, r := range sats.UnfinishedReasons() {
		if _, err := sats.Final(half, sats.Decision{Unfinished: r}); err != nil {
			t.Errorf("unfinished, %s: %v", r, err)
		}
	}
	sats.RaiseReasons()[0] = "spoilt"
	if sats.RaiseReasons()[0] == "spoilt" {
		t.Error("a caller can change the list")
	}
}
