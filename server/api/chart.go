package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/chart"
)

func (a *API) chartOperations() {
	op(a, "chart.read", http.MethodGet, "/patients/{patientId}/chart", "Everything known about a patient; the opening is journalled", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
	}) (*Body[chart.Chart], error) {
		return body(a.Charts.Read(ctx, who, in.PatientID))
	})
	op(a, "allergy.record", http.MethodPost, "/patients/{patientId}/allergies", "Note an allergy, or that there is none", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      chart.RecordAllergy
	}) (*Body[[]chart.Allergy], error) {
		return body(a.Charts.RecordAllergy(ctx, who, in.PatientID, in.Body))
	}, created)
	op(a, "problem.record", http.MethodPost, "/patients/{patientId}/problems", "Note a long-term problem", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      chart.RecordCondition
	}) (*Body[[]chart.Condition], error) {
		return body(a.Charts.RecordProblem(ctx, who, in.PatientID, in.Body))
	}, created)
}
