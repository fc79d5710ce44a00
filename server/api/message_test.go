package api_test

import (
	"net/http"
	"strings"
	"testing"

	"karete/server/access"
	"karete/server/api/apitest"
	"karete/server/notify"
)

// messaging is settings that name every way, by a modem that nobody has plugged in.
func messaging() map[string]any {
	words := func(en, st string) map[string]any {
		return map[string]any{"en": "{clinic}: " + en, "st": "{clinic}: " + st}
	}
	return map[string]any{
		"carrier": "modem", "reminder": true, "newTime": true, "cancelled": true, "missed": true, "callUp": true,
		"remindAt": "16:30", "quietFrom": "20:00", "quietUntil": "06:30", "callUpBefore": 3, "signature": "Matala", "plainLetters": true, "partPrice": 30,
		"wordings": map[string]any{"reminder": words("come on {day} at {time}", "tloo {day} ka {time}"), "newTime": words("now {day} at {time}", "joale {day} ka {time}"),
			"cancelled": words("not on {day}", "eseng {day}"), "missed": words("we missed you on {day}", "re u hlolohetsoe {day}"), "callUp": words("almost your turn", "u se u le haufi")},
		"modem":   map[string]any{"port": "/dev/there-is-none", "speed": 115200, "balanceCode": "*100#"},
		"gateway": map[string]any{"url": "http://192.168.1.20:8080", "user": "sms"},
		"http": map[string]any{"url": "https://sms.example.org/send", "type": "json", "body": `{"to":"{to}"}`, "headers": []any{map[string]any{"name": "X-Key", "value": "{secret}"}}, "reference": "id",
			"reports": map[string]any{"header": "X-Shared", "reference": "id", "status": "status", "delivered": "Success", "failed": "Failed, Rejected", "from": "from", "text": "text"}},
		"whatsapp": map[string]any{"numberId": "10612345", "version": "v23.0", "prefix": "karete_", "languageEn": "en", "languageSt": "en"},
	}
}

// What a provider shows in a header, and Meta when it looks whose address it is.
const (
	providerKey = "lipere-tse-leshome-11"
	metaWord    = "thaba-bosiu-at-dusk"
)

// configuring is the command, and the version it is about.
func configuring(t *testing.T, c *apitest.Clinic) (body map[string]any, version int64) {
	t.Helper()
	var now notify.MessageSettingsRead
	c.As("admin").GET("/messages/settings").Want(http.StatusOK).JSON(&now)
	return map[string]any{"id": apitest.ID(), "settings": messaging(), "secrets": map[string]any{"modemPin": "4826", "gatewayPassword": "a", "gatewayKey": "b", "httpSecret": "c", "httpKey": providerKey,
		"whatsappToken": "d", "whatsappSecret": "e", "whatsappVerify": metaWord}}, now.Version
}

// toWrite is a message that waits for tomorrow.
func toWrite(t *testing.T, c *apitest.Clinic) notify.PatientMessage {
	t.Helper()
	body, version := configuring(t, c)
	c.As("admin").PUT("/messages/settings", version, body).Want(http.StatusOK)
	patientID, department := apitest.ID(), takingBookings(t, c)
	name, figures := nobodys()
	asAnother(c, newcomer(map[string]any{"id": patientID, "givenNames": name, "familyName": name[4:], "consent": map[string]any{"given": true, "on": "2026-11-20"},
		"phones": []any{map[string]any{"number": "58" + figures, "owner": "", "mayLeaveMessage": true}}})).Want(http.StatusCreated)
	c.As("clerk").POST("/appointments", booking(patientID, department, "2026-11-25", "09:00")).Want(http.StatusCreated)
	if err := c.API.Messages.Round(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	var list notify.MessageList
	c.As("clerk").GET("/messages?group=waiting").Want(http.StatusOK).JSON(&list)
	for _, m := range list.Messages {
		if m.PatientID == patientID {
			return m
		}
	}
	t.Fatalf("it is not there: %+v", list)
	return notify.PatientMessage{}
}

func aboutMessages() map[access.Action][]maker {
	onOne := func(end string) maker {
		return func(t *testing.T, c *apitest.Clinic) command {
			m := toWrite(t, c)
			return command{"/messages/" + m.ID + end, 0, step(m.PatientID)}
		}
	}
	return map[access.Action][]maker{
		"message.configure": {func(t *testing.T, c *apitest.Clinic) command {
			body, version := configuring(t, c)
			return command{"/messages/settings", version, body}
		}},
		"message.test": {func(t *testing.T, c *apitest.Clinic) command {
			body, version := configuring(t, c)
			c.As("admin").PUT("/messages/settings", version, body).Want(http.StatusOK)
			return command{"/messages/test", 0, map[string]any{"id": apitest.ID(), "number": "5812 4471", "language": "st"}}
		}},
		"message.retry":  {onOne("/retry")},
		"message.cancel": {onOne("/cancel")},
	}
}

func TestMessagesOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	m := toWrite(t, c)
	if m.State != notify.Waiting || !strings.HasPrefix(m.Text, "Matala: ") || m.DueAt.Format("15:04") != "14:30" {
		t.Errorf("%+v", m)
	}
	for who, status := range map[string]int{"guest": http.StatusUnauthorized, "nurse": http.StatusForbidden, "doctor": http.StatusForbidden, "admin": http.StatusOK} {
		c.As(who).GET("/messages").Want(status)
		if who != "admin" {
			c.As(who).POST("/messages/"+m.ID+"/cancel", step(m.PatientID)).Want(status)
		}
	}
	c.As("clerk").GET("/messages/settings").Refused(http.StatusForbidden, "forbidden")
	a := c.As("admin").GET("/messages/settings").Want(http.StatusOK)
	for _, hidden := range []string{"4826", `"modemPin":"`, providerKey, metaWord} {
		if strings.Contains(string(a.Body), hidden) {
			t.Errorf("%s is in the settings", hidden)
		}
	}
	body, version := configuring(t, c)
	c.As("admin").PUT("/messages/settings", version-1, body).Refused(http.StatusConflict, "stale")
	body["settings"].(map[string]any)["wordings"].(map[string]any)["reminder"].(map[string]any)["en"] = "Your HIV test on {day} at {time}"
	c.As("admin").PUT("/messages/settings", version, body).Broken("settings.wordings.reminder.en", "tells-why")

	var tried notify.TriedMessage
	c.As("admin").POST("/messages/test", map[string]any{"id": apitest.ID(), "number": "5812 4471", "language": "en"}).Want(http.StatusOK).JSON(&tried)
	if tried.State != notify.Waiting || tried.Reason != "modem-gone" {
		t.Errorf("%+v", tried)
	}
	c.As("clerk").POST("/messages/"+m.ID+"/cancel", step(registered(t, c, "Pule", "Tau"))).Refused(http.StatusConflict, "mismatch")
	c.As("clerk").POST("/messages/"+m.ID+"/cancel", step(m.PatientID)).Want(http.StatusOK).JSON(&m)
	if m.State != notify.Stopped {
		t.Errorf("%+v", m)
	}
	c.As("clerk").POST("/messages/"+m.ID+"/retry", step(m.PatientID)).Refused(http.StatusConflict, "wrong-state")
	c.As("clerk").POST("/messages/"+apitest.ID()+"/retry", step(m.PatientID)).Refused(http.StatusNotFound, "not-found")
}
