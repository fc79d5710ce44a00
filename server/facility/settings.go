package facility

import (
	"cmp"

	"karete/server/triage/sats"
)

// ClinicSettings is what a manager may choose about the clinic's day.
type ClinicSettings struct {
	Triage  sats.Settings `json:"triage" doc:"Choices of the triage scale, and the minutes within which each level should be seen"`
	Reasons []string      `json:"reasons" minItems:"1" maxItems:"20" doc:"Reasons offered at check-in, in order; the known words are translated by the screen"`
	// The box warns of a number that is written otherwise, and takes it all the same.
	NationalIDPattern string `json:"nationalIdPattern,omitempty" maxLength:"80" doc:"What the whole of a Lesotho national identity number looks like, in RE2; empty: twelve figures"`
	HostName          string `json:"hostName,omitempty" maxLength:"40" pattern:"^([a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?)?$" doc:"What the box is called on the clinic's network, before .local; empty: karete"`
	LockMinutes       int    `json:"lockMinutes" minimum:"1" maximum:"240" doc:"A desk nobody touches for so long is locked by its screen"`
	// The box ends a session on a shared tablet after five minutes by itself.
	TabletLockMinutes int `json:"tabletLockMinutes" minimum:"1" maximum:"5" doc:"The same for a tablet that many hands take up"`
	// A manager without one can then do nothing but add one.
	ManagersNeedSecondFactor bool `json:"managersNeedSecondFactor" doc:"Managers sign in with two factors: an authenticator app or a passkey besides the password"`

	Line LineSettings `json:"line" required:"false" doc:"How the line moves; none: as the box has it"`

	Door DoorSettings `json:"door" required:"false" doc:"How the patients' own door opens; none: also by a number"`

	Display DisplaySettings `json:"display" doc:"What the screen in the waiting room shows"`
}

// DefaultHostName is what a box is called that nobody has named.
const DefaultHostName = "karete"

// Label is what the box is to be called on the clinic's network.
func (s ClinicSettings) Label() string { return cmp.Or(s.HostName, DefaultHostName) }

// DefaultSettings are those of a clinic that has chosen nothing.
func DefaultSettings() ClinicSettings {
	return ClinicSettings{
		Triage:      sats.Defaults(),
		Reasons:     []string{"general", "under5", "chronic", "antenatal", "dressing", "other"},
		LockMinutes: 10, TabletLockMinutes: 2,
		Line:    DefaultLine(),
		Door:    DoorSettings{CardNever},
		Display: DisplaySettings{Messages: standardMessages()},
	}
}
