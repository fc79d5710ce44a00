package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/facility"
)

// Departments is every department, closed ones too, in the clinic's order.
type Departments struct {
	Departments []facility.Department `json:"departments"`
}

func (a *API) facilityOperations() {
	op(a, "facility.read", http.MethodGet, "/facility", "The clinic and its settings", func(ctx context.Context, who access.Actor, _ *struct{}) (*Tagged[facility.Facility], error) {
		f, err := a.Facility.Read(ctx, who)
		return tagged(f, f.Version, err)
	})
	op(a, "facility.update", http.MethodPut, "/facility", "Change the clinic and its settings", func(ctx context.Context, who access.Actor, in *struct {
		IfMatch
		Body facility.ClinicChange
	}) (*Tagged[facility.Facility], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		f, err := a.Facility.Update(ctx, who, version, in.Body)
		if err == nil {
			a.Staff.Recheck() // of managers it may want a second factor now
		}
		return tagged(f, f.Version, err)
	})
	op(a, "department.list", http.MethodGet, "/departments", "Where people wait", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[Departments], error) {
		list, err := a.Facility.Departments(ctx, who)
		return body(Departments{list}, err)
	})
	op(a, "department.create", http.MethodPost, "/departments", "Open a department", func(ctx context.Context, who access.Actor, in *struct {
		Body facility.NewDepartment
	}) (*Tagged[facility.Department], error) {
		d, err := a.Facility.CreateDepartment(ctx, who, in.Body)
		return tagged(d, d.Version, err)
	}, created)
	op(a, "department.update", http.MethodPut, "/departments/{departmentId}", "Rename, move, close or open a department", func(ctx context.Context, who access.Actor, in *struct {
		DepartmentID string `path:"departmentId" format:"uuid"`
		IfMatch
		Body facility.DepartmentChange
	}) (*Tagged[facility.Department], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		d, err := a.Facility.UpdateDepartment(ctx, who, in.DepartmentID, version, in.Body)
		return tagged(d, d.Version, err)
	})
}
