package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/program"
)

// ProgramList is every program there ever was.
type ProgramList struct {
	Programs []program.Program `json:"programs"`
}

func (a *API) programOperations() {
	op(a, "program.list", http.MethodGet, "/programs", "The programs that may ask this box, or might once", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[ProgramList], error) {
		list, err := a.Programs.List(ctx, who)
		return body(ProgramList{list}, err)
	})
	op(a, "program.register", http.MethodPost, "/programs", "Register a program; the answer has its secret", func(ctx context.Context, who access.Actor, in *struct {
		Body program.RegisterProgram
	}) (*Body[program.RegisteredProgram], error) {
		return body(a.Programs.Register(ctx, who, in.Body))
	}, created)
	op(a, "program.revoke", http.MethodPost, "/programs/{programId}/revoke", "End a program, at once and for ever", func(ctx context.Context, who access.Actor, in *struct {
		ProgramID string `path:"programId" format:"uuid"`
		Body      program.RevokeProgram
	}) (*Body[program.Program], error) {
		return body(a.Programs.Revoke(ctx, who, in.ProgramID, in.Body))
	})
}
