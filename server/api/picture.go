package api

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/fault"
)

// atOnce bounds the memory of pictures: each is held whole while it is looked at,
// and the screens make theirs small.
const atOnce = 2

// fewAtOnce has the others wait before their bodies are read, and no longer than
// somebody at a desk would.
func (a *API) fewAtOnce(ctx huma.Context, next func(huma.Context)) { a.inTurn(a.pictures, ctx, next) }

func (a *API) inTurn(places chan struct{}, ctx huma.Context, next func(huma.Context)) {
	timer := time.NewTimer(bodyTimeout)
	defer timer.Stop()
	select {
	case places <- struct{}{}:
		defer func() { <-places }()
		next(ctx)
	case <-timer.C:
		a.answerProblem(ctx, fault.New(fault.Busy))
	case <-ctx.Context().Done():
		a.answerProblem(ctx, ctx.Context().Err())
	}
}

// picture is a request whose body is one: larger, and slower on a clinic's Wi-Fi,
// than a command.
func (a *API) picture(maxBytes int64) func(*huma.Operation) {
	return func(o *huma.Operation) {
		o.Middlewares = append(o.Middlewares, a.fewAtOnce)
		o.MaxBodyBytes, o.BodyReadTimeout = maxBytes, 30*time.Second
		picture := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		o.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"image/jpeg": picture, "image/png": picture}}
	}
}
