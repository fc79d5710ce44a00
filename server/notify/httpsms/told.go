package httpsms

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/url"
	"strings"

	"karete/server/notify/carrier"
)

// Reports is where a provider says what became of a message, and what somebody answered:
// paths like status.type in a JSON body, names in a form. A list on the way is gone
// through, so that a body may tell several things.
type Reports struct {
	Reference, Status string // of a report
	Delivered, Failed string // what the status is then; several with commas, capitals do not matter
	From, Text        string // of an answer
}

var errMore = errors.New("more follows")

// Told is what a body means. What says neither that a message arrived or failed nor
// what somebody wrote means nothing.
func Told(body []byte, contentType string, r Reports) (events []carrier.Event, err error) {
	at, err := read(body, contentType)
	if err != nil {
		return nil, err
	}
	if r.Reference != "" && r.Status != "" {
		for _, v := range each(at, r.Reference, r.Status) {
			switch {
			case v[0] == "" || v[1] == "":
			case among(v[1], r.Delivered):
				events = append(events, carrier.Event{Reference: v[0], Fate: carrier.Delivered})
			case among(v[1], r.Failed):
				events = append(events, carrier.Event{Reference: v[0], Fate: carrier.Gone, Reason: "not-delivered"})
			}
		}
	}
	if r.From != "" && r.Text != "" {
		for _, v := range each(at, r.From, r.Text, r.Reference) {
			if v[0] != "" && v[1] != "" {
				events = append(events, carrier.Event{Reference: v[2], Phone: v[0], Text: v[1]})
			}
		}
	}
	return events, nil
}

// read takes a body as what it says it is; a form becomes an object.
func read(body []byte, contentType string) (any, error) {
	if kind, _, err := mime.ParseMediaType(contentType); err == nil && kind == "application/x-www-form-urlencoded" {
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, err
		}
		at := map[string]any{}
		for name, values := range form {
			at[name] = values[0]
		}
		return at, nil
	}
	return parse(body)
}

// parse reads JSON and keeps numbers as they are written: ids are longer than a float.
func parse(body []byte) (at any, err error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&at); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errMore
	}
	return at, nil
}

// each is what stands at the paths, once for every member of the lists on the way that
// the first two have in common. A third that goes elsewhere finds nothing.
func each(at any, paths ...string) (found [][]string) {
	if list, ok := at.([]any); ok {
		for _, one := range list {
			found = append(found, each(one, paths...)...)
		}
		return found
	}
	in, _ := at.(map[string]any)
	values, next := make([]string, len(paths)), make([]string, len(paths))
	step, _, _ := strings.Cut(paths[0], ".")
	deeper := true
	for i, path := range paths {
		if in[path] != nil { // names in a form may have dots
			values[i] = text(in[path])
		} else {
			values[i] = text(along(at, path))
		}
		first, rest, more := strings.Cut(path, ".")
		if more = more && first == step && in[path] == nil; more {
			next[i] = rest
		}
		deeper = deeper && (more || i > 1)
	}
	if deeper {
		return each(in[step], next...)
	}
	return [][]string{values}
}

func among(value, list string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one != "" && strings.EqualFold(one, value) {
			return true
		}
	}
	return false
}
