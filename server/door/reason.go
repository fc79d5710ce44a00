package door

import (
	"slices"

	"karete/server/appointment"
	"karete/server/facility"
)

// collect is coming for repeat medicines only. In the clinic's own list it is chronic.
const collect, chronic = "collect", "chronic"

// lines is which line a reason usually means, by the letters of the department.
var lines = map[string]string{"general": "OPD", "under5": "U5", chronic: "NCD", "antenatal": "ANC", "dressing": "DRS", collect: "NCD"}

// reasons are those of the clinic's list, and collecting medicines; what somebody is
// booked for today comes first.
func reasons(list []string, expected *appointment.Appointment) []DoorReason {
	out := make([]DoorReason, 0, len(list)+1)
	for _, code := range append(slices.Clone(list), collect) {
		d := DoorReason{Code: code}
		if expected != nil && expected.Reason == code {
			d.BookingID = expected.ID
			out = slices.Insert(out, 0, d)
			continue
		}
		out = append(out, d)
	}
	return out
}

// lineFor is where somebody goes who comes for a reason: as reception would send them.
func lineFor(reason string, places []facility.Department) (departmentID string) {
	open := slices.DeleteFunc(slices.Clone(places), func(d facility.Department) bool { return !d.Active || d.Kind == "reception" })
	for _, d := range open {
		if d.Code == lines[reason] {
			return d.ID
		}
	}
	for _, d := range open {
		if reason == collect && d.Kind == "pharmacy" {
			return d.ID
		}
	}
	if len(open) == 0 {
		return ""
	}
	return open[0].ID
}
