package modem

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"
)

// stick is a modem at the other end of a pseudo terminal: it speaks AT as one does,
// with echo until it is told not to, and as it is told by a test.
type stick struct {
	t    testing.TB
	pty  *os.File
	path string

	mu    sync.Mutex
	asked []string            // each command, and each PDU
	says  map[string][]string // answers by the beginning of a command, the next first; the last stays
	sends []string            // answers to the next PDUs; "" is silence
	echo  bool
	mr    int
}

func plugged(t testing.TB) *stick {
	t.Helper()
	pty, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := pty.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	s := &stick{t: t, pty: pty, echo: true, mr: 40, says: map[string][]string{
		"AT+CPIN?": {"+CPIN: READY\r\n\r\nOK"}, "AT+CREG?": {"+CREG: 0,1\r\n\r\nOK"}, "AT+CMGL": {"OK"}}}
	err = raw.Control(func(fd uintptr) {
		var n int
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err == nil {
			n, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		}
		s.path = fmt.Sprintf("/dev/pts/%d", n)
	})
	if err != nil {
		t.Fatal(err)
	}
	// Held open, or reading ends while nobody has the other end.
	other, err := os.OpenFile(s.path, os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close(); pty.Close() })
	go s.listen()
	return s
}

func (s *stick) say(text string) { _, _ = s.pty.WriteString("\r\n" + text + "\r\n") }

func (s *stick) listen() {
	var now []byte
	buffer := make([]byte, 512)
	for {
		n, err := s.pty.Read(buffer)
		if err != nil {
			return
		}
		for _, b := range buffer[:n] {
			switch b {
			case '\r', 0x1a:
				text := string(now)
				now = nil
				if text != "" {
					s.answer(text, b == 0x1a)
				}
			case 0x1b:
				now = nil
			default:
				now = append(now, b)
			}
		}
	}
}

func (s *stick) answer(text string, pdu bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, text)
	if pdu {
		s.mr++
		said := fmt.Sprintf("+CMGS: %d\r\n\r\nOK", s.mr)
		if len(s.sends) > 0 {
			said = s.sends[0]
			s.sends = s.sends[1:]
		}
		if said != "" {
			s.say(said)
		}
		return
	}
	if s.echo {
		_, _ = s.pty.WriteString(text + "\r")
	}
	for begin, list := range s.says {
		if !strings.HasPrefix(text, begin) || len(list) == 0 {
			continue
		}
		if len(list) > 1 {
			s.says[begin] = list[1:]
		}
		if list[0] != "" {
			s.say(list[0])
		}
		return
	}
	switch {
	case text == "ATE0":
		s.echo = false
		s.say("OK")
	case strings.HasPrefix(text, "AT+CMGS="):
		_, _ = s.pty.WriteString("\r\n> ")
	case strings.HasPrefix(text, "AT"):
		s.say("OK")
	default:
		s.say("ERROR")
	}
}

// commands are what was asked that begins so.
func (s *stick) commands(begin string) (list []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range s.asked {
		if strings.HasPrefix(text, begin) {
			list = append(list, text)
		}
	}
	return list
}

func (s *stick) script(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}
