package server

import (
	"cmp"
	"log/slog"
	"net/http"
	"time"

	"karete/server/web"
)

// Limits bound what one connection may take of the box. Zero fields are what a
// clinic needs.
type Limits struct {
	Header      time.Duration // for the head of a request; 0: 5 s
	Body        time.Duration // for the body of a command; 0: 10 s
	Request     time.Duration // for a whole request of any other kind; 0: 40 s
	Answer      time.Duration // from the head of a request to the end of its answer; 0: 2 min. A stream has its own
	Idle        time.Duration // between two requests; 0: 2 min
	HeaderBytes int           // 0: 16 KiB
}

func (l Limits) server(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           web.Guarded(handler),
		ReadHeaderTimeout: cmp.Or(l.Header, 5*time.Second),
		ReadTimeout:       cmp.Or(l.Request, 40*time.Second),
		WriteTimeout:      cmp.Or(l.Answer, 2*time.Minute), // who does not read holds no connection for ever
		IdleTimeout:       cmp.Or(l.Idle, 2*time.Minute),
		MaxHeaderBytes:    cmp.Or(l.HeaderBytes, 16<<10),
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// Memory is where the garbage collector begins to work harder rather than later:
// the smallest box has 256 MiB, and a photo takes 64 of them for a moment.
const Memory = 128 << 20
