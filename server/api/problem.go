package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/fault"
)

// Problem is every error answer (RFC 9457, application/problem+json). Code is
// stable and the screen translates it; nothing that was sent is ever echoed.
type Problem struct {
	Type      string             `json:"type" doc:"urn:karete:problem:<code>"`
	Title     string             `json:"title" doc:"The status in English, for logs and developers"`
	Status    int                `json:"status"`
	Code      fault.Code         `json:"code" doc:"Stable name of what went wrong"`
	Field     string             `json:"field,omitempty" doc:"The first field it is about"`
	Params    map[string]any     `json:"params,omitempty" doc:"Limits, times, tickets: what a sentence about it needs"`
	Errors    []fault.FieldError `json:"errors,omitempty" doc:"Each broken field"`
	Current   any                `json:"current,omitempty" doc:"The resource as it is now, when code is stale"`
	RequestID string             `json:"requestId,omitempty" doc:"Names the request in the log"`
}

func (p *Problem) Error() string { return string(p.Code) }

// GetStatus makes Problem a huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is huma's hook for the answer's type.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders tells a browser how long to wait.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="karete"`) // for programs; it opens no window in a browser
	}
	if s, ok := p.Params["retryAfterSeconds"]; ok {
		if n, ok := s.(int); ok {
			h.Set("Retry-After", strconv.Itoa(n))
		}
	}
	return h
}

// problem turns a room's error into the answer and logs what is ours to mend.
func (a *API) problem(ctx context.Context, err error) *Problem {
	f := fault.Of(err)
	p := problemOf(f)
	p.RequestID = requestID(ctx)
	if p.Status >= 500 {
		a.log.Log(ctx, severity(f), "request failed", "request", p.RequestID, "code", f.Code, "cause", errors.Unwrap(f))
	}
	return p
}

// severity of a failure: what is ours to mend, what the disk or another process
// is to blame for, and a reader who went away before the answer.
func severity(f *fault.Error) slog.Level {
	switch {
	case f.Code == fault.Internal:
		return slog.LevelError
	case f.Code == fault.Sealed, errors.Is(f, context.Canceled), errors.Is(f, context.DeadlineExceeded):
		return slog.LevelDebug
	}
	return slog.LevelWarn
}

func problemOf(f *fault.Error) *Problem {
	status := fault.Status(f.Code)
	return &Problem{
		Type: "urn:karete:problem:" + string(f.Code), Title: http.StatusText(status), Status: status,
		Code: f.Code, Field: f.Field, Params: f.Params, Errors: f.Fields, Current: f.Current,
	}
}

// writeProblem answers outside huma: middleware, unknown routes.
func (a *API) writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	a.write(w, r, a.problem(r.Context(), err))
}

// RefusePlain answers what must not cross the clinic's Wi-Fi in clear, also where
// there is no API to ask: the box may be sealed.
func RefusePlain(w http.ResponseWriter) {
	p := problemOf(fault.New(fault.NeedsHTTPS))
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(p.Status)
	_ = encodeJSON(w, p) // nobody to tell when it is not taken
}

func (a *API) write(w http.ResponseWriter, r *http.Request, p *Problem) {
	for k, v := range p.GetHeaders() {
		w.Header()[k] = v
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	if err := encodeJSON(w, p); err != nil {
		a.log.DebugContext(r.Context(), "answer not taken", "request", p.RequestID)
	}
}

const (
	// unreadable is huma's sentence for a body that broke off or was no HTTP. It
	// comes with status 500, but the fault is not ours.
	unreadable = "cannot read request body"
	// maxFields bounds the answer to thousands of broken fields.
	maxFields = 32
)

// humaError replaces huma's own error, which echoes the submitted value.
func humaError(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
	var p *Problem
	for _, err := range errs {
		if errors.As(err, &p) {
			return p
		}
	}
	f := fault.New(fault.FromStatus(status))
	if message == unreadable {
		f.Code = fault.Malformed
	}
	for _, err := range errs[:min(len(errs), maxFields)] {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			detail := d.ErrorDetail()
			if whole, ok := strings.CutPrefix(detail.Message, wholeBody); ok {
				code, path, _ := strings.Cut(whole, ":")
				f = &fault.Error{Code: fault.Code(code), Field: path}
				break
			}
			f.Fields = append(f.Fields, fieldError(detail.Location, detail.Message))
		}
	}
	if len(f.Fields) > 0 {
		f.Code, f.Field = fault.Invalid, f.Fields[0].Field
	}
	p = problemOf(f)
	if ctx != nil {
		p.RequestID = requestID(ctx.Context())
		if p.Status >= 500 {
			slog.ErrorContext(ctx.Context(), "request failed", "request", p.RequestID, "status", status)
		}
	}
	return p
}

func init() {
	huma.DefaultArrayNullable = false // a list without rows is [], in answers and in requests
	huma.NewErrorWithContext = humaError
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return humaError(nil, status, msg, errs...)
	}
}
