package whatsapp_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"

	"karete/server/notify/carrier"
	"karete/server/notify/whatsapp"
)

const ours = "106540352242922"

// change is one thing that Meta tells of a number, in the shape of its documents.
func change(field, numberID, more string) string {
	return fmt.Sprintf(`{"field":%q,"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"26622312345","phone_number_id":%q},%s}}`, field, numberID, more)
}

func status(id, state, more string) string {
	return fmt.Sprintf(`"statuses":[{"id":%q,"status":%q,"timestamp":"1750857384","recipient_id":"26658124471"%s}]`, id, state, more)
}

func failedWith(code int) string {
	return fmt.Sprintf(`,"errors":[{"code":%d,"title":"Undeliverable","error_data":{"details":"26658124471"}}]`, code)
}

func answer(id, kind, more string) string {
	return fmt.Sprintf(`"contacts":[{"profile":{"name":"Neo"},"wa_id":"26658124471"}],"messages":[{"from":"26658124471","id":%q,"timestamp":"1504902988","type":%q%s}]`, id, kind, more)
}

func posted(changes ...string) string {
	body := `{"object":"whatsapp_business_account","entry":[`
	for i, c := range changes {
		if i > 0 {
			body += ","
		}
		body += fmt.Sprintf(`{"id":"%d","changes":[%s]}`, i, c)
	}
	return body + "]}"
}

func TestWhatMetaTells(t *testing.T) {
	t.Parallel()
	body := posted(
		change("messages", ours, status("a", "sent", "")), change("messages", ours, status("b", "delivered", `,"pricing":{"billable":true}`)),
		change("messages", ours, status("c", "read", "")), change("messages", ours, status("d", "failed", failedWith(131026))),
		change("messages", ours, status("e", "deleted", "")), change("messages", "1", status("f", "delivered", "")),
		change("account_update", ours, status("g", "delivered", "")),
		change("messages", ours, answer("h", "text", `,"text":{"body":"Stop please"}`)), change("messages", ours, answer("i", "image", `,"image":{"id":"1"}`)),
		change("messages", ours, answer("j", "button", `,"button":{"payload":"x","text":"EMISA"}`)), change("messages", "1", answer("k", "text", `,"text":{"body":"START"}`)),
	)
	got, err := whatsapp.Told([]byte(body), ours)
	want := []carrier.Event{
		{Reference: "b", Fate: carrier.Delivered}, {Reference: "c", Fate: carrier.Delivered}, {Reference: "d", Fate: carrier.Gone, Reason: "not-on-whatsapp"},
		{Reference: "h", Phone: "+26658124471", Text: "Stop please"}, {Reference: "j", Phone: "+26658124471", Text: "EMISA"},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	for code, reason := range map[int]string{131049: "not-delivered", 131000: "not-delivered", 999: "not-delivered", 131042: "no-credit", 131048: "throttled", 132015: "template", 368: "account"} {
		got, err := whatsapp.Told([]byte(posted(change("messages", ours, status("d", "failed", failedWith(code))))), ours)
		if err != nil || len(got) != 1 || got[0].Reason != reason {
			t.Errorf("%d: %+v, %v", code, got, err)
		}
	}
	for _, nothing := range []string{`{}`, `{"entry":[]}`, `null`, posted(), `{"entry":[{"changes":[{"field":"messages"}]}]}`, posted(change("messages", ours, status("d", "failed", ""))) + " "} {
		if _, err := whatsapp.Told([]byte(nothing), ours); err != nil {
			t.Errorf("%s: %v", nothing, err)
		}
	}
	for _, broken := range []string{"", "{", `{"entry":7}`, `{"entry":[{"changes":"x"}]}`} {
		if got, err := whatsapp.Told([]byte(broken), ours); err == nil || got != nil {
			t.Errorf("%s: %+v", broken, got)
		}
	}
}

func TestSigned(t *testing.T) {
	t.Parallel()
	body := []byte(`{"a":"š"}`)
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write(body)
	right := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	if !whatsapp.Signed("secret", body, right) {
		t.Error("it is right")
	}
	for _, wrong := range []string{"", "sha256=", right[7:], right[:len(right)-2], "sha1=" + right[7:], right + "00"} {
		if whatsapp.Signed("secret", body, wrong) {
			t.Error(wrong)
		}
	}
	none := hmac.New(sha256.New, nil)
	none.Write(body)
	if whatsapp.Signed("secret", body[1:], right) || whatsapp.Signed("other", body, right) || whatsapp.Signed("", body, "sha256="+hex.EncodeToString(none.Sum(nil))) {
		t.Error("it is none")
	}
}
