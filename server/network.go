package server

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"karete/server/access"
	"karete/server/api"
	"karete/server/discover"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/trust"
)

// network is how the box is found and trusted, whether it is sealed or open.
type network struct {
	door    *trust.Door
	names   *discover.Responder
	changed chan struct{} // the name turned out to be another
}

func newNetwork(cfg Config, now func() time.Time, log *slog.Logger) *network {
	n := &network{door: trust.NewDoor(cfg.Data, now), changed: make(chan struct{}, 1)}
	label := facility.DefaultHostName
	if names := n.door.Reach().Names; len(names) > 0 { // sealed: what it was called when it was open
		label = strings.TrimSuffix(names[0], ".local")
	}
	n.names = discover.New(discover.Options{
		Label: label, Log: log, Named: func(string) {
			select {
			case n.changed <- struct{}{}:
			default: // it is known already that something changed
			}
		},
		Links: func() ([]discover.Link, error) { return discover.Links(trust.Told) },
	})
	return n
}

// probes are the box's secure addresses, for its page on plain http: whether a
// picture comes from there tells whether the browser trusts the box.
func (n *network) probes(r *http.Request) []string {
	if r.TLS != nil {
		return nil
	}
	return n.door.Origins()
}

// reach is what the box is reached by when it would be called label.
func (n *network) reach(label string) (trust.Reach, error) {
	n.names.Call(label)
	name := n.names.Host()
	if name == "" { // not asked for on the network yet, or on this machine only
		name = label + ".local"
	}
	addresses, err := trust.Addresses()
	return trust.Reach{Names: []string{name}, Addresses: addresses}, err
}

// serveSecure answers the clinic over TLS.
func (s *Server) serveSecure(w http.ResponseWriter, r *http.Request) {
	if !s.net.door.Knows(r.Host) {
		// Else a page of another site that has its own name point here could read
		// the box as if it were its own.
		http.Error(w, "This box is not known by that name.", http.StatusMisdirectedRequest)
		return
	}
	s.serve(w, r)
}

// servePlain answers over plain http: this machine everything, the clinic's
// network only what hangs on the wall anyway. Passwords and records must not cross
// the Wi-Fi in clear, whoever is behind the API now.
func (s *Server) servePlain(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/api/") && !open[r.URL.Path] && !api.Local(r) {
		api.RefusePlain(w)
		return
	}
	s.serve(w, r)
}

// open is what the clinic's network may ask over plain http.
var open = map[string]bool{"/api/v1/box": true, "/api/v1/trust": true}

// serve is what both ways in have in common: the files that make a device trust
// the box, also while it is sealed.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.net.door.Files(w, r) {
		return
	}
	if r.URL.Path == "/api/v1/trust" && r.Method == http.MethodGet && s.home() == nil {
		s.serveTrust(w)
		return
	}
	s.ServeHTTP(w, r)
}

// serveTrust answers for the API while there is none.
func (s *Server) serveTrust(w http.ResponseWriter) {
	page, err := s.net.door.Page("")
	if err != nil {
		s.log.Error("the trust page cannot be made", "cause", err)
		api.Unwell(w, "sealed")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_ = json.NewEncoder(w).Encode(page) // nobody to tell when it is not taken
}

// lookEvery is cheap enough to find a new address soon, and what is due in
// time.
const lookEvery = 10 * time.Second

// keepTrusted renews the box's certificates as they fall due and as its names and
// addresses change.
func (h *house) keepTrusted(ctx context.Context, last string) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.net.changed:
		case <-look.C:
		}
		last = h.renewed(ctx, last)
	}
}

// renewed logs a failure, unless it is the last one again: a full disk is to fill
// no log. It answers with it.
func (h *house) renewed(ctx context.Context, last string) string {
	err := h.renew(ctx)
	if err == nil || ctx.Err() != nil {
		return ""
	}
	if err.Error() != last {
		h.log.Error("the box's certificates were not looked after", "cause", err)
	}
	return err.Error()
}

func (h *house) renew(ctx context.Context) error {
	label := facility.DefaultHostName
	clinic, err := h.rooms.Facility.Read(ctx, access.TheBox())
	switch {
	case err == nil:
		label = clinic.Settings.Label()
	case !fault.Is(err, fault.NotSetUp):
		return err
	}
	reach, err := h.net.reach(label)
	if err != nil {
		return err
	}
	return h.rooms.Trust.Renew(ctx, reach)
}
