package queue

import "karete/server/visit"

// Stage is the column of the board a row stands in.
type Stage string

// The stages, in the order a patient meets them.
const (
	StageArrived Stage = "arrived"
	StageTriage  Stage = "triage"
	StageWaiting Stage = "waiting"
	StageServing Stage = "serving"
	StageOther   Stage = "other" // pharmacy and laboratory
	StageDone    Stage = "done"
)

// StageOf derives the column from what is stored, so that there is no second
// truth about where somebody is. Who only collects medicines waits for no triage.
func StageOf(visitStatus visit.Status, entryStatus visit.EntryStatus, departmentKind string, collectOnly bool) Stage {
	switch {
	case !visitStatus.Open() || !entryStatus.Open():
		return StageDone
	case departmentKind == "pharmacy" || departmentKind == "laboratory":
		return StageOther
	case visitStatus == visit.Arrived && entryStatus == visit.EntryWaiting && !collectOnly:
		return StageArrived
	case visitStatus == visit.Arrived && !collectOnly:
		return StageTriage
	case entryStatus == visit.EntryServing:
		return StageServing
	}
	return StageWaiting
}
