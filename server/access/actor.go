package access

import (
	"slices"

	"karete/server/fault"
)

// Role is what a person may do here. Guest and Box are no person's role.
type Role string

const (
	Admin  Role = "admin"
	Clerk  Role = "clerk"
	Nurse  Role = "nurse"
	Doctor Role = "doctor"
	Guest  Role = "guest" // not signed in
	Box    Role = "box"   // the program itself: closing days, demo data
)

// StaffRoles are the roles a person can hold, in the order lists show them.
var StaffRoles = []Role{Admin, Clerk, Nurse, Doctor}

// Actor is who is asking. The zero Actor is a guest.
type Actor struct {
	ID        string // staff id, "" for a guest and for the box
	Name      string
	Roles     []Role
	Senior    bool // may lower a triage colour
	SessionID string
	Device    string
	box       bool
}

// TheBox is the program acting by itself.
func TheBox() Actor { return Actor{Name: "Karete", Roles: []Role{Box}, box: true} }

// SignedIn reports whether a person is behind the actor.
func (a Actor) SignedIn() bool { return a.ID != "" }

// Has reports whether the actor holds the role.
func (a Actor) Has(r Role) bool { return slices.Contains(a.Roles, r) }

// Allow answers with the role that lets the actor do it. Otherwise the fault is
// unauthenticated for a guest and forbidden for anyone else; an action without a
// row in the table is forbidden to all.
func Allow(a Actor, action Action) (Role, error) {
	rule, ok := Find(action)
	if !ok {
		return "", fault.New(fault.Forbidden)
	}
	if a.box {
		return Box, nil
	}
	for _, r := range rule.Roles {
		if a.SignedIn() && a.Has(r) {
			return r, nil
		}
	}
	if slices.Contains(rule.Roles, Guest) {
		return Guest, nil
	}
	if !a.SignedIn() {
		return "", fault.New(fault.Unauthenticated)
	}
	return "", fault.New(fault.Forbidden)
}

// Permissions lists what the actor may do, in the table's order.
func Permissions(a Actor) []Action {
	out := []Action{}
	for _, r := range Table {
		if _, err := Allow(a, r.Action); err == nil {
			out = append(out, r.Action)
		}
	}
	return out
}
