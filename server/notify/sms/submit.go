package sms

import (
	"encoding/hex"
	"errors"
	"strings"
	"time"
)

// ErrNumber is a number that nobody can be reached by.
var ErrNumber = errors.New("sms: not a number to send to")

// Unit is one part as a modem takes it: the hex, and the octets of it that its
// command counts (all but the address of the service centre, which is the SIM's).
type Unit struct {
	Hex    string
	Octets int
}

// Bits of the first octet of a SUBMIT.
const (
	submit      = 0x01
	validityAge = 0x10 // how long the network keeps trying, as an age
	wantsReport = 0x20
	hasHeader   = 0x40
)

// Submit is a text as the parts that a modem sends, each of which is to be reported
// on. reference tells the parts of one text from those of another; the network tries
// for as long as keep says. The error is ErrNumber.
func Submit(to, text string, reference byte, keep time.Duration) ([]Unit, error) {
	address, err := addressOf(to)
	if err != nil {
		return nil, err
	}
	wide := Measure(text).Wide
	parts := split(text, wide)
	var list []Unit
	for i, part := range parts {
		var header []byte
		if len(parts) > 1 {
			header = []byte{5, 0, 3, reference, byte(len(parts)), byte(i + 1)}
		}
		first := byte(submit | validityAge | wantsReport)
		if header != nil {
			first |= hasHeader
		}
		pdu := append([]byte{0, first, 0}, address...) // 0: the SIM's service centre; 0: the modem gives the reference
		pdu = append(pdu, 0)                           // an ordinary text
		length, coding, data := content(part, header, wide)
		pdu = append(pdu, coding, validity(keep), length)
		pdu = append(pdu, data...)
		list = append(list, Unit{strings.ToUpper(hex.EncodeToString(pdu)), len(pdu) - 1})
	}
	return list, nil
}

func content(part string, header []byte, wide bool) (length, coding byte, data []byte) {
	if wide {
		data = append(header, toUCS2(part)...)
		return byte(len(data)), 0x08, data
	}
	var codes []byte
	for _, r := range part {
		codes = append(codes, septets(r)...)
	}
	fill := 0
	if header != nil {
		fill = (7 - len(header)*8%7) % 7
	}
	ahead := (len(header)*8 + fill) / 7
	return byte(ahead + len(codes)), 0x00, append(header, pack(codes, fill)...)
}

// validity is an age as TP-VP has it: in steps of five minutes, half an hour, a day.
func validity(keep time.Duration) byte {
	switch {
	case keep <= 12*time.Hour:
		return byte(max(keep/(5*time.Minute)-1, 0))
	case keep <= 24*time.Hour:
		return byte(143 + (keep-12*time.Hour)/(30*time.Minute))
	}
	return byte(min(166+keep/(24*time.Hour), 196))
}

// addressOf is a number, international when it has its plus.
func addressOf(number string) ([]byte, error) {
	kind := byte(0x81)
	if rest, ok := strings.CutPrefix(number, "+"); ok {
		number, kind = rest, 0x91
	}
	if n := len(number); n < 3 || n > 15 || strings.Trim(number, "0123456789") != "" {
		return nil, ErrNumber
	}
	return append([]byte{byte(len(number)), kind}, swapped(number)...), nil
}

// swapped is digits as semi-octets, the lower first.
func swapped(digits string) []byte {
	if len(digits)%2 == 1 {
		digits += "?" // 0x3f: its lower half is the filler
	}
	var out []byte
	for i := 0; i < len(digits); i += 2 {
		out = append(out, digits[i]&0x0f|digits[i+1]<<4)
	}
	return out
}
