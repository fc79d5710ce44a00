package api

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/gorilla/sessions"

	"karete/server/access"
	"karete/server/device"
	"karete/server/fault"
	"karete/server/staff"
)

// exchange is one request on its way, for the few operations that are about the
// browser itself.
type exchange struct {
	w       http.ResponseWriter
	r       *http.Request
	session *sessions.Session

	staff       access.Actor // who is signed in on the browser, if anybody is
	device      device.Known // the enrolled device, if it is one
	deviceToken string
}

type exchangeKey struct{}

func exchangeOf(ctx context.Context) exchange {
	e, _ := ctx.Value(exchangeKey{}).(exchange)
	return e
}

// withSession finds out who is asking. Over plain http it answers only the box
// itself: passwords and records must not cross the Wi-Fi in clear.
func (a *API) withSession(next http.Handler) http.Handler {
	open := map[string]bool{"/healthz": true, prefix + "/box": true, prefix + "/trust": true}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil && !open[r.URL.Path] && !Local(r) {
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
			err := a.findDevice(&e)
			if err != nil {
				a.writeProblem(w, r, err)
				return
			}
			if e.device.ID != "" {
				ctx = context.WithValue(ctx, actorKey, e.device.Actor())
			}
			if e.session, err = (sessionStore{a.Staff}).Get(r, name); err != nil {
				a.writeProblem(w, r, err)
				return
			}
			// A kiosk stands where anybody may touch it: nobody works on it, whatever its browser holds.
			if signed, ok := e.session.Values[signedKey].(staff.Signed); ok && e.device.Kind != device.Kiosk {
				if signed, ok, err = a.seat(&e, signed); err != nil {
					a.writeProblem(w, r, err)
					return
				}
				if ok {
					e.staff = signed.Actor
					ctx = context.WithValue(ctx, actorKey, signed.Actor)
				}
			}
			who, err := a.program(r)
			if err != nil {
				a.writeProblem(w, r, err)
				return
			}
			if who.Program {
				ctx = context.WithValue(ctx, actorKey, who)
			}
			if a.Door != nil {
				patient, ok, err := a.knocking(e)
				if err != nil {
					a.writeProblem(w, r, err)
					return
				}
				if ok {
					ctx = context.WithValue(ctx, actorKey, patient)
				}
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

// Local reports whether the request comes from the box itself and asks for it by
// a name that only the box itself has. A page of another site that has its name
// point at 127.0.0.1 sends its own name.
func Local(r *http.Request) bool {
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

// address is where a request comes from, as far as a brake may rely on it: a
// network of IPv6 counts as one, because a device there has many addresses.
func address(r *http.Request) string {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	addr := at.Addr().Unmap().WithZone("")
	if net, err := addr.Prefix(64); addr.Is6() && !addr.IsLoopback() && err == nil {
		return net.String()
	}
	return addr.String()
}

// from is who the request comes from.
func (e exchange) from() staff.From {
	f := staff.From{Address: address(e.r), Device: browser(e.r.UserAgent()), DeviceID: e.device.ID}
	f.Token, _ = e.session.Values[tokenKey].(string)
	return f
}

// browser says in two words of ours what a browser calls itself: what it sends is
// never kept.
func browser(agent string) string {
	find := func(marks [][2]string, other string) string {
		for _, m := range marks {
			if strings.Contains(agent, m[0]) {
				return m[1]
			}
		}
		return other
	}
	program := find([][2]string{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	}, "Program")
	system := find([][2]string{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
		{"CrOS", "ChromeOS"}, {"Mac OS", "Mac"}, {"Linux", "Linux"},
	}, "")
	if system == "" {
		return program
	}
	return program + ", " + system
}
