package api

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/gorilla/sessions"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/staff"
)

// exchange is one request on its way, for the few operations that are about the
// browser itself.
type exchange struct {
	w       http.ResponseWriter
	r       *http.Request
	session *sessions.Session
}

type exchangeKey struct{}

func exchangeOf(ctx context.Context) exchange {
	e, _ := ctx.Value(exchangeKey{}).(exchange)
	return e
}

// withSession finds out who is asking. Over plain http it answers only the box
// itself: passwords and records must not cross the Wi-Fi in clear.
func (a *API) withSession(next http.Handler) http.Handler {
	open := map[string]bool{"/healthz": true, prefix + "/box": true}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil && !open[r.URL.Path] && !local(r) {
			a.writeProblem(w, r, fault.New(fault.NeedsHTTPS))
			return
		}
		e := exchange{w: w, r: r}
		ctx := r.Context()
		if a.Staff != nil && r.URL.Path != "/healthz" {
			name := cookiePlain
			if r.TLS != nil {
				name = cookieTLS
			}
			var err error
			if e.session, err = (sessionStore{a.Staff}).Get(r, name); err != nil {
				a.writeProblem(w, r, err)
				return
			}
			if signed, ok := e.session.Values[signedKey].(staff.Signed); ok {
				ctx = context.WithValue(ctx, actorKey, signed.Actor)
			}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, exchangeKey{}, e)))
	})
}

// mustChange reports whether the person was given a password and has not chosen
// their own yet.
func (a *API) mustChange(ctx context.Context, _ access.Actor) bool {
	e := exchangeOf(ctx)
	if e.session == nil {
		return false
	}
	signed, _ := e.session.Values[signedKey].(staff.Signed)
	return signed.MustChange
}

// refused has the gate journal that somebody asked for what they may not do.
func (a *API) refused(ctx context.Context, actor access.Actor, action access.Action) {
	if _, err := a.Gate.Allow(ctx, actor, action); !fault.Is(err, fault.Forbidden) {
		a.log.ErrorContext(ctx, "refusal not journalled", "request", requestID(ctx), "action", action, "cause", err)
	}
}

// local reports whether the request comes from the box itself and asks for it by
// a name that only the box itself has. A page of another site that has its name
// point at 127.0.0.1 sends its own name.
func local(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !from.Addr().Unmap().IsLoopback() {
		return false
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// from is where the request comes from, as far as a brake may rely on it: a
// network of IPv6 counts as one, because a device there has many addresses.
func (e exchange) from() staff.From {
	f := staff.From{Address: e.r.RemoteAddr, Device: device(e.r.UserAgent())}
	if at, err := netip.ParseAddrPort(e.r.RemoteAddr); err == nil {
		addr := at.Addr().Unmap().WithZone("")
		f.Address = addr.String()
		if net, err := addr.Prefix(64); addr.Is6() && !addr.IsLoopback() && err == nil {
			f.Address = net.String()
		}
	}
	f.Token, _ = e.session.Values[tokenKey].(string)
	return f
}

// device says in two words of ours what a browser calls itself: what it sends is
// never kept.
func device(agent string) string {
	find := func(marks [][2]string, other string) string {
		for _, m := range marks {
			if strings.Contains(agent, m[0]) {
				return m[1]
			}
		}
		return other
	}
	browser := find([][2]string{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	}, "Program")
	system := find([][2]string{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
		{"CrOS", "ChromeOS"}, {"Mac OS", "Mac"}, {"Linux", "Linux"},
	}, "")
	if system == "" {
		return browser
	}
	return browser + ", " + system
}
