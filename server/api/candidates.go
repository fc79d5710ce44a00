package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/patient"
)

func (a *API) candidateOperations() {
	op(a, "patient.candidates", http.MethodPost, "/patients/candidates", "Who may be the person that is being registered, by what is typed so far", func(ctx context.Context, who access.Actor, in *struct {
		Body patient.CandidateQuery
	}) (*Body[patient.Candidates], error) {
		return body(a.Patients.Candidates(ctx, who, in.Body))
	})
}
