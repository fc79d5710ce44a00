package apitest

import (
	"net/http"

	"karete/server/device"
)

// PIN is everybody's here who has one.
const PIN = "408172"

// Device is a browser that a manager has taken in as a tablet, desk, kiosk or
// display, with nobody signed in on it; a new one each time.
func (c *Clinic) Device(kind device.Kind) *Client {
	c.t.Helper()
	b := c.Browser()
	b.POST("/device", map[string]any{"id": ID(), "code": c.Pairing(kind).Code, "name": "The " + string(kind)}).Want(http.StatusCreated)
	return b
}

// Pairing is a code for a device that gives itself a name.
func (c *Clinic) Pairing(kind device.Kind) device.Pairing {
	c.t.Helper()
	var p device.Pairing
	c.As("admin").POST("/devices/pairings", map[string]any{"id": ID(), "kind": kind}).Want(http.StatusCreated).JSON(&p)
	return p
}

// GivePIN has a person choose the PIN.
func (c *Clinic) GivePIN(who string) {
	c.t.Helper()
	c.As(who).POST("/session/own-pin", map[string]any{"id": ID(), "current": Password, "pin": PIN}).Want(http.StatusOK)
}

// Tap signs a person in with the PIN, on a device; the answer is not looked at.
func (c *Clinic) Tap(b *Client, who string) *Answer {
	c.t.Helper()
	return b.POST("/session/pin", map[string]any{"staffId": c.Staff[who], "pin": PIN})
}
