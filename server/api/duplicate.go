package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/duplicate"
)

func (a *API) duplicateOperations() {
	op(a, "duplicate.list", http.MethodGet, "/duplicates", "Files that may be one person's, the surest first; and those that were decided on", func(ctx context.Context, who access.Actor, in *struct {
		List  duplicate.Which `query:"list" default:"likely" enum:"likely,possible,later,joined,distinct"`
		After int             `query:"after" minimum:"0" maximum:"1000000" doc:"next of the part before"`
	}) (*Body[duplicate.DuplicateList], error) {
		return body(a.Duplicates.List(ctx, who, in.List, in.After))
	})
	op(a, "duplicate.scan", http.MethodPost, "/duplicates/scan", "Look through the register now", func(ctx context.Context, who access.Actor, in *struct{ Body duplicate.LookAgain }) (*Body[duplicate.DuplicateList], error) {
		return body(a.Duplicates.Ask(ctx, who, in.Body))
	})
	op(a, "duplicate.decide", http.MethodPost, "/duplicates/decisions", "Say that two files are two people's, or put it off until one of them comes", func(ctx context.Context, who access.Actor, in *struct{ Body duplicate.DecidePair }) (*Body[duplicate.PairDecided], error) {
		return body(a.Duplicates.Decide(ctx, who, in.Body))
	})
	op(a, "duplicate.compare", http.MethodGet, "/patients/{patientId}/compare/{otherId}", "Two files side by side", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		OtherID   string `path:"otherId" format:"uuid"`
	}) (*Body[duplicate.PairComparison], error) {
		return body(a.Duplicates.Compare(ctx, who, in.PatientID, in.OtherID))
	})
}
