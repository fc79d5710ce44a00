package access

import "testing"

func TestWhoMustShowAgainWhoTheyAre(t *testing.T) {
	t.Parallel()
	seen := map[Action]bool{}
	for _, action := range fresh {
		rule, ok := Find(action)
		if !ok || rule.Roles == nil || seen[action] {
			t.Errorf("%s: no row of a person's act, or named twice", action)
		}
		seen[action] = true
	}
	manager := Actor{ID: "m", Roles: []Role{Admin}}
	confirmed, program := manager, manager
	confirmed.Confirmed, program.Program = true, true
	for _, tt := range []struct {
		who    string
		actor  Actor
		action Action
		want   bool
	}{
		{"somebody who found a screen open", manager, "staff.create", true},
		{"who has just shown the password", confirmed, "staff.create", false},
		{"a program, which has nobody to ask", program, "department.create", false},
		{"the box", TheBox(), "staff.create", false},
		{"a look at a list", manager, "staff.list", false},
		{"the day's work", manager, "patient.register", false},
		{"an act that is not", manager, "no.such", false},
	} {
		if got := NeedsConfirming(tt.actor, tt.action); got != tt.want {
			t.Errorf("%s: %v", tt.who, got)
		}
	}
}
