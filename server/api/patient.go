package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/patient"
	"karete/server/reception"
)

func (a *API) patientOperations() {
	op(a, "patient.search", http.MethodPost, "/patients/search", "Find people by whatever is typed: names, numbers, a card", func(ctx context.Context, who access.Actor, in *struct {
		Body patient.SearchQuery
	}) (*Body[patient.SearchResult], error) {
		return body(a.Reception.Find(ctx, who, in.Body))
	})
	op(a, "patient.register", http.MethodPost, "/patients", "Register somebody, and check them in at once when asked to", func(ctx context.Context, who access.Actor, in *struct {
		Body reception.Registration
	}) (*Tagged[reception.Registered], error) {
		r, err := a.Reception.Register(ctx, who, in.Body)
		return tagged(r, r.Patient.Version, err)
	}, created)
	op(a, "patient.read", http.MethodGet, "/patients/{patientId}", "One patient; the opening is journalled", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Patients.Read(ctx, who, in.PatientID)
		return tagged(p, p.Version, err)
	})
	op(a, "patient.update", http.MethodPut, "/patients/{patientId}", "Correct what is known of a patient, whole", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		IfMatch
		Body patient.PatientChange
	}) (*Tagged[patient.Patient], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		p, err := a.Patients.Update(ctx, who, in.PatientID, version, in.Body)
		return tagged(p, p.Version, err)
	})
	op(a, "patient.identify", http.MethodPost, "/patients/{patientId}/identifiers", "Add a number to a patient, retire one, or put one in another's place", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      patient.Identify
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Patients.Identify(ctx, who, in.PatientID, in.Body)
		return tagged(p, p.Version, err)
	}, created)
	op(a, "patient.access", http.MethodGet, "/patients/{patientId}/access", "Who opened or changed a patient's record, newest first", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Before    int64  `query:"before" minimum:"0" doc:"next of the page before"`
	}) (*Body[patient.RecordAccesses], error) {
		return body(a.Patients.Access(ctx, who, in.PatientID, in.Before))
	})
}
