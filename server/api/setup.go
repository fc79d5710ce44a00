package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/setup"
)

// SetupCode is how somebody who does not sit at the box shows that they were
// there.
type SetupCode struct {
	Code string `header:"X-Karete-Setup-Code" maxLength:"20" doc:"The code on the box's console; not needed at the box itself"`
}

func (c SetupCode) visitor(ctx context.Context) setup.Visitor {
	return setup.Visitor{Local: Local(exchangeOf(ctx).r), Code: c.Code}
}

func (a *API) setupOperations() {
	op(a, "setup.read", http.MethodGet, "/setup", "How far the wizard has come", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
	}) (*Body[setup.Progress], error) {
		return body(a.Setup.Read(ctx, in.visitor(ctx)))
	})
	op(a, "setup.answer", http.MethodPut, "/setup/{step}", "Answer one step, named by its property in the body", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
		Step string `path:"step" enum:"language,clinic,admin,recovery,clock,departments,staff"`
		Body setup.Answers
	}) (*Body[setup.Progress], error) {
		return body(a.Setup.Answer(ctx, in.visitor(ctx), in.Step, in.Body))
	})
	op(a, "setup.code", http.MethodPost, "/setup/recovery/code", "Make a recovery code to print; it counts once groups of it were typed back", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
	}) (*Body[setup.PrintedCode], error) {
		return body(a.Setup.Print(ctx, in.visitor(ctx)))
	}, created)
	op(a, "setup.finish", http.MethodPost, "/setup", "Found the clinic; the answer has everybody's first password", func(ctx context.Context, _ access.Actor, in *struct {
		SetupCode
		Body setup.Finish
	}) (*Body[setup.Founded], error) {
		return body(a.Setup.Finish(ctx, in.visitor(ctx), in.Body))
	}, created)
}
