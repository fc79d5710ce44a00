// Package api is the HTTP edge: the gorilla/mux router, gorilla/sessions over a
// server-side store, typed operations through huma, problem+json, limits and the
// event stream. It is the only room that knows any of them.
//
// A handler decodes, calls a room and answers; it never holds a rule of the
// clinic and never SQL.
package api
