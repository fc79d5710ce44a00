package api

import (
	"context"
	"net/http"

	"karete/server/access"
	"karete/server/staff"
)

// Sessions is who is signed in.
type Sessions struct {
	Sessions []staff.SessionRow `json:"sessions"`
}

func (a *API) sessionOperations() {
	op(a, "session.create", http.MethodPost, "/session", "Sign in", func(ctx context.Context, _ access.Actor, in *struct {
		Body staff.SignIn
	}) (*Body[staff.Session], error) {
		e := exchangeOf(ctx)
		token, session, err := a.Staff.SignIn(ctx, in.Body, e.from())
		if err == nil {
			err = e.keepSession(token)
		}
		return body(session, err)
	}, created)
	op(a, "session.read", http.MethodGet, "/session", "Who am I, and what may I do", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[staff.Session], error) {
		return body(a.Staff.Session(ctx, who))
	})
	rawOp(a, "session.delete", http.MethodDelete, "/session", "Sign out", func(ctx context.Context, who access.Actor, _ *struct{}) (*struct{}, error) {
		err := a.Staff.SignOut(ctx, who)
		if err == nil {
			e := exchangeOf(ctx)
			e.session.Values[tokenKey], e.session.Options.MaxAge = "", -1
			err = e.session.Save(e.r, e.w)
		}
		return nothing(err)
	})
	op(a, "session.password", http.MethodPost, "/session/password", "Choose another password", func(ctx context.Context, who access.Actor, in *struct {
		Body staff.PasswordChange
	}) (*Body[staff.Session], error) {
		return body(a.Staff.ChangePassword(ctx, who, in.Body, exchangeOf(ctx).from()))
	})
	op(a, "session.language", http.MethodPut, "/session/language", "Read in another language", func(ctx context.Context, who access.Actor, in *struct {
		Body staff.LanguageChange
	}) (*Body[staff.Session], error) {
		return body(a.Staff.ChangeLanguage(ctx, who, in.Body))
	})
	op(a, "session.list", http.MethodGet, "/sessions", "Who is signed in", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[Sessions], error) {
		list, err := a.Staff.Sessions(ctx, who)
		return body(Sessions{list}, err)
	})
	rawOp(a, "session.end", http.MethodDelete, "/sessions/{sessionId}", "Sign somebody out", func(ctx context.Context, who access.Actor, in *struct {
		SessionID string `path:"sessionId" format:"uuid"`
	}) (*struct{}, error) {
		return nothing(a.Staff.EndSession(ctx, who, in.SessionID))
	})
}
