package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/visit"
)

func (a *API) visitOperations() {
	op(a, "visit.checkIn", http.MethodPost, "/visits", "Check a patient in", func(ctx context.Context, who access.Actor, in *struct {
		Body visit.CheckIn
	}) (*Tagged[visit.Visit], error) {
		v, err := a.Reception.CheckIn(ctx, who, in.Body)
		return tagged(v, v.Version, err)
	}, created)
	// Before the route with an id in this place, which would take it.
	op(a, "visit.leftOpen", http.MethodGet, "/visits/left-open", "Visits that were left open and closed by the box", func(ctx context.Context, who access.Actor, in *struct {
		Day string `query:"day" format:"date" doc:"The visits' day; none: the last day that had any"`
	}) (*Body[visit.LeftOpen], error) {
		return body(a.Visits.LeftOpen(ctx, who, in.Day))
	})
	op(a, "visit.read", http.MethodGet, "/visits/{visitId}", "One visit", func(ctx context.Context, who access.Actor, in *struct {
		VisitID string `path:"visitId" format:"uuid"`
	}) (*Tagged[visit.Visit], error) {
		v, err := a.Visits.Read(ctx, who, in.VisitID)
		return tagged(v, v.Version, err)
	})
	op(a, "visit.history", http.MethodGet, "/patients/{patientId}/visits", "A patient's visits, newest first", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
	}) (*Body[[]visit.Visit], error) {
		return body(a.Visits.History(ctx, who, in.PatientID))
	})
	op(a, "visit.cancel", http.MethodPost, "/visits/{visitId}/cancel", "Take back a check-in that was a mistake", func(ctx context.Context, who access.Actor, in *struct {
		VisitID string `path:"visitId" format:"uuid"`
		Body    visit.Cancellation
	}) (*Tagged[visit.Visit], error) {
		v, err := a.Visits.Cancel(ctx, who, in.VisitID, in.Body)
		return tagged(v, v.Version, err)
	})
	onVisit(a, "visit.left", "left", "The patient is gone", a.Visits.Leave)
	onVisit(a, "visit.reopen", "reopen", "Open a visit again that was closed a moment ago", a.Visits.Reopen)
}

// onVisit registers a command that says nothing but whose visit it is about.
func onVisit(a *API, action access.Action, verb, summary string,
	command func(context.Context, access.Actor, string, visit.OnVisit) (visit.Visit, error)) {
	op(a, action, http.MethodPost, "/visits/{visitId}/"+verb, summary, func(ctx context.Context, who access.Actor, in *struct {
		VisitID string `path:"visitId" format:"uuid"`
		Body    visit.OnVisit
	}) (*Tagged[visit.Visit], error) {
		v, err := command(ctx, who, in.VisitID, in.Body)
		return tagged(v, v.Version, err)
	})
}
