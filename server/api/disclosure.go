package api

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/disclosure"
)

func (a *API) disclosureOperations() {
	rawOp(a, "patient.bundle", http.MethodGet, "/patients/{patientId}/bundle", "Everything held on one patient, and everyone who looked", func(ctx context.Context, who access.Actor, in *struct {
		PatientID string `path:"patientId" format:"uuid"`
		For       string `query:"for" required:"true" enum:"patient,guardian,heir,authority" doc:"Who asked for it"`
	}) (*huma.StreamResponse, error) {
		bundle, err := a.Disclosures.Bundle(ctx, who, in.PatientID, in.For)
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			hc.SetHeader("Content-Type", "application/json")
			hc.SetHeader("Content-Disposition", `attachment; filename="karete-record.json"`)
			if err := bundle.Write(hc.BodyWriter()); err != nil {
				a.log.DebugContext(hc.Context(), "answer not taken", "request", requestID(hc.Context()))
			}
		}}, nil
	}, streams(reflect.TypeFor[disclosure.SubjectBundle]()))
	op(a, "consent.list", http.MethodGet, "/consents", "Who agreed that their data is kept, and who was not asked", func(ctx context.Context, who access.Actor, in *struct {
		State  disclosure.ConsentState `query:"state" enum:"given,refused,not-asked" doc:"None: everybody"`
		Before int64                   `query:"before" minimum:"0" doc:"next of the part before"`
	}) (*Body[disclosure.ConsentList], error) {
		return body(a.Disclosures.Consents(ctx, who, in.State, in.Before))
	})
	op(a, "retention.list", http.MethodGet, "/retention", "Whose record has been asleep for as long as the law asks", func(ctx context.Context, who access.Actor, in *struct {
		After int64 `query:"after" minimum:"0" doc:"next of the part before"`
	}) (*Body[disclosure.DormantList], error) {
		return body(a.Disclosures.Dormant(ctx, who, in.After))
	})
}

// streams says what a stream holds, for the document.
func streams(t reflect.Type) func(*huma.Operation) {
	return func(o *huma.Operation) { o.Metadata = map[string]any{streamed: t} }
}
