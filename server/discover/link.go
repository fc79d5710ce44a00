package discover

import (
	"fmt"
	"net"
	"net/netip"
)

// Link is one network that the box is on.
type Link struct {
	Interface net.Interface
	Prefixes  []netip.Prefix // the box's addresses there, with their networks
	Told      []netip.Addr   // those that others are told of
}

// on reports whether an address is on the link: what comes from farther away gets
// no answer (RFC 6762 11).
func (l Link) on(addr netip.Addr) bool {
	if addr.Is6() && addr.IsLinkLocalUnicast() {
		return addr.Zone() == l.Interface.Name || addr.Zone() == fmt.Sprint(l.Interface.Index)
	}
	for _, p := range l.Prefixes {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}

// hears reports whether the link carries the family of addresses at all.
func (l Link) hears(six bool) bool {
	for _, p := range l.Prefixes {
		if p.Addr().Is6() == six {
			return true
		}
	}
	return false
}

// Links lists the networks that the box can be found on. useful picks the
// addresses that others are told of.
func Links(useful func(netip.Addr) bool) ([]Link, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("discover: %w", err)
	}
	var list []Link
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagMulticast == 0 || i.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 {
			continue
		}
		if l := link(i, useful); len(l.Told) > 0 {
			list = append(list, l)
		}
	}
	return list, nil
}

func link(i net.Interface, useful func(netip.Addr) bool) Link {
	l := Link{Interface: i}
	addrs, err := i.Addrs()
	if err != nil {
		return l // it went away between the two questions
	}
	for _, a := range addrs {
		n, ok := a.(*net.IPNet)
		if !ok {
			continue
		}
		addr, ok := netip.AddrFromSlice(n.IP)
		ones, bits := n.Mask.Size()
		addr = addr.Unmap()
		if !ok || bits != addr.BitLen() {
			continue
		}
		l.Prefixes = append(l.Prefixes, netip.PrefixFrom(addr, ones))
		if useful(addr) {
			l.Told = append(l.Told, addr)
		}
	}
	return l
}
