package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/encounter"
)

// DraftPath names one draft of the person who asks.
type DraftPath struct {
	VisitID string         `path:"visitId" format:"uuid"`
	Kind    encounter.Kind `path:"kind" enum:"triage,consultation"`
}

func (a *API) encounterOperations() {
	op(a, "encounter.sign", http.MethodPost, "/visits/{visitId}/encounters", "Sign a consultation: from then on it is record", func(ctx context.Context, who access.Actor, in *struct {
		VisitID string `path:"visitId" format:"uuid"`
		Body    encounter.SignNote
	}) (*Body[encounter.Signed], error) {
		return body(a.Encounters.Sign(ctx, who, in.VisitID, in.Body))
	}, created)
	op(a, "encounter.amend", http.MethodPost, "/encounters/{encounterId}/amendments", "Set a signed encounter right", func(ctx context.Context, who access.Actor, in *struct {
		EncounterID string `path:"encounterId" format:"uuid"`
		Body        encounter.AmendNote
	}) (*Body[encounter.Encounter], error) {
		return body(a.Encounters.Amend(ctx, who, in.EncounterID, in.Body))
	}, created)
	op(a, "draft.list", http.MethodGet, "/drafts", "What I have not signed yet", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[[]encounter.Draft], error) {
		return body(a.Encounters.ListDrafts(ctx, who))
	})
	op(a, "draft.read", http.MethodGet, "/visits/{visitId}/drafts/{kind}", "My draft of this visit", func(ctx context.Context, who access.Actor, in *DraftPath) (*Body[encounter.Draft], error) {
		return body(a.Encounters.ReadDraft(ctx, who, in.VisitID, in.Kind))
	})
	op(a, "draft.save", http.MethodPut, "/visits/{visitId}/drafts/{kind}", "Keep my draft", func(ctx context.Context, who access.Actor, in *struct {
		VisitID string         `path:"visitId" format:"uuid"` // huma sees no fields of an embedded type that is not exported
		Kind    encounter.Kind `path:"kind" enum:"triage,consultation"`
		Body    encounter.SaveDraft
	}) (*Body[encounter.Draft], error) {
		return body(a.Encounters.SaveDraft(ctx, who, in.VisitID, in.Kind, in.Body))
	})
	rawOp(a, "draft.discard", http.MethodDelete, "/visits/{visitId}/drafts/{kind}", "Forget my draft", func(ctx context.Context, who access.Actor, in *DraftPath) (*struct{}, error) {
		return nothing(a.Encounters.DiscardDraft(ctx, who, in.VisitID, in.Kind))
	})
}
