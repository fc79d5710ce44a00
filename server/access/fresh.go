package access

import "slices"

// fresh are the acts that only a person who has shown their password, or a passkey,
// within the last minutes may do: whoever finds a screen open must not be able to let
// themselves or others in, to change what is asked of people, or to carry away a whole
// record or the list of all whom somebody could have seen. Reading needs none, the
// journal included. Nor is an act here that asks for the password itself.
var fresh = []Action{
	"staff.create", "staff.update", "staff.reset", "staff.resetFactors", "pin.reset",
	"factor.app", "factor.proveApp", "factor.removeApp", "factor.renewCodes",
	"factor.passkey", "factor.addPasskey", "factor.removePasskey",
	"facility.update", "selfTriage.setRemote", "department.create", "department.update",
	"session.end", "token.end", "program.register", "program.revoke",
	"device.pair", "device.name", "device.update", "device.revoke",
	"trust.install", "trust.remove", "keys.add", "keys.revoke", "keys.rekey", "keys.seal", "clock.set",
	"backup.register", "backup.forget", "backup.identity",
	"breach.read", "breach.csv", "patient.bundle", "patient.merge", "patient.unmerge", "import.apply", "import.undo", "message.configure",
}

// Fresh reports whether the act needs a person to show anew who they are. A
// program has nobody to ask; what it must not do stands in its own lists.
func (r Rule) Fresh() bool { return slices.Contains(fresh, r.Action) }

// NeedsConfirming reports whether the actor must show first who they are.
func NeedsConfirming(a Actor, action Action) bool {
	rule, _ := Find(action)
	return rule.Fresh() && !a.box && !a.Program && !a.Confirmed
}
