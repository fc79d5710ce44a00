package sms

import (
	"encoding/hex"
	"errors"
	"strings"
)

// ErrPDU is a text of a modem that cannot be read.
var ErrPDU = errors.New("sms: cannot be read")

// Received is what a modem was handed by the network: a text, or how one that was
// sent has fared.
type Received struct {
	From      string // of a text; of a report, whom it is about. +266… when it is international
	Text      string
	Report    bool
	Reference byte // of the part that a report is about
	Status    Status
}

// Status is how a part has fared.
type Status int

// The statuses.
const (
	Trying    Status = iota // the network goes on
	Delivered               // the phone has it
	Gone                    // the network gave up
)

// Parse reads what follows +CMT, +CDS or +CMGR. The error is ErrPDU.
func Parse(text string) (r Received, err error) {
	raw, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) == 0 {
		return r, ErrPDU
	}
	c := cursor{rest: raw}
	c.take(int(c.octet())) // the service centre
	switch first := c.octet(); first & 0x03 {
	case 0x00:
		r.From = c.address()
		c.octet() // TP-PID
		coding := c.octet()
		c.take(7) // when the service centre got it, on a clock of its own
		r.Text = c.content(coding, first&hasHeader != 0)
	case 0x02:
		r.Report, r.Reference = true, c.octet()
		r.From = c.address()
		c.take(14) // when it was sent, when it was settled
		r.Status = statusOf(c.octet())
	default:
		return r, ErrPDU
	}
	if c.short {
		return Received{}, ErrPDU
	}
	return r, nil
}

// statusOf is TP-Status by its ranges: done, still trying, given up.
func statusOf(st byte) Status {
	switch {
	case st <= 0x1f:
		return Delivered
	case st <= 0x3f:
		return Trying
	}
	return Gone
}

// cursor walks over octets, and remembers that it stepped over the end.
type cursor struct {
	rest  []byte
	short bool
}

func (c *cursor) take(n int) []byte {
	if n > len(c.rest) {
		c.short, c.rest = true, nil
		return nil
	}
	out := c.rest[:n]
	c.rest = c.rest[n:]
	return out
}

func (c *cursor) octet() byte {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (c *cursor) address() string {
	digits := int(c.octet())
	kind := c.octet()
	raw := c.take((digits + 1) / 2)
	if kind&0x70 == 0x50 { // letters: an operator's name
		return fromSeptets(unpack(raw, digits*4/7, 0))
	}
	var out strings.Builder
	if kind&0x70 == 0x10 {
		out.WriteByte('+')
	}
	for i := range digits {
		if i/2 >= len(raw) {
			break
		}
		if d := raw[i/2] >> (i % 2 * 4) & 0x0f; d < 10 {
			out.WriteByte('0' + d)
		}
	}
	return out.String()
}

func (c *cursor) content(coding byte, headed bool) string {
	length := int(c.octet())
	wide := coding&0xcc == 0x08 || coding&0xf0 == 0xe0 // the general groups, and a waiting message in UCS-2
	septet := !wide && (coding&0xcc == 0x00 || coding&0xf4 == 0xf0 || coding&0xf0 == 0xc0 || coding&0xf0 == 0xd0)
	size := length
	if septet {
		size = (length*7 + 7) / 8
	}
	data := c.take(size)
	header := 0
	if headed && len(data) > 0 {
		header = min(int(data[0])+1, len(data))
	}
	switch {
	case wide:
		return fromUCS2(data[header:])
	case septet:
		fill := (7 - header*8%7) % 7
		ahead := (header*8 + fill) / 7
		return fromSeptets(unpack(data[header:], max(length-ahead, 0), fill))
	}
	return "" // octets without letters
}
