package discover

import (
	"bytes"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// answer tells an asker what the box knows: itself alone when it asks from a port
// of its own or wishes so, everybody otherwise.
func (c *claim) answer(m message, l Link, from netip.AddrPort, now time.Time) []packet {
	if len(m.questions) > maxQuestions {
		return nil
	}
	legacy := from.Port() != c.speaks
	alone := true
	var list []dnsmessage.Resource
	for _, q := range m.questions {
		found := c.is.answers(q, l)
		alone = alone && (len(found) == 0 || q.Class&topBit != 0)
		for _, r := range found {
			if !slices.ContainsFunc(list, func(o dnsmessage.Resource) bool { return equal(o, r) }) && !known(m.answers, r) {
				list = append(list, r)
			}
		}
	}
	alone = alone || legacy
	if !alone && len(m.authorities) == 0 { // who wants the name is told each time
		list = slices.DeleteFunc(list, func(r dnsmessage.Resource) bool { return c.saidJustNow(l, r, now) })
	}
	if len(list) == 0 {
		return nil
	}
	more := c.more(list, l)
	head := dnsmessage.Header{Response: true, Authoritative: true}
	var questions []dnsmessage.Question
	if legacy { // the asker takes it for the answer of an ordinary name server
		head.ID, questions = m.id, m.questions
		plain(list)
		plain(more)
	}
	data, err := write(head, questions, list, nil, more)
	if err != nil {
		return nil
	}
	p := packet{link: l, data: data}
	if alone {
		p.to = from
	}
	return []packet{p}
}

// plain takes from records what only multicast DNS knows.
func plain(list []dnsmessage.Resource) {
	for i := range list {
		h := &list[i].Header
		h.Class &^= topBit
		h.TTL = min(h.TTL, legacyTTL)
	}
}

// more is what an asker for the service will ask next.
func (c *claim) more(list []dnsmessage.Resource, l Link) []dnsmessage.Resource {
	asked := func(r dnsmessage.Resource) bool {
		return same(r.Header.Name, service) || r.Header.Type == dnsmessage.TypeSRV
	}
	if !slices.ContainsFunc(list, asked) {
		return nil
	}
	return slices.DeleteFunc(c.is.unique(l), func(r dnsmessage.Resource) bool {
		return slices.ContainsFunc(list, func(o dnsmessage.Resource) bool { return equal(o, r) })
	})
}

func equal(a, b dnsmessage.Resource) bool {
	return a.Header.Type == b.Header.Type && same(a.Header.Name, b.Header.Name) && bytes.Equal(rdata(a), rdata(b))
}

// known reports whether the asker has the record and may keep it a while.
func known(has []dnsmessage.Resource, r dnsmessage.Resource) bool {
	return slices.ContainsFunc(has, func(o dnsmessage.Resource) bool { return equal(o, r) && o.Header.TTL >= r.Header.TTL/2 })
}

// saidJustNow reports whether everybody on the link has just been told, and
// remembers that they are now.
func (c *claim) saidJustNow(l Link, r dnsmessage.Resource, now time.Time) bool {
	key := fmt.Sprint(l.Interface.Index, r.Header.Type, r.Header.Name, rdata(r))
	if last, ok := c.said[key]; ok && now.Sub(last) < repeatAfter {
		return true
	}
	c.said[key] = now
	return false
}
