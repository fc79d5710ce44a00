package remote_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/triage/remote"
	"karete/server/triage/selftriage"
)

var (
	keys    = remote.Keys{ID: "clinic-app", Key: "a-key-nobody-sees"}
	mapping = remote.Mapping{"BR05": "s_50", "BR01": "s_88", "FV01": "s_98", "HD04": "s_21", "RF03": "p_7"}
	chest   = remote.Case{Sex: remote.Female, AgeDays: selftriage.AgeRange{Low: 30 * 366, High: 30 * 366},
		Answers: map[string]int{"BR05": 1, "BR01": 0, "FV01": -1, "OT06": 4, "OT08": 1, "RF03": 0}}
)

// standIn answers as the provider would; what it was sent is in the answer.
func standIn(t *testing.T, handle http.HandlerFunc) remote.Provider {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // else it is not noticed that the other end hung up
		r.Body = io.NopCloser(bytes.NewReader(body))
		handle(w, r)
	}))
	t.Cleanup(server.Close)
	return remote.NewInfermedica(remote.Options{Keys: keys, Mapping: mapping, URL: server.URL,
		NewID: func() string { return "6f1ab3a2-7d0c-4f5e-9c66-0d8a4b3f1e11" }})
}

func says(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		io.WriteString(w, text)
	}
}

func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	var got *http.Request
	var body []byte
	p := standIn(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		says(200, `{"triage_level":"consultation_24","serious":[],"root_cause":"x"}`)(w, r)
	})
	a, err := p.Assess(t.Context(), chest)
	if err != nil {
		t.Fatal(err)
	}
	want := remote.Assessment{Provider: "infermedica", Request: "6f1ab3a2-7d0c-4f5e-9c66-0d8a4b3f1e11", Level: selftriage.Today, Raw: "consultation_24"}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
	if got.Method != "POST" || got.URL.Path != "/triage" || got.URL.RawQuery != "" || got.Header.Get("App-Id") != keys.ID || got.Header.Get("App-Key") != keys.Key ||
		got.Header.Get("Content-Type") != "application/json" || got.Header.Get("Interview-Id") != a.Request || got.Header.Get("Cookie") != "" {
		t.Errorf("%s %s %v", got.Method, got.URL, got.Header)
	}
	sent := `{"sex":"female","age":{"value":30,"unit":"year"},"evidence":[{"id":"s_50","choice_id":"present","source":"initial"},{"id":"s_88","choice_id":"absent"},{"id":"s_98","choice_id":"unknown"},{"id":"p_7","choice_id":"absent"}]}`
	if string(body) != sent {
		t.Errorf("sent %s", body)
	}
}

func TestSmallChildrenAreSentInMonths(t *testing.T) {
	t.Parallel()
	for days, want := range map[int]string{0: `{"value":1,"unit":"month"}`, 100: `{"value":3,"unit":"month"}`, 729: `{"value":24,"unit":"month"}`, 731: `{"value":2,"unit":"year"}`, 50_000: `{"value":130,"unit":"year"}`} {
		var sent struct{ Age json.RawMessage }
		p := standIn(t, func(w http.ResponseWriter, r *http.Request) {
			if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
				t.Error(err)
			}
			says(200, `{"triage_level":"self_care"}`)(w, r)
		})
		c := chest
		c.AgeDays = selftriage.AgeRange{Low: days, High: days + 400}
		if _, err := p.Assess(t.Context(), c); err != nil || string(sent.Age) != want {
			t.Errorf("%d days: %s, %v", days, sent.Age, err)
		}
	}
}

func TestLevels(t *testing.T) {
	t.Parallel()
	serious := func(emergency bool) string {
		return map[bool]string{true: `,"serious":[{"id":"s_1","seriousness":"emergency_ambulance","is_emergency":true}]`, false: `,"serious":[{"id":"s_1","seriousness":"serious","is_emergency":false}]`}[emergency]
	}
	for _, tt := range []struct {
		body string
		want selftriage.Level
	}{
		{`{"triage_level":"emergency_ambulance"}`, selftriage.Emergency},
		{`{"triage_level":"emergency"}`, selftriage.Emergency},
		{`{"triage_level":"EMERGENCY"}`, selftriage.Emergency},
		{`{"triage_level":"consultation_24"}`, selftriage.Today},
		{`{"triage_level":"Consultation_24"}`, selftriage.Today},
		{`{"triage_level":"consultation"}`, selftriage.Routine},
		{`{"triage_level":"self_care"}`, selftriage.Routine},
		{`{"triage_level":"self_care"` + serious(false) + `}`, selftriage.Nurse},
		{`{"triage_level":"self_care"` + serious(true) + `}`, selftriage.Emergency},
		{`{"triage_level":"emergency"` + serious(false) + `}`, selftriage.Emergency},
	} {
		if a, err := standIn(t, says(200, tt.body)).Assess(t.Context(), chest); err != nil || a.Level != tt.want {
			t.Errorf("%s: %s, %v; want %s", tt.body, a.Level, err, tt.want)
		}
	}
}

func TestWhatIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status int
		body   string
		want   remote.Outcome
	}{
		{401, `{"message":"a-key-nobody-sees is not known"}`, remote.Credentials},
		{403, ``, remote.Credentials},
		{402, ``, remote.Payment},
		{429, ``, remote.Busy},
		{500, `<html>`, remote.Unavailable},
		{503, ``, remote.Unavailable},
		{404, ``, remote.Unreadable},
		{301, ``, remote.Unreadable},
		{200, `{"triage_level":`, remote.Unreadable},
		{200, `[]`, remote.Unreadable},
		{200, ``, remote.Unreadable},
		{200, `{}`, remote.Unreadable},
		{200, `{"triage_level":"red"}`, remote.Unreadable},
		{200, `{"triage_level":7}`, remote.Unreadable},
		{200, `{"triage_level":"emergency","serious":"` + strings.Repeat("x", 2<<20) + `"}`, remote.Unreadable},
	} {
		a, err := standIn(t, says(tt.status, tt.body)).Assess(t.Context(), chest)
		if got := remote.OutcomeOf(err); got != tt.want || a.Level != "" {
			t.Errorf("%d %.40s: %s %q, want %s", tt.status, tt.body, got, a.Level, tt.want)
		}
		if err != nil && (strings.Contains(err.Error(), keys.Key) || strings.Contains(err.Error(), "s_50")) {
			t.Errorf("the error says %v", err)
		}
	}
}

func TestKeysGoNowhereElse(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("it was sent on, with %v", r.Header)
	}))
	defer elsewhere.Close()
	p := standIn(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
	})
	if _, err := p.Assess(t.Context(), chest); remote.OutcomeOf(err) != remote.Unreadable {
		t.Error(err)
	}
}

// It is given up after its time, also when it has begun to answer, and when there
// is no way there at all.
func TestNobodyWaits(t *testing.T) {
	t.Parallel()
	for name, handle := range map[string]http.HandlerFunc{
		"says nothing": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"stops in the middle": func(w http.ResponseWriter, r *http.Request) {
			says(200, `{"triage_level":`)(w, r)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		_, err := standIn(t, handle).Assess(ctx, chest)
		cancel()
		if got := remote.OutcomeOf(err); got != remote.TimedOut {
			t.Errorf("%s: %s (%v)", name, got, err)
		}
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	url := gone.URL
	gone.Close()
	p := remote.NewInfermedica(remote.Options{Keys: keys, Mapping: mapping, URL: url, NewID: func() string { return "" }})
	if _, err := p.Assess(t.Context(), chest); remote.OutcomeOf(err) != remote.Offline || strings.Contains(err.Error(), url) {
		t.Error(err)
	}
}

func TestWhatIsNotSent(t *testing.T) {
	t.Parallel()
	p := standIn(t, func(http.ResponseWriter, *http.Request) { t.Error("it was sent") })
	for name, change := range map[string]func(*remote.Case){
		"another sex":          func(c *remote.Case) { c.Sex = "other" },
		"no sex":               func(c *remote.Case) { c.Sex = "" },
		"nothing it knows":     func(c *remote.Case) { c.Answers = map[string]int{"OT08": 1, "AB01": 1} },
		"nothing that is so":   func(c *remote.Case) { c.Answers = map[string]int{"BR05": 0, "BR01": -1} },
		"nothing was answered": func(c *remote.Case) { c.Answers = nil },
	} {
		c := chest
		change(&c)
		if _, err := p.Assess(t.Context(), c); remote.OutcomeOf(err) != remote.NotSent {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := remote.OutcomeOf(errors.New("?")); got != remote.Unavailable {
		t.Error(got)
	}
}

func TestMappingIsChecked(t *testing.T) {
	t.Parallel()
	table := &selftriage.Standard
	if broken := mapping.Check(table); len(broken) != 0 {
		t.Error(broken)
	}
	got := remote.Mapping{"BR05": "s_1", "BR01": "s_1", "FV01": "fever", "OT06": "s_3", "OT08": "s_4", "XX99": "s_5"}.Check(table)
	want := []remote.FieldError{{Field: "BR05", Code: "duplicate"}, {Field: "FV01", Code: "pattern"}, {Field: "OT06", Code: "not-allowed"}, {Field: "OT08", Code: "not-allowed"}, {Field: "", Code: "unknown"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
