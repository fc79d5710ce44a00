package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/system"
)

func (a *API) systemOperations() {
	room := system.New(a.Gate, a.huma.OpenAPI().Info.Version)
	op(a, "system.read", http.MethodGet, "/system", "How the box is doing", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[system.System], error) {
		return body(room.Read(ctx, who))
	})
}
