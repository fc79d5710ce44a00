package httpsms_test

import (
	"slices"
	"strings"
	"testing"

	"karete/server/notify/carrier"
	"karete/server/notify/httpsms"
)

const (
	form = "application/x-www-form-urlencoded"
	text = "application/json; charset=utf-8"
)

// Providers that clinics here use, as their documents say they tell.
var (
	africasTalking = httpsms.Reports{Reference: "id", Status: "status", Delivered: "Success", Failed: "Failed, Rejected", From: "from", Text: "text"}
	bulkSMS        = httpsms.Reports{Reference: "id", Status: "status.type", Delivered: "DELIVERED", Failed: "FAILED", From: "from.address", Text: "body.value"}
	clickatell     = httpsms.Reports{Reference: "event.messageStatusUpdate.messageId", Status: "event.messageStatusUpdate.statusCode", Delivered: "4", Failed: "5,6, 7",
		From: "event.moText.from", Text: "event.moText.content"}
)

func TestWhatProvidersTell(t *testing.T) {
	t.Parallel()
	arrived := func(id string) carrier.Event { return carrier.Event{Reference: id, Fate: carrier.Delivered} }
	gone := func(id string) carrier.Event {
		return carrier.Event{Reference: id, Fate: carrier.Gone, Reason: "not-delivered"}
	}
	for _, c := range []struct {
		reports    httpsms.Reports
		kind, body string
		want       []carrier.Event
	}{
		{africasTalking, form, "id=ATXid_1&status=Success&phoneNumber=%2B26658124471&networkCode=65101", []carrier.Event{arrived("ATXid_1")}},
		{africasTalking, form, "id=ATXid_1&status=Rejected&failureReason=UserInBlackList", []carrier.Event{gone("ATXid_1")}},
		{africasTalking, form, "id=ATXid_1&status=Buffered", nil},
		{africasTalking, form, "from=%2B26658124471&to=24242&text=Emisa+ka+kopo&date=2026-11-24&id=ATXid_2", []carrier.Event{{Reference: "ATXid_2", Phone: "+26658124471", Text: "Emisa ka kopo"}}},
		{bulkSMS, text, `[{"id":"312123871239124","type":"SENT","from":{"address":"+27000000000"},"body":{"value":"come"},"status":{"id":"DELIVERED.NULL","type":"delivered","subtype":null}},
			{"id":"77","type":"SENT","status":{"type":"FAILED"}},{"id":"78","type":"SENT","status":{"type":"SENT"}}]`,
			[]carrier.Event{arrived("312123871239124"), gone("77"), {Reference: "312123871239124", Phone: "+27000000000", Text: "come"}}},
		{clickatell, text, `{"integrationId":"x","event":{"messageStatusUpdate":[{"messageId":12345678901234567890,"statusCode":4},{"messageId":"b","statusCode":6},{"messageId":"c","statusCode":3}]}}`,
			[]carrier.Event{arrived("12345678901234567890"), gone("b")}},
		{clickatell, text, `{"event":{"moText":[{"from":"26658124471","content":"STOP"},{"from":"26658124472","content":"START"}]}}`,
			[]carrier.Event{{Phone: "26658124471", Text: "STOP"}, {Phone: "26658124472", Text: "START"}}},
		{httpsms.Reports{Reference: "msg.id", Status: "msg.status", Delivered: "1"}, form, "msg.id=9&msg.status=1", []carrier.Event{arrived("9")}},
		{httpsms.Reports{Reference: "data.0.id", Status: "data.0.ok", Delivered: "true"}, text, `{"data":{"0":{"id":"9","ok":true}}}`, []carrier.Event{arrived("9")}},
		{httpsms.Reports{}, text, `{"id":"9","status":""}`, nil},
		{httpsms.Reports{Reference: "id", Status: "status", Delivered: ",", Failed: ""}, text, `{"id":"9","status":""}`, nil},
		{africasTalking, text, `{"id":{"x":1},"status":["Success"],"from":null}`, nil},
		{africasTalking, text, `["Success",null,7,[[{"id":"9","status":"SUCCESS"}]]]`, []carrier.Event{arrived("9")}},
		{africasTalking, "", `"Success"`, nil},
	} {
		got, err := httpsms.Told([]byte(c.body), c.kind, c.reports)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s\ngot  %+v, %v\nwant %+v", c.body, got, err, c.want)
		}
	}
	for kind, bodies := range map[string][]string{text: {"", "{", `{} {}`, "id=9", strings.Repeat("[", 20_000)}, form: {"id=%zz"}} {
		for _, body := range bodies {
			if got, err := httpsms.Told([]byte(body), kind, africasTalking); err == nil || got != nil {
				t.Errorf("%.20s: %+v", body, got)
			}
		}
	}
}
