package httpsms

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"karete/server/notify/carrier"
	"karete/server/notify/outward"
)

// Config is the request.
type Config struct {
	URL, Body, Reference string
	Form                 bool // the body is a form; else JSON
	Header               http.Header
	Secret               string
}

// Provider is one of them.
type Provider struct {
	client *outward.Client
	Config
}

// New is the provider that takes such requests.
func New(c Config) *Provider { return &Provider{outward.New(), c} }

// fill puts the values into the gaps, each as quote has it.
func (p *Provider) fill(shape string, m carrier.Message, quote func(string) string) string {
	return strings.NewReplacer("{to}", quote(m.To), "{text}", quote(m.Text), "{id}", quote(m.Key), "{secret}", quote(p.Secret)).Replace(shape)
}

// inJSON is a value as it stands between the quotes of a JSON string.
func inJSON(v string) string {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b[1 : len(b)-1])
}

// inHeader is a value without what could end a header.
func inHeader(v string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, v)
}

// Send asks the provider once.
func (p *Provider) Send(ctx context.Context, m carrier.Message) (carrier.Receipt, error) {
	header := http.Header{}
	for name, values := range p.Header {
		for _, v := range values {
			header.Add(name, p.fill(v, m, inHeader))
		}
	}
	method, quote := http.MethodPost, inJSON
	var body []byte
	switch {
	case p.Body == "":
		method = http.MethodGet
	case p.Form:
		quote = url.QueryEscape
		header.Set("Content-Type", "application/x-www-form-urlencoded")
	default:
		header.Set("Content-Type", "application/json")
	}
	if p.Body != "" {
		body = []byte(p.fill(p.Body, m, quote))
	}
	a, err := p.client.Do(ctx, method, p.fill(p.URL, m, url.QueryEscape), body, header)
	if err != nil {
		return carrier.Receipt{}, err
	}
	if !a.OK() {
		return carrier.Receipt{}, a.Refused()
	}
	return carrier.Receipt{Reference: found(a.Body, p.Reference)}, nil
}

// found is the value at a path like data.0.id of a JSON answer, "" when it is not there.
func found(body []byte, path string) string {
	at, err := parse(body)
	if err != nil || path == "" {
		return ""
	}
	id := text(along(at, path))
	if len(id) > 200 {
		return ""
	}
	return id
}

// along goes down a path by names, and in lists by numbers from 0. nil: there is nothing.
func along(at any, path string) any {
	if path == "" {
		return nil
	}
	for name := range strings.SplitSeq(path, ".") {
		switch in := at.(type) {
		case map[string]any:
			at = in[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(in) {
				return nil
			}
			at = in[i]
		default:
			return nil
		}
	}
	return at
}

// text is a value as it is compared; "" is none.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// Ask answers nothing: a provider is not asked, it tells by itself, if at all (Told).
func (p *Provider) Ask(context.Context, string, string) (carrier.Fate, string, error) {
	return carrier.Unknown, "", nil
}

// Hear hears nothing: see Told.
func (p *Provider) Hear(context.Context) ([]carrier.Event, error) { return nil, nil }

// Credit is not known.
func (p *Provider) Credit(context.Context) (string, error) { return "", nil }

// Close lets go of it.
func (p *Provider) Close() error {
	p.client.Close()
	return nil
}
