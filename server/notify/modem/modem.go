package modem

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"go.bug.st/serial"

	"karete/server/notify/carrier"
	"karete/server/notify/sms"
)

// Config is one modem.
type Config struct {
	Port        string
	Speed       int    // bits a second; 0: 115200
	PIN         string // of the SIM, "" when it needs none
	BalanceCode string // dialled to hear the credit, "" not to
}

// Modem is one modem. Its port is opened when it is needed, and again after a fault.
type Modem struct {
	Config
	line    *line
	badPIN  bool
	counter byte // tells the parts of one text from those of another
}

// New is the modem of a configuration; nothing is opened yet.
func New(c Config) *Modem { return &Modem{Config: c, counter: byte(time.Now().UnixNano())} }

// How long a modem may take.
const (
	briefly  = 5 * time.Second
	toUnlock = 20 * time.Second
	toSend   = 50 * time.Second
	toDial   = 15 * time.Second
)

func dial(c Config) (io.ReadWriteCloser, error) {
	speed := c.Speed
	if speed == 0 {
		speed = 115200
	}
	return serial.Open(c.Port, &serial.Mode{BaudRate: speed, DataBits: 8})
}

// ready opens the port and readies the modem, unless it is.
func (m *Modem) ready(ctx context.Context) error {
	if m.line != nil {
		if err := m.line.drain(); err == nil {
			return nil
		}
		m.hangUp()
	}
	port, err := dial(m.Config)
	if err != nil {
		reason := "modem-gone"
		var p *serial.PortError
		if errors.As(err, &p) {
			switch p.Code() {
			case serial.PortBusy:
				reason = "modem-busy"
			case serial.PermissionDenied:
				reason = "modem-denied"
			}
		}
		return carrier.Fail(carrier.Later, reason, err)
	}
	m.line = newLine(port)
	if err := m.begin(ctx); err != nil {
		m.hangUp()
		return err
	}
	return nil
}

func (m *Modem) begin(ctx context.Context) error {
	silent := func(err error) error { return carrier.Fail(carrier.Later, "modem-silent", err) }
	// It may be in the middle of a message that was cut off, and must notice the speed.
	if err := m.line.write("\x1b\r"); err != nil {
		return silent(err)
	}
	var err error
	for range 3 {
		if _, err = m.line.ask(ctx, "AT", time.Second); err == nil {
			break
		}
	}
	if err != nil {
		return silent(err)
	}
	for _, command := range []string{"ATE0", "AT+CMEE=1"} {
		if _, err := m.line.ask(ctx, command, briefly); err != nil && !isRefusal(err) {
			return silent(err)
		}
	}
	if err := m.unlock(ctx); err != nil {
		return err
	}
	if _, err := m.line.ask(ctx, "AT+CMGF=0", briefly); err != nil {
		return carrier.Fail(carrier.Later, "modem-unfit", err)
	}
	// Texts are kept and told of; reports come at once, or are kept where a modem can do
	// no other.
	for _, command := range []string{"AT+CNMI=2,1,0,1,0", "AT+CNMI=1,1,0,1,0", "AT+CNMI=2,1,0,2,0", "AT+CNMI=2,1"} {
		if _, err = m.line.ask(ctx, command, briefly); err == nil || !isRefusal(err) {
			break
		}
	}
	if err != nil && !isRefusal(err) {
		return silent(err)
	}
	return nil
}

func isRefusal(err error) bool {
	var r refusal
	return errors.As(err, &r)
}

// unlock gives the SIM its PIN when it asks for it.
func (m *Modem) unlock(ctx context.Context) error {
	for given := false; ; {
		answer, err := m.line.ask(ctx, "AT+CPIN?", briefly)
		said := field(answer, "+CPIN:")
		switch {
		case err != nil && isRefusal(err):
			return carrier.Fail(carrier.Later, "no-sim", err)
		case err != nil:
			return carrier.Fail(carrier.Later, "modem-silent", err)
		case said == "READY":
			return nil
		case said != "SIM PIN":
			return carrier.Fail(carrier.Later, "sim-locked", nil) // its PUK, or a network's lock
		case given || m.badPIN:
			return carrier.Fail(carrier.Later, "pin-wrong", nil)
		case m.PIN == "":
			return carrier.Fail(carrier.Later, "pin-needed", nil)
		}
		given = true
		if _, err := m.line.ask(ctx, `AT+CPIN="`+m.PIN+`"`, toUnlock); err != nil {
			if isRefusal(err) {
				m.badPIN = true // three of those lock the SIM
				return carrier.Fail(carrier.Later, "pin-wrong", nil)
			}
			return carrier.Fail(carrier.Later, "modem-silent", err)
		}
	}
}

// registered asks whether the network is there.
func (m *Modem) registered(ctx context.Context) error {
	answer, err := m.line.ask(ctx, "AT+CREG?", briefly)
	if err != nil {
		m.hangUp()
		return carrier.Fail(carrier.Later, "modem-silent", err)
	}
	_, state, _ := strings.Cut(field(answer, "+CREG:"), ",")
	state, _, _ = strings.Cut(state, ",")
	if state = strings.TrimSpace(state); state != "1" && state != "5" { // at home, abroad
		return carrier.Fail(carrier.Later, "no-signal", nil)
	}
	return nil
}

// Send hands the parts of a message to the network, one after the other. The receipt
// has the reference of each between commas.
func (m *Modem) Send(ctx context.Context, msg carrier.Message) (carrier.Receipt, error) {
	m.counter++
	units, err := sms.Submit(msg.To, msg.Text, m.counter, msg.Keep)
	if err != nil {
		return carrier.Receipt{}, carrier.Fail(carrier.Never, "number-bad", nil)
	}
	if err := m.ready(ctx); err != nil {
		return carrier.Receipt{}, err
	}
	if err := m.registered(ctx); err != nil {
		return carrier.Receipt{}, err
	}
	reference := ","
	for i, u := range units {
		part, err := m.submit(ctx, u)
		if err != nil {
			if i > 0 { // what went cannot be taken back
				err = carrier.Fail(carrier.Unsure, "part-sent", err)
			}
			return carrier.Receipt{}, err
		}
		reference += strconv.Itoa(part) + ","
	}
	return carrier.Receipt{Reference: reference, Parts: len(units)}, nil
}

// end is what a message ends with, and cancel what it is given up with.
const (
	end    = "\x1a"
	cancel = "\x1b"
)

func (m *Modem) submit(ctx context.Context, u sms.Unit) (reference int, err error) {
	nothing := func(err error) error {
		m.hangUp()
		return carrier.Fail(carrier.Later, "modem-silent", err)
	}
	if err := m.line.drain(); err != nil {
		return 0, nothing(err)
	}
	if err := m.line.write(fmt.Sprintf("AT+CMGS=%d\r", u.Octets)); err != nil {
		return 0, nothing(err)
	}
	ready, stop := context.WithTimeout(ctx, briefly)
	defer stop()
	for said := ""; said != prompt; {
		if said, err = m.line.next(ready); err != nil {
			_ = m.line.write(cancel)
			return 0, nothing(err)
		}
		if said == "ERROR" || strings.HasPrefix(said, "+CM") && strings.Contains(said, " ERROR:") {
			f := refused(said)
			if f.Certainty == carrier.Unsure { // it had no message yet
				f.Certainty = carrier.Later
			}
			return 0, f
		}
	}
	if err := m.line.write(u.Hex); err != nil {
		return 0, nothing(err)
	}
	unsure := func(err error) error {
		m.hangUp() // an answer that comes later is none to what is asked next
		return carrier.Fail(carrier.Unsure, "no-answer", err)
	}
	if err := m.line.write(end); err != nil {
		return 0, unsure(err)
	}
	wait, stopWaiting := context.WithTimeout(ctx, toSend)
	defer stopWaiting()
	answer, err := m.line.answer(wait)
	var no refusal
	if errors.As(err, &no) {
		return 0, refused(string(no))
	}
	if err != nil {
		return 0, unsure(err)
	}
	reference, err = strconv.Atoi(field(answer, "+CMGS:"))
	if err != nil || reference < 0 || reference > 255 {
		return 0, carrier.Fail(carrier.Unsure, "no-answer", nil)
	}
	return reference, nil
}

// refused is what a modem's refusal of a message leaves known (27.005, 3.2.5; the
// network's own causes are of 24.011). It answered, so nothing went out, but where it
// says itself that it does not know.
func refused(said string) *carrier.Failure {
	_, text, _ := strings.Cut(said, ":")
	code, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return carrier.Fail(carrier.Later, "modem-refused", nil)
	}
	later := func(reason string) *carrier.Failure { return carrier.Fail(carrier.Later, reason, nil) }
	switch code {
	case 1, 28: // nobody has the number
		return carrier.Fail(carrier.Never, "number-unknown", nil)
	case 21, 8, 10, 30, 50, 29, 69: // the SIM, or its credit, does not allow it
		return later("not-allowed")
	case 27: // the phone cannot be reached: the network would have kept it
		return carrier.Fail(carrier.Never, "out-of-reach", nil)
	case 38, 41, 42, 47, 331:
		return later("no-signal")
	case 310, 313, 315:
		return later("no-sim")
	case 311, 312, 316, 317, 318:
		return later("sim-locked")
	case 330:
		return later("no-centre")
	case 332, 500: // the network did not answer, or anything
		return carrier.Fail(carrier.Unsure, "network-silent", nil)
	}
	return later("modem-refused")
}

// Ask cannot be asked: reports come by themselves.
func (m *Modem) Ask(context.Context, string, string) (carrier.Fate, string, error) {
	return carrier.Unknown, "", nil
}

// Close lets the port go.
func (m *Modem) Close() error {
	m.hangUp()
	return nil
}

func (m *Modem) hangUp() {
	if m.line != nil {
		_ = m.line.port.Close() // it may be pulled out
		m.line = nil
	}
}
