package modem

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"karete/server/notify/carrier"
)

func at(t testing.TB, s *stick, c Config) *Modem {
	t.Helper()
	c.Port = s.path
	m := New(c)
	t.Cleanup(func() { _ = m.Close() })
	return m
}

func text(words string) carrier.Message {
	return carrier.Message{Key: "k", To: "+26658124471", Text: words, Keep: time.Hour}
}

func failed(t testing.TB, err error, c carrier.Certainty, reason string) {
	t.Helper()
	var f *carrier.Failure
	if !errors.As(err, &f) || f.Certainty != c || f.Reason != reason {
		t.Errorf("got %v, want %d %s", err, c, reason)
	}
}

func TestSend(t *testing.T) {
	t.Parallel()
	s := plugged(t)
	m := at(t, s, Config{})
	for words, want := range map[string]struct {
		receipt carrier.Receipt
		octets  []string
		inside  string
	}{
		"hellohello":              {carrier.Receipt{Reference: ",41,", Parts: 1}, []string{"AT+CMGS=23"}, "E8329BFD4697D9EC37"},
		"Tšepo":                   {carrier.Receipt{Reference: ",41,", Parts: 1}, []string{"AT+CMGS=24"}, "0054016100650070006F"}, // UCS-2
		strings.Repeat("š", 140):  {carrier.Receipt{Reference: ",41,42,43,", Parts: 3}, []string{"AT+CMGS=154", "AT+CMGS=154", "AT+CMGS=32"}, "0161"},
		strings.Repeat("ab", 100): {carrier.Receipt{Reference: ",41,42,", Parts: 2}, []string{"AT+CMGS=154", "AT+CMGS=62"}, "050003"},
	} {
		s.script(func() { s.mr, s.asked = 40, nil })
		got, err := m.Send(t.Context(), text(words))
		if err != nil || got != want.receipt {
			t.Errorf("%.10s: %+v, %v", words, got, err)
		}
		if asked := strings.Join(s.commands("AT+CMGS"), " "); asked != strings.Join(want.octets, " ") {
			t.Errorf("%.10s: %s", words, asked)
		}
		pdus := s.commands("00")
		for _, pdu := range pdus {
			if !strings.Contains(pdu, "0B916256184274F1") || !strings.Contains(pdu, want.inside) {
				t.Errorf("%.10s: %s", words, pdu)
			}
		}
	}
	if len(s.commands("AT+CMGF=0")) != 0 { // it was readied once, before the first
		t.Error("it is readied each time")
	}
	_, err := m.Send(t.Context(), carrier.Message{To: "5744 18"})
	failed(t, err, carrier.Never, "number-bad")
}

// Only what a modem itself says tells that nothing went out.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]struct {
		carrier.Certainty
		reason string
	}{
		"+CMS ERROR: 1": {carrier.Never, "number-unknown"}, "+CMS ERROR: 38": {carrier.Later, "no-signal"}, "+CMS ERROR: 21": {carrier.Later, "not-allowed"},
		"+CMS ERROR: 331": {carrier.Later, "no-signal"}, "+CMS ERROR: 330": {carrier.Later, "no-centre"}, "+CMS ERROR: 332": {carrier.Unsure, "network-silent"},
		"+CMS ERROR: 500": {carrier.Unsure, "network-silent"}, "ERROR": {carrier.Later, "modem-refused"}, "+CMS ERROR: 310": {carrier.Later, "no-sim"},
		"OK": {carrier.Unsure, "no-answer"}, "+CMGS: x\r\n\r\nOK": {carrier.Unsure, "no-answer"},
	} {
		t.Run(said, func(t *testing.T) {
			t.Parallel()
			s := plugged(t)
			s.script(func() { s.sends = []string{said} })
			m := at(t, s, Config{})
			_, err := m.Send(t.Context(), text("x"))
			failed(t, err, want.Certainty, want.reason)
			if r, err := m.Send(t.Context(), text("x")); err != nil || r.Parts != 1 { // it works on
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}

func TestSilence(t *testing.T) {
	t.Parallel()
	brief := func(t *testing.T) context.Context {
		ctx, stop := context.WithTimeout(t.Context(), 120*time.Millisecond)
		t.Cleanup(stop)
		return ctx
	}
	t.Run("after the message", func(t *testing.T) {
		t.Parallel()
		s := plugged(t)
		m := at(t, s, Config{})
		if _, err := m.Hear(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.script(func() { s.sends = []string{""} })
		_, err := m.Send(brief(t), text("x"))
		failed(t, err, carrier.Unsure, "no-answer")
	})
	t.Run("after one part of two", func(t *testing.T) {
		t.Parallel()
		s := plugged(t)
		s.script(func() { s.sends = []string{"+CMGS: 7\r\n\r\nOK", "+CMS ERROR: 38"} })
		_, err := at(t, s, Config{}).Send(t.Context(), text(strings.Repeat("x", 200)))
		failed(t, err, carrier.Unsure, "part-sent")
	})
	t.Run("before the message", func(t *testing.T) {
		t.Parallel()
		s := plugged(t)
		s.script(func() { s.says["AT+CMGS="] = []string{""} })
		m := at(t, s, Config{})
		if _, err := m.Hear(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, err := m.Send(brief(t), text("x"))
		failed(t, err, carrier.Later, "modem-silent")
		if len(s.commands("00")) != 0 {
			t.Error("a message was given to a modem that did not ask for it")
		}
	})
	t.Run("from the start", func(t *testing.T) {
		t.Parallel()
		s := plugged(t)
		s.script(func() { s.says["AT"] = []string{""} })
		_, err := at(t, s, Config{}).Hear(brief(t))
		failed(t, err, carrier.Later, "modem-silent")
	})
	t.Run("no port", func(t *testing.T) {
		t.Parallel()
		_, err := New(Config{Port: "/dev/there-is-none"}).Send(t.Context(), text("x"))
		failed(t, err, carrier.Later, "modem-gone")
	})
	t.Run("pulled out", func(t *testing.T) {
		t.Parallel()
		s := plugged(t)
		m := at(t, s, Config{})
		if _, err := m.Hear(t.Context()); err != nil {
			t.Fatal(err)
		}
		_ = m.line.port.Close() // as a port does that is gone
		for range m.line.heard {
		}
		if r, err := m.Send(t.Context(), text("x")); err != nil || r.Parts != 1 { // and it is plugged in again
			t.Errorf("%+v, %v", r, err)
		}
	})
}

func TestSIM(t *testing.T) {
	t.Parallel()
	locked := "+CPIN: SIM PIN\r\n\r\nOK"
	for name, c := range map[string]struct {
		pin    string
		says   map[string][]string
		reason string
		given  int
	}{
		"no PIN is known":  {"", map[string][]string{"AT+CPIN?": {locked}}, "pin-needed", 0},
		"the PIN is right": {"1234", map[string][]string{"AT+CPIN?": {locked, "+CPIN: READY\r\n\r\nOK"}}, "", 1},
		"the PIN is wrong": {"1111", map[string][]string{"AT+CPIN?": {locked}, "AT+CPIN=": {"+CME ERROR: 16"}}, "pin-wrong", 1},
		"it wants its PUK": {"1234", map[string][]string{"AT+CPIN?": {"+CPIN: SIM PUK\r\n\r\nOK"}}, "sim-locked", 0},
		"there is none":    {"1234", map[string][]string{"AT+CPIN?": {"+CME ERROR: 10"}}, "no-sim", 0},
		"no network":       {"", map[string][]string{"AT+CREG?": {"+CREG: 0,2\r\n\r\nOK"}}, "no-signal", 0},
		"abroad":           {"", map[string][]string{"AT+CREG?": {"+CREG: 2,5,\"00C3\",\"1\"\r\n\r\nOK"}}, "", 0},
		"no PDU mode":      {"", map[string][]string{"AT+CMGF": {"ERROR"}}, "modem-unfit", 0},
		"other reports":    {"", map[string][]string{"AT+CNMI=2,1,0,1,0": {"+CMS ERROR: 302"}, "AT+CNMI=1,1": {"ERROR"}}, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := plugged(t)
			s.script(func() { maps.Copy(s.says, c.says) })
			m := at(t, s, Config{PIN: c.pin})
			for range 2 {
				_, err := m.Send(t.Context(), text("x"))
				if c.reason == "" && err != nil {
					t.Error(err)
				} else if c.reason != "" {
					failed(t, err, carrier.Later, c.reason)
				}
			}
			if given := s.commands("AT+CPIN="); len(given) != c.given { // never a second time
				t.Errorf("%q", given)
			}
		})
	}
}

func TestHear(t *testing.T) {
	t.Parallel()
	s := plugged(t)
	const who, stamp = "0B916256184274F1", "62112241530021"
	word := "0004" + who + "0008" + stamp + "08" + "00530054004F0050" // STOP in UCS-2
	s.script(func() {
		s.says["AT+CMGL"] = []string{"+CMGL: 3,1,,24\r\n" + word + "\r\n\r\nOK"}
		s.says["AT+CMGR=5"] = []string{"+CMGR: 0,,24\r\n" + word + "\r\n\r\nOK"}
		s.says["AT+CMGR=6"] = []string{"+CMS ERROR: 321"}
	})
	m := at(t, s, Config{BalanceCode: "*100#"})
	events, err := m.Hear(t.Context())
	if err != nil || len(events) != 1 || events[0] != (carrier.Event{Phone: "+26658124471", Text: "STOP"}) {
		t.Fatalf("%+v, %v", events, err)
	}
	report := func(reference, status string) string {
		return "+CDS: 25\r\n0006" + reference + who + stamp + stamp + status
	}
	for _, told := range []string{"^RSSI:19", report("29", "00"), `+CMTI: "SM",5`, report("2A", "30"), "RING", report("2B", "46"), `+CMTI: "SM",6`} {
		s.say(told)
	}
	s.say("+CREG: 0,1") // so that all of it has come once this is there
	events = nil
	soon, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	for len(events) < 4 {
		more, err := m.Hear(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, more...)
		if soon.Err() != nil {
			t.Fatalf("no more comes than %+v", events)
		}
	}
	want := map[carrier.Event]bool{
		{Reference: ",41,", Phone: "+26658124471", Fate: carrier.Delivered}:                     true,
		{Reference: ",42,", Phone: "+26658124471", Fate: carrier.Taken}:                         true,
		{Reference: ",43,", Phone: "+26658124471", Fate: carrier.Gone, Reason: "not-delivered"}: true,
		{Phone: "+26658124471", Text: "STOP"}:                                                   true,
	}
	for _, e := range events {
		if !want[e] {
			t.Errorf("%+v", e)
		}
	}
	if _, err := m.Send(t.Context(), text("x")); err != nil { // what it tells is no answer
		t.Error(err)
	}
	if _, err := m.Hear(t.Context()); err != nil {
		t.Error(err)
	}
	if gone := s.commands("AT+CMGD="); strings.Join(gone, " ") != "AT+CMGD=3 AT+CMGD=5 AT+CMGD=6" {
		t.Errorf("%q", gone)
	}
	s.script(func() {
		s.says["AT+CUSD"] = []string{"OK\r\n\r\n+CUSD: 0,\"Your balance is M 41.20. Dial *100#\",15", "OK\r\n\r\n+CUSD: 0,\"004D0020003500310020\",72", "ERROR"}
	})
	for _, want := range []string{"M 41.20", "M 51"} {
		if credit, err := m.Credit(t.Context()); err != nil || credit != want {
			t.Errorf("%q, %v", credit, err)
		}
	}
	if _, err := m.Credit(t.Context()); err == nil {
		t.Error("it refused")
	}
}
