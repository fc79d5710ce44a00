package health_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"karete/server/health"
	"karete/server/id"
)

// What is kept of the log names nobody; what is handed on is as it was.
func TestRecentLines(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := slog.New(health.Keep(slog.NewTextHandler(&out, nil)))
	kept := health.KeptBy(log)
	patient := id.New()
	log.With("room", "chart").WithGroup("opened").Warn("record opened", "patient", patient, "from", "192.168.8.21", "net", "fe80:0:0:1::/64")
	lines := kept.Lines()
	if len(lines) != 1 {
		t.Fatalf("%q", lines)
	}
	for _, want := range []string{"level=WARN", "record opened", "room=chart", "opened.patient=<id>", "opened.from=<address>", "opened.net=<address>"} {
		if !strings.Contains(lines[0], want) {
			t.Errorf("no %s in %q", want, lines[0])
		}
	}
	if strings.Contains(lines[0], patient) || !strings.Contains(out.String(), patient) || !strings.Contains(out.String(), "192.168.8.21") {
		t.Errorf("kept %q\nhanded on %q", lines[0], out.String())
	}
	for n := range 1000 {
		log.Info("line", "n", n, "long", strings.Repeat("x", 5000))
	}
	lines = kept.Lines()
	if len(lines) != 300 || !strings.Contains(lines[0], "n=700 ") || !strings.Contains(lines[299], "n=999 ") {
		t.Errorf("%d lines from %.60q to %.60q", len(lines), lines[0], lines[len(lines)-1])
	}
	for _, l := range lines {
		if len(l) > 2000 {
			t.Fatalf("a line of %d bytes", len(l))
		}
	}
	if health.KeptBy(slog.Default()) != nil || health.KeptBy(nil).Lines() != nil {
		t.Error("kept where nobody asked for it")
	}
}
