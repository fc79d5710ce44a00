package health

import (
	"context"
	"fmt"
	"slices"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/backup"
	"karete/server/clock"
	"karete/server/device"
	"karete/server/seal"
	"karete/server/system"
	"karete/server/trust"
)

// Mood is how much a line wants the manager.
type Mood string

// The moods, the most pressing first.
const (
	Now  Mood = "now"
	Look Mood = "look"
	Good Mood = "good"
)

// Health is how the box is.
type Health struct {
	At    time.Time    `json:"at"`
	Lines []HealthLine `json:"lines" nullable:"false" doc:"The most pressing first"`
}

// HealthLine is one thing a manager may rely on or must look at. Which of the facts
// are there depends on the line.
type HealthLine struct {
	ID   string `json:"id" enum:"writing,disk,backup,clock,keys,certificate,journal,signIns,devices,hub,version,leftOpen,managers,factors"`
	Mood Mood   `json:"mood" enum:"now,look,good"`
	Word string `json:"word" doc:"What is so, in the words of the line: ok, disk-full, old, behind, ..."`

	Since      *time.Time `json:"since,omitempty" doc:"How long it has been so, or when it was last known"`
	AgeSeconds *int64     `json:"ageSeconds,omitempty" doc:"The same as an age; absent while the clock is in doubt"`

	FreeBytes   uint64   `json:"freeBytes,omitempty"`
	TotalBytes  uint64   `json:"totalBytes,omitempty"`
	RecordBytes int64    `json:"recordBytes,omitempty" doc:"What the records take"`
	Count       int64    `json:"count,omitempty"`
	Signed      int64    `json:"signed,omitempty" doc:"Entries of the journal under the newest signed head"`
	DaysLeft    *int     `json:"daysLeft,omitempty" doc:"Until the certificate ends; negative when it has"`
	Names       []string `json:"names,omitempty" doc:"Of devices, or of the box in its certificate"`
	Place       string   `json:"place,omitempty" doc:"Where the newest good backup is"`
	Plug        string   `json:"plug,omitempty" doc:"The stick to bring"`
	Day         string   `json:"day,omitempty"`
	Version     string   `json:"version,omitempty"`
}

// Options are the rooms that know.
type Options struct {
	Gate    *act.Gate
	Clock   *clock.Clock
	System  *system.Room
	Backups *backup.Room
	Trust   *trust.Room
	Keys    *seal.Room
	Devices *device.Room
	Recent  *Recent // log lines for the bundle; nil is none
}

// Room asks them.
type Room struct{ Options }

// New stands on the other rooms.
func New(o Options) *Room { return &Room{o} }

// Read is how the box is now.
func (r *Room) Read(ctx context.Context, a access.Actor) (Health, error) {
	if _, err := r.Gate.Allow(ctx, a, "health.read"); err != nil {
		return Health{}, err
	}
	return r.look(ctx)
}

// look asks as the box, which may know everything of itself.
func (r *Room) look(ctx context.Context) (Health, error) {
	box := access.TheBox()
	is, err := r.System.Read(ctx, box)
	if err != nil {
		return Health{}, err
	}
	backups, err := r.Backups.Standing(ctx)
	if err != nil {
		return Health{}, fmt.Errorf("backups: %w", err)
	}
	certificates, err := r.Trust.Read(ctx, box)
	if err != nil {
		return Health{}, fmt.Errorf("certificates: %w", err)
	}
	keys, err := r.Keys.List(ctx, box)
	if err != nil {
		return Health{}, fmt.Errorf("keys: %w", err)
	}
	devices, err := r.Devices.List(ctx, box)
	if err != nil {
		return Health{}, err
	}
	var clinic clinicFacts
	err = r.Gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		clinic, err = clinicIn(tx)
		return err
	})
	if err != nil {
		return Health{}, err
	}
	told := r.Clock.State()
	lines := []HealthLine{
		writing(is), disk(is), backedUp(backups), clockLine(told), locked(keys), sealedUp(is, clinic.now), signIns(clinic), unseen(devices, clinic.now), hub(), version(is),
	}
	if l, ok := certified(certificates); ok {
		lines = append(lines, l)
	}
	lines = append(lines, people(clinic)...)
	h := Health{At: clinic.now, Lines: lines}
	for i := range lines {
		lines[i].age(clinic.now, told.Doubt.Why == clock.Sure)
	}
	rank := map[Mood]int{Now: 0, Look: 1, Good: 2}
	slices.SortStableFunc(h.Lines, func(a, b HealthLine) int { return rank[a.Mood] - rank[b.Mood] })
	return h, nil
}

// age tells how old the line's moment is, where the clock can be relied on. The box
// knows by its own ticking how long it has been up.
func (l *HealthLine) age(now time.Time, sure bool) {
	if l.Since == nil || l.AgeSeconds != nil || !sure {
		return
	}
	seconds := int64(max(0, now.Sub(*l.Since)) / time.Second)
	l.AgeSeconds = &seconds
}
