package facility

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
)

// Room is the clinic's use cases.
type Room struct{ gate *act.Gate }

// New stands on the gate.
func New(gate *act.Gate) *Room { return &Room{gate: gate} }

// Read is the clinic with its settings.
func (r *Room) Read(ctx context.Context, actor access.Actor) (Facility, error) {
	return act.Peek(ctx, r.gate, actor, "facility.read", In)
}

// Departments lists all departments, also those closed.
func (r *Room) Departments(ctx context.Context, actor access.Actor) ([]Department, error) {
	return act.Peek(ctx, r.gate, actor, "department.list", DepartmentsIn)
}

// Update changes the clinic's name and settings. version is the one that was
// read. Errors: invalid, stale.
func (r *Room) Update(ctx context.Context, actor access.Actor, version int64, in ClinicChange) (Facility, error) {
	c := act.Command{ID: in.ID, Action: "facility.update", Body: versioned[ClinicChange]{"", version, in}}
	return act.Do(ctx, r.gate, actor, c,
		func(tx *act.Tx) error { return update(tx, version, in) },
		func(tx *db.Tx, _ string) (Facility, error) { return In(tx) })
}

// CreateDepartment opens a new place to wait. The command's id becomes the
// department's. Errors: invalid, department-code-taken.
func (r *Room) CreateDepartment(ctx context.Context, actor access.Actor, in NewDepartment) (Department, error) {
	c := act.Command{ID: in.ID, Action: "department.create", Body: in}
	return act.Do(ctx, r.gate, actor, c,
		func(tx *act.Tx) error { return AddDepartmentIn(tx, in) }, DepartmentIn)
}

// UpdateDepartment renames a department, moves it in the list, closes or opens
// it. Errors: not-found, stale, invalid.
func (r *Room) UpdateDepartment(ctx context.Context, actor access.Actor, id string, version int64, in DepartmentChange) (Department, error) {
	c := act.Command{ID: in.ID, Action: "department.update", Body: versioned[DepartmentChange]{id, version, in}}
	return act.Do(ctx, r.gate, actor, c,
		func(tx *act.Tx) error { return updateDepartment(tx, id, version, in) }, DepartmentIn)
}

// versioned is what a change hashes to: the same words on top of another version
// are another command.
type versioned[T any] struct {
	ID      string
	Version int64
	Change  T
}
