package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/triage/selftriage"
)

func (a *API) triageOperations() {
	op(a, "triage.signs", http.MethodGet, "/triage/signs", "The tick boxes of the triage scale", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[[]sats.Sign], error) {
		return body(a.Triage.Signs(ctx, who))
	})
	op(a, "triage.score", http.MethodPost, "/triage/score", "Score without storing", func(ctx context.Context, who access.Actor, in *struct {
		Body triage.Ask
	}) (*Body[sats.Result], error) {
		return body(a.Triage.Score(ctx, who, in.Body))
	})
	op(a, "triage.save", http.MethodPost, "/visits/{visitId}/triage", "Sign a triage", func(ctx context.Context, who access.Actor, in *struct {
		VisitID string `path:"visitId" format:"uuid"`
		Body    triage.Save
	}) (*Body[triage.Saved], error) {
		return body(a.Triage.Save(ctx, who, in.VisitID, in.Body))
	}, created)
	op(a, "selfTriage.read", http.MethodGet, "/self-triage", "The questions that patients answer themselves", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[selftriage.Questionnaire], error) {
		return body(a.Triage.SelfTable(ctx, who))
	})
	op(a, "selfTriage.score", http.MethodPost, "/self-triage/score", "Score what a patient says, without storing", func(ctx context.Context, who access.Actor, in *struct {
		Body selftriage.Case
	}) (*Body[triage.SelfScored], error) {
		return body(a.Triage.SelfScore(ctx, who, in.Body))
	})
}
