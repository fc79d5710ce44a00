package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humamux"

	"karete/server/access"
	"karete/server/event"
)

// writeWithin is how long a reader may take for one message before the
// connection is given up.
const writeWithin = 10 * time.Second

func (a *API) eventOperations() {
	rawOp(a, "events.read", http.MethodGet, "/events", "Follow changes as they happen (server-sent events)", func(ctx context.Context, who access.Actor, in *struct {
		Topics      []string `query:"topics" required:"true" maxItems:"20" doc:"queue, clinic, staff, backup, device, line, patient:<id>"`
		LastEventID string   `header:"Last-Event-ID" pattern:"^[0-9]{1,18}$" doc:"The last seq seen; what came after it is told first, or event reset when that is too much"`
	}) (*huma.StreamResponse, error) {
		stream, err := a.Events.Follow(ctx, who, in.Topics, seq(in.LastEventID))
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			r, w := humamux.Unwrap(hc)
			if err := serveStream(w, r, stream, a.Events.Heartbeat()); err != nil {
				a.log.DebugContext(r.Context(), "event stream given up", "request", requestID(r.Context()), "cause", err)
			}
		}}, nil
	}, eventStream)
}

// seq is what a screen remembers of where it was; its form was checked.
func seq(lastEventID string) int64 {
	if lastEventID == "" {
		return event.FromNow
	}
	n, err := strconv.ParseInt(lastEventID, 10, 64)
	if err != nil {
		return event.FromNow
	}
	return n
}

// serveStream writes what a stream tells until the reader goes, is too slow, or
// must not be told any more.
func serveStream(w http.ResponseWriter, r *http.Request, s *event.Stream, heartbeat time.Duration) error {
	defer s.Leave()
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	write := func(b []byte) error {
		if err := out.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		return out.Flush()
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for next := s.Beginning(); ; {
		if err := write(next); err != nil {
			return err
		}
		select {
		case next = <-s.Live():
		case <-beat.C:
			next = s.Sign()
		case <-s.Over():
			return nil
		case <-r.Context().Done():
			return nil
		}
	}
}

// eventStream says in the document what the answer is.
func eventStream(o *huma.Operation) {
	o.Responses = map[string]*huma.Response{"200": {
		Description: "One message per change: its id is the seq, its data {seq, action, subject{type,id}, patientId?, visitId?, at}",
		Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
}
