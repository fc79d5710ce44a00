package fault

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"karete/db"
)

// Error is what a room returns when it will not do what was asked.
type Error struct {
	Code   Code
	Field  string         // path of the field in the request, '' when it is about the whole
	Params map[string]any // what the screen needs to say it: limits, a ticket, a time; never what was sent
	Fields []FieldError   // each broken field, when Code is Invalid
	// Current is the resource as it is now, when Code is Stale: the screen shows
	// it beside what the person typed.
	Current any
	cause   error
}

// FieldError is one broken field. Codes: required, too-short, too-long, too-many,
// out-of-range, pattern, not-one-of, future, before-1900, not-a-date, not-a-phone,
// not-a-name, common-password, duplicate, unknown, bad-text, reason-needed,
// not-allowed, not-a-number.
type FieldError struct {
	Field  string         `json:"field"`
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
}

// New is an error about the whole request.
func New(code Code) *Error { return &Error{Code: code} }

// Field is an Invalid error about one field; kv are pairs of parameter and value.
func Field(field, code string, kv ...any) *Error {
	return Fields(FieldError{Field: field, Code: code, Params: pairs(kv)})
}

// Fields is an Invalid error about several fields.
func Fields(list ...FieldError) *Error {
	e := &Error{Code: Invalid, Fields: list}
	if len(list) > 0 {
		e.Field = list[0].Field
	}
	return e
}

// With adds a parameter for the screen.
func (e *Error) With(key string, value any) *Error {
	if e.Params == nil {
		e.Params = map[string]any{}
	}
	e.Params[key] = value
	return e
}

// Because keeps the cause for the log; it is never answered.
func (e *Error) Because(err error) *Error {
	e.cause = err
	return e
}

// Error is for the log: codes and field names only.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	for _, f := range e.Fields {
		fmt.Fprintf(&b, " %s:%s", f.Field, f.Code)
	}
	if len(e.Fields) == 0 && e.Field != "" {
		b.WriteString(" " + e.Field)
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.cause }

// Is reports whether err carries the code.
func Is(err error, code Code) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}

// Of turns any error into the one the edge answers: the room's own, the
// database's few, or Internal with the cause kept for the log.
func Of(err error) *Error {
	var e *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return e
	case errors.Is(err, db.ErrFull):
		return New(DiskFull).Because(err)
	case errors.Is(err, db.ErrReadOnly):
		return New(ReadOnly).Because(err)
	case errors.Is(err, db.ErrBusy), errors.Is(err, db.ErrClosed),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded): // mostly a reader who left the page
		return New(Busy).Because(err)
	}
	return New(Internal).Because(err)
}

func pairs(kv []any) map[string]any {
	if len(kv) == 0 {
		return nil
	}
	m := make(map[string]any, len(kv)/2)
	for i := 0; i+1 < len(kv); i += 2 {
		m[kv[i].(string)] = kv[i+1]
	}
	return m
}
