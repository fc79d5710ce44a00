package backup

import (
	"context"
	"time"

	"karete/server/access"
)

// BackupStatus is what every screen of the staff says about backups.
type BackupStatus struct {
	State      StatusName `json:"state" enum:"ok,old,never,running"`
	Level      Level      `json:"level" enum:"ok,look,now" doc:"look: a day without a backup, or nobody knows; now: three days"`
	LastGoodAt *time.Time `json:"lastGoodAt,omitempty" doc:"When the newest good backup was made, by the clock of then"`
	AgeHours   *int64     `json:"ageHours,omitempty" doc:"How old it is. Absent when there is none, and when the clock is in doubt: say no number of days then"`
	PlaceName  string     `json:"placeName,omitempty" doc:"Where the newest good backup is"`
	Plug       string     `json:"plug,omitempty" doc:"The stick to plug in, or the folder that is not there; absent when a place is there or none is registered"`
	Places     int        `json:"places" doc:"Registered"`
	Present    bool       `json:"present" doc:"A registered place is there and can be written"`
	Run        *BackupRun `json:"run,omitempty" doc:"What goes on now"`
	Trouble    Result     `json:"trouble,omitempty" enum:"place-gone,place-swapped,place-full,place-read-only,place-failing,damaged,wrong-key,not-a-backup,findings,newer,box-full,stopped,failed" doc:"How the last backup failed, while there is no good one since"`
}

// StatusName is the state in a word.
type StatusName string

// Level says how much it presses.
type Level string

// States and levels.
const (
	StatusOK      StatusName = "ok"
	StatusOld     StatusName = "old"
	StatusNever   StatusName = "never"
	StatusRunning StatusName = "running"

	LevelOK   Level = "ok"
	LevelLook Level = "look"
	LevelNow  Level = "now"
)

// From these ages on a backup is old.
const (
	lookAfter = 24 * time.Hour
	nowAfter  = 72 * time.Hour
)

// Status is how the backups stand. It is made of what is remembered: each screen
// asks for it again and again.
func (r *Room) Status(ctx context.Context, a access.Actor) (BackupStatus, error) {
	if _, err := r.gate.Allow(ctx, a, "backup.status"); err != nil {
		return BackupStatus{}, err
	}
	return r.Standing(ctx)
}

// Standing is the same for the box itself.
func (r *Room) Standing(ctx context.Context) (BackupStatus, error) {
	if err := r.known(ctx); err != nil {
		return BackupStatus{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	s := BackupStatus{Places: len(r.places)}
	newest, ok := r.newestLocked()
	since := r.since
	if ok {
		since = newest.made
		at := newest.backup.MadeAt
		s.LastGoodAt, s.PlaceName = &at, newest.backup.PlaceName
	}
	age, sure := r.age(since)
	s.State, s.Level = StatusOK, level(age, sure)
	switch {
	case !ok:
		s.State = StatusNever
		if s.Level == LevelOK {
			s.Level = LevelLook
		}
	case s.Level != LevelOK:
		s.State = StatusOld
	}
	if ok && sure {
		hours := int64(age / time.Hour)
		s.AgeHours = &hours
	}
	r.placesLocked(&s)
	switch {
	case !r.run.over():
		run := *r.run
		s.State, s.Run = StatusRunning, &run
	case r.run != nil && r.run.Kind == Making && r.run.Result != Proved:
		s.Trouble = r.run.Result
	}
	return s, nil
}

// newestLocked is the newest good backup of all places; r.mu is held.
func (r *Room) newestLocked() (newest good, ok bool) {
	for _, g := range r.good {
		if !ok || g.backup.Number > newest.backup.Number {
			newest, ok = g, true
		}
	}
	return newest, ok
}

// placesLocked says whether a place is there, and else which to bring: the one with
// the newest backup, which is the one in use. r.mu is held.
func (r *Room) placesLocked(s *BackupStatus) {
	var bring place
	var number int64 = -1
	for _, p := range r.places {
		if _, where := stand(p, r.seen); where == There {
			s.Present = true
		}
		if n := r.good[p.id].backup.Number; n > number {
			bring, number = p, n
		}
	}
	if !s.Present {
		s.Plug = bring.name
	}
}

// level is what an age means. One that may be longer is worth a look in any case.
func level(age time.Duration, sure bool) Level {
	switch {
	case age >= nowAfter:
		return LevelNow
	case age >= lookAfter || !sure:
		return LevelLook
	}
	return LevelOK
}
