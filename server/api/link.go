package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/patient"
)

func (a *API) linkOperations() {
	op(a, "patient.merge", http.MethodPost, "/patients/{patientId}/merge", "Join a patient's file with another one of the same person, which stands for both; nothing is moved", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      patient.Merge
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Patients.Merge(ctx, who, in.PatientID, in.Body)
		return tagged(p, p.Version, err)
	})
	op(a, "patient.unmerge", http.MethodPost, "/patients/{patientId}/unmerge", "Take a joining back: both files are as they were", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		Body      patient.Unmerge
	}) (*Tagged[patient.Patient], error) {
		p, err := a.Patients.Unmerge(ctx, who, in.PatientID, in.Body)
		return tagged(p, p.Version, err)
	})
}
