package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/program"
)

// TokenList is the sign-ins of a program.
type TokenList struct {
	Tokens []program.TokenRow `json:"tokens"`
}

// tokenOperations are what other programs ask for themselves, and the manager's
// list of them.
func (a *API) tokenOperations() {
	op(a, "token.create", http.MethodPost, "/token", "Let a registered program in", func(ctx context.Context, _ access.Actor, in *struct {
		Body program.TokenRequest
	}) (*Body[program.Tokens], error) {
		return body(a.Programs.Create(ctx, in.Body, exchangeOf(ctx).from()))
	}, created)
	op(a, "token.refresh", http.MethodPost, "/token/refresh", "Change a refresh token for new tokens", func(ctx context.Context, _ access.Actor, in *struct {
		Body program.RefreshRequest
	}) (*Body[program.Tokens], error) {
		return body(a.Programs.Refresh(ctx, in.Body))
	}, created)
	rawOp(a, "token.revoke", http.MethodPost, "/token/revoke", "End a program's own sign-in", func(ctx context.Context, _ access.Actor, in *struct {
		Body program.RefreshRequest
	}) (*struct{}, error) {
		return nothing(a.Programs.Forget(ctx, in.Body))
	})
	op(a, "token.list", http.MethodGet, "/programs/{programId}/tokens", "Where a program is signed in, and for whom", func(ctx context.Context, who access.Actor, in *struct {
		ProgramID string `path:"programId" format:"uuid"`
	}) (*Body[TokenList], error) {
		list, err := a.Programs.Tokens(ctx, who, in.ProgramID)
		return body(TokenList{list}, err)
	})
	rawOp(a, "token.end", http.MethodDelete, "/tokens/{tokenId}", "End a sign-in of a program", func(ctx context.Context, who access.Actor, in *struct {
		TokenID string `path:"tokenId" format:"uuid"`
	}) (*struct{}, error) {
		return nothing(a.Programs.EndToken(ctx, who, in.TokenID))
	})
}

// The two ways in, as the document calls them.
const (
	byCookie = "session"
	byBearer = "program"
)

// securitySchemes say in the document how a request shows who it is from.
func securitySchemes() map[string]*huma.SecurityScheme {
	return map[string]*huma.SecurityScheme{
		byCookie: {Type: "apiKey", In: "cookie", Name: cookieTLS, Description: "A person at a browser, since POST /session. Over plain http on the box itself the cookie is named " + cookiePlain + "."},
		byBearer: {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "A registered program, since POST /token. Not together with a cookie."},
	}
}

// securityOf lists the ways in that an operation takes.
func securityOf(action access.Action) []map[string][]string {
	rule, _ := access.Find(action)
	list := []map[string][]string{}
	if rule.Open() {
		list = append(list, map[string][]string{}) // nobody needs to be anybody
	}
	list = append(list, map[string][]string{byCookie: {}})
	if access.Programs(action) != "none" {
		list = append(list, map[string][]string{byBearer: {}})
	}
	return list
}
