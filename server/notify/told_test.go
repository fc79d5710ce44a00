package notify_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"testing"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/notify"
	"karete/server/notify/carrier"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

const (
	appSecret = "a secret of the app"
	sharedKey = "mosala-o-mofubelu-9"
	numberID  = "106540352242922"
)

// telling is what a carrier posts; headers are pairs.
func telling(body string, headers ...string) notify.Telling {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return notify.Telling{Body: []byte(body), Header: h, Address: "203.0.113.7"}
}

// reachable is a clinic that sends by a carrier which can tell.
func reachable(t *testing.T, by string) *desk {
	d := open(t)
	now := must(d.Room.Settings(t.Context(), visittest.Admin))
	secret, key := appSecret, sharedKey
	in := notify.ConfigureMessages{ID: id.New(), Settings: now.Settings, Secrets: notify.NewSecrets{WhatsAppSecret: &secret, HTTPKey: &key}}
	in.Settings.Carrier, in.Settings.WhatsApp.NumberID, in.Settings.HTTP.URL = by, numberID, "https://sms.example.org/send"
	in.Settings.HTTP.Reports = notify.HTTPReports{Header: "Authorization", Reference: "id", Status: "status", Delivered: "Success", Failed: "Failed", From: "from", Text: "text"}
	must(d.Room.Configure(t.Context(), visittest.Admin, now.Version, in))
	return d
}

// tells is somebody telling, with the signature or key that is right.
func (d *desk) tells(by, body string) error {
	in := telling(body, "Content-Type", "application/x-www-form-urlencoded", "Authorization", "Bearer "+sharedKey)
	if by == notify.WhatsApp {
		mac := hmac.New(sha256.New, []byte(appSecret))
		mac.Write([]byte(body))
		in = telling(body, "X-Hub-Signature-256", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	}
	return d.Room.Told(d.t.Context(), access.Actor{}, in)
}

// of is a body in the words of a carrier: of a message, or an answer.
func of(by, name, what, text string) string {
	switch {
	case by == notify.HTTP && text == "":
		return "id=" + name + "&status=" + map[string]string{"delivered": "Success", "failed": "Failed", "sent": "Sent"}[what]
	case by == notify.HTTP:
		return "id=" + name + "&from=26658124471&text=" + text
	case text == "":
		what = fmt.Sprintf(`"statuses":[{"id":%q,"status":%q,"timestamp":"1","errors":[{"code":131026}]}]`, name, what)
	default:
		what = fmt.Sprintf(`"messages":[{"id":%q,"from":"26658124471","type":"text","timestamp":"1","text":{"body":%q}}]`, name, text)
	}
	return fmt.Sprintf(`{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":%q},%s}}]}]}`, numberID, what)
}

func TestCarriersTellByThemselves(t *testing.T) {
	t.Parallel()
	for by, reason := range map[string]string{notify.WhatsApp: "not-on-whatsapp", notify.HTTP: "not-delivered"} {
		t.Run(by, func(t *testing.T) {
			t.Parallel()
			d := reachable(t, by)
			d.book(d.person("Tau"), tomorrow, "09:30")
			d.At(0, "17:00:00")
			d.round()
			d.went(1)
			name := d.phone.sent[0].Key
			told := func(body string) {
				t.Helper()
				if err := d.tells(by, body); err != nil {
					t.Errorf("%s: %v", body, err)
				}
			}
			before := len(d.Entries("message.settle"))
			for _, other := range []string{"x", name[:8], name + "0"} { // none of ours
				told(of(by, other, "delivered", ""))
				told(of(by, other, "failed", ""))
			}
			told(of(by, name, "sent", ""))
			d.is(notify.Sent, "")
			told(of(by, name, "failed", ""))
			told(of(by, name, "delivered", "")) // settled
			told(of(by, name, "failed", ""))
			d.is(notify.Failed, reason)
			if n := len(d.Entries("message.settle")) - before; n != 1 {
				t.Errorf("%d entries", n)
			}
			s := must(d.Room.Settings(t.Context(), visittest.Admin)).Told
			if at := map[string]bool{notify.WhatsApp: s.WhatsApp != nil, notify.HTTP: s.HTTP != nil}; !at[by] || s.Gateway != nil || len(at) != 2 || (s.WhatsApp != nil) == (s.HTTP != nil) {
				t.Errorf("%+v", s)
			}
		})
	}
}

// What was answered once counts once: told again later, it undoes nothing that was
// answered since.
func TestAnswersToldAgain(t *testing.T) {
	t.Parallel()
	for _, by := range []string{notify.WhatsApp, notify.HTTP} {
		d := reachable(t, by)
		withheld := func(want bool) {
			t.Helper()
			n := len(d.list().Messages)
			d.book(d.with("Tau"+id.New()[30:], given, mine), tomorrow, "09:30")
			d.round()
			l := d.list()
			if len(l.Messages) != n+1 || (l.Counts.NotSent > 0) != want {
				t.Errorf("%+v, want withheld %v", l.Counts, want)
			}
		}
		for _, c := range []struct {
			name, text string
			entries    int
		}{{"1", "hello", 0}, {"2", "Emisa", 1}, {"2", "Emisa", 1}, {"3", "Start", 2}, {"2", "Emisa", 2}, {"4", "STOP!", 3}, {"3", "Start", 3}} {
			if err := d.tells(by, of(by, c.name, "", c.text)); err != nil {
				t.Error(err)
			}
			if n := len(d.Entries("message.stop")); n != c.entries {
				t.Errorf("%s, %s %s: %d entries, want %d", by, c.name, c.text, n, c.entries)
			}
		}
		withheld(true)
	}
}

// It is told that a message arrived before the provider has answered that it took it,
// or when it never answered at all.
func TestToldEarlyOrInstead(t *testing.T) {
	t.Parallel()
	for _, failure := range []error{nil, carrier.Fail(carrier.Unsure, "no-answer", nil)} {
		d := reachable(t, notify.WhatsApp)
		d.book(d.person("Tau"), tomorrow, "09:30")
		d.At(0, "17:00:00")
		d.phone.next = []error{failure}
		d.phone.before = func(m carrier.Message) {
			if err := d.tells(notify.WhatsApp, of(notify.WhatsApp, m.Key, "delivered", "")); err != nil {
				t.Error(err)
			}
		}
		d.round()
		d.is(notify.Delivered, "")
	}
}

func TestWhoMayTell(t *testing.T) {
	t.Parallel()
	d := reachable(t, notify.HTTP)
	d.book(d.with("Tau", patient.Consent{Given: true, On: "2026-01-05"}, mine), tomorrow, "09:30")
	d.At(0, "17:00:00")
	d.round()
	body := of(notify.HTTP, d.phone.sent[0].Key, "delivered", "")
	tell := func(headers ...string) error {
		return d.Room.Told(t.Context(), access.Actor{}, telling(body, append(headers, "Content-Type", "application/x-www-form-urlencoded")...))
	}
	for _, header := range []string{"", "Bearer", "Bearer ", "Basic !!", "Basic c2hhcmVkOg==", "Bearer " + sharedKey[1:], sharedKey + " ", "Digest " + sharedKey} {
		refused(t, tell("Authorization", header), fault.Invalid)
	}
	refused(t, tell("X-Key", sharedKey), fault.Invalid)
	refused(t, tell("Authorization", "Bearer "+sharedKey, "X-Hub-Signature-256", "sha256=00"), fault.Invalid)
	d.is(notify.Sent, "")
	for _, header := range []string{sharedKey, "bearer " + sharedKey, "Basic b3Vyczptb3NhbGEtby1tb2Z1YmVsdS05"} {
		if err := tell("Authorization", header); err != nil {
			t.Errorf("%s: %v", header, err)
		}
	}
	d.is(notify.Delivered, "")
	// Another provider is told by another key.
	now := must(d.Room.Settings(t.Context(), visittest.Admin))
	now.Settings.HTTP.URL = "https://other.example.org/send"
	if out := must(d.Room.Configure(t.Context(), visittest.Admin, now.Version, notify.ConfigureMessages{ID: id.New(), Settings: now.Settings})); out.Has.HTTPKey || out.Told.HTTP == nil {
		t.Errorf("%+v %+v", out.Has, out.Told)
	}
	refused(t, tell("Authorization", "Bearer "+sharedKey), fault.Invalid)
	refused(t, tell("Authorization", ""), fault.Invalid)
}
