package whatsapp

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"karete/server/notify/carrier"
)

// Signed reports that Meta signed the body with the secret of the clinic's app.
// signature is the header X-Hub-Signature-256.
func Signed(secret string, body []byte, signature string) bool {
	given, ok := strings.CutPrefix(signature, "sha256=")
	sum, err := hex.DecodeString(given)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return ok && secret != "" && err == nil && hmac.Equal(mac.Sum(nil), sum)
}

// told is the body of Meta's webhook: of several numbers perhaps, and several things of
// each. When something happened is told too, and not believed.
type told struct {
	Entry []struct {
		Changes []struct {
			Field string `json:"field"`
			Value struct {
				Metadata struct {
					NumberID string `json:"phone_number_id"`
				} `json:"metadata"`
				Statuses []status  `json:"statuses"`
				Messages []message `json:"messages"`
			} `json:"value"`
		} `json:"changes"`
	} `json:"entry"`
}

type status struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Errors []struct {
		Code int `json:"code"`
	} `json:"errors"`
}

type message struct {
	ID   string `json:"id"`
	From string `json:"from"`
	Type string `json:"type"`
	Text struct {
		Body string `json:"body"`
	} `json:"text"`
	Button struct { // of a template: what it says is what somebody answered
		Text string `json:"text"`
	} `json:"button"`
}

// Told is what a body means for one of the clinic's numbers. What is about another
// number, or of a kind that is not known, means nothing.
func Told(body []byte, numberID string) (events []carrier.Event, err error) {
	var in told
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, err
	}
	for _, entry := range in.Entry {
		for _, c := range entry.Changes {
			if c.Field != "messages" || c.Value.Metadata.NumberID != numberID {
				continue
			}
			for _, s := range c.Value.Statuses {
				if e, ok := s.event(); ok {
					events = append(events, e)
				}
			}
			for _, m := range c.Value.Messages {
				text := m.Text.Body
				if m.Type == "button" {
					text = m.Button.Text
				}
				if text != "" && m.From != "" {
					events = append(events, carrier.Event{Reference: m.ID, Phone: "+" + strings.TrimPrefix(m.From, "+"), Text: text})
				}
			}
		}
	}
	return events, nil
}

func (s status) event() (carrier.Event, bool) {
	switch s.Status {
	case "delivered", "read": // read alone when the phone was told not to say that it came
		return carrier.Event{Reference: s.ID, Fate: carrier.Delivered}, true
	case "failed":
		e := carrier.Event{Reference: s.ID, Fate: carrier.Gone, Reason: "not-delivered"}
		for _, f := range s.Errors {
			// A code that leaves it open whether something went, or says no more than
			// "refused", is here one of a message that did not arrive.
			if r := refusal(f.Code); r.Certainty != carrier.Unsure && r.Reason != "rejected" {
				e.Reason = r.Reason
				break
			}
		}
		return e, true
	}
	return carrier.Event{}, false
}
