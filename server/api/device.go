package api

import (
	"context"
	"net/http"
	"strings"

	"karete/server/access"
	"karete/server/device"
	"karete/server/staff"
)

// DeviceList is every device there is or was.
type DeviceList struct {
	Devices []device.Device `json:"devices"`
}

func (a *API) deviceOperations() {
	op(a, "device.list", http.MethodGet, "/devices", "Every device there is or was", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[DeviceList], error) {
		list, err := a.Devices.List(ctx, who)
		return body(DeviceList{list}, err)
	})
	op(a, "device.pair", http.MethodPost, "/devices/pairings", "Make a code that takes a new device in, once", func(ctx context.Context, who access.Actor, in *struct {
		Body device.NewPairing
	}) (*Body[device.Pairing], error) {
		origin, err := a.origin(ctx, who)
		if err != nil {
			return nil, err
		}
		return body(a.Devices.Pair(ctx, who, in.Body, origin))
	}, created)
	op(a, "device.name", http.MethodPost, "/devices", "Make a device of this browser, which a manager is signed in on", func(ctx context.Context, who access.Actor, in *struct {
		Body device.NameThis
	}) (*Body[device.Here], error) {
		e := exchangeOf(ctx)
		token, here, err := a.Devices.Name(ctx, who, in.Body, e.from())
		return a.enrolled(e, token, here, err)
	}, created)
	op(a, "device.update", http.MethodPut, "/devices/{deviceId}", "Name a device anew, or give it another place", func(ctx context.Context, who access.Actor, in *struct {
		DeviceID string `path:"deviceId" format:"uuid"`
		IfMatch
		Body device.DeviceChange
	}) (*Tagged[device.Device], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		d, err := a.Devices.Update(ctx, who, in.DeviceID, version, in.Body)
		return tagged(d, d.Version, err)
	})
	op(a, "device.revoke", http.MethodPost, "/devices/{deviceId}/revoke", "Turn a device away, at once and for good", func(ctx context.Context, who access.Actor, in *struct {
		DeviceID string `path:"deviceId" format:"uuid"`
		Body     device.DeviceRevocation
	}) (*Body[device.Device], error) {
		return body(a.Devices.Revoke(ctx, who, in.DeviceID, in.Body))
	})
	op(a, "device.enrol", http.MethodPost, "/device", "Become a device of the clinic, by a code a manager shows", func(ctx context.Context, who access.Actor, in *struct {
		Body device.Enrolment
	}) (*Body[device.Here], error) {
		e := exchangeOf(ctx)
		token, here, err := a.Devices.Enrol(ctx, who, in.Body, e.from())
		return a.enrolled(e, token, here, err)
	}, created)
	op(a, "device.read", http.MethodGet, "/device", "Which device this is, and who may sign in on it", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[device.Here], error) {
		here, err := a.Devices.Here(ctx, who)
		if err == nil {
			exchangeOf(ctx).keepDevice("") // browsers forget what they are not reminded of
		}
		return body(here, err)
	})
	op(a, "session.pin", http.MethodPost, "/session/pin", "Sign in on an enrolled device, in place of who is", func(ctx context.Context, _ access.Actor, in *struct {
		Body staff.PINSignIn
	}) (*Body[staff.Session], error) {
		e := exchangeOf(ctx)
		token, session, err := a.Staff.SignInPIN(ctx, in.Body, e.from())
		if err == nil {
			err = e.keepSession(token)
		}
		return body(session, err)
	}, created)
	op(a, "pin.choose", http.MethodPost, "/session/own-pin", "Choose one's own PIN, with the password", func(ctx context.Context, who access.Actor, in *struct {
		Body staff.PINChoice
	}) (*Body[staff.Session], error) {
		return body(a.Staff.ChoosePIN(ctx, who, in.Body, exchangeOf(ctx).from()))
	})
	op(a, "pin.reset", http.MethodPost, "/staff/{staffId}/pin/reset", "Take a person's PIN away; they choose another", func(ctx context.Context, who access.Actor, in *struct {
		StaffID string `path:"staffId" format:"uuid"`
		Body    staff.PINReset
	}) (*Body[staff.Staff], error) {
		return body(a.Staff.ResetPIN(ctx, who, in.StaffID, in.Body))
	})
}

// origin is where another device finds the box: as this browser did, unless that
// is a name for the box at the box itself.
func (a *API) origin(ctx context.Context, who access.Actor) (string, error) {
	e := exchangeOf(ctx)
	if !Local(e.r) {
		return e.origin(), nil
	}
	page, err := a.Trust.Page(ctx, who)
	if err != nil || len(page.Ways) == 0 {
		return e.origin(), err
	}
	return strings.TrimSuffix(page.Ways[0].Secure, "/"), nil
}

// enrolled gives the browser its token as a device.
func (a *API) enrolled(e exchange, token string, here device.Here, err error) (*Body[device.Here], error) {
	if err == nil {
		e.keepDevice(token)
	}
	return body(here, err)
}
