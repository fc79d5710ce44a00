package modem

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
)

// errSilent is a modem that does not answer in time.
var errSilent = errors.New("modem: no answer")

// errGone is a port that is closed, or was pulled out.
var errGone = errors.New("modem: the port is gone")

// refusal is a modem's own answer that it will not.
type refusal string

func (r refusal) Error() string { return "modem: " + string(r) }

// prompt is what a modem says when it waits for a message.
const prompt = "> "

// line is the conversation over one open port.
type line struct {
	port    io.ReadWriteCloser
	heard   chan string
	news    []string // told between commands, oldest first; what belongs to one is behind it
	pairing bool     // the next line belongs to the last of news
}

// maxLine is longer than any line of the standard.
const maxLine = 2048

func newLine(port io.ReadWriteCloser) *line {
	l := &line{port: port, heard: make(chan string, 512)}
	go l.listen()
	return l
}

// listen cuts what comes into lines. It ends with the port, and then closes heard. A
// modem that talks faster than anybody listens loses what is too much.
func (l *line) listen() {
	defer close(l.heard)
	say := func(text string) {
		select {
		case l.heard <- text:
		default:
		}
	}
	var now []byte
	buffer := make([]byte, 256)
	for {
		n, err := l.port.Read(buffer)
		for _, b := range buffer[:n] {
			switch {
			case b == '\r' || b == '\n':
				if text := strings.TrimSpace(string(now)); text != "" {
					say(text)
				}
				now = now[:0]
			case len(now) < maxLine:
				now = append(now, b)
			}
			if string(now) == prompt {
				say(prompt)
				now = now[:0]
			}
		}
		if err != nil || n == 0 {
			return
		}
	}
}

// next waits for a line that answers a command; what the modem tells by itself is put
// aside.
func (l *line) next(ctx context.Context) (string, error) {
	for {
		select {
		case text, ok := <-l.heard:
			if !ok {
				return "", errGone
			}
			if !l.aside(text) {
				return text, nil
			}
		case <-ctx.Done():
			return "", errSilent
		}
	}
}

// more waits for a line of any kind and puts it aside, or lets it go.
func (l *line) more(ctx context.Context) error {
	select {
	case text, ok := <-l.heard:
		if !ok {
			return errGone
		}
		l.aside(text)
		return nil
	case <-ctx.Done():
		return errSilent
	}
}

// drain puts aside what came meanwhile.
func (l *line) drain() error {
	for {
		select {
		case text, ok := <-l.heard:
			if !ok {
				return errGone
			}
			l.aside(text)
		default:
			return nil
		}
	}
}

// aside keeps what a modem tells by itself, and reports that it was that.
func (l *line) aside(text string) bool {
	if l.pairing {
		l.news[len(l.news)-1] += "\n" + text
		l.pairing = false
		return true
	}
	for _, kind := range []string{"+CMTI:", "+CDSI:", "+CUSD:"} {
		if strings.HasPrefix(text, kind) {
			l.news = append(l.news, text)
			return true
		}
	}
	for _, kind := range []string{"+CDS:", "+CMT:"} { // a text follows
		if strings.HasPrefix(text, kind) {
			l.news, l.pairing = append(l.news, text), true
			return true
		}
	}
	// Rings, and what makers add: ^RSSI, ^MODE, *…
	return text == "RING" || text == "NO CARRIER" || strings.HasPrefix(text, "^") || strings.HasPrefix(text, "*") || strings.HasPrefix(text, "AT")
}

func (l *line) write(text string) error {
	for rest := []byte(text); len(rest) > 0; {
		n, err := l.port.Write(rest)
		if err != nil {
			return errGone
		}
		if n == 0 {
			return errSilent
		}
		rest = rest[n:]
	}
	return nil
}

// ask gives a command and collects the lines of its answer. Errors: refusal,
// errSilent, errGone.
func (l *line) ask(ctx context.Context, command string, within time.Duration) (answer []string, err error) {
	ctx, stop := context.WithTimeout(ctx, within)
	defer stop()
	if err := l.drain(); err != nil {
		return nil, err
	}
	if err := l.write(command + "\r"); err != nil {
		return nil, err
	}
	return l.answer(ctx)
}

func (l *line) answer(ctx context.Context) (answer []string, err error) {
	for {
		text, err := l.next(ctx)
		switch {
		case err != nil:
			return nil, err
		case text == "OK":
			return answer, nil
		case text == "ERROR" || strings.HasPrefix(text, "+CME ERROR:") || strings.HasPrefix(text, "+CMS ERROR:"):
			return nil, refusal(text)
		case text != prompt:
			answer = append(answer, text)
		}
	}
}

// field is what follows the name of an answer's line, "" when no line has it.
func field(answer []string, name string) string {
	for _, text := range answer {
		if rest, ok := strings.CutPrefix(text, name); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}
