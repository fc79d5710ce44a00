package api

import (
	"context"
	"net/http"

	"karete/server/fault"
	"karete/server/id"
)

// withRequest names the request, keeps answers out of caches, and turns a panic
// into a 500 that loses nothing but this request.
func (a *API) withRequest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := string(id.New())
		w.Header().Set("X-Request-Id", name)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		r = r.WithContext(context.WithValue(r.Context(), requestKey, name))
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				a.log.ErrorContext(r.Context(), "request panicked", "request", name, "route", r.Pattern)
				a.writeProblem(w, r, fault.New(fault.Internal))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// withOrigin refuses a change that another site's page sent through the reader's
// browser.
func (a *API) withOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.writeProblem(w, r, fault.New(fault.CrossOrigin))
	}))
	return guard.Handler(next)
}
