package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/staff"
)

// StaffList is everybody who works or worked here.
type StaffList struct {
	Staff []staff.Staff `json:"staff"`
}

func (a *API) staffOperations() {
	op(a, "staff.list", http.MethodGet, "/staff", "Everybody who works or worked here", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[StaffList], error) {
		list, err := a.Staff.List(ctx, who)
		return body(StaffList{list}, err)
	})
	op(a, "staff.create", http.MethodPost, "/staff", "Take a person in; the answer has their first password", func(ctx context.Context, who access.Actor, in *struct {
		Body staff.NewStaff
	}) (*Body[staff.Issued], error) {
		return body(a.Staff.Create(ctx, who, in.Body))
	}, created)
	op(a, "staff.update", http.MethodPut, "/staff/{staffId}", "Change a person, or end their work here", func(ctx context.Context, who access.Actor, in *struct {
		StaffID string `path:"staffId" format:"uuid"`
		IfMatch
		Body staff.StaffChange
	}) (*Tagged[staff.Staff], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		s, err := a.Staff.Update(ctx, who, in.StaffID, version, in.Body)
		return tagged(s, s.Version, err)
	})
	op(a, "staff.reset", http.MethodPost, "/staff/{staffId}/reset", "Give a person a new password, shown once", func(ctx context.Context, who access.Actor, in *struct {
		StaffID string `path:"staffId" format:"uuid"`
		Body    staff.PasswordReset
	}) (*Body[staff.Issued], error) {
		return body(a.Staff.ResetPassword(ctx, who, in.StaffID, in.Body))
	})
}
