package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"strings"

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
		a.tellTime(w.Header())
		r = r.WithContext(context.WithValue(r.Context(), requestKey, name))
		answer := &answer{ResponseWriter: w}
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			a.log.ErrorContext(r.Context(), "request panicked", "request", name, "panic", kind(p), "stack", stack())
			if answer.begun { // half an answer must not look like a whole one
				panic(http.ErrAbortHandler)
			}
			failed := problemOf(fault.New(fault.Internal))
			failed.RequestID = name
			a.write(answer, r, failed)
		}()
		if _, err := url.ParseQuery(r.URL.RawQuery); err != nil { // else the broken part would count as not asked for
			a.writeProblem(answer, r, fault.New(fault.Malformed))
			return
		}
		next.ServeHTTP(answer, r)
	})
}

// answer knows whether any of it is on its way.
type answer struct {
	http.ResponseWriter
	begun bool
}

func (a *answer) WriteHeader(status int) {
	a.begun = true
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	a.begun = true
	return a.ResponseWriter.Write(b)
}

// Unwrap leads http.ResponseController to deadlines and flushing.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// kind says what was panicked with and not its text, which may hold what a
// patient said. The runtime's own errors hold types and lengths only.
func kind(p any) string {
	if err, ok := p.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("%T", p)
}

// stack is the way to the panic by function and line, without the arguments that
// debug.Stack prints. To be called while it is recovered from.
func stack() []string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers)])
	var list []string
	panicked := false
	for {
		f, more := frames.Next()
		if panicked && !strings.HasPrefix(f.Function, "runtime.") {
			list = append(list, f.Function+":"+strconv.Itoa(f.Line))
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return list
		}
	}
}

// withOrigin refuses a change that another site's page sent through the reader's
// browser. A browser adds a cookie to such a request by itself, never a token.
func (a *API) withOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.writeProblem(w, r, fault.New(fault.CrossOrigin))
	}))
	guarded := guard.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" && r.Header.Get("Cookie") == "" {
			next.ServeHTTP(w, r)
			return
		}
		guarded.ServeHTTP(w, r)
	})
}
