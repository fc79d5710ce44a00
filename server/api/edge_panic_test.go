package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"karete/db"
	"karete/server/fault"
)

// said is a name that somebody typed; no log may say it again.
const said = "Ntsoaki Mokoena"

func withLog(level slog.Level) (*API, *bytes.Buffer) {
	var out bytes.Buffer
	return &API{log: slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: level}))}, &out
}

// lookUp panics as a bug in a room would.
func lookUp(name string) { panic(fmt.Sprintf("no such person: %s", name)) }

func TestAPanicCostsOneRequest(t *testing.T) {
	t.Parallel()
	a, logged := withLog(slog.LevelDebug)
	for name, bug := range map[string]func(){
		"panic":   func() { lookUp(said) },
		"error":   func() { panic(fmt.Errorf("no such person: %s", said)) },
		"runtime": func() { _ = map[string][]string{}[said][len(said)] },
	} {
		w := httptest.NewRecorder()
		a.withRequest(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { bug() })).
			ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/box", nil))
		var p Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if w.Code != 500 || p.Code != fault.Internal || p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-Id") {
			t.Errorf("%s: %d %+v", name, w.Code, p)
		}
	}
	text := logged.String()
	if strings.Contains(text, "Ntsoaki") || strings.Contains(text, "0x") {
		t.Errorf("the log holds values: %s", text)
	}
	for _, want := range []string{"server/api.lookUp:", "server/api.TestAPanicCostsOneRequest.func", `"panic":"string"`, `"panic":"*errors.errorString"`, "index out of range [15]"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log lacks %s: %s", want, text)
		}
	}
}

// Half an answer that ended with a 500 in its middle would look like a whole one.
func TestAPanicInMidAnswerBreaksIt(t *testing.T) {
	t.Parallel()
	a, _ := withLog(slog.LevelDebug)
	server := httptest.NewServer(a.withRequest(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.WriteString(w, `{"patients":[`); err != nil {
			t.Error(err)
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		lookUp(said)
	})))
	t.Cleanup(server.Close)
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("it ends well: %s", body)
	}
}

func TestWhatIsLoggedOfAFailure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cause  error
		status int
		code   fault.Code
		level  string
	}{
		{context.Canceled, 503, fault.Busy, "DEBUG"}, // the reader left the page
		{fmt.Errorf("queue: %w", context.DeadlineExceeded), 503, fault.Busy, "DEBUG"},
		{db.ErrClosed, 503, fault.Busy, "WARN"},
		{fmt.Errorf("visit: %w", db.ErrFull), 507, fault.DiskFull, "WARN"},
		{db.ErrReadOnly, 503, fault.ReadOnly, "WARN"},
		{fault.New(fault.TooSlow).Because(context.Canceled), 408, fault.TooSlow, ""},
		{fault.New(fault.NotFound), 404, fault.NotFound, ""},
		{db.ErrNested, 500, fault.Internal, "ERROR"},
	} {
		a, logged := withLog(slog.LevelDebug)
		p := a.problem(t.Context(), c.cause)
		if p.Status != c.status || p.Code != c.code {
			t.Errorf("%v: %d %s", c.cause, p.Status, p.Code)
		}
		if got := logged.String(); c.level == "" && got != "" || c.level != "" && !strings.Contains(got, `"level":"`+c.level+`"`) {
			t.Errorf("%v: logged %q", c.cause, got)
		}
	}
}
