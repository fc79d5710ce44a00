package api

import (
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

// worthwhile is from how many bytes on an answer is made smaller: below it one
// packet takes it anyway.
const worthwhile = 1400

var compressors = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is one that there is
	}
	return w
}}

// withCompression makes what is read smaller on its way: a full board is 50 KiB of
// JSON and a tenth of that compressed, and the clinic's Wi-Fi is the slowest part.
//
// Only answers to GET. How long a compressed answer is can tell a listener whether
// something they put into the request is in it too; a GET here repeats nothing of
// what was asked, and no other site's page can ask in somebody's name (SameSite).
// The event stream is written bit by bit and stays as it is.
func withCompression(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.URL.Path == prefix+"/events" || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		c := &compressed{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(c, r) // a panic leaves the answer cut off, not ended
		c.end()
	})
}

// compressed waits for the first part of the body, to see whether it is worth it.
type compressed struct {
	http.ResponseWriter
	status int
	begun  bool
	gzip   *gzip.Writer
}

func (c *compressed) WriteHeader(status int) { c.status = status }

func (c *compressed) Write(b []byte) (int, error) {
	if !c.begun {
		c.begin(b)
	}
	if c.gzip != nil {
		return c.gzip.Write(b)
	}
	return c.ResponseWriter.Write(b)
}

func (c *compressed) begin(first []byte) {
	c.begun = true
	h := c.Header()
	if c.status == http.StatusOK && len(first) >= worthwhile && strings.HasPrefix(h.Get("Content-Type"), "application/json") && h.Get("Content-Encoding") == "" {
		h.Set("Content-Encoding", "gzip")
		h.Add("Vary", "Accept-Encoding")
		h.Del("Content-Length")
		c.gzip = compressors.Get().(*gzip.Writer)
		c.gzip.Reset(c.ResponseWriter)
	}
	c.ResponseWriter.WriteHeader(c.status)
}

func (c *compressed) end() {
	if !c.begun {
		c.begun = true
		c.ResponseWriter.WriteHeader(c.status)
		return
	}
	if c.gzip != nil {
		if err := c.gzip.Close(); err != nil {
			return // nobody is there any more, and a broken writer is not kept
		}
		compressors.Put(c.gzip)
	}
}

// Unwrap leads http.ResponseController to deadlines.
func (c *compressed) Unwrap() http.ResponseWriter { return c.ResponseWriter }
