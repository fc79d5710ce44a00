package outward

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"time"

	"karete/server/notify/carrier"
)

// maxAnswer is as much of an answer as is looked at.
const maxAnswer = 64 << 10

// Client asks one provider.
type Client struct{ http http.Client }

// New is a client with connections of its own.
func New() *Client {
	return &Client{http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
			TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 30 * time.Second, IdleConnTimeout: 30 * time.Second,
			MaxIdleConnsPerHost: 1, MaxResponseHeaderBytes: 32 << 10,
			TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
		},
	}}
}

// Close lets go of the connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Answer is what came back.
type Answer struct {
	Status int
	Body   []byte
}

// Do asks once. An error is a *carrier.Failure: Later while nothing was written of the
// request, Unsure from then on.
func (c *Client) Do(ctx context.Context, method, url string, body []byte, header http.Header) (Answer, error) {
	written := false
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { written = true }})
	var from io.Reader
	if body != nil {
		from = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, url, from)
	if err != nil {
		return Answer{}, carrier.Fail(carrier.Later, "address", nil) // its text would quote the address
	}
	req.GetBody = nil // or net/http would write it twice on a connection that was closed
	req.Header = header
	res, err := c.http.Do(req)
	if err != nil {
		if written {
			return Answer{}, carrier.Fail(carrier.Unsure, "no-answer", cause(err))
		}
		return Answer{}, carrier.Fail(carrier.Later, reasonOf(err), cause(err))
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return Answer{}, carrier.Fail(carrier.Unsure, "no-answer", cause(err))
	}
	return Answer{res.StatusCode, text}, nil
}

// Refused is what a status says that is no success: what is wrong with how it is set
// up, with the moment, or with the message. A server that failed may have taken it.
func (a Answer) Refused() *carrier.Failure {
	switch {
	case a.Status == http.StatusUnauthorized || a.Status == http.StatusForbidden:
		return carrier.Fail(carrier.Later, "unauthorized", nil)
	case a.Status == http.StatusPaymentRequired:
		return carrier.Fail(carrier.Later, "no-credit", nil)
	case a.Status == http.StatusTooManyRequests || a.Status == http.StatusServiceUnavailable:
		return carrier.Fail(carrier.Later, "throttled", nil)
	case a.Status >= 300 && a.Status < 400 || a.Status == http.StatusNotFound || a.Status == http.StatusMethodNotAllowed:
		return carrier.Fail(carrier.Later, "address", nil) // somebody else answers there
	case a.Status >= 400 && a.Status < 500:
		return carrier.Fail(carrier.Never, "rejected", nil)
	}
	return carrier.Fail(carrier.Unsure, "provider-failed", nil)
}

// OK reports a status of success.
func (a Answer) OK() bool { return a.Status >= 200 && a.Status < 300 }

func reasonOf(err error) string {
	var unknown x509.UnknownAuthorityError
	var wrong x509.HostnameError
	var invalid x509.CertificateInvalidError
	if errors.As(err, &unknown) || errors.As(err, &wrong) || errors.As(err, &invalid) {
		return "certificate"
	}
	return "unreachable"
}

// cause is an error without the address that net/http puts around it.
func cause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
