package discover

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"reflect"
	"regexp"
	"sync/atomic"
	"time"
)

// mdnsPort is where multicast DNS is spoken; who asks from another port is no
// speaker of it.
const mdnsPort = 5353

// lookEvery is how soon a new network or address is found.
const lookEvery = 5 * time.Second

// Options say what the box is called and where it serves.
type Options struct {
	Label string // the name without ".local"
	Log   *slog.Logger
	// Links lists the networks; it is asked again and again.
	Links func() ([]Link, error)
	// Named is told the full name each time it turns out to be the box's; it must
	// not wait.
	Named func(host string)

	port int // where to listen, for tests beside a real responder; 0: mdnsPort
}

// Responder answers for the box's name.
type Responder struct {
	o     Options
	label chan string
	host  atomic.Pointer[string]
	heard chan heard
	wires [2]*wire
}

type heard struct {
	data []byte
	from netip.AddrPort
}

var label = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$`)

// ValidLabel reports whether a name is one that the box can be called: small
// letters, figures and hyphens within, at most 40.
func ValidLabel(s string) bool { return label.MatchString(s) }

// New makes a responder; Run starts it.
func New(o Options) *Responder {
	if o.port == 0 {
		o.port = mdnsPort
	}
	none := ""
	r := &Responder{o: o, label: make(chan string, 1), heard: make(chan heard, 32)}
	r.host.Store(&none)
	return r
}

// Host is the box's full name, "" while it has none.
func (r *Responder) Host() string { return *r.host.Load() }

// Call gives the box another name.
func (r *Responder) Call(label string) {
	if !ValidLabel(label) {
		return
	}
	for {
		select {
		case r.label <- label:
			return
		case <-r.label: // an older wish that nobody has read yet
		}
	}
}

// Run answers for https on a port until ctx ends, then says goodbye. It lives through networks that
// come and go.
func (r *Responder) Run(ctx context.Context, port int) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := newClaim(r.o.Label, uint16(port), time.Now().Add(rand.N(probeEvery)))
	c.speaks = uint16(r.o.port)
	links := r.look(ctx, c, nil)
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			r.send(c.goodbye())
			r.close()
			return
		case l := <-r.label:
			if l != c.label {
				r.send(c.goodbye())
				c.call(l, time.Now())
			}
		case h := <-r.heard:
			r.send(c.hear(h.data, h.from, time.Now()))
		case <-look.C:
			links = r.look(ctx, c, links)
		case <-timer.C:
		}
		r.send(c.due(time.Now()))
		r.tell(c.host())
		if wake := c.wake(); wake.IsZero() {
			timer.Stop()
		} else {
			timer.Reset(max(0, time.Until(wake)))
		}
	}
}

// tell passes a name on once.
func (r *Responder) tell(host string) {
	if host == r.Host() || host == "" && r.Host() != "" {
		return // while the name is asked for again, the old one is the best there is
	}
	r.host.Store(&host)
	r.o.Log.Info("the box is found by its name", "name", host)
	if r.o.Named != nil {
		r.o.Named(host)
	}
}

// look goes over to the networks there are now.
func (r *Responder) look(ctx context.Context, c *claim, before []Link) []Link {
	now, err := r.o.Links()
	if err != nil {
		r.o.Log.Warn("the networks cannot be looked at", "cause", err)
		return before
	}
	joined := r.join(ctx, now)
	if reflect.DeepEqual(now, before) && joined == nil {
		return before
	}
	if joined != nil {
		r.o.Log.Debug("not every network hears the box's name", "cause", joined)
	}
	if !reflect.DeepEqual(now, before) {
		c.move(now, time.Now())
	}
	return now
}

// join opens what is not open yet, and listens on each link.
func (r *Responder) join(ctx context.Context, links []Link) error {
	var errs []error
	for i, six := range []bool{false, true} {
		for _, l := range links {
			if !l.hears(six) {
				continue
			}
			if r.wires[i] == nil {
				w, err := dial(six, l.Interface, r.o.port)
				if err != nil {
					errs = append(errs, err)
					continue
				}
				r.wires[i] = w
				go w.listen(ctx, r.heard)
				continue
			}
			errs = append(errs, r.wires[i].join(l.Interface))
		}
	}
	return errors.Join(errs...)
}

// send does what can be done: a packet that is lost is asked for again.
func (r *Responder) send(list []packet) {
	for _, p := range list {
		for i, six := range []bool{false, true} {
			w := r.wires[i]
			if w == nil || p.to.IsValid() && p.to.Addr().Is6() != six || !p.link.hears(six) {
				continue
			}
			if err := w.send(p); err != nil && !errors.Is(err, net.ErrClosed) {
				r.o.Log.Debug("an answer about the box's name was not sent", "cause", err)
			}
		}
	}
}

func (r *Responder) close() {
	for _, w := range r.wires {
		if w != nil {
			w.close()
		}
	}
}
