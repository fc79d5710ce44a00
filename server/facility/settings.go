package facility

import "karete/server/triage/sats"

// ClinicSettings is what a manager may choose about the clinic's day.
type ClinicSettings struct {
	Triage      sats.Settings `json:"triage" doc:"Choices of the triage scale, and the minutes within which each level should be seen"`
	Reasons     []string      `json:"reasons" minItems:"1" maxItems:"20" doc:"Reasons offered at check-in, in order; the known words are translated by the screen"`
	LockMinutes int           `json:"lockMinutes" minimum:"1" maximum:"240" doc:"A desk nobody touches for so long is locked by its screen"`
}

// DefaultSettings are those of a clinic that has chosen nothing.
func DefaultSettings() ClinicSettings {
	return ClinicSettings{
		Triage:      sats.Defaults(),
		Reasons:     []string{"general", "under5", "chronic", "antenatal", "dressing", "other"},
		LockMinutes: 10,
	}
}
