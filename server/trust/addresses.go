package trust

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
)

// Addresses are those under which devices on the clinic's network find the box,
// the likeliest first: the one towards the router, then IPv4 before IPv6.
func Addresses() ([]netip.Addr, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("trust: the network cannot be looked at: %w", err)
	}
	var list []netip.Addr
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 {
			continue
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue // it went away between the two questions
		}
		for _, a := range addrs {
			if n, ok := a.(*net.IPNet); ok {
				if addr, ok := netip.AddrFromSlice(n.IP); ok && Told(addr.Unmap()) {
					list = append(list, addr.Unmap())
				}
			}
		}
	}
	first := towardsRouter()
	slices.SortStableFunc(list, func(a, b netip.Addr) int { return rank(a, first) - rank(b, first) })
	return slices.Compact(list), nil
}

// Told reports whether others are told of an address: one that the authority may
// vouch for and that a browser can be given.
func Told(addr netip.Addr) bool {
	return PermittedAddress(addr) && !addr.IsLoopback() && !(addr.Is6() && addr.IsLinkLocalUnicast())
}

func rank(addr, first netip.Addr) int {
	switch {
	case addr == first:
		return 0
	case addr.Is4() && !addr.IsLinkLocalUnicast():
		return 1
	case addr.Is6():
		return 2
	}
	return 3 // 169.254: nobody gave the box an address
}

// towardsRouter is the address that packets to elsewhere would carry; none is
// sent. It is the zero Addr where there is no way out.
func towardsRouter() netip.Addr {
	c, err := net.Dial("udp4", "192.0.2.1:9") // an address for documents: nobody's
	if err != nil {
		return netip.Addr{}
	}
	defer c.Close()
	at, _ := c.LocalAddr().(*net.UDPAddr)
	if at == nil {
		return netip.Addr{}
	}
	return at.AddrPort().Addr().Unmap()
}
