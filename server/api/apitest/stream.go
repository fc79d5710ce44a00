package apitest

import (
	"context"
	"net/http"
)

// Open sends a GET whose answer has no end, such as the event stream. The answer's
// body is the caller's to read and close; ending ctx hangs up. Headers are pairs of
// name and value; one with an empty value is left out.
func (c *Client) Open(ctx context.Context, path string, headers ...string) *http.Response {
	c.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/api/v1"+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.authorization != "" {
		r.Header.Set("Authorization", c.authorization)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	res, err := c.http.Do(r)
	if err != nil {
		c.t.Fatalf("GET %s: %v", path, err)
	}
	return res
}
