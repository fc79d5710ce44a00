package discover

import (
	"encoding/binary"
	"strings"

	"golang.org/x/net/dns/dnsmessage"
)

// The top bit of a class: in a question it asks for an answer to the asker alone,
// in an answer it tells caches to forget what they had (RFC 6762 10.2, 18.12).
const topBit = 1 << 15

const typeNSEC dnsmessage.Type = 47 // "there is no other"

// maxMessage is more than any interface of a clinic carries in one packet.
const maxMessage = 9000

// message is what of a packet matters here.
type message struct {
	id          uint16
	response    bool
	questions   []dnsmessage.Question
	answers     []dnsmessage.Resource // of a query: what the asker knows already
	authorities []dnsmessage.Resource // of a probe: what the asker wants to claim
}

// read takes a packet from anybody apart; ok is false for what is no message.
func read(packet []byte) (m message, ok bool) {
	var p dnsmessage.Parser
	head, err := p.Start(packet)
	if err != nil || head.OpCode != 0 || head.RCode != dnsmessage.RCodeSuccess {
		return message{}, false
	}
	m.id, m.response = head.ID, head.Response
	if m.questions, err = p.AllQuestions(); err != nil {
		return message{}, false
	}
	m.answers, err = p.AllAnswers()
	if err == nil {
		m.authorities, err = p.AllAuthorities()
	}
	return m, err == nil
}

// write makes a packet. A message of one box is far below any limit, so that an
// error is one of the program.
func write(head dnsmessage.Header, questions []dnsmessage.Question, answers, authorities, additional []dnsmessage.Resource) ([]byte, error) {
	m := dnsmessage.Message{Header: head, Questions: questions, Answers: answers, Authorities: authorities, Additionals: additional}
	return m.Pack()
}

// same reports whether two names are one: case is nothing in DNS.
func same(a, b dnsmessage.Name) bool { return strings.EqualFold(a.String(), b.String()) }

// rdata is a record's content in the form in which two of them are compared
// (RFC 6762 8.2): names are written out.
func rdata(r dnsmessage.Resource) []byte {
	switch b := r.Body.(type) {
	case *dnsmessage.AResource:
		return b.A[:]
	case *dnsmessage.AAAAResource:
		return b.AAAA[:]
	case *dnsmessage.PTRResource:
		return written(b.PTR)
	case *dnsmessage.SRVResource:
		out := binary.BigEndian.AppendUint16(nil, b.Priority)
		out = binary.BigEndian.AppendUint16(out, b.Weight)
		out = binary.BigEndian.AppendUint16(out, b.Port)
		return append(out, written(b.Target)...)
	case *dnsmessage.TXTResource:
		var out []byte
		for _, s := range b.TXT {
			out = append(append(out, byte(len(s))), s...)
		}
		return out
	case *dnsmessage.UnknownResource:
		return b.Data
	}
	return nil
}

// written is a name as it stands in a packet, in small letters and without pointers.
func written(n dnsmessage.Name) []byte {
	var out []byte
	for label := range strings.SplitSeq(strings.TrimSuffix(strings.ToLower(n.String()), "."), ".") {
		out = append(append(out, byte(len(label))), label...)
	}
	return append(out, 0)
}

// none is the record that says of a name which types it has, so that nobody waits
// for others (RFC 6762 6.1).
func none(name dnsmessage.Name, ttl uint32, has ...dnsmessage.Type) dnsmessage.Resource {
	var bits [32]byte // types 0 to 255
	last := 0
	for _, t := range has {
		bits[t/8] |= 0x80 >> (t % 8)
		last = max(last, int(t/8))
	}
	data := append(written(name), 0, byte(last+1))
	return dnsmessage.Resource{
		Header: dnsmessage.ResourceHeader{Name: name, Type: typeNSEC, Class: dnsmessage.ClassINET | topBit, TTL: ttl},
		Body:   &dnsmessage.UnknownResource{Type: typeNSEC, Data: append(data, bits[:last+1]...)},
	}
}
