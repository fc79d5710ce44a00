package queue

import (
	"testing"

	"karete/server/visit"
)

func TestStageOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		visit visit.Status
		entry visit.EntryStatus
		kind  string
		want  Stage
	}{
		{visit.Arrived, visit.EntryWaiting, "consultation", StageArrived},
		{visit.Arrived, visit.EntryCalled, "consultation", StageTriage},
		{visit.Arrived, visit.EntryServing, "triage", StageTriage},
		{visit.Triaged, visit.EntryWaiting, "consultation", StageWaiting},
		{visit.Triaged, visit.EntryCalled, "consultation", StageWaiting},
		{visit.InProgress, visit.EntryWaiting, "consultation", StageWaiting},
		{visit.InProgress, visit.EntryCalled, "consultation", StageWaiting},
		{visit.InProgress, visit.EntryServing, "consultation", StageServing},
		{visit.Triaged, visit.EntryServing, "consultation", StageServing},
		{visit.InProgress, visit.EntryWaiting, "pharmacy", StageOther},
		{visit.Arrived, visit.EntryServing, "laboratory", StageOther},
		{visit.InProgress, visit.EntryMoved, "consultation", StageDone},
		{visit.Finished, visit.EntryDone, "pharmacy", StageDone},
		{visit.Left, visit.EntryLeft, "consultation", StageDone},
		{visit.Cancelled, visit.EntryWaiting, "consultation", StageDone},
	} {
		if got := StageOf(c.visit, c.entry, c.kind, false); got != c.want {
			t.Errorf("visit %s, entry %s in %s: %s, want %s", c.visit, c.entry, c.kind, got, c.want)
		}
	}
	for entry, want := range map[visit.EntryStatus]Stage{visit.EntryWaiting: StageWaiting, visit.EntryCalled: StageWaiting, visit.EntryServing: StageServing, visit.EntryLeft: StageDone} {
		if got := StageOf(visit.Arrived, entry, "consultation", true); got != want {
			t.Errorf("only collects, %s: %s, want %s", entry, got, want)
		}
	}
}
