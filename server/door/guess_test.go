//go:build !race

package door_test

import (
	"fmt"
	"testing"
	"time"

	"karete/server/door"
	"karete/server/fault"
)

// Ten thousand numbers, each with the year in which the most are born, as fast as the box
// takes them, from a phone that has all addresses of the network in turn: how many of them
// are looked at at all is far too few to find anybody, and does not depend on who is there.
func TestGuessingNumbersGetsNowhere(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	g.registered("Neo", "58120001", "1984")
	looked := 0
	for n := range 10_000 {
		_, err := g.open(phone(fmt.Sprintf("10.0.%d.%d", n%3, n%200)), door.DoorKnock{Number: fmt.Sprint(58123000 + n), BirthYear: 1984})
		switch {
		case fault.Is(err, fault.DoorUnknown):
			looked++
		case !fault.Is(err, fault.Throttled):
			t.Fatal(err)
		}
		g.pass(time.Second)
	}
	if looked < 60 || looked > 60+10_000/300+1 {
		t.Errorf("%d numbers were looked at", looked)
	}
	// Nobody else is kept out by it: neither a card, nor a number at the clinic's kiosk.
	if _, err := g.open(kiosk("k1"), door.DoorKnock{Number: "58120001", BirthYear: 1984}); err != nil {
		t.Error(err)
	}
}
