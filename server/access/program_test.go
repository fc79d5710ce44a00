package access

import (
	"slices"
	"strings"
	"testing"

	"karete/server/fault"
)

func TestProgramsLists(t *testing.T) {
	t.Parallel()
	seen := map[Action]bool{}
	for _, action := range slices.Concat(forPrograms, throughPrograms) {
		rule, ok := Find(action)
		room, _, _ := strings.Cut(string(action), ".")
		switch {
		case !ok:
			t.Errorf("%s is not in the table", action)
		case seen[action]:
			t.Errorf("%s is listed twice", action)
		case rule.Fresh():
			t.Errorf("%s needs a person to show who they are, and a program has none to ask", action)
		case slices.Contains([]string{"staff", "session", "pin", "factor", "device", "program", "keys", "seal", "setup"}, room):
			t.Errorf("%s lets somebody in, or opens the box: that is for people at a screen", action)
		case room == "token" && !rule.Open():
			t.Errorf("%s is about other programs", action)
		}
		seen[action] = true
	}
}

// What is in no list is no program's, whatever its roles.
func TestWhatProgramsReach(t *testing.T) {
	t.Parallel()
	alone := Actor{ID: "p", Roles: StaffRoles, Program: true, Alone: true}
	through := Actor{ID: "s", Roles: StaffRoles, Program: true}
	for _, rule := range Table {
		_, byItself := Allow(alone, rule.Action)
		_, forPerson := Allow(through, rule.Action)
		reach := Programs(rule.Action)
		if want := reach == "any"; (byItself == nil) != want {
			t.Errorf("%s by itself: %v", rule.Action, byItself)
		}
		if want := reach != "none"; (forPerson == nil) != want {
			t.Errorf("%s for a person: %v", rule.Action, forPerson)
		}
		if byItself != nil && !fault.Is(byItself, fault.Forbidden) {
			t.Errorf("%s: %v", rule.Action, byItself)
		}
	}
	clerk := Actor{ID: "p", Roles: []Role{Clerk}, Program: true, Alone: true}
	if _, err := Allow(clerk, "chart.read"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a program of reception opens charts: %v", err)
	}
}
