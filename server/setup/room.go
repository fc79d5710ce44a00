package setup

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"karete/assets"
	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/staff"
)

// Room is the wizard.
type Room struct {
	gate  *act.Gate
	staff *staff.Room
	keys  Keys // nil where the records have none
	door  *Door
	done  atomic.Bool // once true it stays

	time Time // nil where it is somebody else's

	onFounded func()
	printed   printed
}

// New stands on the gate. Its console code is new at each start.
func New(gate *act.Gate, s *staff.Room) *Room {
	return &Room{gate: gate, staff: s, door: NewDoor()}
}

// WithKeys has the wizard ask how the records are opened. founded is called when
// the clinic is founded, before that is answered.
func (r *Room) WithKeys(keys Keys, founded func()) *Room {
	r.keys, r.onFounded = keys, founded
	return r
}

// WithDoor has others come in by a door that was there before the room.
func (r *Room) WithDoor(d *Door) *Room {
	r.door = d
	return r
}

// Time is the box's clock.
type Time interface {
	// Confirm has it believe whoever sets the clinic up: device is the time on theirs,
	// nil when the box's is right.
	Confirm(ctx context.Context, device *time.Time) error
}

// WithTime has the wizard put the clock right.
func (r *Room) WithTime(t Time) *Room {
	r.time = t
	return r
}

// Code is what the console shows for people who set the box up from elsewhere.
func (r *Room) Code() string { return r.door.code }

// Done reports whether the box has its clinic.
func (r *Room) Done(ctx context.Context) (bool, error) {
	if r.done.Load() {
		return true, nil
	}
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		_, err := facility.In(tx)
		return err
	})
	if fault.Is(err, fault.NotSetUp) {
		return false, nil
	}
	r.done.Store(err == nil)
	return err == nil, err
}

// Progress is how far the wizard has come.
type Progress struct {
	Steps   []StepState         `json:"steps"`
	Next    string              `json:"next" doc:"The first step without an answer; empty when all have one"`
	Answers Answers             `json:"answers" doc:"What was answered, without the password"`
	Now     time.Time           `json:"now" doc:"What the box takes for the time"`
	Offered []OfferedDepartment `json:"offered" doc:"Departments to choose from"`
	Places  []assets.District   `json:"places" doc:"Districts of Lesotho, provinces of South Africa"`
}

// OfferedDepartment is one to choose.
type OfferedDepartment struct {
	DepartmentAnswer
	Suggested bool `json:"suggested" doc:"Ticked to begin with"`
}

// StepState is one step of the wizard.
type StepState struct {
	Step     string `json:"step" enum:"language,clinic,admin,recovery,clock,departments,staff"`
	Answered bool   `json:"answered"`
}

// Next is the step the wizard stands at, for a page that only wants to say so.
func (r *Room) Next(ctx context.Context) (string, error) {
	k, err := r.load(ctx)
	return k.next(), err
}

// Read is the wizard as it stands. Errors of this and the others: set-up-already,
// forbidden, throttled.
func (r *Room) Read(ctx context.Context, v Visitor) (Progress, error) {
	if err := r.admit(ctx, v); err != nil {
		return Progress{}, err
	}
	k, err := r.load(ctx)
	if err != nil {
		return Progress{}, err
	}
	return k.progress(), nil
}

// Answer keeps the answer to one step. Errors: not-found for a step there is not,
// invalid.
func (r *Room) Answer(ctx context.Context, v Visitor, step string, in Answers) (Progress, error) {
	if err := r.admit(ctx, v); err != nil {
		return Progress{}, err
	}
	if !slices.Contains(Steps, step) {
		return Progress{}, fault.New(fault.NotFound)
	}
	given := in.given()
	for _, other := range given {
		if other != step {
			return Progress{}, fault.Field(other, "not-allowed")
		}
	}
	if len(given) == 0 {
		return Progress{}, fault.Field(step, "required")
	}
	k, err := r.load(ctx)
	if err != nil {
		return Progress{}, err
	}
	var code keyring.Code
	var wrong []fault.FieldError
	if step == "recovery" {
		code, wrong = r.confirm(k.recovery, in.Recovery.Groups)
	}
	k.Answers = k.Answers.merge(in)
	if list := append(wrong, of(step, k.problems(k.before))...); len(list) > 0 {
		return Progress{}, fault.Fields(list...)
	}
	if step == "recovery" {
		if err := r.recover(ctx, &k, code); err != nil {
			return Progress{}, err
		}
	}
	if step == "clock" {
		if err := r.tell(ctx, k.Clock); err != nil {
			return Progress{}, err
		}
	}
	if err := r.keep(ctx, step, k); err != nil {
		return Progress{}, err
	}
	return k.progress(), nil
}

// tell has the box take over the time that somebody says. It is no answer to keep.
func (r *Room) tell(ctx context.Context, a *ClockAnswer) error {
	now := a.Now
	a.Now = nil
	if r.time == nil {
		return nil
	}
	return r.time.Confirm(ctx, now)
}

func (r *Room) admit(ctx context.Context, v Visitor) error {
	done, err := r.Done(ctx)
	if err != nil {
		return err
	}
	if done {
		return fault.New(fault.SetUpAlready)
	}
	return r.door.Admit(v)
}

func (k kept) progress() Progress {
	a := k.Answers
	if a.Admin != nil {
		shown := *a.Admin
		shown.Password = ""
		a.Admin = &shown
	}
	if a.Recovery != nil {
		a.Recovery = &RecoveryAnswer{AutoUnlock: a.Recovery.AutoUnlock}
	}
	p := Progress{Next: k.next(), Answers: a, Now: k.now, Places: assets.Districts()}
	given := a.given()
	for _, step := range k.steps() {
		p.Steps = append(p.Steps, StepState{step, slices.Contains(given, step)})
	}
	for _, d := range assets.Departments() {
		offer := DepartmentAnswer{Code: d.Code, Name: d.Name, NameSt: d.NameSt, Kind: d.Kind}
		p.Offered = append(p.Offered, OfferedDepartment{offer, d.Suggested})
	}
	return p
}

// steps are those that there are: without keys nothing is to be recovered.
func (k kept) steps() []string {
	return slices.DeleteFunc(slices.Clone(Steps), func(s string) bool { return s == "recovery" && !k.recoverable })
}

func (k kept) next() string {
	given := k.given()
	for _, step := range k.steps() {
		if !slices.Contains(given, step) {
			return step
		}
	}
	return ""
}
