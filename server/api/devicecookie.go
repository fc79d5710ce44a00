package api

import (
	"errors"
	"net/http"

	"karete/server/device"
	"karete/server/staff"
)

// The device's own cookie stays when people sign out.
const (
	deviceTLS   = "__Host-karete-device"
	devicePlain = "karete-device" // the box as a device of its own

	// deviceAge is the longest that browsers keep a cookie; each visit renews it.
	deviceAge = 400 * 24 * 60 * 60
)

// appHeader is how a screen says which version it is, for the list of devices.
const appHeader = "Karete-App"

// findDevice says which enrolled device asks, if one does.
func (a *API) findDevice(e *exchange) error {
	cookie, err := e.r.Cookie(deviceCookie(e.r))
	if errors.Is(err, http.ErrNoCookie) {
		return nil
	}
	if err != nil {
		return err
	}
	known, ok, err := a.Devices.Authenticate(e.r.Context(), cookie.Value, e.r.Header.Get(appHeader))
	if err != nil {
		return err
	}
	if !ok { // revoked: nothing of it stays in the browser
		e.setDevice("", -1)
		return nil
	}
	e.device, e.deviceToken = known, cookie.Value
	return nil
}

// seat puts a person's session where it is: a session begun on a device is worth
// nothing elsewhere, and one begun before the browser was enrolled moves in.
func (a *API) seat(e *exchange, signed staff.Signed) (staff.Signed, bool, error) {
	switch {
	case signed.DeviceID == e.device.ID:
	case signed.DeviceID != "":
		return staff.Signed{}, false, nil
	default:
		if err := a.Staff.Sit(e.r.Context(), signed.SessionID, e.device.ID); err != nil {
			return staff.Signed{}, false, err
		}
		signed.DeviceID = e.device.ID
	}
	return signed, true, nil
}

// keepDevice gives the browser its token as a device; "" renews the one it has.
func (e exchange) keepDevice(token string) {
	if token == "" {
		token = e.deviceToken
	}
	if token != "" {
		e.setDevice(token, deviceAge)
	}
}

func (e exchange) setDevice(token string, age int) {
	http.SetCookie(e.w, &http.Cookie{
		Name: deviceCookie(e.r), Value: token, Path: "/", MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: e.r.TLS != nil,
	})
}

func deviceCookie(r *http.Request) string {
	if r.TLS != nil {
		return deviceTLS
	}
	return devicePlain
}

// origin is where the browser found the box.
func (e exchange) origin() string {
	if e.r.TLS != nil {
		return "https://" + e.r.Host
	}
	return "http://" + e.r.Host
}

// thisDevice describes the device to its own screens; nil when it is none.
func (e exchange) thisDevice() *staff.SessionDevice {
	if e.device == (device.Known{}) {
		return nil
	}
	return &staff.SessionDevice{ID: e.device.ID, Name: e.device.Name, Kind: string(e.device.Kind)}
}
