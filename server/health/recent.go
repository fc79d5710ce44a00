package health

import (
	"context"
	"log/slog"
	"regexp"
	"strings"
	"sync"
)

const (
	keptLines = 300
	keptBytes = 2000 // of one line
)

// Recent hands log lines on and keeps the last of them for the bundle. Ids are
// struck out as they are kept: they name people to whoever has the records.
type Recent struct {
	slog.Handler
	text slog.Handler // writes into lines
	*lines
}

type lines struct {
	mu   sync.Mutex
	list []string
	next int
}

// Keep is a handler that passes everything on to another.
func Keep(next slog.Handler) *Recent {
	kept := &lines{}
	return &Recent{next, slog.NewTextHandler(kept, nil), kept}
}

// KeptBy is the handler that keeps what a logger logs; nil when none does.
func KeptBy(log *slog.Logger) *Recent {
	if log == nil {
		return nil
	}
	kept, _ := log.Handler().(*Recent)
	return kept
}

// Handle implements slog.Handler.
func (r *Recent) Handle(ctx context.Context, record slog.Record) error {
	if err := r.text.Handle(ctx, record); err != nil {
		return err
	}
	return r.Handler.Handle(ctx, record)
}

// WithAttrs implements slog.Handler.
func (r *Recent) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &Recent{r.Handler.WithAttrs(attrs), r.text.WithAttrs(attrs), r.lines}
}

// WithGroup implements slog.Handler.
func (r *Recent) WithGroup(name string) slog.Handler {
	return &Recent{r.Handler.WithGroup(name), r.text.WithGroup(name), r.lines}
}

// What names somebody to whoever has the records, or the network.
var (
	anID      = regexp.MustCompile(`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`)
	anAddress = regexp.MustCompile(`\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){3,7}\b`)
)

// Write takes one line of the text handler.
func (l *lines) Write(line []byte) (int, error) {
	text := string(line[:min(len(line), keptBytes)])
	text = strings.TrimSpace(anAddress.ReplaceAllString(anID.ReplaceAllString(text, "<id>"), "<address>"))
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) < keptLines {
		l.list = append(l.list, text)
	} else {
		l.list[l.next] = text
		l.next = (l.next + 1) % keptLines
	}
	return len(line), nil
}

// Lines are the last ones, oldest first.
func (r *Recent) Lines() []string {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(append([]string{}, r.list[r.next:]...), r.list[:r.next]...)
}
