package modem

import (
	"context"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"karete/server/notify/carrier"
	"karete/server/notify/sms"
)

// Hear takes in what the modem told since, and reads the texts that it keeps.
func (m *Modem) Hear(ctx context.Context) (events []carrier.Event, err error) {
	fresh := m.line == nil
	if err := m.ready(ctx); err != nil {
		return nil, err
	}
	silent := func(err error) error {
		m.hangUp()
		return carrier.Fail(carrier.Later, "modem-silent", err)
	}
	if fresh { // what came while nobody listened
		kept, err := m.line.ask(ctx, "AT+CMGL=4", briefly)
		if err != nil && !isRefusal(err) {
			return nil, silent(err)
		}
		for i := 0; i+1 < len(kept); i++ {
			index, ok := indexOf(field(kept[i:i+1], "+CMGL:"), 0)
			if !ok {
				continue
			}
			events = appended(events, kept[i+1])
			if err := m.forget(ctx, index); err != nil {
				return events, silent(err)
			}
		}
	}
	told := m.line.news
	m.line.news = nil
	if m.line.pairing && len(told) > 0 { // its text is still to come
		m.line.news = told[len(told)-1:]
		told = told[:len(told)-1]
	}
	for _, text := range told {
		if _, pdu, ok := strings.Cut(text, "\n"); ok {
			events = appended(events, pdu)
			continue
		}
		kind, rest, _ := strings.Cut(text, ":")
		index, ok := indexOf(rest, 1)
		if !ok || kind == "+CUSD" {
			continue
		}
		answer, err := m.line.ask(ctx, "AT+CMGR="+strconv.Itoa(index), briefly)
		if err != nil && !isRefusal(err) {
			return events, silent(err)
		}
		for i := 0; i+1 < len(answer); i++ {
			if strings.HasPrefix(answer[i], "+CMGR:") { // what a modem tells unasked may stand before it
				events = appended(events, answer[i+1])
			}
		}
		if err := m.forget(ctx, index); err != nil {
			return events, silent(err)
		}
	}
	return events, nil
}

// forget deletes a text from the SIM. One that is not there any more is no fault.
func (m *Modem) forget(ctx context.Context, index int) error {
	if _, err := m.line.ask(ctx, "AT+CMGD="+strconv.Itoa(index), briefly); err != nil && !isRefusal(err) {
		return err
	}
	return nil
}

// indexOf is the number at a place of a list: "SM",3.
func indexOf(list string, place int) (int, bool) {
	parts := strings.Split(list, ",")
	if place >= len(parts) {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(parts[place]))
	return n, err == nil && n >= 0
}

// appended adds what a text of the modem means, if anything.
func appended(events []carrier.Event, pdu string) []carrier.Event {
	r, err := sms.Parse(pdu)
	if err != nil {
		return events
	}
	e := carrier.Event{Phone: r.From, Text: r.Text}
	if r.Report {
		e = carrier.Event{Phone: r.From, Reference: "," + strconv.Itoa(int(r.Reference)) + ",", Fate: carrier.Taken}
		switch r.Status {
		case sms.Delivered:
			e.Fate = carrier.Delivered
		case sms.Gone:
			e.Fate, e.Reason = carrier.Gone, "not-delivered"
		}
	}
	return append(events, e)
}

var amount = regexp.MustCompile(`[MR] ?[0-9]+(?:[.,][0-9]{2})?`)

// maxCredit is as much of the network's words as anybody reads.
const maxCredit = 60

// Credit dials the code and answers with the amount that the network names, else with
// how its words begin.
func (m *Modem) Credit(ctx context.Context) (string, error) {
	if m.BalanceCode == "" {
		return "", nil
	}
	if err := m.ready(ctx); err != nil {
		return "", err
	}
	ctx, stop := context.WithTimeout(ctx, toDial)
	defer stop()
	if _, err := m.line.ask(ctx, `AT+CUSD=1,"`+m.BalanceCode+`",15`, briefly); err != nil {
		return "", carrier.Fail(carrier.Later, "modem-refused", err)
	}
	for {
		for i, text := range m.line.news {
			if rest, ok := strings.CutPrefix(text, "+CUSD:"); ok {
				m.line.news = append(m.line.news[:i:i], m.line.news[i+1:]...)
				return creditOf(rest), nil
			}
		}
		if err := m.line.more(ctx); err != nil {
			return "", carrier.Fail(carrier.Later, "modem-silent", err)
		}
	}
}

// creditOf reads 0,"words",15: words as they are, or as hex of UCS-2.
func creditOf(told string) string {
	_, words, _ := strings.Cut(told, `"`)
	at := strings.LastIndexByte(words, '"')
	if at < 0 {
		return ""
	}
	words = words[:at]
	if raw, err := hex.DecodeString(words); err == nil && len(raw) > 1 && len(raw)%2 == 0 {
		var units []uint16
		for i := 0; i < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		words = string(utf16.Decode(units))
	}
	words = strings.Join(strings.Fields(words), " ")
	if found := amount.FindString(words); found != "" {
		return found
	}
	if r := []rune(words); len(r) > maxCredit {
		words = string(r[:maxCredit])
	}
	return words
}
