package access

import (
	"slices"

	"karete/server/fault"
)

// Role is what a person or a device may do here.
type Role string

const (
	Admin  Role = "admin"
	Clerk  Role = "clerk"
	Nurse  Role = "nurse"
	Doctor Role = "doctor"
	Guest  Role = "guest" // not signed in
	Box    Role = "box"   // the program itself: closing days, demo data

	// An enrolled device that nobody is signed in on.
	Device  Role = "device" // a shared tablet or a desk
	Kiosk   Role = "kiosk"
	Display Role = "display"

	Patient Role = "patient" // at their own door: a kiosk, or their own phone
)

// DeviceRoles are the roles of devices.
var DeviceRoles = []Role{Device, Kiosk, Display}

// StaffRoles are the roles a person can hold, in the order lists show them.
var StaffRoles = []Role{Admin, Clerk, Nurse, Doctor}

// Actor is who is asking. The zero Actor is a guest.
type Actor struct {
	ID        string // staff id, the patient's for a patient, "" for a guest, for the box and for a device
	Name      string
	Roles     []Role
	Senior    bool // may lower a triage colour
	SessionID string
	Device    string // what the browser calls itself, in two words of ours
	DeviceID  string // the enrolled device, "" elsewhere
	Confirmed bool   // showed the password or a passkey within the last minutes
	Program   bool   // a registered program asks; Device is its name
	Alone     bool   // it asks for itself, so ID is its own; otherwise a person signed in through it
	box       bool
	patient   bool
}

// TheBox is the program acting by itself.
func TheBox() Actor { return Actor{Name: "Karete", Roles: []Role{Box}, box: true} }

// EnrolledDevice is a device by itself. Its session's name is its own, so that its
// open streams can be ended as those of a person are.
func EnrolledDevice(id, name string, role Role) Actor {
	return Actor{Name: name, Roles: []Role{role}, SessionID: "device:" + id, DeviceID: id}
}

// AtTheDoor is a patient who has shown who they are, for the patient's own door alone.
// It has no session that a stream could hang on.
func AtTheDoor(patientID, device, deviceID string) Actor {
	return Actor{ID: patientID, Roles: []Role{Patient}, Device: device, DeviceID: deviceID, patient: true}
}

// SignedIn reports whether a person who works here, or a program, has shown who they are.
func (a Actor) SignedIn() bool { return a.ID != "" && !a.patient }

// IsPatient reports a patient at their own door.
func (a Actor) IsPatient() bool { return a.patient }

// confined reports somebody to whom only what the table gives them by name is open:
// a kiosk and the screen on the wall stand where anybody may touch them, so they may
// not what any stranger may.
func (a Actor) confined() bool {
	return a.patient || a.IsDevice() && (a.Has(Kiosk) || a.Has(Display))
}

// IsDevice reports an enrolled device that nobody is signed in on.
func (a Actor) IsDevice() bool { return a.ID == "" && a.DeviceID != "" }

// From is where the actor is, as the journal keeps it: the enrolled device by its
// id, whose name may change, else what the browser calls itself.
func (a Actor) From() string {
	if a.DeviceID != "" {
		return a.DeviceID
	}
	return a.Device
}

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
	if a.Program && !a.reaches(action) {
		return "", fault.New(fault.Forbidden)
	}
	for _, r := range rule.Roles {
		if (a.SignedIn() || a.IsDevice() || a.patient) && a.Has(r) {
			return r, nil
		}
	}
	if slices.Contains(rule.Roles, Guest) && !a.confined() {
		return Guest, nil
	}
	if !a.SignedIn() && !a.patient {
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
