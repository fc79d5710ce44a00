package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/trust"
)

func (a *API) trustOperations() {
	op(a, "trust.page", http.MethodGet, "/trust", "How the box is reached, and what a new device must compare", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[trust.TrustPage], error) {
		return body(a.Trust.Page(ctx, who))
	})
	op(a, "trust.read", http.MethodGet, "/trust/certificates", "The certificates, and how long they hold", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[trust.TrustStatus], error) {
		return body(a.Trust.Read(ctx, who))
	})
	op(a, "trust.install", http.MethodPost, "/trust/certificate", "Show a certificate from outside for its names", func(ctx context.Context, who access.Actor, in *struct {
		Body trust.InstallCertificate
	}) (*Body[trust.TrustStatus], error) {
		return body(a.Trust.Install(ctx, who, in.Body))
	}, roomy)
	op(a, "trust.remove", http.MethodPost, "/trust/certificate/remove", "Go back to the box's own certificate", func(ctx context.Context, who access.Actor, in *struct {
		Body trust.RemoveCertificate
	}) (*Body[trust.TrustStatus], error) {
		return body(a.Trust.Remove(ctx, who, in.Body))
	})
}

// roomy lets a chain and its key in, which are longer than any other command.
func roomy(o *huma.Operation) { o.MaxBodyBytes = 128 << 10 }
