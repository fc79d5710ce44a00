package gateway

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"

	"karete/server/notify/carrier"
	"karete/server/notify/outward"
)

// Gateway is one phone.
type Gateway struct {
	client *outward.Client
	base   string
	header http.Header
}

// New is the phone at an address, as its screen shows it.
func New(base, user, password string) *Gateway {
	return &Gateway{outward.New(), base, http.Header{
		"Authorization": {"Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))},
		"Content-Type":  {"application/json"}, "Accept": {"application/json"},
	}}
}

type text struct {
	Text string `json:"text"`
}

type submission struct {
	ID           string   `json:"id"`
	Text         text     `json:"textMessage"`
	PhoneNumbers []string `json:"phoneNumbers"`
	WithReport   bool     `json:"withDeliveryReport"`
	TTL          int      `json:"ttl,omitempty"` // seconds
}

type state struct {
	ID         string `json:"id"`
	State      string `json:"state"`
	Recipients []struct {
		State string `json:"state"`
		Error string `json:"error"`
	} `json:"recipients"`
}

// Send hands a message to the phone. One it has already under that name is taken.
func (g *Gateway) Send(ctx context.Context, m carrier.Message) (carrier.Receipt, error) {
	body, err := json.Marshal(submission{m.Key, text{m.Text}, []string{m.To}, true, int(m.Keep.Seconds())})
	if err != nil {
		return carrier.Receipt{}, carrier.Fail(carrier.Never, "rejected", err)
	}
	a, err := g.client.Do(ctx, http.MethodPost, g.base+"/message", body, g.header)
	switch {
	case err != nil:
		if carrier.Of(err).Certainty == carrier.Unsure {
			if fate, _, e := g.Ask(context.WithoutCancel(ctx), m.Key, ""); e == nil && fate == carrier.Lost {
				return carrier.Receipt{}, carrier.Fail(carrier.Later, "no-answer", err)
			} else if e == nil && fate != carrier.Unknown {
				return carrier.Receipt{Reference: m.Key}, nil
			}
		}
		return carrier.Receipt{}, err
	case a.OK() || a.Status == http.StatusConflict:
		return carrier.Receipt{Reference: m.Key}, nil
	}
	return carrier.Receipt{}, a.Refused()
}

// Ask reads a message's state on the phone.
func (g *Gateway) Ask(ctx context.Context, key, _ string) (carrier.Fate, string, error) {
	a, err := g.client.Do(ctx, http.MethodGet, g.base+"/message/"+url.PathEscape(key), nil, g.header)
	if err != nil {
		return carrier.Unknown, "", err
	}
	var s state
	if a.Status == http.StatusNotFound {
		return carrier.Lost, "", nil
	}
	if !a.OK() {
		return carrier.Unknown, "", a.Refused()
	}
	if json.Unmarshal(a.Body, &s) != nil || s.ID != key {
		return carrier.Unknown, "", nil // somebody else answers there
	}
	if len(s.Recipients) == 1 {
		s.State = s.Recipients[0].State
	}
	return fateOf(s.State), "phone-failed", nil
}

func fateOf(state string) carrier.Fate {
	switch state {
	case "Delivered":
		return carrier.Delivered
	case "Failed":
		return carrier.Gone
	case "Pending", "Processed", "Sent":
		return carrier.Taken
	}
	return carrier.Unknown
}

// Hear hears nothing: the phone tells by itself, see Told.
func (g *Gateway) Hear(context.Context) ([]carrier.Event, error) { return nil, nil }

// Credit is not known to the phone.
func (g *Gateway) Credit(context.Context) (string, error) { return "", nil }

// Close lets the phone go.
func (g *Gateway) Close() error {
	g.client.Close()
	return nil
}

// Told is what the phone tells by itself: the body of its webhook.
type Told struct {
	Kind    string `json:"event"`
	Payload struct {
		MessageID string `json:"messageId"`
		Phone     string `json:"phoneNumber"`
		Sender    string `json:"sender"` // newer versions say it here
		Message   string `json:"message"`
	} `json:"payload"`
}

// Event is what it means; ok is false when it means nothing here.
func (t Told) Event() (e carrier.Event, ok bool) {
	from := t.Payload.Phone
	if from == "" {
		from = t.Payload.Sender
	}
	switch t.Kind {
	case "sms:received":
		return carrier.Event{Phone: from, Text: t.Payload.Message}, t.Payload.Message != ""
	case "sms:delivered":
		return carrier.Event{Reference: t.Payload.MessageID, Fate: carrier.Delivered}, true
	case "sms:failed":
		return carrier.Event{Reference: t.Payload.MessageID, Fate: carrier.Gone, Reason: "phone-failed"}, true
	}
	return carrier.Event{}, false
}
