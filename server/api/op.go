package api

import (
	"cmp"
	"context"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/fault"
)

// Limits of a request; an operation that needs more says so with a tweak.
const (
	maxBody     = 64 << 10
	bodyTimeout = 10 * time.Second
)

// Body wraps an answer of type T.
type Body[T any] struct {
	Body T
}

// Tagged wraps an answer that carries a version.
type Tagged[T any] struct {
	ETag string `header:"ETag" doc:"The version, to send back in If-Match"`
	Body T
}

// tagged answers a versioned thing.
func tagged[T any](v T, version int64, err error) (*Tagged[T], error) {
	if err != nil {
		return nil, err
	}
	return &Tagged[T]{ETag: etag(version), Body: v}, nil
}

// body answers a thing without a version.
func body[T any](v T, err error) (*Body[T], error) {
	if err != nil {
		return nil, err
	}
	return &Body[T]{Body: v}, nil
}

// nothing answers 204.
func nothing(err error) (*struct{}, error) { return nil, err }

// op registers one operation. Its action is its name everywhere: operation id,
// permission, journal. Nobody without the permission gets past this line, before
// the body is read; the room's gate asks again.
func op[I, O any, A answering[O]](a *API, action access.Action, method, path, summary string,
	handle func(ctx context.Context, actor access.Actor, in *I) (*O, error), tweaks ...func(*huma.Operation)) {
	a.add(late{made: a.operation(action, method, path, summary, tweaks), answer: reflect.TypeFor[O](), register: func(h huma.API, o huma.Operation) {
		huma.Register(h, o, func(ctx context.Context, in *I) (*reply, error) {
			out, err := handle(ctx, actorOf(ctx), in)
			if err != nil {
				return nil, a.problem(ctx, err)
			}
			return A(out).reply(), nil
		})
	}})
}

// rawOp is op for an answer that is no JSON: a stream, a file, nothing.
func rawOp[I, O any](a *API, action access.Action, method, path, summary string,
	handle func(ctx context.Context, actor access.Actor, in *I) (*O, error), tweaks ...func(*huma.Operation)) {
	a.add(late{made: a.operation(action, method, path, summary, tweaks), register: func(h huma.API, o huma.Operation) {
		huma.Register(h, o, func(ctx context.Context, in *I) (*O, error) {
			out, err := handle(ctx, actorOf(ctx), in)
			if err != nil {
				return nil, a.problem(ctx, err)
			}
			return out, nil
		})
	}})
}

func (a *API) operation(action access.Action, method, path, summary string, tweaks []func(*huma.Operation)) func() huma.Operation {
	return func() huma.Operation {
		room, _, _ := strings.Cut(string(action), ".")
		o := huma.Operation{
			OperationID: string(action), Method: method, Path: prefix + path, Summary: summary, Tags: []string{room},
			MaxBodyBytes: maxBody, BodyReadTimeout: cmp.Or(a.BodyTime, bodyTimeout),
			Middlewares: huma.Middlewares{a.gate(action)}, Security: securityOf(action),
		}
		for _, t := range tweaks {
			t(&o)
		}
		return o
	}
}

// gate lets only those through who may do the action.
func (a *API) gate(action access.Action) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		actor := actorOf(ctx.Context())
		if _, err := access.Allow(actor, action); err != nil {
			if actor.SignedIn() {
				a.refused(ctx.Context(), actor, action)
			}
			a.answerProblem(ctx, err)
			return
		}
		if actor.SignedIn() && a.mustChange(ctx.Context(), actor) && !beforeChange[action] {
			a.answerProblem(ctx, fault.New(fault.PasswordChange))
			return
		}
		if actor.SignedIn() && a.mustAddFactor(ctx.Context()) && !beforeFactor(action) {
			a.answerProblem(ctx, fault.New(fault.FactorFirst))
			return
		}
		if access.NeedsConfirming(actor, action) {
			a.answerProblem(ctx, fault.New(fault.ConfirmFirst))
			return
		}
		next(ctx)
	}
}

// beforeChange is what a person with a reset password may do until it is changed,
// and what somebody else needs who takes the browser over from them.
var beforeChange = map[access.Action]bool{
	"box.read": true, "session.read": true, "session.delete": true, "session.password": true, "session.language": true,
	"session.create": true, "session.pin": true, "session.passkey": true, "session.challenge": true,
}

func (a *API) answerProblem(ctx huma.Context, err error) {
	p := a.problem(ctx.Context(), err)
	for k, v := range p.GetHeaders() {
		ctx.SetHeader(k, v[0])
	}
	ctx.SetHeader("Content-Type", "application/problem+json")
	ctx.SetHeader("Cache-Control", "no-store")
	ctx.SetStatus(p.Status)
	if err := encodeJSON(ctx.BodyWriter(), p); err != nil {
		a.log.DebugContext(ctx.Context(), "answer not taken", "request", p.RequestID)
	}
}

// status sets the answer's status when it is not 200.
func status(code int) func(*huma.Operation) {
	return func(o *huma.Operation) { o.DefaultStatus = code }
}

// created is the answer to a POST that made something.
var created = status(http.StatusCreated)
