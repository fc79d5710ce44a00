package remote

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"

	"karete/server/triage/selftriage"
)

// Infermedica is the provider's name, as it is kept with an assessment.
const Infermedica = "infermedica"

// api is where it is asked.
const api = "https://api.infermedica.com/v3"

// most is how much of an answer is read.
const most = 1 << 20

// Keys are the account's. They never leave in anything but the two headers.
type Keys struct{ ID, Key string }

// Options of the adapter.
type Options struct {
	Keys    Keys
	Model   string // Model-Id: "" is the provider's own choice
	Mapping Mapping
	NewID   func() string // of an interview: a UUID
	URL     string        // "" is the provider's; tests have their own
	Client  *http.Client  // nil: http.DefaultClient's transport, without redirects
}

type infermedica struct{ Options }

// NewInfermedica is the adapter. The mapping has been checked.
func NewInfermedica(o Options) Provider {
	o.URL = cmp.Or(o.URL, api)
	if o.Client == nil {
		o.Client = &http.Client{}
	}
	client := *o.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the keys go nowhere else
	o.Client = &client
	return infermedica{o}
}

type age struct {
	Value int    `json:"value"`
	Unit  string `json:"unit"`
}

type question struct {
	Sex      Sex        `json:"sex"`
	Age      age        `json:"age"`
	Evidence []observed `json:"evidence"`
}

type answer struct {
	Level   string `json:"triage_level"`
	Serious []struct {
		ID          string `json:"id"`
		Seriousness string `json:"seriousness"`
		IsEmergency bool   `json:"is_emergency"`
	} `json:"serious"`
}

// levels are the five of the provider's.
var levels = map[string]selftriage.Level{
	"emergency_ambulance": selftriage.Emergency,
	"emergency":           selftriage.Emergency,
	"consultation_24":     selftriage.Today,
	"consultation":        selftriage.Routine,
	"self_care":           selftriage.Routine,
}

// Knows wants a yes to a question that the clinic's list has, and one of two sexes.
func (p infermedica) Knows(c Case) bool {
	_, any := p.Mapping.of(c.Answers)
	return any && (c.Sex == Female || c.Sex == Male)
}

// Assess asks POST /triage once; it is never asked again, because the nurse will
// have looked by then.
func (p infermedica) Assess(ctx context.Context, c Case) (Assessment, error) {
	if !p.Knows(c) {
		return Assessment{}, &Error{Outcome: NotSent}
	}
	evidence, _ := p.Mapping.of(c.Answers)
	body, err := json.Marshal(question{c.Sex, ageOf(c.AgeDays), evidence})
	if err != nil {
		return Assessment{}, &Error{Outcome: NotSent, cause: err}
	}
	ctx, cancel := context.WithTimeout(ctx, Limit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL+"/triage", bytes.NewReader(body))
	if err != nil {
		return Assessment{}, &Error{Outcome: NotSent, cause: err}
	}
	interview := p.NewID()
	for name, value := range map[string]string{"App-Id": p.Keys.ID, "App-Key": p.Keys.Key, "Content-Type": "application/json",
		"Interview-Id": interview, "Model-Id": p.Model} {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	response, err := p.Client.Do(request)
	if err != nil {
		return Assessment{}, &Error{Outcome: unreached(ctx, err)} // not the cause: it may quote what was sent
	}
	defer response.Body.Close()
	if outcome := refused(response.StatusCode); outcome != "" {
		return Assessment{}, &Error{Outcome: outcome, Status: response.StatusCode}
	}
	var a answer
	if err := json.NewDecoder(io.LimitReader(response.Body, most)).Decode(&a); err != nil {
		if ctx.Err() != nil {
			return Assessment{}, &Error{Outcome: TimedOut, Status: response.StatusCode}
		}
		return Assessment{}, &Error{Outcome: Unreadable, Status: response.StatusCode}
	}
	level, reasons := a.level()
	if level == "" {
		return Assessment{}, &Error{Outcome: Unreadable, Status: response.StatusCode}
	}
	return Assessment{Provider: Infermedica, Version: cmp.Or(response.Header.Get("Model-Id"), p.Model), Request: interview,
		Level: level, Raw: a.Level, Reasons: reasons}, nil
}

// level is ours for the provider's, "" for a word that it has not. It is read in
// any case of letters: it can only bring somebody forward.
func (a answer) level() (level selftriage.Level, reasons []string) {
	level = levels[strings.ToLower(a.Level)]
	if level == "" {
		return "", nil
	}
	for _, s := range a.Serious {
		reasons = append(reasons, s.ID)
		if s.IsEmergency {
			level = selftriage.Emergency
		}
		level = selftriage.Max(level, selftriage.Nurse)
	}
	return level, reasons
}

// ageOf is months for the smallest and years for everybody else, of the youngest
// that somebody may be: small children are judged more carefully.
func ageOf(days selftriage.AgeRange) age {
	if days.Low < 2*365 {
		return age{max(1, days.Low/30), "month"}
	}
	return age{min(130, days.Low*100/36525), "year"}
}

func refused(status int) Outcome {
	switch {
	case status == http.StatusOK:
		return ""
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return Credentials
	case status == http.StatusPaymentRequired:
		return Payment
	case status == http.StatusTooManyRequests:
		return Busy
	case status >= 500:
		return Unavailable
	}
	return Unreadable
}

func unreached(ctx context.Context, err error) Outcome {
	var slow net.Error
	if ctx.Err() != nil || errors.As(err, &slow) && slow.Timeout() {
		return TimedOut
	}
	return Offline
}
