package outward_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"karete/server/notify/carrier"
	"karete/server/notify/gateway"
	"karete/server/notify/httpsms"
	"karete/server/notify/whatsapp"
)

// The stand-ins answer as the documents of each say; no test leaves this machine.

type standIn struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string // method, path, headers that matter, body
}

func serve(t testing.TB, answer func(w http.ResponseWriter, r *http.Request, body string)) *standIn {
	t.Helper()
	s := &standIn{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.asked = append(s.asked, fmt.Sprintf("%s %s %s %s", r.Method, r.URL.RequestURI(), r.Header.Get("Authorization")+r.Header.Get("X-Key"), body))
		s.mu.Unlock()
		answer(w, r, string(body))
	}))
	t.Cleanup(s.Close)
	return s
}

func says(status int, text string) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, _ *http.Request, _ string) {
		w.Header().Set("Location", "https://elsewhere.example/")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}
}

func (s *standIn) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[len(s.asked)-1]
}

func (s *standIn) times() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked)
}

var message = carrier.Message{Key: "01a203ca1", To: "+26658124471", Text: `Tšepo "&<` + "\n" + `{secret}`, Keep: time.Hour, Kind: "call-up", Language: "st", Values: []string{"Ha Matala"}}

func failed(t testing.TB, err error, c carrier.Certainty, reason string) {
	t.Helper()
	var f *carrier.Failure
	if !errors.As(err, &f) || f.Certainty != c || f.Reason != reason {
		t.Errorf("got %v, want %d %s", err, c, reason)
	}
	if err != nil && (strings.Contains(err.Error(), "58124471") || strings.Contains(err.Error(), "epo") || strings.Contains(err.Error(), "token-of")) {
		t.Errorf("it quotes what was sent: %v", err)
	}
}

// carriers are one of each, asking the stand-in.
func carriers(url string) map[string]carrier.Carrier {
	return map[string]carrier.Carrier{
		"gateway":  gateway.New(url, "sms", "token-of"),
		"http":     httpsms.New(httpsms.Config{URL: url + "/send", Body: `{"to":"{to}"}`, Secret: "token-of"}),
		"whatsapp": whatsapp.New(whatsapp.Config{Host: url, Version: "v23.0", NumberID: "1", Token: "token-of", Languages: map[string]string{"st": "en"}}),
	}
}

func TestEveryStatusLeavesSomethingKnown(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]struct {
		carrier.Certainty
		reason string
	}{
		302: {carrier.Later, "address"}, 400: {carrier.Never, "rejected"}, 401: {carrier.Later, "unauthorized"}, 402: {carrier.Later, "no-credit"},
		403: {carrier.Later, "unauthorized"}, 404: {carrier.Later, "address"}, 422: {carrier.Never, "rejected"}, 429: {carrier.Later, "throttled"},
		500: {carrier.Unsure, "provider-failed"}, 502: {carrier.Unsure, "provider-failed"}, 503: {carrier.Later, "throttled"}, 504: {carrier.Unsure, "provider-failed"},
	} {
		s := serve(t, says(status, `{"error":"58124471"}`))
		for name, c := range carriers(s.URL) {
			before := s.times()
			_, err := c.Send(t.Context(), message)
			failed(t, err, want.Certainty, want.reason)
			if s.times() != before+1 {
				t.Errorf("%s, %d: asked %d times", name, status, s.times()-before)
			}
			_ = c.Close()
		}
	}
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	for _, c := range carriers("http://" + l.Addr().String()) {
		_, err := c.Send(t.Context(), message)
		failed(t, err, carrier.Later, "unreachable")
	}
	s := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(s.Close)
	s.Config.ErrorLog = nil
	_, err = httpsms.New(httpsms.Config{URL: s.URL, Body: "{}"}).Send(t.Context(), message)
	failed(t, err, carrier.Later, "certificate")
}

// Once a request was written, silence means that nobody knows; the phone can be asked.
func TestSilence(t *testing.T) {
	t.Parallel()
	cut := func(w http.ResponseWriter, r *http.Request, _ string) {
		if r.Method == http.MethodGet {
			says(200, `{"id":"01a203ca1","state":"Pending"}`)(w, r, "")
			return
		}
		c, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			c.Close()
		}
	}
	s := serve(t, cut)
	for name, c := range carriers(s.URL) {
		r, err := c.Send(t.Context(), message)
		if name == "gateway" {
			if err != nil || r.Reference != message.Key {
				t.Errorf("%+v, %v", r, err)
			}
			continue
		}
		failed(t, err, carrier.Unsure, "no-answer")
	}
	lost := serve(t, func(w http.ResponseWriter, r *http.Request, body string) {
		if r.Method == http.MethodGet {
			says(404, "")(w, r, "")
			return
		}
		cut(w, r, body)
	})
	_, err := gateway.New(lost.URL, "sms", "x").Send(t.Context(), message)
	failed(t, err, carrier.Later, "no-answer")
	late, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	slow := serve(t, func(_ http.ResponseWriter, r *http.Request, _ string) { <-r.Context().Done() })
	_, err = carriers(slow.URL)["http"].Send(late, message)
	failed(t, err, carrier.Unsure, "no-answer")
}

func TestGateway(t *testing.T) {
	t.Parallel()
	answer := `{"id":"01a203ca1","state":"Pending","recipients":[{"phoneNumber":"+26658124471","state":"Pending"}]}`
	status := 202
	s := serve(t, func(w http.ResponseWriter, r *http.Request, body string) { says(status, answer)(w, r, body) })
	g := gateway.New(s.URL, "sms", "pass")
	for _, status = range []int{202, 409} { // the second time it has it
		r, err := g.Send(t.Context(), message)
		if err != nil || r != (carrier.Receipt{Reference: "01a203ca1"}) {
			t.Errorf("%+v, %v", r, err)
		}
	}
	want := `POST /message Basic c21zOnBhc3M= {"id":"01a203ca1","textMessage":{"text":"Tšepo \"\u0026\u003c\n{secret}"},"phoneNumbers":["+26658124471"],"withDeliveryReport":true,"ttl":3600}`
	if s.last() != want {
		t.Errorf("%s\nwant %s", s.last(), want)
	}
	for state, fate := range map[string]carrier.Fate{"Pending": carrier.Taken, "Processed": carrier.Taken, "Sent": carrier.Taken, "Delivered": carrier.Delivered, "Failed": carrier.Gone, "Odd": carrier.Unknown} {
		status, answer = 200, `{"id":"01a203ca1","state":"Sent","recipients":[{"state":"`+state+`"}]}`
		if got, _, err := g.Ask(t.Context(), message.Key, ""); err != nil || got != fate {
			t.Errorf("%s: %d, %v", state, got, err)
		}
	}
	if s.last() != "GET /message/01a203ca1 Basic c21zOnBhc3M= " {
		t.Error(s.last())
	}
	for _, c := range []struct {
		status int
		answer string
		fate   carrier.Fate
		fails  bool
	}{{404, "", carrier.Lost, false}, {200, "<html>", carrier.Unknown, false}, {200, `{"id":"other","state":"Delivered"}`, carrier.Unknown, false}, {500, "", carrier.Unknown, true}} {
		status, answer = c.status, c.answer
		if got, _, err := g.Ask(t.Context(), message.Key, ""); got != c.fate || (err != nil) != c.fails {
			t.Errorf("%d %s: %d, %v", c.status, c.answer, got, err)
		}
	}
}

// What fills a gap cannot become part of the request.
func TestGapsAreQuoted(t *testing.T) {
	t.Parallel()
	s := serve(t, says(200, `{"data":[{"id":77},{"id":"m-1"}]}`))
	send := func(c httpsms.Config) (carrier.Receipt, error) {
		c.Secret, c.Header = `s"&x`, http.Header{"X-Key": {"k {secret} {text}"}}
		return httpsms.New(c).Send(t.Context(), message)
	}
	r, err := send(httpsms.Config{URL: s.URL + "/a", Body: `{"to":"{to}","text":"{text}","key":"{secret}","id":"{id}"}`, Reference: "data.1.id"})
	var got map[string]string
	_, body, _ := strings.Cut(s.last(), "{secret} ") // the text quotes a gap: it is not filled again
	if e := json.Unmarshal([]byte(body[strings.Index(body, "{"):]), &got); err != nil || e != nil || r.Reference != "m-1" ||
		got["text"] != message.Text || got["key"] != `s"&x` || got["to"] != message.To || got["id"] != message.Key {
		t.Errorf("%+v %v %v %s", r, err, e, s.last())
	}
	if r, err = send(httpsms.Config{URL: s.URL + "/b?to={to}&text={text}", Reference: "data.0.id"}); err != nil || r.Reference != "77" ||
		!strings.HasPrefix(s.last(), "GET /b?to=%2B26658124471&text=T%C5%A1epo+%22%26%3C%0A%7Bsecret%7D ") {
		t.Errorf("%+v %v %s", r, err, s.last())
	}
	if r, err = send(httpsms.Config{URL: s.URL + "/c", Form: true, Body: `to={to}&text={text}&k={secret}`, Reference: "data.7.id"}); err != nil || r.Reference != "" ||
		!strings.HasSuffix(s.last(), "to=%2B26658124471&text=T%C5%A1epo+%22%26%3C%0A%7Bsecret%7D&k=s%22%26x") {
		t.Errorf("%+v %v %s", r, err, s.last())
	}
}

func TestWhatsApp(t *testing.T) {
	t.Parallel()
	status, answer := 200, `{"messaging_product":"whatsapp","contacts":[{"input":"26658124471","wa_id":"26658124471"}],"messages":[{"id":"wamid.HBg","message_status":"accepted"}]}`
	s := serve(t, func(w http.ResponseWriter, r *http.Request, body string) { says(status, answer)(w, r, body) })
	n := whatsapp.New(whatsapp.Config{Host: s.URL, Version: "v23.0", NumberID: "10612345", Token: "tok", Prefix: "karete_", Languages: map[string]string{"en": "en", "st": "en_GB"}})
	r, err := n.Send(t.Context(), message)
	want := `POST /v23.0/10612345/messages Bearer tok {"messaging_product":"whatsapp","recipient_type":"individual","to":"26658124471","type":"template",` +
		`"template":{"name":"karete_call_up","language":{"code":"en_GB"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ha Matala"}]}]}}`
	if err != nil || r != (carrier.Receipt{Reference: "wamid.HBg", Parts: 1}) || s.last() != want {
		t.Errorf("%+v, %v\n%s\nwant %s", r, err, s.last(), want)
	}
	for code, want := range map[int]struct {
		carrier.Certainty
		reason string
	}{190: {carrier.Later, "unauthorized"}, 131026: {carrier.Never, "not-on-whatsapp"}, 130429: {carrier.Later, "throttled"}, 132001: {carrier.Later, "template"},
		131042: {carrier.Later, "no-credit"}, 131000: {carrier.Unsure, "provider-failed"}, 100: {carrier.Never, "rejected"}, 368: {carrier.Later, "account"}} {
		status, answer = 400, fmt.Sprintf(`{"error":{"message":"58124471","type":"OAuthException","code":%d,"fbtrace_id":"x"}}`, code)
		_, err := n.Send(t.Context(), message)
		failed(t, err, want.Certainty, want.reason)
	}
	for _, answer = range []string{"", "<html>", `{"messages":[]}`} {
		status = 200
		_, err := n.Send(t.Context(), message)
		failed(t, err, carrier.Unsure, "no-answer")
	}
}
