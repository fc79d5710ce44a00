package backup

import (
	"time"

	"karete/server/fault"
)

// BackupRun is what goes on in the background, or how the last one ended.
type BackupRun struct {
	Kind      RunKind    `json:"kind" enum:"backup,proof"`
	Phase     Phase      `json:"phase" enum:"writing,proving,done" doc:"A backup is written, then read back, restored and compared"`
	PlaceID   string     `json:"placeId"`
	PlaceName string     `json:"placeName"`
	BackupID  string     `json:"backupId,omitempty" doc:"The backup that was made, or is proved again"`
	Reason    Reason     `json:"reason,omitempty" enum:"asked,plugged,due,day"`
	Percent   int        `json:"percent" minimum:"0" maximum:"100" doc:"Of this phase"`
	StartedAt time.Time  `json:"startedAt"`
	EndedAt   *time.Time `json:"endedAt,omitempty"`
	Result    Result     `json:"result,omitempty" enum:"good,place-gone,place-swapped,place-full,place-read-only,place-failing,damaged,wrong-key,not-a-backup,findings,newer,box-full,stopped,failed" doc:"Once it is done"`
}

// RunKind is what a run does.
type RunKind string

// Phase is how far a run is.
type Phase string

// Kinds and phases.
const (
	Making  RunKind = "backup"
	Proving RunKind = "proof"

	InWriting Phase = "writing"
	InProof   Phase = "proving"
	Done      Phase = "done"
)

func (b *BackupRun) over() bool { return b == nil || b.Phase == Done }

// begin has work run in the background, unless something runs already.
// Fault: backup-running.
func (r *Room) begin(work func()) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return fault.New(fault.Busy)
	}
	if !r.run.over() || r.busy {
		return fault.New(fault.BackupRunning)
	}
	r.busy = true
	r.work.Go(func() {
		defer func() {
			r.mu.Lock()
			r.busy = false
			r.mu.Unlock()
		}()
		work()
	})
	return nil
}

// enter begins a run that others can see.
func (r *Room) enter(run BackupRun) {
	run.StartedAt = r.o.Clock.Now()
	r.mu.Lock()
	r.run = &run
	step := r.step
	r.mu.Unlock()
	r.tell(run)
	if step != nil {
		step(run.Phase)
	}
}

// onward takes the run to its next phase.
func (r *Room) onward(phase Phase) {
	r.change(func(run *BackupRun) { run.Phase, run.Percent = phase, 0 })
	if r.step != nil {
		r.step(phase)
	}
}

// leave ends the run.
func (r *Room) leave(backupID string, result Result) {
	at := r.o.Clock.Now()
	r.change(func(run *BackupRun) {
		run.Phase, run.Percent, run.EndedAt, run.Result = Done, 100, &at, result
		if backupID != "" {
			run.BackupID = backupID
		}
	})
}

func (r *Room) change(f func(*BackupRun)) {
	r.mu.Lock()
	run := *r.run
	f(&run)
	r.run = &run
	r.mu.Unlock()
	r.tell(run)
}

// tellEvery keeps progress from becoming a flood.
const tellEvery = time.Second

// progress is told of by the archive, as often as it likes.
func (r *Room) progress() func(done, of int64) {
	last := r.o.Elapsed()
	return func(done, of int64) {
		now := r.o.Elapsed()
		if now-last < tellEvery || of <= 0 {
			return
		}
		last = now
		percent := int(min(max(done, 0), of) * 100 / of)
		r.change(func(run *BackupRun) { run.Percent = percent })
	}
}
