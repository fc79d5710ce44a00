package api

import (
	"context"
	"net/http"
	"strings"

	"karete/server/access"
	"karete/server/factor"
	"karete/server/staff"
)

// site is the address that the browser opened, which passkeys are bound to.
func (e exchange) site() factor.Site { return factor.SiteOf(e.r.Host, e.r.TLS != nil) }

// mustAddFactor reports that the clinic wants a second factor of this person, who
// has none.
func (a *API) mustAddFactor(ctx context.Context) bool {
	e := exchangeOf(ctx)
	if e.session == nil {
		return false
	}
	signed, _ := e.session.Values[signedKey].(staff.Signed)
	return signed.MustAdd
}

// beforeFactor is what such a person may do until they have one.
func beforeFactor(action access.Action) bool {
	return beforeChange[action] || strings.HasPrefix(string(action), "factor.") ||
		action == "session.confirm" || action == "events.read"
}

func (a *API) factorOperations() {
	op(a, "session.challenge", http.MethodPost, "/session/challenge", "A challenge for a passkey to answer", func(ctx context.Context, who access.Actor, in *struct {
		Body factor.ChallengeFor
	}) (*Body[factor.Challenge], error) {
		e := exchangeOf(ctx)
		return body(a.Factors.Ask(ctx, who, in.Body, e.site(), e.from().Address))
	})
	op(a, "session.passkey", http.MethodPost, "/session/passkey", "Sign in with a passkey", func(ctx context.Context, _ access.Actor, in *struct {
		Body factor.Assertion
	}) (*Body[staff.Session], error) {
		e := exchangeOf(ctx)
		token, session, err := a.Staff.SignInPasskey(ctx, in.Body, e.site(), e.from())
		if err == nil {
			err = e.keepSession(token)
		}
		return body(session, err)
	}, created)
	op(a, "session.confirm", http.MethodPost, "/session/confirm", "Show the password or a passkey again, before an act that asks for it", func(ctx context.Context, who access.Actor, in *struct {
		Body staff.Confirmation
	}) (*Body[staff.Session], error) {
		e := exchangeOf(ctx)
		return body(a.Staff.Confirm(ctx, who, in.Body, e.site(), e.from()))
	})
	op(a, "factor.read", http.MethodGet, "/session/factors", "One's own second factors", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[factor.Factors], error) {
		return body(a.Factors.Read(ctx, who, exchangeOf(ctx).site()))
	})
	op(a, "factor.app", http.MethodPost, "/session/factors/app", "A seed for an authenticator app, shown once", func(ctx context.Context, who access.Actor, _ *struct {
		Body struct{}
	}) (*Body[factor.NewApp], error) {
		return body(a.Factors.BeginApp(ctx, who))
	})
	op(a, "factor.proveApp", http.MethodPost, "/session/factors/app/proof", "Take the app for one's own, by a code of it", func(ctx context.Context, who access.Actor, in *struct {
		Body factor.ProveApp
	}) (*Body[factor.Enrolled], error) {
		return body(a.Factors.ProveApp(ctx, who, in.Body, exchangeOf(ctx).site()))
	})
	op(a, "factor.removeApp", http.MethodDelete, "/session/factors/app", "Give the app up", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[factor.Enrolled], error) {
		return body(a.Factors.RemoveApp(ctx, who, exchangeOf(ctx).site()))
	})
	op(a, "factor.renewCodes", http.MethodPost, "/session/factors/codes", "New recovery codes, shown once; the old ones work no more", func(ctx context.Context, who access.Actor, in *struct {
		Body factor.NewCodes
	}) (*Body[factor.Enrolled], error) {
		return body(a.Factors.RenewCodes(ctx, who, in.Body, exchangeOf(ctx).site()))
	})
	op(a, "factor.passkey", http.MethodPost, "/session/factors/passkeys/challenge", "A challenge for a new passkey", func(ctx context.Context, who access.Actor, _ *struct {
		Body struct{}
	}) (*Body[factor.Challenge], error) {
		return body(a.Factors.BeginPasskey(ctx, who, exchangeOf(ctx).site()))
	})
	op(a, "factor.addPasskey", http.MethodPost, "/session/factors/passkeys", "Keep a new passkey", func(ctx context.Context, who access.Actor, in *struct {
		Body factor.NewPasskey
	}) (*Body[factor.Enrolled], error) {
		return body(a.Factors.AddPasskey(ctx, who, in.Body, exchangeOf(ctx).site()))
	}, created)
	op(a, "factor.removePasskey", http.MethodDelete, "/session/factors/passkeys/{passkeyId}", "Forget one of one's own passkeys", func(ctx context.Context, who access.Actor, in *struct {
		PasskeyID string `path:"passkeyId" format:"uuid"`
	}) (*Body[factor.Enrolled], error) {
		return body(a.Factors.RemovePasskey(ctx, who, in.PasskeyID, exchangeOf(ctx).site()))
	})
	op(a, "staff.resetFactors", http.MethodPost, "/staff/{staffId}/factors/reset", "Take the second factors from somebody who has lost them", func(ctx context.Context, who access.Actor, in *struct {
		StaffID string `path:"staffId" format:"uuid"`
		Body    staff.PasswordReset
	}) (*Body[staff.Staff], error) {
		return body(a.Staff.ResetFactors(ctx, who, in.StaffID, in.Body))
	})
}
