package access

import (
	"slices"
	"strings"
	"testing"

	"karete/server/fault"
)

// A patient may what the table gives patients by name, all of it at the door; a kiosk
// what it gives kiosks. Neither may what any stranger may.
func TestAPatientStaysAtTheDoor(t *testing.T) {
	t.Parallel()
	who := AtTheDoor("p", "phone", "")
	kiosk := EnrolledDevice("k", "Door", Kiosk)
	for _, rule := range append(slices.Clone(Table), Rule{Action: "no.such", Roles: nil}) {
		role, err := Allow(who, rule.Action)
		own := slices.Contains(rule.Roles, Patient)
		if own != (err == nil) || own && (role != Patient || !strings.HasPrefix(string(rule.Action), "door.")) || !own && !fault.Is(err, fault.Forbidden) {
			t.Errorf("a patient, %s: %s, %v", rule.Action, role, err)
		}
		if _, err := Allow(kiosk, rule.Action); slices.Contains(rule.Roles, Kiosk) != (err == nil) {
			t.Errorf("a kiosk, %s: %v", rule.Action, err)
		}
	}
	if who.SignedIn() || who.IsDevice() || !who.IsPatient() || len(Permissions(who)) == 0 {
		t.Errorf("%+v", who)
	}
	if clerk := (Actor{ID: "p", Roles: []Role{Clerk, Patient}}); clerk.IsPatient() { // the role alone makes nobody one
		t.Errorf("%+v", clerk)
	}
}
