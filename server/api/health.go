package api

import (
	"context"
	"net/http"
	"time"

	"karete/db"
)

// serveHealth answers 200 only when the box can take a write, and says in one
// word why not. It looks at no session, so that it works when nothing else does.
func (a *API) serveHealth(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	word, code := string(db.StateOK), http.StatusOK
	if err := a.DB.Probe(ctx); err != nil {
		word, code = "failing", http.StatusServiceUnavailable
		if s := a.DB.State().Name; s != db.StateOK {
			word = string(s)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	if err := encodeJSON(w, map[string]string{"status": word}); err != nil {
		a.log.DebugContext(ctx, "answer not taken")
	}
}
