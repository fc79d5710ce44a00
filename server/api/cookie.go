package api

import (
	"errors"
	"net/http"

	"github.com/gorilla/sessions"

	"karete/server/fault"
	"karete/server/staff"
)

// The cookie's name over TLS is one that no other host and no plain page can set.
const (
	cookieTLS   = "__Host-karete"
	cookiePlain = "karete" // to the box from itself
)

const (
	tokenKey  = "token"
	signedKey = "signed"
)

// sessionStore is gorilla/sessions over the staff room's table: the browser holds
// a random token and nothing else. There is no signed timestamp in it, because
// the box's clock may jump; the box alone knows how long a session lasts.
type sessionStore struct{ staff *staff.Room }

// Get is the request's session, read once.
func (s sessionStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New reads the session from the request; one that nobody is signed in to when
// there is none. The error is only ever the database's.
func (s sessionStore) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.IsNew = true
	session.Options = &sessions.Options{
		Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: name == cookieTLS,
	}
	cookie, err := r.Cookie(name)
	if errors.Is(err, http.ErrNoCookie) {
		return session, nil
	}
	if err != nil {
		return session, err
	}
	session.Values[tokenKey] = cookie.Value
	signed, err := s.staff.Authenticate(r.Context(), cookie.Value)
	if fault.Is(err, fault.Unauthenticated) {
		return session, nil
	}
	if err != nil {
		return session, err
	}
	session.IsNew, session.ID = false, signed.SessionID
	session.Values[signedKey] = signed
	return session, nil
}

// keepSession gives the browser the token of a session that has just begun.
func (e exchange) keepSession(token string) error {
	e.session.Values[tokenKey] = token
	return e.session.Save(e.r, e.w)
}

// Save gives the browser its token, or takes it away when MaxAge is negative.
// What the session is stands in the table already.
func (s sessionStore) Save(_ *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	token, _ := session.Values[tokenKey].(string)
	http.SetCookie(w, sessions.NewCookie(session.Name(), token, session.Options))
	return nil
}
