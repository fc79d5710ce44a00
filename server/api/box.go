package api

import (
	"context"
	"net/http"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/staff"
)

// Box is what anyone may know: a page asks it before anybody has signed in.
type Box struct {
	SetUp     bool                 `json:"setUp"`
	SetUpStep string               `json:"setUpStep,omitempty" doc:"Where the wizard stands"`
	Facility  *facility.Nameplate  `json:"facility,omitempty"`
	Device    *staff.SessionDevice `json:"device,omitempty" doc:"The enrolled device that asks"`
	ByNumber  bool                 `json:"byNumber" doc:"From where this was asked, a number and a year of birth open the patients' own door; else only a card does"`
	Version   string               `json:"version"`
	Drill     bool                 `json:"drill,omitempty" doc:"A backup is looked at: nothing can be changed, and all of it goes away afterwards"`
}

// Access is the permission matrix.
type Access struct {
	Roles []access.Role `json:"roles" doc:"The roles a person can hold"`
	Rules []AccessRule  `json:"rules"`
}

// AccessRule says who may do an operation; nobody but the box when roles is
// empty.
type AccessRule struct {
	Action access.Action `json:"action"`
	Roles  []access.Role `json:"roles"`
}

func (a *API) boxOperations() {
	op(a, "box.read", http.MethodGet, "/box", "Which clinic this is, and whether it is set up", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[Box], error) {
		return body(a.box(ctx, who))
	})
	op(a, "access.read", http.MethodGet, "/access", "Who may do what", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[Access], error) {
		return body(act.Peek(ctx, a.Gate, who, "access.read", func(*db.Tx) (Access, error) { return matrix(), nil }))
	})
}

func (a *API) box(ctx context.Context, who access.Actor) (Box, error) {
	b := Box{Version: a.version, Device: exchangeOf(ctx).thisDevice(), Drill: a.Drill}
	clinic, err := act.Peek(ctx, a.Gate, who, "box.read", facility.In)
	if fault.Is(err, fault.NotSetUp) {
		b.SetUpStep, err = a.Setup.Next(ctx)
		return b, err
	}
	plate := clinic.Nameplate()
	b.SetUp, b.Facility, b.ByNumber = true, &plate, clinic.Settings.Door.ByNumber(exchangeOf(ctx).at().Inside)
	return b, err
}

func matrix() Access {
	m := Access{Roles: access.StaffRoles}
	for _, r := range access.Table {
		m.Rules = append(m.Rules, AccessRule{r.Action, append([]access.Role{}, r.Roles...)})
	}
	return m
}
