package notify_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/notify"
	"karete/server/notify/carrier"
	"karete/server/notify/sms"
	"karete/server/secret"
	"karete/server/visit/visittest"
)

func TestWordings(t *testing.T) {
	t.Parallel()
	d := open(t)
	const en = "settings.wordings.reminder.en"
	for text, code := range map[string]string{
		"{clinic}: {day} {time}. Ring {phone}":                "",
		"We expect you on {day} at {time}, latest 10 o'clock": "",
		"":                                      "required",
		"Come on {day}":                         "gap-missing",
		"Come on {day} at {time}, {name}":       "gap-unknown",
		"Come on {day} at {time} {":             "gap-unknown",
		"Come on {day} at {time} for your ARVs": "tells-why",
		"Come on {day} at {time} for your Test Results":             "tells-why",
		"Come on {day} at {time} to the antenatal room":             "tells-why",
		"Come on {day} at {time}: TB":                               "tells-why",
		"Tloo {day} ka {time} ho nka meriana":                       "tells-why",
		"Come on {day} at {time}. https://karete.example":           "not-allowed",
		"Come on {day} at {time}" + strings.Repeat(" and on", 60):   "too-long",
		"Come\u200b on {day} at {time}":                             "bad-text",
		"Come on {day} at {time}. The doctor wants to see you":      "tells-why",
		"Come on {day} at {time}. Family planning":                  "tells-why",
		"Come on {day} at {time} to the art room, not the arts one": "tells-why",
	} {
		err := d.chooses(func(s *notify.MessageSettings) { s.Wordings.Reminder.En = text })
		f := fault.Of(err)
		if code == "" && err != nil || code != "" && (f == nil || len(f.Fields) == 0 || f.Fields[0].Field != en || f.Fields[0].Code != code) {
			t.Errorf("%q: %v, want %q", text, err, code)
		}
	}
	if err := d.chooses(func(s *notify.MessageSettings) { s.Signature = "HIV clinic" }); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

// What is sent by a clinic that has changed nothing is one part in either language,
// on the days whose names have no š.
func TestTheFirstWordingsAreOnePartEach(t *testing.T) {
	t.Parallel()
	d := open(t)
	s, err := d.Room.Settings(t.Context(), visittest.Admin)
	if err != nil {
		t.Fatal(err)
	}
	w := s.Settings.Wordings
	for _, one := range []notify.Wording{w.Reminder, w.NewTime, w.Cancelled, w.Missed, w.CallUp} {
		for language, text := range map[string]string{"en": one.En, "st": one.St} {
			samples := map[string]map[string]string{"en": s.Samples.En, "st": s.Samples.St}[language]
			for gap, v := range samples {
				text = strings.ReplaceAll(text, "{"+gap+"}", v)
			}
			text = strings.ReplaceAll(text, s.Samples.En["clinic"], "Kliniki ea Ha Matala Phahameng")
			if size := sms.Measure(text + " 2234 0117"); size.Parts != 1 || strings.Contains(text, "{") {
				t.Errorf("%s: %+v", text, size)
			}
		}
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	d := open(t)
	for field, change := range map[string]func(*notify.MessageSettings){
		"settings.carrier":    func(s *notify.MessageSettings) { s.Carrier = "pigeon" },
		"settings.modem.port": func(s *notify.MessageSettings) { s.Modem.Port = " " },
		"settings.gateway.user": func(s *notify.MessageSettings) {
			s.Carrier, s.Gateway.URL = notify.Gateway, "http://192.168.1.20:8080/"
		},
		"settings.gateway.url":          func(s *notify.MessageSettings) { s.Gateway.URL = "http://sms.example.org" },
		"settings.http.url":             func(s *notify.MessageSettings) { s.HTTP.URL = "ftp://10.0.0.1/" },
		"settings.http.headers[0].name": func(s *notify.MessageSettings) { s.HTTP.Headers = []notify.HTTPHeader{{Name: "host", Value: "x"}} },
		"settings.http.headers[0].value": func(s *notify.MessageSettings) {
			s.HTTP.Headers = []notify.HTTPHeader{{Name: "X-Key", Value: "a\r\nB: c"}}
		},
		"settings.http.reports.header": func(s *notify.MessageSettings) { s.HTTP.Reports.Header = "cookie" },
		"settings.http.reports.status": func(s *notify.MessageSettings) {
			s.HTTP.Reports.Reference, s.HTTP.Reports.Delivered = "id", "Success"
		},
		"settings.http.reports.delivered": func(s *notify.MessageSettings) {
			s.HTTP.Reports.Reference, s.HTTP.Reports.Status = "id", "status"
		},
		"settings.http.reports.from": func(s *notify.MessageSettings) { s.HTTP.Reports.Text = "text" },
		"settings.quietFrom":         func(s *notify.MessageSettings) { s.QuietFrom = "24:00" },
		"settings.callUpBefore":      func(s *notify.MessageSettings) { s.CallUpBefore = 0 },
	} {
		if f := fault.Of(d.chooses(change)); f == nil || len(f.Fields) != 1 || f.Fields[0].Field != field {
			t.Errorf("%s: %v", field, f)
		}
	}
	for _, who := range []access.Actor{visittest.Clerk, visittest.Nurse, {}} {
		if _, err := d.Room.Settings(t.Context(), who); err == nil {
			t.Error("they are not theirs to read")
		}
	}
	d.choose(func(*notify.MessageSettings) {})
	_, err := d.Room.Configure(t.Context(), visittest.Admin, 1, notify.ConfigureMessages{ID: id.New(), Settings: must(d.Room.Settings(t.Context(), visittest.Admin)).Settings})
	refused(t, err, fault.Stale)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// A secret is never read back, is in no entry, and is forgotten when its address
// becomes another one.
func TestSecrets(t *testing.T) {
	t.Parallel()
	d := open(t)
	const password = "maize-and-sorghum"
	set := func(url string, password *string) notify.MessageSettingsRead {
		now := must(d.Room.Settings(t.Context(), visittest.Admin))
		in := notify.ConfigureMessages{ID: id.New(), Settings: now.Settings, Secrets: notify.NewSecrets{GatewayPassword: password}}
		in.Settings.Carrier, in.Settings.Gateway.URL, in.Settings.Gateway.User = notify.Gateway, url, "sms"
		out, err := d.Room.Configure(t.Context(), visittest.Admin, now.Version, in)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	kept := func() (value string) {
		d.read(func(tx *db.Tx) error {
			v, _, err := secret.In(tx, "message.gateway-password")
			value = string(v)
			return err
		})
		return value
	}
	text := password
	out := set("http://192.168.1.20:8080", &text)
	if b, _ := json.Marshal(out); !out.Has.GatewayPassword || strings.Contains(string(b), password) || kept() != password {
		t.Errorf("%s", b)
	}
	set("http://192.168.1.20:8080/", nil)
	if kept() != password {
		t.Error("it was to stay")
	}
	for _, e := range d.Entries("message.configure") {
		if strings.Contains(string(e.Payload), password) {
			t.Error("it is in the journal")
		}
	}
	if out := set("http://192.168.1.66:8080", nil); out.Has.GatewayPassword || kept() != "" {
		t.Error("it would be shown to another host")
	}
}

func TestTheGatewayPhoneTells(t *testing.T) {
	t.Parallel()
	d := open(t)
	key := "signing key"
	now := must(d.Room.Settings(t.Context(), visittest.Admin))
	in := notify.ConfigureMessages{ID: id.New(), Settings: now.Settings, Secrets: notify.NewSecrets{GatewayKey: &key}}
	in.Settings.Carrier, in.Settings.Gateway.URL, in.Settings.Gateway.User = notify.Gateway, "http://192.168.1.20:8080", "sms"
	must(d.Room.Configure(t.Context(), visittest.Admin, now.Version, in))
	d.book(d.person("Tau"), tomorrow, "09:30")
	d.At(0, "17:00:00")
	d.round()
	d.went(1)
	at := strconv.FormatInt(d.Clock.Now().Unix(), 10)
	sign := func(body, at, key string) string {
		mac := hmac.New(sha256.New, []byte(key))
		mac.Write([]byte(body + at))
		return hex.EncodeToString(mac.Sum(nil))
	}
	tell := func(body, at, key string) error {
		return d.Room.Told(t.Context(), access.Actor{}, telling(body, "X-Timestamp", at, "X-Signature", sign(body, at, key)))
	}
	delivered := `{"event":"sms:delivered","payload":{"messageId":"` + d.phone.sent[0].Key + `","phoneNumber":"+26658124471"}}`
	old := strconv.FormatInt(d.Clock.Now().Unix()-3600, 10)
	for name, err := range map[string]error{"another key": tell(delivered, at, "x"), "no key": tell(delivered, at, ""), "long ago": tell(delivered, old, key),
		"no signature": d.Room.Told(t.Context(), access.Actor{}, telling(delivered, "X-Timestamp", at))} {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.is(notify.Sent, "")
	for _, body := range []string{delivered, delivered, `{"event":"system:ping","payload":{}}`, `{"event":"sms:delivered","payload":{"messageId":""}}`,
		`{"event":"sms:received","payload":{"message":"STOP","phoneNumber":"+266 5812 4471"}}`} {
		if err := tell(body, at, key); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
	refused(t, tell(`{"event":`, at, key), fault.Malformed)
	d.is(notify.Delivered, "")
	if n := len(d.Entries("message.stop")); n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestTrying(t *testing.T) {
	t.Parallel()
	d := open(t)
	try := notify.TryMessage{ID: id.New(), Number: "5812 4471", Language: "en"}
	_, err := d.Room.Try(t.Context(), visittest.Admin, try)
	refused(t, err, fault.WrongState)
	d.choose(func(*notify.MessageSettings) {})
	bad := try
	bad.ID, bad.Number = id.New(), "12"
	_, err = d.Room.Try(t.Context(), visittest.Admin, bad)
	refused(t, err, fault.Invalid)
	try.ID = id.New()
	out, err := d.Room.Try(t.Context(), visittest.Admin, try)
	if err != nil || out.State != notify.Sent || out.Text != d.phone.sent[0].Text || d.phone.sent[0].To != "+26658124471" {
		t.Errorf("%+v, %v", out, err)
	}
	if out, err := d.Room.Try(t.Context(), visittest.Admin, try); err != nil || out.Reason != "repeated" { // the answer was lost
		t.Errorf("%+v, %v", out, err)
	}
	d.went(1)
	for certainty, state := range map[carrier.Certainty]notify.MessageState{carrier.Later: notify.Waiting, carrier.Never: notify.Failed, carrier.Unsure: notify.Unsure} {
		d.phone.next = []error{carrier.Fail(certainty, "why", nil)}
		try.ID = id.New()
		if out, err := d.Room.Try(t.Context(), visittest.Admin, try); err != nil || out.State != state || out.Reason != "why" {
			t.Errorf("%+v, %v", out, err)
		}
	}
	if len(d.list().Messages) != 0 {
		t.Error("nobody's message is in the list")
	}
}

// What was due before a backup was brought back may have gone out since it was made.
func TestAfterARestoreAPersonDecides(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.choose(func(*notify.MessageSettings) {})
	d.book(d.person("Tau"), tomorrow, "09:30")
	d.round()
	d.At(0, "18:00:00")
	d.book(d.person("Letsie"), tomorrow, "10:00")
	d.restored()
	d.Clock.Advance(1e9)
	d.round()
	d.round()
	d.went(0)
	l := d.list()
	if l.Counts.Needs != 2 || l.Messages[0].Reason != "restored" || l.Messages[1].Reason != "restored" {
		t.Errorf("%+v", l.Messages)
	}
	if _, err := d.retry(l.Messages[0]); err != nil {
		t.Fatal(err)
	}
	d.round()
	d.went(1)
}

func (d *desk) restored() {
	d.t.Helper()
	_, err := act.Do(d.t.Context(), d.Gate, access.TheBox(), act.Command{ID: id.New(), Action: "box.restored"}, func(tx *act.Tx) error {
		tx.Subject("box", "box")
		return nil
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		d.t.Fatal(err)
	}
}
