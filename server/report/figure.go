package report

import (
	"fmt"
	"slices"

	"karete/server/triage/sats"
	"karete/server/visit"
)

// Figure is the key of one number: "all", "seen", "department:OPD", "level:3",
// "late:3", "hour:8", "age:5-14:female", "outcome:home", "diagnosis:J18.9", "new".
// It goes into addresses, so it never holds anything that somebody wrote.
type Figure string

// All is the key of the attendance itself.
const All Figure = "all"

// figures lists every key the visit counts under. It is the only place that
// decides it.
func figures(r ReportRow, targets sats.TargetMinutes) []Figure {
	keys := []Figure{
		All,
		ending(r.Status),
		Figure("department:" + r.Department),
		Figure(fmt.Sprintf("level:%d", r.Level)),
		Figure(fmt.Sprintf("hour:%d", r.ArrivedHour)),
		Figure("age:" + r.AgeBand + ":" + r.Sex),
		Figure("band:" + r.AgeBand),
		Figure("outcome:" + outcome(r)),
	}
	if r.NewPatient {
		keys = append(keys, "new")
	} else {
		keys = append(keys, "known")
	}
	if r.ClosedByBox {
		keys = append(keys, "closed-by-box")
	}
	if r.FromPaper {
		keys = append(keys, "from-paper")
	}
	if late(r, targets) {
		keys = append(keys, Figure(fmt.Sprintf("late:%d", r.Level)))
	}
	if r.TriageWait() != nil {
		keys = append(keys, "wait:triage")
	}
	if r.ClinicianWait() != nil {
		keys = append(keys, "wait:clinician")
	}
	for _, f := range r.Diagnoses {
		if !slices.Contains(keys, f.Figure) {
			keys = append(keys, f.Figure) // one visit, one condition, once
		}
	}
	return keys
}

// ending puts each visit under exactly one of the four terms of the attendance.
func ending(s visit.Status) Figure {
	switch s {
	case visit.Finished:
		return "seen"
	case visit.Left:
		return "left"
	case visit.Cancelled:
		return "cancelled"
	}
	return "open"
}

func outcome(r ReportRow) string {
	if r.Status.Open() || r.Outcome == visit.OutcomeNone {
		return "open"
	}
	return string(r.Outcome)
}

// late holds the wait for the clinician against the level's target. Somebody who
// was never seen is not late but left, or still open.
func late(r ReportRow, targets sats.TargetMinutes) bool {
	wait := r.ClinicianWait()
	return wait != nil && *wait > targets.Of(r.Level)
}
