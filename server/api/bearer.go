package api

import (
	"net/http"
	"strings"

	"karete/server/access"
	"karete/server/fault"
)

// program is who asks with an access token: nobody when there is none, or when it
// is not good any more, as with a cookie. A request with a cookie as well is
// refused: two who ask at once are one too many.
func (a *API) program(r *http.Request) (access.Actor, error) {
	shown := r.Header["Authorization"]
	if len(shown) == 0 {
		return access.Actor{}, nil
	}
	if len(shown) > 1 || len(r.Header["Cookie"]) > 0 {
		return access.Actor{}, fault.New(fault.Malformed)
	}
	token, ok := bearer(shown[0])
	if !ok {
		return access.Actor{}, nil
	}
	who, err := a.Programs.Authenticate(r.Context(), token)
	if fault.Is(err, fault.Unauthenticated) {
		return access.Actor{}, nil
	}
	return who, err
}

// bearer is the token in an Authorization header (RFC 6750); false for anything
// else.
func bearer(header string) (token string, ok bool) {
	scheme, token, ok := strings.Cut(header, " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	token = strings.TrimLeft(token, " ")
	for _, c := range []byte(token) {
		if c <= ' ' || c > '~' {
			return "", false
		}
	}
	return token, token != ""
}
