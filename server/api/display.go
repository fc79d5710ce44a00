package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/display"
)

func (a *API) displayOperations() {
	op(a, "display.read", http.MethodGet, "/display", "What the waiting room is shown", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[display.DisplayScreen], error) {
		return body(a.Displays.Read(ctx, who))
	})
}
