package whatsapp

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"karete/server/notify/carrier"
	"karete/server/notify/outward"
)

// Host is where Meta answers.
const Host = "https://graph.facebook.com"

// Config is one number.
type Config struct {
	Host, Version, NumberID, Token, Prefix string
	Languages                              map[string]string // Meta's code by ours
}

// Number is one business number.
type Number struct {
	client *outward.Client
	Config
}

// New is the number of a configuration.
func New(c Config) *Number { return &Number{outward.New(), c} }

type parameter struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

type component struct {
	Type       string      `json:"type"`
	Parameters []parameter `json:"parameters"`
}

type language struct {
	Code string `json:"code"`
}

type template struct {
	Name       string      `json:"name"`
	Language   language    `json:"language"`
	Components []component `json:"components,omitempty"`
}

type submission struct {
	Product  string   `json:"messaging_product"`
	Kind     string   `json:"recipient_type"`
	To       string   `json:"to"`
	Type     string   `json:"type"`
	Template template `json:"template"`
}

type answer struct {
	Messages []struct {
		ID string `json:"id"`
	} `json:"messages"`
	Error struct {
		Code int `json:"code"`
	} `json:"error"`
}

// Send has a template sent.
func (n *Number) Send(ctx context.Context, m carrier.Message) (carrier.Receipt, error) {
	t := template{Name: n.Prefix + strings.ReplaceAll(m.Kind, "-", "_"), Language: language{n.Languages[m.Language]}}
	if len(m.Values) > 0 {
		c := component{Type: "body"}
		for _, v := range m.Values {
			c.Parameters = append(c.Parameters, parameter{"text", v})
		}
		t.Components = []component{c}
	}
	body, err := json.Marshal(submission{"whatsapp", "individual", strings.TrimPrefix(m.To, "+"), "template", t})
	if err != nil {
		return carrier.Receipt{}, carrier.Fail(carrier.Never, "rejected", err)
	}
	a, err := n.client.Do(ctx, http.MethodPost, n.Host+"/"+n.Version+"/"+n.NumberID+"/messages", body,
		http.Header{"Authorization": {"Bearer " + n.Token}, "Content-Type": {"application/json"}})
	if err != nil {
		return carrier.Receipt{}, err
	}
	var said answer
	broken := json.Unmarshal(a.Body, &said) != nil
	switch {
	case a.OK() && !broken && len(said.Messages) == 1:
		return carrier.Receipt{Reference: said.Messages[0].ID, Parts: 1}, nil
	case a.OK():
		return carrier.Receipt{}, carrier.Fail(carrier.Unsure, "no-answer", nil)
	case said.Error.Code != 0:
		return carrier.Receipt{}, refusal(said.Error.Code)
	}
	return carrier.Receipt{}, a.Refused()
}

// refusal is what one of Meta's codes leaves known.
func refusal(code int) *carrier.Failure {
	switch code {
	case 0, 3, 10, 190, 200:
		return carrier.Fail(carrier.Later, "unauthorized", nil)
	case 4, 80007, 130429, 131048, 131056, 133016:
		return carrier.Fail(carrier.Later, "throttled", nil)
	case 131042:
		return carrier.Fail(carrier.Later, "no-credit", nil)
	case 368, 131031, 131045, 133010:
		return carrier.Fail(carrier.Later, "account", nil)
	case 33, 132001, 132000, 132005, 132007, 132012, 132015, 132016:
		return carrier.Fail(carrier.Later, "template", nil) // the template, not this message
	case 131026, 131021, 131030, 131050:
		return carrier.Fail(carrier.Never, "not-on-whatsapp", nil)
	case 1, 2, 131000, 131016, 133004:
		return carrier.Fail(carrier.Unsure, "provider-failed", nil)
	}
	return carrier.Fail(carrier.Never, "rejected", nil)
}

// Ask answers nothing: Meta is not asked, it tells by itself (Told).
func (n *Number) Ask(context.Context, string, string) (carrier.Fate, string, error) {
	return carrier.Unknown, "", nil
}

// Hear hears nothing: see Told.
func (n *Number) Hear(context.Context) ([]carrier.Event, error) { return nil, nil }

// Credit is not told.
func (n *Number) Credit(context.Context) (string, error) { return "", nil }

// Close lets go of it.
func (n *Number) Close() error {
	n.client.Close()
	return nil
}
