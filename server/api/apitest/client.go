package apitest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strconv"
	"strings"
	"testing"

	"karete/server/api"
	"karete/server/device"
	"karete/server/id"
)

// ID is a new command id.
func ID() string { return id.New() }

// Client is one browser, or a program.
type Client struct {
	t    testing.TB
	url  string
	http *http.Client

	authorization string
	door          string // of a patient who was let in
}

// As is the browser that a person of that name works in, signed in; the same one
// each time. "guest" has nobody signed in, and "tablet", "desk", "kiosk" and
// "display" are enrolled devices that nobody is signed in on; "patient" is a phone on
// which a patient was let in at their own door.
func (c *Clinic) As(who string) *Client {
	c.t.Helper()
	if c.clients[who] == nil {
		switch kind := device.Kind(who); kind {
		case "patient":
			c.clients[who], c.PatientID = c.Patient()
		case device.Tablet, device.Desk, device.Kiosk, device.Display:
			c.clients[who] = c.Device(kind)
		default:
			c.clients[who] = c.SignIn(who)
		}
	}
	return c.clients[who]
}

// SignIn is another browser of that person.
func (c *Clinic) SignIn(who string) *Client {
	c.t.Helper()
	b := c.Browser()
	if who != "guest" {
		b.POST("/session", map[string]string{"username": who, "password": Password}).Want(http.StatusCreated)
	}
	return b
}

// Browser is one that nobody has signed in to.
func (c *Clinic) Browser() *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		c.t.Fatal(err)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the box redirects nobody
	return &Client{t: c.t, url: c.URL, http: &http.Client{Jar: jar, CheckRedirect: stay}}
}

// At is the same browser at the box after a restart.
func (c *Client) At(again *Clinic) *Client {
	moved := *c
	moved.url = again.URL
	return &moved
}

// GET asks for a path under /api/v1.
func (c *Client) GET(path string) *Answer { c.t.Helper(); return c.Send(http.MethodGet, path, nil) }

// POST sends a command: a value that becomes JSON, or []byte as it is.
func (c *Client) POST(path string, body any) *Answer {
	c.t.Helper()
	return c.Send(http.MethodPost, path, body)
}

// PUT changes what was read with that version; version 0 says none.
func (c *Client) PUT(path string, version int64, body any) *Answer {
	c.t.Helper()
	if version == 0 {
		return c.Send(http.MethodPut, path, body)
	}
	return c.Send(http.MethodPut, path, body, "If-Match", `"`+strconv.FormatInt(version, 10)+`"`)
}

// DELETE ends something.
func (c *Client) DELETE(path string) *Answer {
	c.t.Helper()
	return c.Send(http.MethodDelete, path, nil)
}

// Send makes any request; the body is a value that becomes JSON, or bytes or a
// reader as they are; headers are pairs of name and value. A path that does
// not begin with /api or /healthz is under /api/v1.
func (c *Client) Send(method, path string, body any, headers ...string) *Answer {
	c.t.Helper()
	if !strings.HasPrefix(path, "/api/") && path != "/healthz" {
		path = "/api/v1" + path
	}
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		reader = bytes.NewReader(b)
	case io.Reader:
		reader = b
	default:
		text, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		reader = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, reader)
	if err != nil {
		c.t.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.door != "" {
		r.Header.Set("Karete-Door", c.door)
	}
	if c.authorization != "" {
		r.Header.Set("Authorization", c.authorization)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	res, err := c.http.Do(r)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	a := &Answer{t: c.t, what: method + " " + path, Status: res.StatusCode, Header: res.Header, Cookies: res.Cookies()}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
		return a // it has no end to read to
	}
	if a.Body, err = io.ReadAll(res.Body); err != nil {
		c.t.Fatalf("%s: %v", a.what, err)
	}
	asDocumented(c.t, method, path, a.Status, res.Header.Get("Content-Type"), a.Body)
	if strings.HasPrefix(res.Header.Get("Content-Type"), "application/problem+json") {
		if err := json.Unmarshal(a.Body, &a.Problem); err != nil {
			c.t.Fatalf("%s: %v in %s", a.what, err, a.Body)
		}
	}
	return a
}

// Answer is what came back. Problem is empty when it was no problem+json.
type Answer struct {
	Status  int
	Header  http.Header
	Cookies []*http.Cookie
	Body    []byte
	Problem api.Problem

	t    testing.TB
	what string
}

// Want fails the test unless the answer has the status.
func (a *Answer) Want(status int) *Answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Fatalf("%s: %d, want %d\n%s", a.what, a.Status, status, a.Body)
	}
	return a
}

// Refused fails the test unless the answer is a problem with that status and
// code.
func (a *Answer) Refused(status int, code string) *Answer {
	a.t.Helper()
	a.Want(status)
	if string(a.Problem.Code) != code {
		a.t.Fatalf("%s: code %q, want %q\n%s", a.what, a.Problem.Code, code, a.Body)
	}
	return a
}

// Broken fails the test unless the answer is invalid for that field and code.
func (a *Answer) Broken(field, code string) *Answer {
	a.t.Helper()
	a.Refused(http.StatusUnprocessableEntity, "invalid")
	for _, e := range a.Problem.Errors {
		if e.Field == field && e.Code == code {
			return a
		}
	}
	a.t.Fatalf("%s: want %s %s\n%s", a.what, field, code, a.Body)
	return a
}

// JSON decodes the answer.
func (a *Answer) JSON(v any) *Answer {
	a.t.Helper()
	if err := json.Unmarshal(a.Body, v); err != nil {
		a.t.Fatalf("%s: %v in %s", a.what, err, a.Body)
	}
	return a
}
