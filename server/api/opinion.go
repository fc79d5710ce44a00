package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/opinion"
)

func (a *API) opinionOperations() {
	op(a, "selfTriage.remote", http.MethodGet, "/self-triage/remote", "Whether somebody outside judges patients' own answers too", func(ctx context.Context, who access.Actor, _ *struct{}) (*Tagged[opinion.RemoteTriage], error) {
		r, err := a.Opinions.Read(ctx, who)
		return tagged(r, r.Version, err)
	})
	op(a, "selfTriage.setRemote", http.MethodPut, "/self-triage/remote", "Switch that on or off; keys are never shown again", func(ctx context.Context, who access.Actor, in *struct {
		IfMatch
		Body opinion.SetRemoteTriage
	}) (*Tagged[opinion.RemoteTriage], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		r, err := a.Opinions.Set(ctx, who, version, in.Body)
		return tagged(r, r.Version, err)
	})
}
