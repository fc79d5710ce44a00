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
	sayHealth(w, code, word)
}

// Unwell is the answer of a box that cannot take a write, in one word.
func Unwell(w http.ResponseWriter, word string) { sayHealth(w, http.StatusServiceUnavailable, word) }

func sayHealth(w http.ResponseWriter, code int, word string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	_ = encodeJSON(w, map[string]string{"status": word}) // nobody to tell when it is not taken
}
