package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/audit"
)

func (a *API) auditOperations() {
	op(a, "journal.list", http.MethodGet, "/journal", "The journal, newest first", func(ctx context.Context, who access.Actor, in *struct {
		Before int64  `query:"before" minimum:"0" doc:"Only entries before this seq"`
		Actor  string `query:"actor" maxLength:"36" doc:"Staff id"`
		Action string `query:"action" maxLength:"40"`
		Day    string `query:"day" maxLength:"10" doc:"Civil date at the clinic"`
	}) (*Body[audit.AuditPage], error) {
		return body(a.Audit.List(ctx, who, audit.Filter{Before: in.Before, ActorID: in.Actor, Action: in.Action, Day: in.Day}))
	})
}
