package cli

import (
	"context"
	"net"
	"path/filepath"
	"testing"
)

// systemd is who listens to what a service says.
func systemd(t *testing.T) func() string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "notify")
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	t.Setenv("NOTIFY_SOCKET", name)
	return func() string {
		said := make([]byte, 1024)
		n, err := socket.Read(said)
		if err != nil {
			t.Fatal(err)
		}
		return string(said[:n])
	}
}

func TestSystemdIsTold(t *testing.T) {
	t.Setenv("NOTIFY_SOCKET", "")
	if err := notify("READY=1"); err != nil {
		t.Errorf("without systemd: %v", err)
	}
	hears := systemd(t)
	if err := notify("READY=1", "STATUS=open"); err != nil {
		t.Fatal(err)
	}
	if said := hears(); said != "READY=1\nSTATUS=open" {
		t.Errorf("%q", said)
	}
}

func TestTheWatchdogIsFedWhileTheBoxAnswers(t *testing.T) {
	hears := systemd(t)
	t.Setenv("WATCHDOG_USEC", "3000")
	ctx, cancel := context.WithCancel(t.Context())
	asked, ended := 0, make(chan struct{})
	go func() {
		defer close(ended)
		watchdog(ctx, func(context.Context) bool { asked++; return asked > 2 })
	}()
	if said := hears(); said != "WATCHDOG=1" {
		t.Errorf("%q", said)
	}
	cancel()
	<-ended
	if asked < 3 {
		t.Errorf("fed after %d answers", asked)
	}
	t.Setenv("WATCHDOG_USEC", "")
	watchdog(t.Context(), nil) // nobody wants to know
}
